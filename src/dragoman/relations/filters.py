"""To what is a list narrowed? The filters that lists share, and their conditions in SQL."""

from datetime import date
from typing import Any

from dragoman.model import Struct
from dragoman.relations.ask import AskError

# Whether an actor is meant: by the beginning of its code, its country, or whole words of its name. "Russia" also means
# all whose country is that of the actor of that name whose code is a bare country.
_MEANT = """(starts_with(a.code, ${n}) OR a.country = ${n}
  OR regexp_matches(coalesce(a.name, a.text), '(?i)\\b' || regexp_escape(${n}) || '\\b')
  OR a.country IN (SELECT b.code FROM actors b WHERE lower(b.name) = lower(${n}) AND b.code = b.country))"""


class Filters(Struct):
    """What a list is narrowed to. Dates are ISO days; actors are codes (`RUS`, `USAGOV`) or names; `least` is
    the lowest confidence of an event, 0 to 1. `name` is a word of what an entry is called (an agreement's other names
    too), `status` how an entry stands, `certainty` how sure a prospect is.
    """

    actor: str | None = None
    dyad: tuple[str, str] | None = None
    type: str | None = None
    from_: str | None = None
    to: str | None = None
    factuality: str | None = None
    place: str | None = None
    least: float | None = None
    name: str | None = None
    status: str | None = None
    certainty: str | None = None


class Listing(Struct):
    """How one list is asked for: its SELECT, the columns its filters look at (None: no such filter), its order.

    Its rows are named `r`. `actors` is the FROM that leads from each row's id, `row`, to the actors `a` of its records.
    `names` are the columns in which a `name` is looked for.
    """

    kind: str
    select: str
    order: str
    dates: tuple[str, str] | None = None
    type: str | None = None
    factuality: str | None = None
    confidence: str | None = None
    status: str | None = None
    certainty: str | None = None
    names: tuple[str, ...] = ()
    actors: str = "(SELECT *, record AS row FROM actors)"
    place: tuple[str, ...] = ()
    sides: tuple[str, str] | None = None


def clauses_of(
    listing: Listing, filters: Filters, also_called: tuple[str, ...] = (), first: int = 1
) -> tuple[list[str], list[Any]]:
    """The conditions of a list's SELECT and their values; `also_called` are other names of what is asked for by name,
    `first` the number of the first value in the query.

    Errors: `AskError` where the list knows no such filter, or a date is no day.
    """
    values: list[Any] = []

    def bound(value: Any) -> int:
        values.append(value)
        return first + len(values) - 1

    clauses = []
    if filters.actor:
        clauses.append(_has(listing, bound(filters.actor)))
    if filters.dyad:
        clauses.append(_pair(listing, *(bound(one) for one in filters.dyad)))
    for value, column, name in (
        (filters.type, listing.type, "type"),
        (filters.factuality, listing.factuality, "factuality"),
        (filters.status, listing.status, "status"),
        (filters.certainty, listing.certainty, "certainty"),
    ):
        if value:
            clauses.append(f"{_known(listing, column, name)} = ${bound(value)}")
    if filters.least is not None:
        clauses.append(f"{_known(listing, listing.confidence, 'min-confidence')} >= ${bound(filters.least)}")
    if filters.name:
        columns = listing.names or (_known(listing, None, "name"),)
        number = bound(filters.name)
        called = [f"regexp_matches({c}, '(?i)\\b' || regexp_escape(${number}))" for c in columns]
        also = [f"{columns[0]} IN (SELECT unnest(${bound(list(also_called))}))"] if also_called else []
        clauses.append("(" + " OR ".join(called + also) + ")")
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
    return (
        f"r.id IN (SELECT a.row FROM {listing.actors} a WHERE a.kind = '{listing.kind}'{sided} AND {meant})"
    )


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
