"""When, about what: the circumstances that a sentence tells of an act (see also `places` and `counting`)."""

import re
from collections.abc import Sequence
from typing import Literal

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Page, Published, Struct, TimeExpression, When
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.compose import Candidate
from dragoman.reading.events.counting import CountRules
from dragoman.reading.events.places import PlaceRules
from dragoman.reading.times import TimeRules, resolve
from dragoman.reading.times.tense import tense_of


class EventRules(Struct, forbid_unknown_fields=True):
    """`data/reading/events.toml`."""

    near_types: tuple[str, ...]
    circumstances: tuple[str, ...]
    place: PlaceRules
    count: CountRules


def when(
    candidate: Candidate,
    clauses: Clauses,
    times: Sequence[TimeExpression],
    page: Page,
    published: Published,
    knowledge: Knowledge,
) -> When:
    """The days of the act: of the time that stands with it, else only that it was told by the page's own day."""
    tense = _tense(candidate, clauses, knowledge)
    time = _time_of(candidate, clauses, times)
    if time is not None:
        # The verb over the time tells its tense: in "agreed on Monday to leave" another than the act's.
        time_rules: TimeRules = knowledge.rules.get("times", TimeRules)
        own = tense_of(page, clauses.sentence, time, time_rules)
        known = resolve(time, published, own or tense)
        return When(from_=known.from_, to=known.to, words=time.words, why=known.why)
    if tense == "past" and published.to is not None:
        return When(to=published.to, why="no day is named with the act; it was told by the day of the page")
    return When(why="no day is named with the act")


def _tense(
    candidate: Candidate, clauses: Clauses, knowledge: Knowledge
) -> Literal["past", "present", "future"]:
    if candidate.factuality in ("planned", "threatened", "demanded", "possible", "conditional"):
        return "future"
    tag = clauses.token(candidate.trigger).tag
    if candidate.type in knowledge.lexicon.composition.scheduled and tag in ("VBZ", "VBP", "VBG"):
        return "future"  # "travels to Rome on Sunday", "is meeting him on Sunday": the Sunday to come
    return "past" if tag in ("VBD", "VBN") or not tag.startswith("V") else "present"


def _time_of(
    candidate: Candidate, clauses: Clauses, times: Sequence[TimeExpression]
) -> TimeExpression | None:
    """The time whose nearest verb is one of the act's; else the nearest in the sentence that no other verb owns."""
    sentence = clauses.sentence
    inside = [
        t
        for t in times
        if sentence.start <= t.start < sentence.end and t.kind not in ("duration", "present", "recurring")
    ]
    own = set(candidate.used) | _verbs_over(candidate.trigger, clauses)
    for time in inside:
        token = next((i for i, t in enumerate(sentence.tokens) if t.start >= time.start), None)
        if token is not None and clauses.verb_over(token) in own:
            return time
    return None


def _verbs_over(token: int, clauses: Clauses) -> set[int]:
    return set() if not clauses.is_noun(token) else {clauses.verb_over(token)}


def contexts(candidate: Candidate, words: str, knowledge: Knowledge) -> tuple[str, ...]:
    """PLOVER contexts: the entry's own, then those whose cue words stand in the sentence, in its order."""
    plain = re.findall(r"[\w'-]+", words.lower())
    line = f" {' '.join(plain)} "
    found = [
        context
        for word in plain
        for form in (word, word.removesuffix("s"))
        for cue, context in knowledge.lexicon.context_cues.get(form, ())
        if f" {cue} " in line or f" {cue}s " in line
    ]
    return tuple(dict.fromkeys((*candidate.rule.contexts, *found)))
