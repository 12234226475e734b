"""What did a person decide about a join? Kept with who and why; the joins are made anew at once."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from dragoman.model import Struct, content_id
from dragoman.record.opening import open_record
from dragoman.record.store import columns_schema
from dragoman.relations.ask import RECORD, AskError, ask
from dragoman.relations.lives.keep import DERIVED, refresh_lives

Verdict = Literal["reject", "accept"]
# Where the words of a join's sides stand: those of a record or of an echo, or those of an event.
_WORDS = """SELECT id, page, start, "end" FROM marks UNION ALL
  SELECT record, page, min(start), max("end") FROM evidence WHERE kind = 'events' GROUP BY record, page"""
_JOIN = f"""SELECT j.id, j.kind, a.page AS earlier_page, a.start AS earlier_start, a."end" AS earlier_end,
  b.page AS later_page, b.start AS later_start, b."end" AS later_end
  FROM joins j JOIN ({_WORDS}) a ON a.id = j.earlier JOIN ({_WORDS}) b ON b.id = j.later"""
# A join that was rejected is gone, and is known from the decision.
_DECIDED = """SELECT join_id AS id, kind, earlier_page, earlier_start, earlier_end, later_page, later_start, later_end
  FROM reviews"""


class Decision(Struct):
    """What was decided, and about which join."""

    join_id: str
    verdict: Verdict
    who: str
    why: str


def review(join_id: str, verdict: Verdict, who: str, why: str, record: Path | str = RECORD) -> Decision:
    """Reject a join, or accept it (again); `who` decided and `why`. The lives are as it says from then on.

    `join_id` may be shortened. A rejected pair stays apart, and an accepted one together, when pages are read again.
    Errors: `AskError` where no join, or several, begin so, or a name or reason is missing.
    """
    if not who.strip() or not why.strip():
        raise AskError("a decision needs who decided and why: give --who and --reason")
    refresh_lives(record)
    found = ask(
        f"SELECT DISTINCT * FROM ({_JOIN} UNION ALL {_DECIDED}) WHERE starts_with(id, ?)", record, [join_id]
    )
    rows: list[dict[str, Any]] = found.to_pylist()
    ids = sorted({row["id"] for row in rows})
    if len(ids) != 1 or not join_id:
        raise AskError(_which(join_id, ids))
    _keep(rows[0], verdict, who.strip(), why.strip(), Path(record))
    refresh_lives(record, again=True)
    return Decision(join_id=ids[0], verdict=verdict, who=who.strip(), why=why.strip())


def reviews(record: Path | str = RECORD) -> pa.Table:
    """All decisions in their order."""
    refresh_lives(record)
    return ask(
        "SELECT number, join_id, verdict, who, why, decided, kind, earlier_page, later_page FROM reviews"
        " ORDER BY number",
        record,
    )


def _keep(join: dict[str, Any], verdict: Verdict, who: str, why: str, record: Path) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    with open_record(record, "write") as connection:
        number = connection.execute("SELECT count(*) FROM reviews").fetchone()
        row = {name: value for name, value in join.items() if name != "id"}
        row |= {"join_id": join["id"], "verdict": verdict, "who": who, "why": why, "decided": now}
        row |= {"number": number[0] if number else 0}
        row["id"] = content_id("review", *(row[name] for name in sorted(row)))
        new = pa.Table.from_pylist([row], schema=columns_schema(DERIVED["reviews"]))
        connection.register("incoming", new)
        connection.execute("INSERT INTO reviews SELECT * FROM incoming")


def _which(name: str, found: list[str]) -> str:
    if not found:
        return f"no join '{name}' is in the record; 'dragoman agreements --life' and the like list what is"
    return f"'{name}' is not enough to tell one join: write one of {', '.join(found[:5])}"
