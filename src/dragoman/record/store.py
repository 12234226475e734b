"""How do finished parts get into the record? In batches, each one commit; what is there already stays as it is."""

import json
import traceback
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from dragoman.engine.batch import Answer
from dragoman.engine.parts import finished, read_part
from dragoman.engine.version import Origin
from dragoman.model import Struct
from dragoman.record.opening import open_record
from dragoman.record.rows import Rows, rows_of
from dragoman.record.schema import TABLES
from dragoman.record.shapes import Table

TYPES = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "VARCHAR[]": pa.list_(pa.string()),
    "DOUBLE[]": pa.list_(pa.float64()),
}
PARTS_AT_ONCE = 8  # 512 pages in memory at most, and a commit that holds the record for well under a second


class Loaded(Struct):
    """What loading added to the record; `origin` is what read the last part, None where there was none."""

    pages: int = 0
    refused: int = 0
    origin: Origin | None = None

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(
            pages=self.pages + other.pages,
            refused=self.refused + other.refused,
            origin=other.origin or self.origin,
        )


def load_parts(record: Path, folder: Path, *, patience: float = 10.0) -> Loaded:
    """Load all finished parts of `folder` into the record, some at a time, and remove each after its commit.

    Loading the same part twice adds nothing. Errors: `RecordBusy` and `RecordError`; the parts then stay.
    """
    loaded = Loaded()
    waiting = finished(folder)
    for first in range(0, len(waiting), PARTS_AT_ONCE):
        some = waiting[first : first + PARTS_AT_ONCE]
        loaded += _load(record, some, patience)
        for path in some:
            path.unlink(missing_ok=True)
    return loaded


def known_keys(record: Path, patience: float, keys: Sequence[str]) -> frozenset[str]:
    """Which of these page keys the record holds, as pages or as refused; none where there is no record yet."""
    if not record.exists() or not keys:
        return frozenset()
    # A refused input is looked at again: it may fail for another reason with another version, and costs little.
    with open_record(record, "read", patience=patience) as connection:
        found = connection.execute("SELECT key FROM pages WHERE key IN (SELECT unnest(?))", [list(keys)])
        return frozenset(key for (key,) in found.fetchall())


def begin_run(record: Path, origin: Origin, options: dict[str, object], patience: float) -> str:
    """Note that a run begins, and with what; returns its id. A run that is killed keeps `ended` null."""
    run = uuid.uuid4().hex[:16]
    with open_record(record, "write", patience=patience) as connection:
        connection.execute(
            "INSERT INTO runs (id, started, program, knowledge, options) VALUES (?, ?, ?, ?, ?)",
            [run, _now(), origin.program, origin.knowledge, json.dumps(options)],
        )
    return run


def end_run(record: Path, run: str, loaded: Loaded, patience: float) -> None:
    """Note that the run has ended, and what it added."""
    model = loaded.origin
    with open_record(record, "write", patience=patience) as connection:
        connection.execute(
            "UPDATE runs SET ended = ?, model = ?, model_version = ?, pages = ?, refused = ? WHERE id = ?",
            [
                _now(),
                model.model if model else None,
                model.model_version if model else None,
                loaded.pages,
                loaded.refused,
                run,
            ],
        )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _load(record: Path, paths: Sequence[Path], patience: float) -> Loaded:
    # Rows are made before the record is opened, so that it is held for the insertion alone.
    rows: Rows = defaultdict(list)
    origin = None
    for path in paths:
        try:
            part = read_part(path)
        except FileNotFoundError:  # another run on the same record has loaded it
            continue
        origin = Origin.from_metadata(part.schema.metadata)
        for answer in _answers(part):
            for table, more in _rows_or_refusal(answer).items():
                rows[table].extend(more)
    with open_record(record, "write", patience=patience) as connection:
        added = _insert_all(connection, rows)
    return Loaded(pages=added["pages"], refused=added["refused"], origin=origin)


def _answers(part: pa.Table) -> Iterator[Answer]:
    for batch in part.to_batches(max_chunksize=64):
        yield from (Answer(**row) for row in batch.to_pylist())


def _rows_or_refusal(answer: Answer) -> Rows:
    try:
        return rows_of(answer)
    except (ValueError, TypeError, KeyError) as error:
        reason = f"the program's findings for this page are not sound ({error}); please report it"
        trace = "".join(traceback.format_exception(error))
        return rows_of(Answer(key=answer.key, id=answer.id, where=answer.id, reason=reason, traceback=trace))


def _insert_all(connection: duckdb.DuckDBPyConnection, rows: Rows) -> dict[str, int]:
    connection.begin()
    added = {table.name: _insert(connection, table, rows) for table in TABLES if table.name != "runs"}
    # A page that failed once and can be read now is no longer refused.
    connection.execute("DELETE FROM refused WHERE key IN (SELECT key FROM pages)")
    connection.commit()
    return added


def _insert(connection: duckdb.DuckDBPyConnection, table: Table, rows: Rows) -> int:
    """Insert the rows whose key is not there yet; returns how many those were."""
    if not rows.get(table.name):
        return 0
    connection.register("incoming", pa.Table.from_pylist(rows[table.name], schema=columns_schema(table)))
    result = connection.execute(f"INSERT OR IGNORE INTO {table.name} SELECT * FROM incoming").fetchone()
    connection.unregister("incoming")
    return int(result[0]) if result else 0


def columns_schema(table: Table) -> pa.Schema:
    """The columns of a table for Arrow."""
    return pa.schema([(column.name, TYPES[column.type]) for column in table.columns])


def counts(record: Path) -> dict[str, int]:
    """How many rows each table holds."""
    union = " UNION ALL ".join(f"SELECT '{table.name}', count(*) FROM {table.name}" for table in TABLES)
    with open_record(record, "read") as connection:
        return dict(connection.execute(union).fetchall())
