"""Findings -> one DuckDB file: what is kept, and the one way to open it."""

from dragoman.record.opening import RecordBusy, RecordError, open_record

__all__ = ["RecordBusy", "RecordError", "open_record"]
