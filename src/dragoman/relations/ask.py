"""What does the record say? SQL over it, read only, and one record with all that decided it."""

from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pyarrow as pa

from dragoman.model import (
    Agreement,
    Alignment,
    Deadline,
    Demand,
    Event,
    Findings,
    Prospect,
    Quotation,
    Struct,
)
from dragoman.record.opening import open_record

RECORD = Path("dragoman.duckdb")
KINDS = ("events", "quotations", "agreements", "deadlines", "demands", "alignments", "prospects")
Record = Event | Quotation | Agreement | Deadline | Demand | Alignment | Prospect


class AskError(ValueError):
    """The question cannot be answered; the message is a sentence that says what to do."""


class KeptPage(Struct):
    """A page of the record: its key, its text, and its findings as they were coded."""

    key: str
    text: str
    findings: Findings


def ask(sql: str, record: Path | str = RECORD, parameters: list[Any] | None = None) -> pa.Table:
    """Answer one SQL query over the record, read only; no file and no network can be reached from it.

    Errors: `AskError` says what is wrong with the query; `RecordError` and `RecordBusy` as `open_record`.
    """
    with open_record(Path(record), "read") as connection:
        try:
            return connection.execute(sql, parameters).to_arrow_table()
        except duckdb.Error as error:
            raise AskError(_sentence(error)) from error


def page(name: str, record: Path | str = RECORD) -> KeptPage:
    """A kept page by its id, its url, or its key, which may be shortened.

    Errors: `AskError` where no page, or several, answer to the name.
    """
    hits = _pages("id = $1 OR url = $1 OR key = $1", name, record) or _pages(
        "starts_with(key, $1)", name, record
    )
    if len(hits) != 1:
        raise AskError(which(name, "page", [hit["key"] for hit in hits]))
    findings = msgspec.json.decode(hits[0]["findings"], type=Findings)
    return KeptPage(key=hits[0]["key"], text=hits[0]["text"], findings=findings)


def _pages(where: str, name: str, record: Path | str) -> list[dict[str, Any]]:
    query = f"SELECT key, text, findings FROM pages WHERE {where} ORDER BY key LIMIT 10"
    rows: list[dict[str, Any]] = ask(query, record, [name]).to_pylist()
    return rows


def which(name: str, what: str, found: list[str]) -> str:
    """Why a name does not tell one thing: none begins so, or several do."""
    if not found:
        return f"no {what} '{name}' is in the record; 'dragoman {what if what != 'record' else 'event'}s' lists what is"
    return f"'{name}' is not enough to tell one {what}: write one of {', '.join(found[:5])}"


def _sentence(error: duckdb.Error) -> str:
    # DuckDB adds the query with a caret beneath: of use on a terminal, but a sentence is one line.
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    kept = [line for line in lines if not line.startswith(("LINE ", "^"))]
    return f"the query cannot be answered: {' '.join(kept)}"
