"""Which meetings are expected? Agreed, planned, possible or ruled out, with whom, where and when."""

import re
from collections.abc import Sequence

from dragoman.knowledge.loading import Knowledge
from dragoman.model import (
    Actor,
    Certainty,
    Event,
    Mention,
    Page,
    Prospect,
    Published,
    Sentence,
    TimeExpression,
    content_id,
)
from dragoman.reading.actors import Cast, Member
from dragoman.reading.ledger.ground import Forms, Ground, Wordings, compile_forms

CERTAINTIES: dict[str, Certainty] = {
    "agreed": "agreed",
    "planned": "planned",
    "possible": "possible",
    "ruled out": "ruled out",
}


def find_prospects(
    page: Page,
    sentences: Sequence[Sentence],
    cast: Cast,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    published: Published,
    knowledge: Knowledge,
    events: Sequence[Event],
) -> tuple[Prospect, ...]:
    """Every expected meeting of two sides, and every planned act of the events that has a day to come.

    One a sentence, in the order of the text; the first wording of the data file that fits decides.
    """
    del mentions
    ground = Ground(page, sentences, cast, times, published, knowledge)
    wordings: Wordings = knowledge.rules.get("prospects", Forms, compile_forms)
    found: dict[int, Prospect] = {}
    for number, wording, match in ground.matches(wordings):
        if number not in found and (
            prospect := _prospect(ground, wordings, number, wording.form.value, match)
        ):
            found[number] = prospect
    told = [prospect for event in events if (prospect := _planned(event, page, published))]
    spans = [one.evidence[0] for one in found.values()]
    fresh = [
        p for p in told if not any(s.start < p.evidence[0].end and p.evidence[0].start < s.end for s in spans)
    ]
    return tuple(sorted((*found.values(), *fresh), key=lambda one: one.evidence[0].start))


def _prospect(
    ground: Ground, wordings: Wordings, number: int, value: str, match: re.Match[str]
) -> Prospect | None:
    sentence = ground.sentences[number]
    others = _others(ground, wordings, number, match)
    told = ground.subject(number, match.start(), match.end())
    near = ground.before(number, sentence.start, match.start())
    sides = next((s for s in (_sides((*lead, *others)) for lead in (told, near)) if _two(ground, s)), ())
    if not sides:
        return None
    parties = ground.actors(sides)
    when = ground.when(match.start(), sentence.end, "future")
    if when.words is None:
        when = ground.when(sentence.start, match.start(), "future")
    start = min(sides[0].start, match.start())
    return Prospect(
        id=content_id(ground.page.id, "prospect", match.start(), match.end()),
        type="CONSULT",
        parties=parties,
        place=ground.place(number, match.start(), sentence.end),
        certainty=CERTAINTIES[value],
        from_=when.from_,
        to=when.to,
        evidence=ground.evidence(start, sentence.end),
        why=f"the words '{' '.join(match.group().split())}'; {when.why}",
    )


def _sides(members: Sequence[Member]) -> tuple[Member, ...]:
    return tuple(member for member in members if member.country or member.entities or member.together)


def _two(ground: Ground, sides: Sequence[Member]) -> bool:
    return len({_side(actor) for actor in ground.actors(sides)}) > 1


def _others(ground: Ground, wordings: Wordings, number: int, match: re.Match[str]) -> tuple[Member, ...]:
    sentence = ground.sentences[number]
    # Times and places may follow the parties: "between A and B, possibly on the sidelines of ... in Japan next month".
    stop = wordings.parts["ends"].search(ground.page.text, match.end(), sentence.end)
    end = stop.start() if stop else sentence.end
    return ground.members(number, match.end(), end)


def _side(actor: Actor) -> str:
    return actor.country or actor.code or actor.name or actor.text


def _planned(event: Event, page: Page, published: Published) -> Prospect | None:
    """A planned act of the events with a day on or after the page's."""
    actors = tuple(dict.fromkeys((*event.source, *event.target)))
    if event.factuality != "planned" or event.date.from_ is None or not event.evidence:
        return None
    if published.from_ is not None and (event.date.to or event.date.from_) < published.from_:
        return None
    if len({_side(actor) for actor in actors if actor.code}) < 2:
        return None
    first = event.evidence[0]
    return Prospect(
        id=content_id(page.id, "prospect", event.id),
        type=event.type,
        parties=actors,
        place=event.place,
        certainty="planned",
        from_=event.date.from_,
        to=event.date.to,
        evidence=event.evidence,
        why=f"the planned act of rule {event.rule}, '{first.text[:40]}'; {event.date.why}",
    )
