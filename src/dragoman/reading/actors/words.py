"""The words of an unparsed sentence as an actor: what a quotation's speaker is called."""

from collections.abc import Sequence

from typing import TypeVar

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Actor, Mention, Page
from dragoman.reading.actors.codes import actor_on
from dragoman.reading.actors.members import Member
from dragoman.reading.actors.mentions import ActorRules
from dragoman.reading.actors.people import People

T = TypeVar("T")


def actor_of_words(
    page: Page, start: int, end: int, mentions: Sequence[Mention], day: str | None, knowledge: Knowledge
) -> Actor:
    """Whom `page.text[start:end]` means: a person, a title with its state, a body, a kind of actor, or nobody known."""
    rules: ActorRules = knowledge.rules.get("actors", ActorRules)
    gazetteer = knowledge.gazetteer
    people = People(page.text, mentions, day or page.given or page.stated, gazetteer, rules)
    inside = [m for m in mentions if m.start >= start and m.end <= end]
    text = page.text[start:end]
    words = text.lower().split()
    title = _longest(words, gazetteer.titles)
    noun = _longest(words, gazetteer.nouns)
    things = [
        gazetteer.by_id[s.entity]
        for m in inside
        for s in gazetteer.surfaces_of(m)
        if s.alone and gazetteer.by_id[s.entity].kind != "person"
    ]
    country = next((e.code if e.kind == "body" else e.country for e in things), None)
    base = {"sentence": -1, "head": 0, "first": 0, "last": 0, "start": start, "end": end, "text": text}
    for mention in inside:
        entities, why = people.who(mention, title, (country,) if country else ())
        if entities and any(gazetteer.by_id[e].kind == "person" for e in entities):
            return actor_on(Member(**base, kind="name", entities=entities, why=why), day, knowledge)
    known = title or noun
    if known is not None:
        office = title.office if title else None
        member = Member(
            **base, kind="office" if office else "noun", country=country, sector=known.sector,
            office=office or None, why=f"'{text}' is a kind of actor ({known.sector})",
        )  # fmt: skip
        return actor_on(member, day, knowledge)
    if things and len(inside) == 1 and inside[0].end - inside[0].start >= (end - start) - 4:
        member = Member(
            **base,
            kind="name",
            entities=(things[0].id,),
            country=things[0].country,
            why=f"'{text}' is a name",
        )
        return actor_on(member, day, knowledge)
    return Actor(
        text=text, name=text, why="no name, office or kind of actor in the knowledge fits these words"
    )


def _longest(words: list[str], table: dict[str, T]) -> T | None:
    for length in range(min(6, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            found = table.get(" ".join(words[start : start + length]))
            if found is not None:
                return found
    return None
