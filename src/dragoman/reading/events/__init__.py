"""Who did what to whom? The event coder: frames of the lexicon matched in the parsed sentences of a page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from dragoman.knowledge.loading import Knowledge
from dragoman.model import (
    Actor,
    Deed,
    Event,
    Evidence,
    Page,
    Published,
    Reasons,
    Sentence,
    SilenceReason,
    TimeExpression,
    When,
    content_id,
)
from dragoman.reading.actors import Cast
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.coding import code_sentence
from dragoman.reading.events.compose import Candidate, to_come
from dragoman.reading.events.confidence import ConfidenceRules, signals
from dragoman.reading.events.counting import quantities
from dragoman.reading.events.factuality import Real, judge
from dragoman.reading.events.places import where
from dragoman.reading.events.second import OpinionRules, Second
from dragoman.reading.events.sides import Sides
from dragoman.reading.events.telling import contexts, when

# How a rejection ends in words, and which reason for silence it is.
REJECTED: tuple[tuple[str, SilenceReason], ...] = (
    ("it is negated", "negated"),
    ("it is contrary to fact", "negated"),
    ("it came near and did not happen", "negated"),
    ("it stands under a condition", "under a condition"),
    ("leaves no act", "no act left"),
    ("no political actor on either side", "no actor on a side"),
)
DENIALS = tuple(words for words, reason in REJECTED if reason != "no actor on a side")


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
        acts = list(_real_ones(second, rejected))
        told = [_tell(*act, page, second, times, published, knowledge, tuple(rejected)) for act in acts]
        sure = [
            event
            for (act, _), (likely, event) in zip(acts, told, strict=True)
            if sureness.keeps(likely, event.confidence) or _is_counted(act, event) or _is_plain_denial(event)
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


def _is_plain_denial(event: Event) -> bool:
    """Whether a political actor denies an act that an entry knows: that nothing happened is just what is told."""
    voices = event.attributed_to or ()
    return event.factuality == "denied" and "learned." not in event.rule and any(v.code for v in voices)


def _real_ones(second: Second, rejected: list[str]) -> Iterator[tuple[Candidate, Real]]:
    """The acts that the sentence tells, and how real each is; why it does not tell the others goes to `rejected`."""
    for candidate in second.reviewed():
        real = judge(candidate, second.clauses, second.sides)
        if real.dropped:
            trigger = second.clauses.token(candidate.trigger).text
            rejected.append(f"{candidate.rule.id} at '{trigger}': {real.dropped}")
            continue
        yield replace(candidate, factuality=real.factuality), real


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
    for words, reason in REJECTED:
        found = next((line for line in rejected if line.endswith(words)), None)
        if found is not None:
            return reason, found
    return "no entry fits", ""


def _tell(
    candidate: Candidate,
    real: Real,
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
    date = when(candidate, clauses, times, page, published, knowledge)
    if _is_ahead(candidate, clauses, date, published):
        candidate = to_come(candidate, knowledge.lexicon.composition)
        why = f"{candidate.factuality}: told in the present of a day that is still to come; {real.why}"
        real = replace(real, factuality=candidate.factuality, why=why)
    day = date.from_ or published.from_
    source, target = sides.actors(candidate.who, day), sides.actors(candidate.whom, day)
    if candidate.near or candidate.recipient is not None:
        target = tuple(_noted(a, candidate, clauses) for a in target)
    if candidate.who != candidate.whom:
        own = {(a.name, a.code) for a in source if a.name} | {(a.text, a.code) for a in source}
        target = tuple(a for a in target if not {(a.name, a.code), (a.text, a.code)} & own)
    voices = _voices(real, sides, published)
    cameo = knowledge.lexicon.cameo.get(candidate.cameo)
    words = page.text[sentence.start : sentence.end]
    rules: ConfidenceRules = knowledge.rules.get("confidence", ConfidenceRules)
    given = signals(candidate, source, target, voices)
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
        factuality=real.factuality,
        attributed_to=voices or None,
        quantities=quantities(candidate, clauses, knowledge),
        rule=_rule_id(candidate),
        confidence=round(rules.right.share(given), 2),
        evidence=(Evidence(start=sentence.start, end=sentence.end, text=words), *_cues(real, clauses)),
        about=_about(candidate, source, target, knowledge),
        why=Reasons(rule=_rule(candidate, second), factuality=real.why, rejected=rejected),
    )


def _voices(real: Real, sides: Sides, published: Published) -> tuple[Actor, ...]:
    """Who says it; a phrase that only borrows its meaning from another of the sentence is told by its own words."""
    found: list[Actor] = []
    for token in real.voices:
        inside = set(sides.clauses.subtree(token))
        if all(member.head in inside for member in sides.members(token)):
            found += sides.actors((token,), published.from_)
            continue
        start, end = sides.span(token)
        found.append(
            Actor(text=sides.text[start:end], why="no name, office or kind of actor fits these words")
        )
    return tuple(dict.fromkeys(found))


def _is_ahead(candidate: Candidate, clauses: Clauses, date: When, published: Published) -> bool:
    """Whether an act in the present is told of a day behind that of the page: "travels to Rome on Sunday"."""
    now = clauses.token(candidate.trigger).tag in ("VBZ", "VBP", "VBG")
    plain = candidate.factuality in ("happened", "ongoing") and not candidate.operators
    return plain and now and date.from_ is not None and (published.to or date.from_) < date.from_


def _cues(real: Real, clauses: Clauses) -> Iterator[Evidence]:
    """The words that decided how real the act is, as evidence of their own."""
    for token in map(clauses.token, real.cues):
        yield Evidence(start=token.start, end=token.end, text=token.text)


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
