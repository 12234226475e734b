"""Which records fit? The lists of the record with the filters that all of them share."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from dragoman.model import Struct
from dragoman.relations.ask import RECORD, AskError, ask

# Whether an actor is meant: by the beginning of its code, its country, or whole words of its name. "Russia" also means
# all whose country is that of the actor of that name whose code is a bare country.
_MEANT = """(starts_with(a.code, ${n}) OR a.country = ${n}
  OR regexp_matches(coalesce(a.name, a.text), '(?i)\\b' || regexp_escape(${n}) || '\\b')
  OR a.country IN (SELECT b.code FROM actors b WHERE lower(b.name) = lower(${n}) AND b.code = b.country))"""


class Filters(Struct):
    """What a list is narrowed to. Dates are ISO days; actors are codes (`RUS`, `USAGOV`) or names; `least` is
    the lowest confidence of an event, 0 to 1.
    """

    actor: str | None = None
    dyad: tuple[str, str] | None = None
    type: str | None = None
    from_: str | None = None
    to: str | None = None
    factuality: str | None = None
    place: str | None = None
    least: float | None = None


class Listing(Struct):
    """How one list is asked for: its SELECT, the columns its filters look at (None: no such filter), its order."""

    kind: str
    select: str
    order: str
    dates: tuple[str, str] | None = None
    type: str | None = None
    factuality: str | None = None
    confidence: str | None = None
    place: tuple[str, ...] = ()
    sides: tuple[str, str] | None = None


def _names(kind: str, side: str) -> str:
    return (
        f"(SELECT string_agg(coalesce(a.name, a.text), '; ' ORDER BY a.position) FROM {kind}_actors a"
        f" WHERE a.record = r.id AND a.side = '{side}')"
    )


_PAGE = "p.id AS page, r.page AS page_key"
_FROM = "r JOIN pages p ON p.key = r.page"

LISTS = {
    "events": Listing(
        kind="events",
        select="SELECT * FROM events_flat r",
        order="date_from, date_to, id",
        dates=("r.date_from", "r.date_to"),
        type="r.type",
        factuality="r.factuality",
        confidence="r.confidence",
        place=("r.place", "r.place_country"),
        sides=("source", "target"),
    ),
    "quotations": Listing(
        kind="quotations",
        select="SELECT * FROM quotations_flat r",
        order="published_from, page_key, id",
        dates=("r.published_from", "r.published_to"),
    ),
    "agreements": Listing(
        kind="agreements",
        select=f"SELECT r.id, r.name, r.status, {_names('agreement', 'party')} AS parties, r.terms,"
        " r.outstanding, (SELECT"
        " string_agg(act || coalesce(' ' || date_from, ''), '; ' ORDER BY position) FROM agreement_acts c WHERE"
        f" c.record = r.id) AS acts, p.published_from, {_PAGE} FROM agreements {_FROM}",
        order="name, published_from, id",
        dates=("p.published_from", "p.published_to"),
    ),
    "deadlines": Listing(
        kind="deadlines",
        select=f"SELECT r.id, r.due, r.days, {_names('deadline', 'by')} AS set_by,"
        f" {_names('deadline', 'party')} AS parties, r.condition, r.consequence, {_PAGE} FROM deadlines {_FROM}",
        order="due, id",
        dates=("r.due", "r.due"),
    ),
    "demands": Listing(
        kind="demands",
        select=f"SELECT r.id, {_names('demand', 'by')} AS asked_by, {_names('demand', 'of')} AS asked_of,"
        f" r.what, r.condition, r.withheld, r.event, p.published_from, {_PAGE} FROM demands {_FROM}",
        order="published_from, asked_by, id",
        dates=("p.published_from", "p.published_to"),
        sides=("by", "of"),
    ),
    "alignments": Listing(
        kind="alignments",
        select=f"SELECT r.id, {_names('alignment', 'supporter')} AS supporter, r.stance,"
        f' {_names("alignment", "supported")} AS supported, r."as", r.dispute, r.withdrawn, r.rivals,'
        f" p.published_from, {_PAGE} FROM alignments {_FROM}",
        order="supported, stance, supporter, id",
        dates=("p.published_from", "p.published_to"),
        sides=("supporter", "supported"),
    ),
    "prospects": Listing(
        kind="prospects",
        select=f"SELECT r.id, r.date_from, r.date_to, r.type, {_names('prospect', 'party')} AS parties,"
        f" r.place_name AS place, r.certainty, {_PAGE} FROM prospects {_FROM}",
        order="date_from, id",
        dates=("r.date_from", "r.date_to"),
        type="r.type",
        place=("r.place_name", "r.place_country"),
    ),
}


def events(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """Events, one row each, by date; `filters` are the fields of `Filters`."""
    return listed("events", Filters(**filters), record)


def quotations(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """Quotations with their speakers, by the day of the page."""
    return listed("quotations", Filters(**filters), record)


def agreements(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """Agreements with parties, status and acts, by name."""
    return listed("agreements", Filters(**filters), record)


def deadlines(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """Deadlines by the day on which they end."""
    return listed("deadlines", Filters(**filters), record)


def demands(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """Who asks what of whom, and what hangs on it, by the day of the page."""
    return listed("demands", Filters(**filters), record)


def alignments(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """Who supports and opposes whom."""
    return listed("alignments", Filters(**filters), record)


def prospects(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """What is expected, by date."""
    return listed("prospects", Filters(**filters), record)


def pages(record: Path | str = RECORD) -> pa.Table:
    """The pages of the record, with how much each gave."""
    counts = ", ".join(
        f"(SELECT count(*) FROM {kind} k WHERE k.page = p.key) AS {kind}" for kind in ("events", "quotations")
    )
    return ask(
        "SELECT key, id, title, url, source, language, published_from, published_to, published_basis,"
        f" published_why, chars, {counts} FROM pages p ORDER BY published_from, id, key",
        record,
    )


def refused(record: Path | str = RECORD) -> pa.Table:
    """What was not read, and why."""
    return ask("SELECT key, id, input, reason, traceback FROM refused ORDER BY input, key", record)


def listed(name: str, filters: Filters, record: Path | str = RECORD) -> pa.Table:
    """One list, narrowed. Errors: `AskError` where the list knows no such filter, or a date is no day."""
    listing = LISTS[name]
    clauses, values = _clauses(listing, filters)
    where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
    return ask(f"{listing.select}{where} ORDER BY {listing.order}", record, values)


def _clauses(listing: Listing, filters: Filters) -> tuple[list[str], list[Any]]:
    values: list[Any] = []

    def bound(value: Any) -> int:
        values.append(value)
        return len(values)

    clauses = []
    if filters.actor:
        clauses.append(_has(listing, bound(filters.actor)))
    if filters.dyad:
        clauses.append(_pair(listing, *(bound(one) for one in filters.dyad)))
    for value, column, name in (
        (filters.type, listing.type, "type"),
        (filters.factuality, listing.factuality, "factuality"),
    ):
        if value:
            clauses.append(f"{_known(listing, column, name)} = ${bound(value)}")
    if filters.least is not None:
        clauses.append(f"{_known(listing, listing.confidence, 'min-confidence')} >= ${bound(filters.least)}")
    if filters.place:
        columns = listing.place or (_known(listing, None, "place"),)
        number = bound(filters.place)
        clauses.append("(" + " OR ".join(f"lower({c}) = lower(${number})" for c in columns) + ")")
    if filters.from_:
        clauses.append(f"{_dates(listing)[1]} >= ${bound(_day(filters.from_))}")
    if filters.to:
        clauses.append(f"{_dates(listing)[0]} <= ${bound(_day(filters.to))}")
    return clauses, values


def _has(listing: Listing, number: int, side: str | None = None) -> str:
    meant = _MEANT.replace("{n}", str(number))
    sided = f" AND a.side = '{side}'" if side else ""
    return f"r.id IN (SELECT a.record FROM actors a WHERE a.kind = '{listing.kind}'{sided} AND {meant})"


def _pair(listing: Listing, one: int, other: int) -> str:
    """Both take part; where a record has two sides, one on each, in either direction."""
    if listing.sides is None:
        return f"({_has(listing, one)} AND {_has(listing, other)})"
    first, second = listing.sides
    there = f"({_has(listing, one, first)} AND {_has(listing, other, second)})"
    back = f"({_has(listing, other, first)} AND {_has(listing, one, second)})"
    return f"({there} OR {back})"


def _known(listing: Listing, column: str | None, name: str) -> str:
    if column is None:
        raise AskError(f"{listing.kind} have no {name}: leave --{name} out")
    return column


def _dates(listing: Listing) -> tuple[str, str]:
    if listing.dates is None:
        raise AskError(f"{listing.kind} have no dates: leave --from and --to out")
    return listing.dates


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise AskError(f"'{text}' is no day: write it as 2019-05-14") from error
