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
    SilenceReason,
    TimeExpression,
    content_id,
)
from dragoman.reading.actors import Cast
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.coding import code_sentence
from dragoman.reading.events.compose import Candidate
from dragoman.reading.events.confidence import ConfidenceRules, signals
from dragoman.reading.events.counting import quantities
from dragoman.reading.events.places import where
from dragoman.reading.events.second import OpinionRules, Second
from dragoman.reading.events.sides import Sides
from dragoman.reading.events.telling import contexts, when

# How a rejection ends in words, and which reason for silence it is.
REJECTED: dict[SilenceReason, str] = {
    "negated": "it is negated",
    "under a condition": "it stands under a condition",
    "no act left": "leaves no act",
    "no actor on a side": "no political actor on either side",
}
DENIALS = (REJECTED["negated"], REJECTED["under a condition"], REJECTED["no act left"])


def find_events(
    page: Page,
    sentences: Sequence[Sentence],
    cast: Cast,
    times: Sequence[TimeExpression],
    published: Published,
    knowledge: Knowledge,
) -> tuple[tuple[Event, ...], dict[int, tuple[SilenceReason, str]]]:
    """Every act that the parsed sentences tell, in the order of the text; types, modes and codes as in the codebook.

    Besides, by its number, every parsed sentence that tells none, with the reason.
    """
    events: list[Event] = []
    mute: dict[int, tuple[SilenceReason, str]] = {}
    for number, sentence in enumerate(sentences):
        if not sentence.tokens:
            continue
        if sentence.tokens[-1].text == "?":
            mute[number] = ("question", "")
            continue
        clauses = Clauses(sentence)
        sides = Sides(clauses, cast, number, page.text, knowledge)
        candidates, rejected = code_sentence(clauses, sides, knowledge.lexicon)
        rules = knowledge.rules.get("opinion", OpinionRules)
        second = Second(clauses, sides, knowledge.opinion, rules, candidates, is_denied(rejected))
        sureness = knowledge.rules.get("confidence", ConfidenceRules)
        acts = second.reviewed()
        told = [_tell(act, page, second, times, published, knowledge, tuple(rejected)) for act in acts]
        sure = [
            event
            for act, (likely, event) in zip(acts, told, strict=True)
            if sureness.keeps(likely, event.confidence) or _is_counted(act, event)
        ]
        events += sure
        if not sure:
            mute[number] = _why_mute(told, rejected)
    return tuple({event.id: event for event in events}.values()), mute


def _is_counted(act: Candidate, event: Event) -> bool:
    """Whether an entry's own act has its dead, wounded, arrested or marchers counted: no figure of speech has."""
    counts = event.quantities
    return (
        act.exact
        and act.learned is None
        and (counts.dead or counts.injured or counts.arrested or counts.size) is not None
    )


def is_denied(rejected: Sequence[str]) -> bool:
    """Whether the lexicon knew an act and dropped it: negated, under a condition, or taken back."""
    return any(line.endswith(words) for line in rejected for words in DENIALS)


def _why_mute(unsure: Sequence[tuple[float, Event]], rejected: Sequence[str]) -> tuple[SilenceReason, str]:
    """Why a parsed sentence tells nothing: the first thing that was decided against its acts."""
    if unsure:
        likely, best = max(unsure, key=lambda one: one[0])
        return (
            "below confidence",
            f"{best.type} by {best.rule}; that anything happened is {likely:.2f} likely",
        )
    for reason, words in REJECTED.items():
        found = next((line for line in rejected if line.endswith(words)), None)
        if found is not None:
            return reason, found
    return "no entry fits", ""


def _tell(
    candidate: Candidate,
    page: Page,
    second: Second,
    times: Sequence[TimeExpression],
    published: Published,
    knowledge: Knowledge,
    rejected: tuple[str, ...],
) -> tuple[float, Event]:
    """How likely anything happened, and the record."""
    clauses, sides = second.clauses, second.sides
    sentence = clauses.sentence
    date = when(candidate, clauses, times, page, published, knowledge.rules)
    day = date.from_ or published.from_
    source, target = sides.actors(candidate.who, day), sides.actors(candidate.whom, day)
    if candidate.near or candidate.recipient is not None:
        target = tuple(_noted(a, candidate, clauses) for a in target)
    if candidate.who != candidate.whom:
        own = {(a.name, a.code) for a in source if a.name} | {(a.text, a.code) for a in source}
        target = tuple(a for a in target if not {(a.name, a.code), (a.text, a.code)} & own)
    voices = sides.actors(_voices(candidate, clauses, knowledge), published.from_)
    factuality, why = _factuality(candidate, voices, source)
    cameo = knowledge.lexicon.cameo.get(candidate.cameo)
    words = page.text[sentence.start : sentence.end]
    rules: ConfidenceRules = knowledge.rules.get("confidence", ConfidenceRules)
    given = signals(candidate, source, target)
    return rules.happened.share(given), Event(
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
        confidence=round(rules.right.share(given), 2),
        evidence=(Evidence(start=sentence.start, end=sentence.end, text=words),),
        about=_about(candidate, source, target, knowledge),
        why=Reasons(rule=_rule(candidate, second), factuality=why, rejected=rejected),
    )


def _noted(actor: Actor, candidate: Candidate, clauses: Clauses) -> Actor:
    """The actor with the reason why it is the target though nobody stands in that place."""
    act = clauses.token(candidate.trigger).text
    how = (
        f"the nearest other side behind '{act}' was taken"
        if candidate.recipient is None
        else f"the learned second opinion took it ({candidate.recipient:.2f} likely)"
    )
    why = f"{actor.why}; nobody stands in the target's place: {how}"
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


def _about(
    candidate: Candidate, source: tuple[Actor, ...], target: tuple[Actor, ...], knowledge: Knowledge
) -> Deed | None:
    """The inner act of a word about an act: what is promised, demanded, threatened, refused or alleged.

    Who asks or accuses speaks of the other's deed, who promises, threatens or refuses of his own.
    """
    factuality = knowledge.lexicon.composition.about.get(candidate.type)
    if factuality is None or candidate.rule.type == candidate.type or candidate.learned is not None:
        return None
    others = candidate.type in knowledge.lexicon.composition.about_others
    return Deed(
        type=candidate.rule.type,
        mode=candidate.rule.mode,
        source=target if others else source,
        target=() if others else target,
        factuality=factuality,
        rule=candidate.rule.id,
    )


def _rule_id(candidate: Candidate) -> str:
    """The entry that fired, inside the kinds of what stands over it: "threaten(ASSAULT.bomb)"."""
    name = candidate.rule.id
    for reason in candidate.reasons:
        name = f"{reason.partition(':')[0]}({name})"
    return name


def _rule(candidate: Candidate, second: Second) -> str:
    words = " ".join(f"'{second.clauses.token(t).text}'" for t in sorted(set(candidate.used)))
    pair = second.pair_of(candidate)
    if candidate.learned is None or pair is None:
        return f"{candidate.rule.id} ({candidate.rule.means}) fired at {words}"
    spoke = ", ".join(second.words(*pair, candidate.type))
    instead = f"; {candidate.instead} was overruled" if candidate.instead else "; no entry fits"
    return (
        f"{candidate.rule.id} ({candidate.rule.means}, {candidate.learned.sure:.2f} likely) at {words}; "
        f"what spoke most for it: {spoke}{instead}"
    )
