"""Are the lives those of today's pages? Takes the marks of new pages, joins all anew, and writes what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pyarrow as pa

from dragoman.knowledge import Rules
from dragoman.model import Page, Passage, Published
from dragoman.record.lives_schema import LIFE_TABLES
from dragoman.record.opening import open_record
from dragoman.record.schema import create
from dragoman.record.store import columns_schema
from dragoman.relations.lives.fates import life_of
from dragoman.relations.lives.gather import LEDGER, gather_happenings, gather_pieces, gather_reviews, rows
from dragoman.relations.lives.joining import Linked, Reviewed, join_pieces, tie_events
from dragoman.relations.lives.kinds import Life, Mark
from dragoman.relations.lives.marks import Record, marks_of, speaks_of_any
from dragoman.relations.lives.rules import Lives, lives_version, load_lives

LAST = ("agreements",)  # told most vaguely: what the pages share of other kinds tells of them
AT_ONCE = 500  # pages whose texts are held in memory
DERIVED = {table.name: table for table in LIFE_TABLES}
STALE = "SELECT key FROM pages WHERE key NOT IN (SELECT page FROM marked_pages WHERE version = ?)"


def refresh_lives(record: Path | str, *, patience: float = 10.0, again: bool = False) -> bool:
    """Bring joins and lives up to the pages and reviews of the record; True where anything had to be done.

    The same pages give the same rows, whatever their order. `again` joins anew though no page is new (after a review).
    Errors: as `open_record`.
    """
    path, version = Path(record), lives_version()
    if not again and not _stale(path, version, patience):
        return False
    with open_record(path, "write", patience=patience) as connection:
        lives = load_lives(Rules())
        connection.begin()
        _prepare(connection, version)
        _take_marks(connection, version, lives)
        _write(connection, _lives(connection, lives))
        connection.commit()
    return True


def _stale(path: Path, version: str, patience: float) -> bool:
    with open_record(path, "read", patience=patience) as connection:
        try:
            return connection.execute(f"{STALE} LIMIT 1", [version]).fetchone() is not None
        except duckdb.CatalogException:  # a record of a version that joined nothing
            return True


def _prepare(connection: duckdb.DuckDBPyConnection, version: str) -> None:
    """Make the derived tables anew where other rules or another version made them: their columns may be others."""
    query = "SELECT count(*) FROM marked_pages WHERE version = ?"
    if connection.execute(query, [version]).fetchone() == (0,):
        for table in (one for one in LIFE_TABLES if one.derived):
            connection.execute(f"DROP TABLE IF EXISTS {table.name}")
            connection.execute(create(table))


def _take_marks(connection: duckdb.DuckDBPyConnection, version: str, lives: Lives) -> None:
    stale = [key for (key,) in connection.execute(f"{STALE} ORDER BY key", [version]).fetchall()]
    for first in range(0, len(stale), AT_ONCE):
        some = stale[first : first + AT_ONCE]
        # A list as a parameter costs DuckDB a look for numpy and pandas an element; a table costs nothing.
        connection.register("some_pages", pa.table({"key": some}))
        marks = [msgspec.structs.asdict(mark) for mark in _marks(connection, lives)]
        for table in ("marks", "marked_pages"):
            connection.execute(f"DELETE FROM {table} WHERE page IN (SELECT key FROM some_pages)")
        _insert(connection, "marks", marks)
        _insert(connection, "marked_pages", [{"page": key, "version": version} for key in some])
        connection.unregister("some_pages")


def _marks(connection: duckdb.DuckDBPyConnection, lives: Lives) -> Iterator[Mark]:
    """The marks of the pages in the table `some_pages`."""
    records = _records(connection)
    passages: dict[str, list[Passage]] = {}
    query = "SELECT * FROM passages WHERE page IN (SELECT key FROM some_pages) ORDER BY page, position"
    for row in rows(connection, query):
        one = Passage(start=row["start"], end=row["end"], role=row["role"])
        passages.setdefault(row["page"], []).append(one)
    columns = "key, id, text, notes, published_from, published_to, published_basis"
    query = f"SELECT {columns} FROM pages WHERE key IN (SELECT key FROM some_pages) ORDER BY key"
    for row in rows(connection, query):
        own = records.get(row["key"], [])
        # A page that the reading left alone (another language, another subject) speaks of nothing here either.
        if not own and (row["notes"] or not speaks_of_any(row["text"], lives)):
            continue
        page = Page(id=row["id"], text=row["text"], passages=tuple(passages.get(row["key"], ())))
        yield from marks_of(row["key"], page, _published(row), own, _knowledge(), lives)


def _knowledge() -> Any:
    from dragoman.reading.loading import load_knowledge

    return load_knowledge()


def _records(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for kind in LEDGER:
        query = (
            f'SELECT k.page, k.id, list(v.start ORDER BY v.position) AS starts, list(v."end" ORDER BY v.position) AS'
            f" ends FROM {kind} k JOIN evidence v ON v.record = k.id WHERE k.page IN (SELECT key FROM some_pages)"
            " GROUP BY k.page, k.position, k.id ORDER BY k.page, k.position"
        )
        for row in rows(connection, query):
            spans = tuple(zip(row["starts"], row["ends"], strict=True))
            found.setdefault(row["page"], []).append(Record(id=row["id"], kind=kind, spans=spans))
    return found


def _published(row: dict[str, Any]) -> Published:
    first, last = row["published_from"], row["published_to"]
    return Published(
        from_=first and first.isoformat(), to=last and last.isoformat(), basis=row["published_basis"], why=""
    )


def _lives(connection: duckdb.DuckDBPyConnection, lives: Lives) -> list[Life]:
    pieces = gather_pieces(connection, lives)
    reviewed = Reviewed(gather_reviews(connection))
    today = rows(connection, "SELECT max(published_to) AS day FROM pages")[0]["day"]
    found: list[Life] = []
    linked = Linked()
    for kind in sorted(LEDGER, key=LAST.__contains__):
        own = [replace(p, linked=linked.with_(p.mark.page)) for p in pieces if p.mark.kind == kind]
        entries = join_pieces(own, reviewed, lives)
        linked.add(entries)
        if kind == "prospects":
            tie_events(entries, gather_happenings(connection, lives), reviewed, lives)
        found += (life_of(entry, today, lives) for entry in entries)
    return found


def _write(connection: duckdb.DuckDBPyConnection, found: Sequence[Life]) -> None:
    for table in ("joins", "lives", "life_steps"):
        connection.execute(f"DELETE FROM {table}")
    _insert(connection, "lives", [_life(life) for life in sorted(found, key=lambda one: one.id)])
    joins = [_join(life, join) for life in found for join in life.joins]
    _insert(connection, "joins", sorted(joins, key=lambda row: row["id"]))
    _insert(
        connection,
        "life_steps",
        [row for life in sorted(found, key=lambda one: one.id) for row in _steps(life)],
    )


def _life(life: Life) -> dict[str, Any]:
    return {
        "id": life.id, "kind": life.kind, "name": life.name, "status": life.status, "status_why": life.status_why,
        "pages": life.pages, "first_day": life.said and life.said[0], "last_day": life.said and life.said[1],
        "date_from": life.days and life.days[0], "date_to": life.days and life.days[1],
    }  # fmt: skip


def _join(life: Life, join: Any) -> dict[str, Any]:
    return {
        "id": join.id, "kind": join.kind, "life": life.id, "earlier": join.earlier, "later": join.later,
        "tie": join.tie, "grounds": list(join.grounds), "why": join.why,
    }  # fmt: skip


def _steps(life: Life) -> Iterator[dict[str, Any]]:
    for position, step in enumerate(life.steps):
        yield {
            "life": life.id,
            "position": position,
            "date_from": step.days and step.days[0],
            "date_to": step.days and step.days[1],
            "told": step.said and step.said[0],
            "step": step.step,
            "by": step.by,
            "page": step.page,
            "record": step.record,
            "join_id": step.join_id,
            "words": step.words,
        }


def _insert(connection: duckdb.DuckDBPyConnection, name: str, new: list[dict[str, Any]]) -> None:
    if not new:
        return
    connection.register("incoming", pa.Table.from_pylist(new, schema=columns_schema(DERIVED[name])))
    connection.execute(f"INSERT INTO {name} SELECT * FROM incoming")
    connection.unregister("incoming")
