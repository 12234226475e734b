"""Why is one thing in the record as it is? A record, an entry of the ledger, or a join, with all its reasons."""

from pathlib import Path
from typing import Any

from dragoman.model import Struct
from dragoman.relations.ask import KINDS, RECORD, AskError, KeptPage, Record, ask, page, which
from dragoman.relations.lives import refresh_lives

# Everything that has an id: the tables of records, then what is made of them.
_IDS = " UNION ALL ".join(
    [f"SELECT '{kind}' AS kind, id, page FROM {kind}" for kind in KINDS]
    + ["SELECT 'joins', id, NULL FROM joins", "SELECT 'lives', id, NULL FROM lives"]
    + ["SELECT 'echoes', id, page FROM marks WHERE echo"]
)
# A record, an echo or an event with its page and words.
_WORDS = "(SELECT string_agg(text, ' … ' ORDER BY position) FROM evidence v WHERE v.record = e.id)"
_ENDS = f"""SELECT m.id, p.id AS page, p.published_from AS day, m.text FROM marks m JOIN pages p ON p.key = m.page
  UNION ALL SELECT e.id, p.id, p.published_from, {_WORDS} FROM events e JOIN pages p ON p.key = e.page"""


class End(Struct):
    """One side of a join: its id, its page and that page's day, and its words."""

    id: str
    page: str
    day: str | None
    text: str


class JoinOf(Struct):
    """A join with both sides, its grounds by name, these in words, and what people decided about it."""

    id: str
    kind: str
    life: str
    tie: str
    grounds: tuple[str, ...]
    why: str
    earlier: End
    later: End
    reviews: tuple[str, ...] = ()


class StepOf(Struct):
    """One step of an entry: its days, the day on which it was told, what, by whom, on which page, in which words."""

    told: str | None
    date_from: str | None
    date_to: str | None
    step: str
    by: str
    page: str
    words: str


class LifeOf(Struct):
    """An entry of the ledger: its name and status with the reason, its steps in order and its joins."""

    id: str
    kind: str
    name: str
    status: str | None
    status_why: str
    steps: tuple[StepOf, ...]
    joins: tuple[JoinOf, ...]


class Explained(Struct):
    """One record for `why`: its kind (the table), the record itself with all its reasons, and its page.

    `life` is the entry to which a ledger record belongs, with its joins; None for other records.
    """

    kind: str
    record: Record
    page: KeptPage
    life: LifeOf | None = None


def why(id: str, record: Path | str = RECORD) -> Explained | LifeOf | JoinOf:
    """All that decided one record of any kind, one entry of the ledger, or one join. `id` may be shortened.

    Errors: `AskError` where nothing, or several, begin so.
    """
    refresh_lives(record)
    hits = ask(f"SELECT * FROM ({_IDS}) WHERE starts_with(id, ?) ORDER BY id", record, [id]).to_pylist()
    if not hits:
        _rejected(id, record)
    if len(hits) != 1 or not id:
        raise AskError(which(id, "record", [hit["id"] for hit in hits]))
    hit = hits[0]
    if hit["kind"] == "joins":
        return _joins("j.id = $1", hit["id"], record)[0]
    if hit["kind"] == "lives":
        return _life(hit["id"], record)
    if hit["kind"] == "echoes":
        # Words that take up a record are there for their joins; those that joined nothing have nothing to explain.
        found = _joins("j.later = $1", hit["id"], record)
        if not found:
            raise AskError(
                f"'{hit['id']}' are words that may take up an earlier record, and were joined to none"
            )
        return found[0]
    kept = page(hit["page"], record)
    one = next(r for r in getattr(kept.findings, hit["kind"]) if r.id == hit["id"])
    lives = ask(
        "SELECT DISTINCT life FROM life_steps WHERE record = ? ORDER BY life", record, [hit["id"]]
    ).to_pylist()
    life = _life(lives[0]["life"], record) if lives else None
    return Explained(kind=hit["kind"], record=one, page=kept, life=life)


def _rejected(id: str, record: Path | str) -> None:
    """Errors: `AskError` where a join of that id was there and a person rejected it."""
    query = "SELECT * FROM reviews WHERE starts_with(join_id, ?) ORDER BY number DESC LIMIT 1"
    for row in ask(query, record, [id]).to_pylist():
        said = f"the join {row['join_id']} was rejected by {row['who']} ({row['why']})"
        raise AskError(f"{said}; 'dragoman review {row['join_id']} --accept' takes that back")


def _life(id: str, record: Path | str) -> LifeOf:
    row = ask("SELECT * FROM lives WHERE id = ?", record, [id]).to_pylist()[0]
    steps = ask(
        "SELECT s.*, p.id AS named FROM life_steps s JOIN pages p ON p.key = s.page WHERE s.life = ?"
        " ORDER BY s.position",
        record,
        [id],
    ).to_pylist()
    return LifeOf(
        id=id,
        kind=row["kind"],
        name=row["name"],
        status=row["status"],
        status_why=row["status_why"],
        steps=tuple(
            StepOf(
                told=_iso(s["told"]),
                date_from=_iso(s["date_from"]), date_to=_iso(s["date_to"]), step=s["step"], by=s["by"],
                page=s["named"], words=s["words"],
            )
            for s in steps
        ),
        joins=_joins("j.life = $1", id, record),
    )  # fmt: skip


def _joins(where: str, id: str, record: Path | str) -> tuple[JoinOf, ...]:
    rows = ask(f"SELECT * FROM joins j WHERE {where} ORDER BY j.id", record, [id]).to_pylist()
    sides = [row[side] for row in rows for side in ("earlier", "later")]
    found = ask(f"SELECT * FROM ({_ENDS}) WHERE id IN (SELECT unnest($1))", record, [sides]).to_pylist()
    ends = {e["id"]: End(id=e["id"], page=e["page"], day=_iso(e["day"]), text=e["text"]) for e in found}
    decided = ask(
        "SELECT join_id, verdict, who, why FROM reviews WHERE join_id IN (SELECT unnest($1)) ORDER BY number",
        record,
        [[row["id"] for row in rows]],
    ).to_pylist()
    return tuple(
        JoinOf(
            id=row["id"], kind=row["kind"], life=row["life"], tie=row["tie"], grounds=tuple(row["grounds"]),
            why=row["why"], earlier=ends[row["earlier"]], later=ends[row["later"]],
            reviews=tuple(f"{d['verdict']} by {d['who']}: {d['why']}" for d in decided if d["join_id"] == row["id"]),
        )
        for row in rows
    )  # fmt: skip


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
