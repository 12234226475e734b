"""What is to come, and when? Deadlines and expected meetings by date."""

from pathlib import Path
from typing import Any

import pyarrow as pa

from dragoman.knowledge import Rules
from dragoman.relations.ask import RECORD, ask
from dragoman.relations.filters import Filters, Listing, clauses_of
from dragoman.relations.ledger_lists import LIFE_LISTS
from dragoman.relations.lives import refresh_lives
from dragoman.relations.lives.rules import load_lives

DATED = ("deadlines", "prospects")
_COLUMNS = {
    "deadlines": "id, due AS date_from, due AS date_to, 'deadline' AS kind, coalesce(condition, consequence, 'time"
    " limit') AS what, coalesce(parties, set_by) AS parties, set_by, NULL AS place, NULL AS certainty, status,"
    " status_why, consequence, last_day, page",
    "prospects": "id, date_from, date_to, lower(type) AS kind, type AS what, parties, NULL AS set_by, place, certainty,"
    " status, status_why, NULL AS consequence, last_day, page",
}


def agenda(record: Path | str = RECORD, **filters: Any) -> pa.Table:
    """Deadlines and prospects that have a day, by date; `filters` are fields of `Filters`.

    A filter that only one of the two knows (`type`, `certainty`, `place`) leaves the other out.
    """
    return _rows(_dated(), record, Filters(**filters))


def undated(record: Path | str = RECORD, **filters: Any) -> int:
    """How many deadlines and prospects of these filters have no day, or only a vague one: they stand in no calendar."""
    without = Filters(**{name: value for name, value in filters.items() if name not in ("from_", "to")})
    return int(_rows(f"NOT ({_dated()})", record, without).num_rows)


def _dated() -> str:
    longest = load_lives(Rules()).rules.windows["agenda"]
    return f"date_from IS NOT NULL AND date_to - date_from <= {longest}"


def _rows(which: str, record: Path | str, filters: Filters) -> pa.Table:
    refresh_lives(record)
    parts, values = [], list[Any]()
    for name in DATED:
        listing = LIFE_LISTS[name]
        if not _knows(listing, filters):
            continue
        clauses, own = clauses_of(listing, filters, first=len(values) + 1)
        where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
        parts.append(f"SELECT {_COLUMNS[name]} FROM ({listing.select}{where})")
        values += own
    union = " UNION ALL ".join(parts)
    return ask(f"SELECT * FROM ({union}) WHERE {which} ORDER BY date_from, date_to, id", record, values)


def _knows(listing: Listing, filters: Filters) -> bool:
    asked = (
        (filters.type, listing.type),
        (filters.certainty, listing.certainty),
        (filters.place, listing.place),
    )
    return all(column or not value for value, column in asked)
