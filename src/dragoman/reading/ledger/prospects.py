"""Which meetings are expected? Agreed, planned, possible or ruled out, with whom, where and when."""

import re
from collections.abc import Sequence

from dragoman.model import (
    Actor,
    Certainty,
    Event,
    Place,
    Prospect,
    content_id,
)
from dragoman.reading.actors import Member
from dragoman.reading.ledger.ground import Ground
from dragoman.reading.ledger.wordings import Forms, Wording, Wordings, compile_forms

JOINT = (
    "CONSULT",
    "AGREE",
    "COOPERATE",
    "CONCEDE",
)  # acts of several sides that a later sentence can take up
LEARNED = "learned."  # how the rule of an act begins that the second opinion told
MEETING = re.compile(
    r"(?:future|plan|commit)\(CONSULT\."
)  # an entry's name: words of the future around a meeting
AND_OF = re.compile(r",?\s+and\s+of\s+(?:the\s+)?")
LOOK_BACK = 60  # characters before a wording in which its subject stands

CERTAINTIES: dict[str, Certainty] = {
    "agreed": "agreed",
    "planned": "planned",
    "possible": "possible",
    "ruled out": "ruled out",
}


def find_prospects(ground: Ground, events: Sequence[Event]) -> tuple[Prospect, ...]:
    """Every expected meeting of two sides, and every planned act of the events that has a day to come.

    One a sentence, in the order of the text; the first wording of the data file that fits decides.
    """
    wordings: Wordings = ground.knowledge.rules.get("prospects", Forms, compile_forms)
    found: dict[int, Prospect] = {}
    for number, wording, match in ground.matches(wordings):
        earlier: list[Event | Prospect] = [
            *events,
            *(one for sentence, one in found.items() if sentence < number),
        ]
        if number not in found and (prospect := _prospect(ground, wordings, number, wording, match, earlier)):
            found[number] = prospect
    told = [prospect for event in events if (prospect := _planned(event, ground, wordings))]
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
    if wordings.parts["unreal"].search(ground.page.text, sentence.start, match.start()) or ground.elsewhere(
        number
    ):
        return None
    if wording.form.value == "ruled out" and wordings.parts["hangs"].search(
        ground.text, sentence.start, sentence.end
    ):
        return None  # "there will be no talks unless it pays": a demand, and nothing is ruled out
    if "beside" in match.groupdict() and all(m.end != match.start() for m in ground.by_sentence[number]):
        return None  # "refuses to meet", and no headline's "Putin to meet Xi"
    sides, own = _who(ground, wordings, number, match)
    parties = ground.actors(sides) or _taken_up(ground, wordings, number, match, own, earlier)
    place = ground.place(number, match.start(), sentence.end)
    if (
        not parties
        and place
        and ("host" in match.groupdict() or wordings.parts["travels"].search(match.group()))
    ):
        parties = _with_host(ground, own, place)
    if not parties and own and match.groupdict().get("alone"):
        parties = ground.actors(own)
    if not parties:
        return None
    # "Named the day on Monday for the summit: 3 June": the day stands behind a group `after`.
    begin = match.start("after") if "after" in match.groupdict() else match.start()
    when = ground.when(begin, sentence.end, "future")
    if when.words is None and begin == match.start():
        when = ground.when(sentence.start, begin, "future")
    day = ground.published.from_
    if when.to is not None and day is not None and when.to < day:
        return None  # it is told of the past: "in May they had wanted to meet"
    past = ground.when(sentence.start, match.start(), "past")
    if day and past.to and past.to < day and wordings.parts["was_to"].match(match.group()):
        return None  # "last May he was to visit Oslo"
    first = [m.start for m in sides or own if m.sentence == number]
    start = min(match.start(), *first) if sides and first else sentence.start
    return Prospect(
        id=content_id(ground.page.id, "prospect", match.start(), match.end()),
        type=wording.form.type,
        parties=parties,
        place=place,
        certainty=CERTAINTIES[wording.form.value],
        from_=when.from_,
        to=when.to,
        evidence=ground.evidence(start, sentence.end),
        why=f"the words '{ground.words(*match.span())}'; {when.why}",
    )


def _who(
    ground: Ground, wordings: Wordings, number: int, match: re.Match[str]
) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """The parties where two sides are named, and who is named at all. A wording with a group `whole` takes all who
    stand in its clause, adjectives too ("a Russian and Chinese exercise"); "between" names them all behind it.
    """
    sentence, text = ground.sentences[number], ground.page.text
    others = _others(ground, wordings, number, match)
    if "between" in match.groupdict() and _two(ground, _sides(others)):
        return _sides(others), ()
    if "whole" in match.groupdict():
        start = text.rfind(";", sentence.start, match.start()) + 1 or sentence.start
        stop = text.find(";", match.end(), sentence.end)
        named = ground.members(number, start, sentence.end if stop < 0 else stop)
        inside = tuple(m for m in _sides(named) if not ground.is_place(m))
        if not _two(ground, inside) and len(ground.sentences) > 1:
            inside = _sides(ground.joined(number, start, sentence.end)) or inside
        return (inside, inside) if _two(ground, inside) else ((), inside)
    told = ground.subject(number, match.start(), match.end())
    told = (*told, *(m for one in told for m in _and_of(ground, number, one)))
    near = ground.before(number, sentence.start, match.start())
    sides = next((s for s in (_sides((*lead, *others)) for lead in (told, near)) if _two(ground, s)), ())
    return sides, _sides((*(told or near), *others))


