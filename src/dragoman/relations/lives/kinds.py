"""What is joined, and what comes of it: pieces, joins, lives and their steps."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.model import Struct

Days = tuple[date, date]
Tie = Literal["same", "echo", "event"]


class Mark(Struct):
    """By what a record, or words that take one up, can be known again: a row of the table `marks`.

    `times` and `named` are spans as "from/to" (ISO days), `days` lengths. An `echo` has no record of its own; `says`
    is what it tells of the one that it takes up.
    """

    id: str
    page: str
    kind: str
    echo: bool
    says: str | None
    start: int
    end: int
    text: str
    sides: tuple[str, ...]
    page_sides: tuple[str, ...]
    days: tuple[float, ...]
    times: tuple[str, ...]
    named: tuple[str, ...]
    called: tuple[str, ...]
    places: tuple[str, ...]
    subjects: tuple[str, ...]
    beside: tuple[str, ...]
    words: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to an agreement: what, when, by whom (usual names)."""

    act: str
    days: Days | None
    by: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A ledger record, or an echo, with all that tells whether another page speaks of the same.

    `parties` are sides (see `sides.side`); `people` says for each side who speaks for it. `span` is a deadline's last
    day or a prospect's days; `made` when an agreement was made, `about` whether that is only near the page's day.
    `words` are all of the record's words, of which the mark has the first sentence. `core` are the sides by which it is
    known (`lone` where the record itself has one at the most), `times` those named about it, `named` those of its own
    sentence, and of these `past` had long passed by then. `linked` are the pages that share an entry of another kind
    with its own; `asking` are the sides whose demand it is.
    """

    mark: Mark
    said: Days | None
    name: str | None = None
    known: bool = False
    title: str = ""
    parties: frozenset[str] = frozenset()
    people: tuple[tuple[str, frozenset[str]], ...] = ()
    by: str = ""
    span: Days | None = None
    days: float | None = None
    made: Days | None = None
    about: bool = False
    status: str | None = None
    type: str | None = None
    acts: tuple[Act, ...] = ()
    words: str = ""
    core: frozenset[str] = frozenset()
    lone: bool = False
    times: tuple[Days, ...] = ()
    named: tuple[Days, ...] = ()
    past: tuple[Days, ...] = ()
    linked: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The record's id."""
        return self.mark.id

    @property
    def order(self) -> tuple[str, str, int, str]:
        """Where it stands among all pieces, whatever came in first."""
        return (self.said[0].isoformat() if self.said else "9999", self.mark.page, self.mark.start, self.id)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event in which a prospect may come to pass; `unknown` where one of those in it could not be told."""

    id: str
    page: str
    said: Days | None
    type: str
    sides: frozenset[str]
    people: tuple[tuple[str, frozenset[str]], ...]
    span: Days | None
    place: str | None
    by: str
    text: str
    where: tuple[int, int] = (0, 0)
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """Two that belong together: `grounds` by name, `why` in words."""

    id: str
    kind: str
    earlier: str
    later: str
    tie: Tie
    grounds: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing told of a life: when it was, where the page says so, and when it was told."""

    days: Days | None
    said: Days | None
    step: str
    by: str
    page: str
    record: str
    join_id: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Life:
    """One entry of the ledger over all pages, with its steps in order."""

    id: str
    kind: str
    name: str
    status: str | None
    status_why: str
    pages: int
    said: Days | None
    days: Days | None
    steps: tuple[Step, ...]
    joins: tuple[Join, ...]


def days_of(text: str) -> Days:
    """A span of days from "from/to".

    >>> days_of("2019-05-14/2019-05-15")
    (datetime.date(2019, 5, 14), datetime.date(2019, 5, 15))
    """
    first, _, last = text.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last)


def gap(one: Days, other: Days) -> int:
    """How many days lie between two spans; 0 where they touch or overlap."""
    return max(0, (one[0] - other[1]).days, (other[0] - one[1]).days)


def length(days: Days) -> int:
    """How many days a span has, at least 1."""
    return (days[1] - days[0]).days + 1
