"""Which records fit? The lists of the record with the filters that all of them share."""

from pathlib import Path
from typing import Any

import pyarrow as pa

from dragoman.relations.ask import RECORD, AskError, ask
from dragoman.relations.filters import Filters, Listing, clauses_of
from dragoman.relations.ledger_lists import LIFE_LISTS, STEP_ORDER, STEPS, also_called
from dragoman.relations.lives import refresh_lives


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
    "alignments": Listing(
        kind="alignments",
        select=f"SELECT r.id, {_names('alignment', 'supporter')} AS supporter, r.stance,"
        f' {_names("alignment", "supported")} AS supported, r."as", r.dispute, r.withdrawn, r.rivals,'
        f" p.published_from, {_PAGE} FROM alignments {_FROM}",
        order="supported, stance, supporter, id",
        dates=("p.published_from", "p.published_to"),
        status="r.stance",
        names=('r."as"', _names("alignment", "supporter"), _names("alignment", "supported")),
        sides=("supporter", "supported"),
    ),
    **LIFE_LISTS,
}


def events(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """Events, one row each, by date; `filters` are the fields of `Filters`."""
    return listed("events", Filters(**filters), record)


def quotations(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """Quotations with their speakers, by the day of the page."""
    return listed("quotations", Filters(**filters), record)


def agreements(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """Agreements, each once over all pages, with parties, status and acts, by name."""
    return listed("agreements", Filters(**filters), record)


def deadlines(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """Deadlines, each once over all pages, by the day on which they end, with what became of them."""
    return listed("deadlines", Filters(**filters), record)


def demands(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """Who asks what of whom, and what hangs on it, each demand once over all pages, with what became of it."""
    return listed("demands", Filters(**filters), record)


def alignments(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """Who supports and opposes whom."""
    return listed("alignments", Filters(**filters), record)


def prospects(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """What is expected, each once over all pages, by date, with what became of it."""
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


def life(kind: str, record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """The steps of the entries of a list (`agreements`, `deadlines`, `demands`, `prospects`), each entry's in order.

    Errors: as `listed`; `AskError` for a list that has no lives.
    """
    if kind not in LIFE_LISTS:
        raise AskError(f"{kind} have no life over pages; {', '.join(LIFE_LISTS)} have")
    refresh_lives(record)
    listing = LIFE_LISTS[kind]
    chosen = Filters(**filters)
    clauses, values = clauses_of(listing, chosen, also_called(kind, chosen))
    where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
    return ask(
        f"{STEPS} WHERE s.life IN (SELECT r.id FROM ({listing.select}{where}) r) ORDER BY {STEP_ORDER}",
        record,
        values,
    )


def listed(name: str, filters: Filters, record: Path | str = RECORD) -> pa.Table:
    """One list, narrowed. Errors: `AskError` where the list knows no such filter, or a date is no day."""
    listing = LISTS[name]
    if name in LIFE_LISTS:
        refresh_lives(record)
    clauses, values = clauses_of(listing, filters, also_called(name, filters))
    where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
    return ask(f"{listing.select}{where} ORDER BY {listing.order}", record, values)