def _and_of(ground: Ground, number: int, member: Member) -> tuple[Member, ...]:
    """Who else holds the same office: "the presidents of Chad and of Libya"."""
    joint = AND_OF.match(ground.page.text, member.end)
    if joint is None or member.kind != "office":
        return ()
    return tuple(m for m in ground.by_sentence[number] if m.start == joint.end())


def _with_host(ground: Ground, own: Sequence[Member], place: Place) -> tuple[Actor, ...]:
    """Who travels, and the state of the place: "Modi flies to Vladivostok" is a visit to Russia."""
    state = ground.knowledge.gazetteer.by_id.get(f"state:{place.country}")
    guests = ground.actors(own)
    if state is None or not guests or any(actor.country == place.country for actor in guests):
        return ()
    host = Actor(
        text=place.name, name=state.name, code=state.code, country=state.code,
        why=f"the host: {place.name} is in {state.name}",
    )  # fmt: skip
    return (*guests, host)


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
    again = wordings.parts["taken_up"].search(ground.page.text, low, match.end())
    if not again and not wordings.parts["there"].search(ground.page.text, match.end(), sentence.end):
        return ()
    here = ground.actors(own)
    meetings = [one for one in earlier if one.type in JOINT and one.evidence[0].start < sentence.start]
    for one in sorted(meetings, key=lambda one: -one.evidence[0].start):
        actors = one.parties if isinstance(one, Prospect) else _who_met(one)
        if len({actor.code for actor in actors if actor.code}) < 2:
            continue
        shared = {_side(actor) for actor in here} & {_side(actor) for actor in actors}
        beside = number and one.evidence[0].end > ground.sentences[number - 1].start
        if again and again["offices"]:
            # Other people of the same states: "The presidents will meet. The foreign ministers prepare it".
            return _states(ground, actors)
        if shared or beside or not here:
            return tuple(dict.fromkeys((*(a for a in here if _side(a) not in shared), *actors)))
    if number:
        before = ground.sentences[number - 1]
        told = ground.joined(number - 1, before.start, before.end)
        named = ground.actors(tuple(m for m in told if m.sentence == number - 1 and m.kind != "pronoun"))
        if len({_side(actor) for actor in named}) == 2:
            return named
    return ()


def _states(ground: Ground, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The states of these actors."""
    codes = dict.fromkeys(actor.country for actor in actors if actor.country)
    states = [ground.knowledge.gazetteer.by_id.get(f"state:{code}") for code in codes]
    return tuple(
        Actor(text=s.name, name=s.name, code=s.code, country=s.code, why="a side of the meeting told before")
        for s in states
        if s and s.name
    )


def _who_met(event: Event) -> tuple[Actor, ...]:
    """Where several are the source they met among themselves, and the target is their host."""
    joint = len({_side(actor) for actor in event.source if actor.code}) > 1
    return event.source if joint else (*event.source, *event.target)


def _others(ground: Ground, wordings: Wordings, number: int, match: re.Match[str]) -> tuple[Member, ...]:
    sentence = ground.sentences[number]
    # Times and places may follow the parties: "between A and B, possibly on the sidelines of ... in Japan next month".
    stop = wordings.parts["ends"].search(ground.page.text, match.end(), sentence.end)
    end = stop.start() if stop else sentence.end
    return tuple(m for m in ground.members(number, match.end(), sentence.end) if m.start < end)


def _side(actor: Actor) -> str:
    return actor.country or actor.code or actor.name or actor.text


def _planned(event: Event, ground: Ground, wordings: Wordings) -> Prospect | None:
    """A planned act of the events with a day on or after the page's, or a meeting without a day."""
    page, published = ground.page, ground.published
    actors = tuple(dict.fromkeys((*event.source, *event.target)))
    # What no entry tells is too unsure to be put into a calendar.
    if event.factuality != "planned" or not event.evidence or event.rule.startswith(LEARNED):
        return None
    if event.date.from_ is None:
        if not MEETING.match(event.rule) or not wordings.parts["meet_or_meeting"].search(
            event.evidence[0].text
        ):
            return None
    elif published.from_ is not None and (event.date.to or event.date.from_) < published.from_:
        return None
    if len({_side(actor) for actor in actors if actor.country or (actor.code and actor.name)}) < 2:
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
