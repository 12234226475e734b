"""A member of the cast: a phrase of a parsed sentence that means a political actor."""

from collections.abc import Sequence
from typing import Literal

from dragoman.model import Struct


class Member(Struct, frozen=True):
    """One noun phrase, adjective or pronoun that means somebody.

    `head`, `first`, `last` are token indices (inclusive), `start`/`end` offsets of the page's text. `entities` are ids;
    several mean that nothing in the page decides. `together` are those who are meant jointly ("both sides").
    `country` is a state's code, or of a body or group its chain's first part; `office` the label of an office.
    `countries` are several of them, one actor each ("Hungarian and Romanian officials"). `home` is a state that no
    word of the phrase names and that the sentence or page lets infer: it goes into the code, and `why` says so.
    `stands_for` are the words of a pronoun's antecedent. `name` is the proper name of a person who is in no file.
    `told` are the words that describe a person, in lower case ("russian foreign minister"). `undecided`: more than
    one of the page fits, so nothing may be inferred either.
    """

    sentence: int
    head: int
    first: int
    last: int
    start: int
    end: int
    text: str
    kind: Literal["name", "office", "noun", "pronoun", "adjective"]
    entities: tuple[str, ...] = ()
    together: tuple["Member", ...] = ()
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    countries: tuple[str, ...] = ()
    home: str | None = None
    stands_for: str = ""
    name: str = ""
    told: str = ""
    undecided: bool = False
    why: str = ""


class Cast:
    """Every member of a page, asked for by its place."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = tuple(members)
        self._at = {(m.sentence, m.head): m for m in self.members}

    def at(self, sentence: int, token: int) -> Member | None:
        """The member whose head is that token."""
        return self._at.get((sentence, token))

    def within(self, sentence: int, first: int, last: int) -> tuple[Member, ...]:
        """The members of a sentence that lie inside a run of its tokens."""
        return tuple(
            m for m in self.members if m.sentence == sentence and first <= m.first and m.last <= last
        )
