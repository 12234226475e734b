"""Who did what to whom? The event coder: frames of the lexicon matched in the parsed sentences of a page."""

from collections.abc import Sequence

import msgspec

from dragoman.knowledge.loading import Knowledge
from dragoman.model import (
    Actor,
    Deed,
    Event,
    Evidence,
    Factuality,
    Page,
    Published,
    Reasons,
    Sentence,
    TimeExpression,
    content_id,
)
from dragoman.reading.actors import Cast
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.coding import code_sentence
from dragoman.reading.events.compose import Candidate
from dragoman.reading.events.sides import Sides
from dragoman.reading.events.telling import contexts, quantities, when, where

# How sure: both sides known and the frame exact; one of the two; neither. An order, not yet a calibrated probability.
SURE, LIKELY, WEAK = 0.9, 0.7, 0.5


def find_events(
    page: Page,
    sentences: Sequence[Sentence],
    cast: Cast,
    times: Sequence[TimeExpression],
    published: Published,
    knowledge: Knowledge,
) -> tuple[Event, ...]:
    """Every act that the parsed sentences tell, in the order of the text; types, modes and codes as in the codebook."""
    events: list[Event] = []
    for number, sentence in enumerate(sentences):
        # A question asserts nothing.
        if not sentence.tokens or sentence.tokens[-1].text == "?":
            continue
        clauses = Clauses(sentence)
        sides = Sides(clauses, cast, number, page.text, knowledge)
        candidates, rejected = code_sentence(clauses, sides, knowledge.lexicon)
        for candidate in candidates:
            events.append(
                _tell(candidate, page, clauses, sides, times, published, knowledge, tuple(rejected))
            )
    return tuple({event.id: event for event in events}.values())


def _tell(
    candidate: Candidate,
    page: Page,
    clauses: Clauses,
    sides: Sides,
    times: Sequence[TimeExpression],
    published: Published,
    knowledge: Knowledge,
    rejected: tuple[str, ...],
) -> Event:
    sentence = clauses.sentence
    date = when(candidate, clauses, times, published)
    day = date.from_ or published.from_
    source, target = sides.actors(candidate.who, day), sides.actors(candidate.whom, day)
    if candidate.near:
        target = tuple(_noted(a, candidate, clauses) for a in target)
    own = {(a.name, a.code) for a in source if a.name}
    target = tuple(a for a in target if (a.name, a.code) not in own and a not in source)
    voices = sides.actors(_voices(candidate, clauses, knowledge), published.from_)
    factuality, why = _factuality(candidate, voices, source)
    cameo = knowledge.lexicon.cameo.get(candidate.cameo)
    words = page.text[sentence.start : sentence.end]
    return Event(
        id=content_id(
            page.id, "event", candidate.type, sentence.start, sentence.end, candidate.trigger, words
        ),
        type=candidate.type,
        mode=candidate.mode,
        contexts=contexts(candidate, words, knowledge),
        cameo=candidate.cameo,
        goldstein=cameo.goldstein if cameo else None,
        source=source,
        target=target,
        place=where(candidate, clauses, sides, knowledge),
        date=date,
        factuality=factuality,
        attributed_to=voices or None,
        quantities=quantities(candidate, clauses, knowledge),
        rule=_rule_id(candidate),
        confidence=_confidence(candidate, source, target),
        evidence=(Evidence(start=sentence.start, end=sentence.end, text=words),),
        about=_about(candidate),
        why=Reasons(rule=_rule(candidate, clauses), factuality=why, rejected=rejected),
    )


def _noted(actor: Actor, candidate: Candidate, clauses: Clauses) -> Actor:
    """The actor with the reason why it is the target though nobody stands in that place."""
    act = clauses.token(candidate.trigger).text
    why = f"{actor.why}; nobody stands in the target's place: the nearest other side behind '{act}' was taken"
    return msgspec.structs.replace(actor, why=why)


def _voices(candidate: Candidate, clauses: Clauses, knowledge: Knowledge) -> tuple[int, ...]:
    """Who says it: the subjects of the report verbs above, else of "according to"."""
    if candidate.voices:
        return candidate.voices
    found = []
    for i, token in enumerate(clauses.sentence.tokens):
        edge = knowledge.lexicon.composition.report_preposition.get(token.text.lower())
        if edge is not None:
            found += [c for c in clauses.children[i] for c in clauses.children[c]]
    return tuple(t for t in found if clauses.token(t).dep == "pobj")


def _factuality(
    candidate: Candidate, voices: tuple[Actor, ...], source: tuple[Actor, ...]
) -> tuple[Factuality, str]:
    """How real the act is, and why: a plain act that another than its doer reports is that other's claim."""
    if candidate.reasons:
        return candidate.factuality, "; ".join(candidate.reasons)
    if candidate.factuality == "happened" and voices and not _is_own_word(voices, source):
        return "claimed", f"{voices[0].text} says so, not the page"
    if candidate.factuality == "happened":
        return "happened", "told as a fact, in the page's own voice" if not voices else "its own doer says so"
    return candidate.factuality, f"the type {candidate.type} is itself a word about an act to come"


def _is_own_word(voices: tuple[Actor, ...], source: tuple[Actor, ...]) -> bool:
    names = {a.name for a in source if a.name}
    states = {a.country for a in source if a.country and a.sector in (None, "GOV", "MIL")}
    return any(v.name in names or (v.country in states and v.sector in (None, "GOV", "MIL")) for v in voices)


def _confidence(candidate: Candidate, source: tuple[Actor, ...], target: tuple[Actor, ...]) -> float:
    known = all(a.code is not None for a in (*source, *target)) and bool(source)
    if candidate.exact and known and not candidate.near:
        return SURE
    return LIKELY if candidate.exact or known else WEAK


def _about(candidate: Candidate) -> Deed | None:
    """The deed below an accusation or a criticism, as it is alleged."""
    if candidate.type != "ACCUSE" or candidate.rule.type == "ACCUSE":
        return None
    return Deed(
        type=candidate.rule.type, mode=candidate.rule.mode, factuality="claimed", rule=candidate.rule.id
    )


def _rule_id(candidate: Candidate) -> str:
    """The entry that fired, inside the kinds of what stands over it: "threaten(ASSAULT.bomb)"."""
    name = candidate.rule.id
    for reason in candidate.reasons:
        name = f"{reason.partition(':')[0]}({name})"
    return name


def _rule(candidate: Candidate, clauses: Clauses) -> str:
    words = " ".join(f"'{clauses.token(t).text}'" for t in sorted(set(candidate.used)))
    return f"{candidate.rule.id} ({candidate.rule.means}) fired at {words}"
