"""How real is each act, and on whose word? Sentences in context with the words of one act, against the event there."""

import re
from collections import Counter
from typing import Any

from dragoman.evaluation.report import Measure, Report
from dragoman.evaluation.score_sentences import ENOUGH, overlap
from dragoman.model import Actor, Event, Findings

NONE = "none"
ASSERTED = ("happened", "ongoing", "claimed", "planned")  # what no act may be that the page does not tell
QUOTED = re.compile(r"'(\w[^']*)'")


def score_factuality(name: str, rows: list[dict[str, Any]], said: dict[str, Findings | None]) -> Report:
    """Gold with the words of an `act` in `text`: the factuality of the event there, and its first voice.

    `right` is of all items, where an act without an event counts as wrong ("none" is right where nothing is asserted);
    `right where found` of those that have an event, or are asserted wrongly; `attribution` of those with an event,
    where the chain is asked in full (`chain`) only of nested voices. Then `right` by value and of the adversarial.
    """
    right, asked, misses = Counter[str](), Counter[str](), []
    for gold in rows:
        event = event_at(said.get(gold["id"]), gold)
        answer = event.factuality if event else NONE
        is_none = gold["factuality"] == NONE
        hit = answer not in ASSERTED if is_none else answer == gold["factuality"]
        names = ["right", gold["factuality"], *(["adversarial"] if gold["adversarial"] else [])]
        if event is not None:
            names += ["right where found", *(["adversarial where found"] if gold["adversarial"] else [])]
        asked.update(names)
        right.update(names if hit else [])
        if not is_none:
            asked["found"] += 1
            right["found"] += event is not None
        voice = ""
        if event is not None and not is_none:
            voice = _voice(event, gold, right, asked)
        if not hit or voice:
            misses.append(f"{gold['id']} {gold['factuality']}: {gold['text']} — said: {_short(event)}{voice}")
    measures = tuple(
        Measure(name=n, found=right[n], asked=asked[n])
        for n in sorted(asked, key=lambda n: (n not in HEAD, HEAD.index(n) if n in HEAD else 0, n))
    )
    return Report(gold=name, measures=measures, scores={}, misses=tuple(misses))


HEAD = (
    "right",
    "right where found",
    "found",
    "attribution",
    "chain",
    "adversarial",
    "adversarial where found",
)


def event_at(findings: Findings | None, gold: dict[str, Any]) -> Event | None:
    """The event whose evidence overlaps the act's words: of several the one of the gold's type, then the one whose own
    words stand in the act; for "none" the one that asserts most.
    """
    start = gold["text"].index(gold["act"])
    end = start + len(gold["act"])
    there = [
        e
        for e in (findings.events if findings else ())
        if any(v.start < end and start < v.end for v in e.evidence)
    ]
    if gold["factuality"] == NONE:
        return max(there, key=lambda e: e.factuality in ASSERTED, default=None)
    return max(there, key=lambda e: (e.type == gold["type"], _words_in(e, gold["act"])), default=None)


def _words_in(event: Event, act: str) -> int:
    """How many of the words at which the event's entry fired stand in the act."""
    fired = QUOTED.findall(event.why.rule) if event.why else []
    return len(set(fired) & set(re.findall(r"\w+", act)))


def _voice(event: Event, gold: dict[str, Any], right: Counter[str], asked: Counter[str]) -> str:
    """Count the attribution, and say in words what is wrong with it; nothing where it is right."""
    voices = event.attributed_to or ()
    wanted = gold["attributed_to"]
    hit = bool(voices) and wanted is not None and _is_voice(voices[0], wanted)
    hit = hit or (not voices and (wanted is None or bool(gold.get("own_voice"))))
    asked["attribution"] += 1
    right["attribution"] += hit
    if "chain" in gold:
        asked["chain"] += 1
        right["chain"] += len(voices) == len(gold["chain"]) and all(
            _is_voice(voice, words) for voice, words in zip(voices, gold["chain"], strict=False)
        )
    heard = " < ".join(a.text for a in voices) or "the page"
    return "" if hit else f"; on the word of {heard}, not of {wanted or 'the page'}"


def _is_voice(voice: Actor, words: str) -> bool:
    """Whether a voice is the gold's: enough of its words, or no others ("aides" of "aides to the king")."""
    said = set(re.findall(r"\w+", voice.text.lower()))
    return overlap([voice], words) >= ENOUGH or said <= set(re.findall(r"\w+", words.lower()))


def _short(event: Event | None) -> str:
    return "nothing" if event is None else f"{event.type} {event.factuality} ({event.rule})"
