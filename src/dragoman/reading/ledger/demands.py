"""What is asked without a day, and what hangs on it? "must first", "unless", "in exchange for", "demands that"."""

import re
from collections.abc import Collection, Sequence

from dragoman.model import Actor, Deadline, Demand, Event, Tie, content_id
from dragoman.reading.actors import Member
from dragoman.reading.ledger.ground import Ground, side
from dragoman.reading.ledger.wordings import Forms, Wording, Wordings, compile_forms

TIES: dict[str, Tie] = {
    "unless": "unless",
    "in exchange for": "in exchange for",
    "first": "first",
    "precondition": "precondition",
}
BARE = re.compile(r"\s*(?:He|She|It|They)\s+(?:also\s+|now\s+|again\s+)?")
ASKING = (
    "REQUEST",
    "THREATEN",
    "REJECT",
    "AGREE",
    "CONCEDE",
)  # types of the events that a demand may be tied to


def find_demands(
    ground: Ground, events: Sequence[Event], deadlines: Sequence[Deadline]
) -> tuple[Demand, ...]:
    """Every demand of one side to another, one a sentence, in the order of the text.

    One with a day is a deadline and no demand; the first wording of the data file that fits decides.
    """
    wordings: Wordings = ground.knowledge.rules.get("demands", Forms, compile_forms)
    found: dict[int, Demand] = {}
    for number, wording, match in ground.matches(wordings):
        if number not in found and not _has_a_day(ground, number, deadlines):
            demand = _demand(ground, number, wordings, wording, match, events)
            if demand is not None:
                found[number] = demand
    return tuple(found[number] for number in sorted(found))


def _has_a_day(ground: Ground, number: int, deadlines: Sequence[Deadline]) -> bool:
    sentence = ground.sentences[number]
    return any(sentence.start <= one.evidence[0].start < sentence.end for one in deadlines)


def _demand(
    ground: Ground,
    number: int,
    wordings: Wordings,
    wording: Wording,
    match: re.Match[str],
    events: Sequence[Event],
) -> Demand | None:
    sentence = ground.sentences[number]
    if wordings.parts["unreal"].search(ground.page.text, sentence.start, match.end()) or ground.elsewhere(
        number
    ):
        return None
    asking = ground.apart(_first(ground, number, match, "by"))
    of = _first(ground, number, match, "of", asking)
    by, told = _who_asks(ground, number, wordings, match, of)
    own = ground.apart(by)
    if not of and not match.groupdict().get("of"):
        of = _of_whom(ground, number, wordings, match, own)
    askers, asked = ground.actors(by), ground.actors(of)
    if not _between_sides(wordings, askers, asked):
        return None
    evidence = ground.evidence(sentence.start, sentence.end)
    return Demand(
        id=content_id(ground.page.id, "demand", match.start(), match.end()),
        by=askers,
        of=asked,
        what=_asked(ground, number, match) or _words(ground, match, "of") or ground.words(*match.span()),
        condition=TIES.get(wording.form.value),
        withheld=_words(ground, match, "withheld"),
        event=_event(events, evidence[0].start, evidence[0].end, askers),
        evidence=evidence,
        why=f"wording {wording.form.id}; {told}",
    )


def _between_sides(wordings: Wordings, by: Sequence[Actor], of: Sequence[Actor]) -> bool:
    """Whether it goes from one state, body, rebel group or opposition to another; what others ask is no matter."""
    civil = wordings.parts["civil"]
    sides = [{side(a) for a in some if not civil.fullmatch(a.code or "")} for some in (by, of)]
    return all(sides) and not sides[1] <= sides[0]


def _who_asks(
    ground: Ground, number: int, wordings: Wordings, match: re.Match[str], of: Sequence[Member]
) -> tuple[tuple[Member, ...], str]:
    """Who asks, and from what that is known: the wording's own place for it, a word of speech, or the first other side
    of the sentence or of the one before.
    """
    other = ground.apart(of)

    def others(members: Sequence[Member]) -> tuple[Member, ...]:
        return tuple(m for m in members if not ground.apart((m,)) <= other)[:1]

    groups = match.groupdict()
    if groups.get("owner"):  # "repeated its demand that"
        return ground.sides(number, *match.span("owner"))[-1:], "who asks is whose demand it is"
    if groups.get("ask"):
        told = ground.subject(number, *match.span("ask"))
        if not told and groups["ask"].lower().endswith("ing"):  # "rejected a truce, demanding that"
            told = ground.leader(number)
        told = told or ground.before(number, match.start("by"), match.end("by"))
        kept = tuple(m for m in told if not ground.apart((m,)) <= other)
        if kept or not _is_bare(match):
            return kept, "who asks is the subject"
        return others(_spoke_before(ground, number, wordings)), "who asks stands in the sentence before"
    if told := others(_says(ground, number, match)):
        return told, "who asks says so"
    if own := others(_first(ground, number, match, "by")):
        return _with_joint(ground, number, match, own), "who asks stands in it"
    if told := others(_speakers(ground, number, wordings)):
        return told, "who asks stands at a word of speech"
    inside = match.span("what") if match.groupdict().get("what") else (0, 0)
    near = [m for m in _named(ground, number) if not inside[0] <= m.start < inside[1]]
    if own := others(near):
        return own, "who asks is the first other side of the sentence"
    return others(_spoke_before(ground, number, wordings)), "who asks stands in the sentence before"


