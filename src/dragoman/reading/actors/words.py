"""The words of an unparsed sentence as an actor: what a quotation's speaker is called."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from dragoman.knowledge.entries import Entity
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Actor, Mention, Page
from dragoman.reading.actors.codes import actor_on
from dragoman.reading.actors.members import Member
from dragoman.reading.actors.mentions import ActorRules
from dragoman.reading.actors.people import People

T = TypeVar("T")
NAME_GOES_ON = re.compile(r"[ \u00a0-](?!(?:Jr|Sr)\b)[A-ZÀ-Ý]\w")
ARTICLE = 4  # characters by which the words may be longer than the name in them: "the "


class WordsOfPage:
    """Reads words of one page as actors; the page's people are gathered once. `day` is the page's day, if known."""

    def __init__(
        self, page: Page, mentions: Sequence[Mention], day: str | None, knowledge: Knowledge
    ) -> None:
        self._page = page
        self._day = day
        self._knowledge = knowledge
        self._rules: ActorRules = knowledge.rules.get("actors", ActorRules)
        self._mentions = mentions
        self._starts = [m.start for m in mentions]
        self._people = People(
            page.text, mentions, day or page.given or page.stated, knowledge.gazetteer, self._rules
        )

    def actor(self, start: int, end: int) -> Actor:
        """Whom `page.text[start:end]` means: a person, a title with its state, a body, a kind of actor, or nobody."""
        text = self._page.text[start:end]
        member = self._member(start, end)
        if member is not None:
            return actor_on(member, self._day, self._knowledge)
        return Actor(
            text=text, name=text, why="no name, office or kind of actor in the knowledge fits these words"
        )

    def _member(self, start: int, end: int) -> Member | None:
        page, rules, gazetteer = self._page, self._rules, self._knowledge.gazetteer
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        inside = [m for m in self._mentions[first:last] if m.end <= end]
        text = page.text[start:end]
        words = text.lower().split()
        title = _longest(words, gazetteer.titles)
        known = title or _longest(words, gazetteer.nouns)
        things = [e for m in inside for e in _things(m, gazetteer)]
        country = next((e.country or e.code for e in things), None)
        blank = Member(sentence=-1, head=0, first=0, last=0, start=start, end=end, text=text, kind="name")
        for mention in inside:
            if NAME_GOES_ON.match(page.text, mention.end, end):
                continue  # "Douglas Holtz-Eakin" is nobody whose family name is Douglas
            given = _given_name(page.text[start : mention.start], gazetteer, rules)
            entities, why = self._people.who(mention, title, (country,) if country else (), given)
            if entities and any(gazetteer.by_id[e].kind == "person" for e in entities):
                return replace(blank, entities=entities, why=why)
        if known is not None:
            office = title.office if title else None
            return replace(
                blank, kind="office" if office else "noun", country=country, sector=known.sector,
                office=office or None, why=f"'{text}' is a kind of actor ({known.sector})",
            )  # fmt: skip
        if things and len(inside) == 1 and inside[0].end - inside[0].start >= (end - start) - ARTICLE:
            entity = things[0]
            return replace(blank, entities=(entity.id,), country=entity.country, why=f"'{text}' is a name")
        return None


def actor_of_words(
    page: Page, start: int, end: int, mentions: Sequence[Mention], day: str | None, knowledge: Knowledge
) -> Actor:
    """`WordsOfPage.actor` for one phrase of a page."""
    return WordsOfPage(page, mentions, day, knowledge).actor(start, end)


def _things(mention: Mention, gazetteer: Gazetteer) -> list[Entity]:
    found = [gazetteer.by_id[s.entity] for s in gazetteer.surfaces_of(mention) if s.alone]
    return [e for e in found if e.kind != "person"]


def _given_name(before: str, gazetteer: Gazetteer, rules: ActorRules) -> str:
    """The capitalised word right before a family name that is no title, noun or form of address."""
    words = before.split()
    if (
        not words
        or not words[-1][:1].isupper()
        or not before.endswith((words[-1] + " ", words[-1] + "\u00a0"))
    ):
        return ""
    lower = words[-1].lower()
    known = (*rules.honorifics, *rules.behind_a_name)
    ends_title = any(" ".join(words[i:]).lower() in gazetteer.titles for i in range(len(words)))
    # "US Secretary", "Iran's Rouhani": a possessive or an acronym is no first name either.
    other = lower in gazetteer.nouns or lower in known or words[-1].isupper() or lower.endswith(("'s", "’s"))
    return "" if ends_title or other else words[-1]


def _longest(words: list[str], table: dict[str, T]) -> T | None:
    for length in range(min(6, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            found = table.get(" ".join(words[start : start + length]))
            if found is not None:
                return found
    return None
