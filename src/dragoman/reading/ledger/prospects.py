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
from dragoman.reading.ledger.ground import Forms, Ground, Wording, Wordings, compile_forms

JOINT = (
    "CONSULT",
    "AGREE",
    "COOPERATE",
    "CONCEDE",
)  # acts of several sides that a later sentence can take up
MEETING = re.compile(
    r"(?:future|plan|commit)\(CONSULT\."
)  # an entry's name: words of the future around a meeting
LOOK_BACK = 60  # characters before a wording in which its subject stands

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
        earlier: list[Event | Prospect] = [
            *events,
            *(one for sentence, one in found.items() if sentence < number),
        ]
        if number not in found and (prospect := _prospect(ground, wordings, number, wording, match, earlier)):
            found[number] = prospect
    told = [prospect for event in events if (prospect := _planned(event, page, published))]
    spans = [one.evidence[0] for one in found.values()]
    fresh = [
        p for p in told if not any(s.start < p.evidence[0].end and p.evidence[0].start < s.end for s in spans)
    ]
    return tuple(sorted((*found.values(), *fresh), key=lambda one: one.evidence[0].start))


def _prospect(
    ground: Ground,
    wordings: Wordings,
    number: int,
    wording: Wording,
    match: re.Match[str],
    earlier: Sequence[Event | Prospect],
) -> Prospect | None:
    sentence = ground.sentences[number]
    others = _others(ground, wordings, number, match)
    told = ground.subject(number, match.start(), match.end())
    near = ground.before(number, sentence.start, match.start())
    sides = next((s for s in (_sides((*lead, *others)) for lead in (told, near)) if _two(ground, s)), ())
    own = _sides((*(told or near), *others))
    parties = ground.actors(sides) if sides else _taken_up(ground, wordings, number, match, own, earlier)
    if not parties:
        return None
    when = ground.when(match.start(), sentence.end, "future")
    if when.words is None:
        when = ground.when(sentence.start, match.start(), "future")
    day = ground.published.from_
    if when.to is not None and day is not None and when.to < day:
        return None  # it is told of the past: "in May they had wanted to meet"
    start = min([match.start(), *(m.start for m in sides or own if m.sentence == number)])
    return Prospect(
        id=content_id(ground.page.id, "prospect", match.start(), match.end()),
        type=wording.form.type,
        parties=parties,
        place=ground.place(number, match.start(), sentence.end),
        certainty=CERTAINTIES[wording.form.value],
        from_=when.from_,
        to=when.to,
        evidence=ground.evidence(start, sentence.end),
        why=f"the words '{' '.join(match.group().split())}'; {when.why}",
    )


def _sides(members: Sequence[Member]) -> tuple[Member, ...]:
    return tuple(member for member in members if member.country or member.entities or member.together)


def _two(ground: Ground, sides: Sequence[Member]) -> bool:
    return len({_side(actor) for actor in ground.actors(sides)}) > 1


def _taken_up(
    ground: Ground,
    wordings: Wordings,
    number: int,
    match: re.Match[str],
    own: tuple[Member, ...],
    earlier: Sequence[Event | Prospect],
) -> tuple[Actor, ...]:
    """The parties of the meeting that "a second round" or "the two leaders" takes up: the nearest one told before.

    It shares a side with what is named here, or stands in the sentence before; otherwise nobody is named.
    """
    sentence = ground.sentences[number]
    low = max(sentence.start, match.start() - LOOK_BACK)
    if not wordings.parts["taken_up"].search(ground.page.text, low, match.end()):
        return ()
    here = ground.actors(own)
    meetings = [one for one in earlier if one.type in JOINT and one.evidence[0].start < sentence.start]
    for one in sorted(meetings, key=lambda one: -one.evidence[0].start):
        actors = one.parties if isinstance(one, Prospect) else _who_met(one)
        if len({actor.code for actor in actors if actor.code}) < 2:
            continue
        shared = {_side(actor) for actor in here} & {_side(actor) for actor in actors}
        beside = number and one.evidence[0].end > ground.sentences[number - 1].start
        if shared or beside or not here:
            return tuple(dict.fromkeys((*(a for a in here if _side(a) not in shared), *actors)))
    return ()


def _who_met(event: Event) -> tuple[Actor, ...]:
    """Where several are the source they met among themselves, and the target is their host."""
    joint = len({_side(actor) for actor in event.source if actor.code}) > 1
    return event.source if joint else (*event.source, *event.target)


def _others(ground: Ground, wordings: Wordings, number: int, match: re.Match[str]) -> tuple[Member, ...]:
    sentence = ground.sentences[number]
    # Times and places may follow the parties: "between A and B, possibly on the sidelines of ... in Japan next month".
    stop = wordings.parts["ends"].search(ground.page.text, match.end(), sentence.end)
    end = stop.start() if stop else sentence.end
    return ground.members(number, match.end(), end)


def _side(actor: Actor) -> str:
    return actor.country or actor.code or actor.name or actor.text


def _planned(event: Event, page: Page, published: Published) -> Prospect | None:
    """A planned act of the events with a day on or after the page's, or a meeting without a day."""
    actors = tuple(dict.fromkeys((*event.source, *event.target)))
    if event.factuality != "planned" or not event.evidence:
        return None
    if event.date.from_ is None:
        if not MEETING.match(event.rule):
            return None
    elif published.from_ is not None and (event.date.to or event.date.from_) < published.from_:
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