def _says(ground: Ground, number: int, match: re.Match[str]) -> tuple[Member, ...]:
    """Who says it, in the words before: "The envoy said that Chad must first leave"."""
    for group in ("of", "by"):
        if said := ground.speech_in(match, group):
            told = tuple(m for m in ground.subject(number, *said) if m.country or m.entities)
            return told or ground.sides(number, match.start(group), said[0])[-1:]
    return ()


def _is_bare(match: re.Match[str]) -> bool:
    """Whether a pronoun that nothing resolves asks: "He wants Oslo to send them home"."""
    return BARE.fullmatch(match["by"]) is not None


def _spoke_before(ground: Ground, number: int, wordings: Wordings) -> tuple[Member, ...]:
    if not number:
        return ()
    return (*_speakers(ground, number - 1, wordings), *_named(ground, number - 1))


def _named(ground: Ground, number: int) -> tuple[Member, ...]:
    sentence = ground.sentences[number]
    return tuple(m for m in ground.sides(number, sentence.start, sentence.end) if m.kind != "pronoun")


def _speakers(ground: Ground, number: int, wordings: Wordings) -> tuple[Member, ...]:
    """Those who stand at the words of speech of a sentence."""
    sentence = ground.sentences[number]
    found: list[Member] = []
    for speech in wordings.parts["speech"].finditer(ground.page.text, sentence.start, sentence.end):
        told = ground.sides(number, *speech.span("before"))
        if not told and speech.group("after"):  # "says the minister"
            told = ground.sides(number, *speech.span("after"))
        found += told[-1:]
    return tuple(found)


def _with_joint(
    ground: Ground, number: int, match: re.Match[str], own: tuple[Member, ...]
) -> tuple[Member, ...]:
    chain = ground.after(number, own[0].start, match.end("by"))
    return chain if chain[:1] == own else own


def _first(
    ground: Ground, number: int, match: re.Match[str], group: str, without: Collection[str] = ()
) -> tuple[Member, ...]:
    """The first side in the words of a group, behind who speaks there; those `without` left out."""
    if not match.groupdict().get(group):
        return ()
    start, end = match.span(group)
    said = ground.speech_in(match, group) if group == "of" else None
    members = ground.sides_or_people(number, said[1] if said else start, end)
    if said and not members:
        members = ground.sides_or_people(number, *said)  # "told Chad that it must first leave"
    return tuple(m for m in members if not without or not ground.apart((m,)) <= set(without))[:1]


def _of_whom(
    ground: Ground, number: int, wordings: Wordings, match: re.Match[str], own: set[str]
) -> tuple[Member, ...]:
    """The other side in the words of what is asked, else in the sentence, else beside it; nobody who only speaks."""
    what = match.span("what") if match.groupdict().get("what") else match.span()
    speak = _speakers(ground, number, wordings)
    near = (n for n in (number, number - 1, number + 1) if 0 <= n < len(ground.sentences))
    told = (*ground.people(number, *what), *ground.sides(number, *what))
    for members in (told, *(_named(ground, n) for n in near)):
        others = tuple(m for m in members if m not in speak and not ground.apart((m,)) <= own)
        if others:
            return others[:1]
    return ()


def _event(events: Sequence[Event], start: int, end: int, by: Sequence[Actor]) -> str | None:
    sides = {side(actor) for actor in by}
    for kind in ASKING:
        for event in events:
            inside = event.evidence and start <= event.evidence[0].start < end
            if event.type == kind and inside and sides & {side(actor) for actor in event.source}:
                return event.id
    return None


def _asked(ground: Ground, number: int, match: re.Match[str]) -> str | None:
    """The words of what is asked, without the clause that goes on about something else."""
    if not match.groupdict().get("what"):
        return None
    start, end = match.span("what")
    lead = ground.clauses["leads"].match(ground.text, start, end)
    return ground.brief(number, lead.end() if lead else start, end)


def _words(ground: Ground, match: re.Match[str], group: str) -> str | None:
    return ground.words(*match.span(group)) or None if match.groupdict().get(group) else None
