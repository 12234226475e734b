"""Sentences with one gold event each: is it among the events, with its actors, and is it one and the same?"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from dragoman.evaluation.report import Measure, Report
from dragoman.model import Actor, Event, Findings

MUTUAL = ("AGREE", "CONSULT", "COOPERATE")
ENOUGH = 0.3  # of the gold's words: a side is found
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # one type in the pairs' gold of 2016


def score_sentences(name: str, rows: list[dict[str, Any]], said: dict[str, Findings | None]) -> Report:
    """Gold with codes: `type` found, `actors` found (first three letters of the codes), `full` in one event."""
    counts: Counter[str] = Counter()
    misses = []
    for gold in rows:
        events = _events(said.get(gold["id"]))
        full = any(e.type == gold["type"] and _same_actors(e, gold) for e in events)
        counts["type"] += any(e.type == gold["type"] for e in events)
        counts["actors"] += any(_same_actors(e, gold) for e in events)
        counts["full"] += full
        counts["silent"] += not events
        counts["events"] += len(events)
        if not full:
            misses.append(f"{gold['id']} {gold['type']}: {gold['text']} — said: {_short(events)}")
    asked = len(rows)
    precision = counts["full"] / counts["events"] if counts["events"] else 0.0
    recall = counts["full"] / asked
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    measures = tuple(
        Measure(name=m, found=counts[m], asked=asked) for m in ("type", "actors", "full", "silent")
    )
    return Report(gold=name, measures=measures, scores={"f1": f1}, misses=tuple(misses))


def score_pairs(name: str, rows: list[dict[str, Any]], said: dict[str, Findings | None]) -> Report:
    """Gold with the words of source and target: the type of the event whose sides fit best; `pair`: the sides too.

    Then the reliability of the confidence: of the events of each tenth ("confidence 0.7"), how many are right in all.
    """
    counts: Counter[str] = Counter()
    true, guessed, right, told = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    misses = []
    for gold in rows:
        events = _events(said.get(gold["id"]))
        best = max(events, key=lambda e: fit(e, gold)) if events else None
        answer = MERGED.get(best.type, best.type) if best else "none"
        true[gold["type"]] += 1
        guessed[answer] += 1
        hit = answer == gold["type"]
        right[gold["type"]] += hit
        counts["accuracy"] += hit
        counts["silent"] += best is None
        if best is not None:
            both = (
                hit
                and min(overlap(best.source, gold["source"]), overlap(best.target, gold["target"])) >= ENOUGH
            )
            counts["pair"] += both
            tenth = f"confidence {int(best.confidence * 10) / 10:.1f}"
            told[tenth] += 1
            counts[tenth] += both
        if not hit:
            misses.append(f"{gold['id']} {gold['type']}: {gold['text']} — said: {_short(events)}")
    macro = sum(2 * right[t] / (true[t] + guessed[t]) for t in true) / len(true)
    measures = [Measure(name=m, found=counts[m], asked=len(rows)) for m in ("accuracy", "pair", "silent")]
    measures += [Measure(name=tenth, found=counts[tenth], asked=told[tenth]) for tenth in sorted(told)]
    return Report(gold=name, measures=tuple(measures), scores={"macro_f1": macro}, misses=tuple(misses))


def _events(findings: Findings | None) -> tuple[Event, ...]:
    return findings.events if findings else ()


def _short(events: Iterable[Event]) -> str:
    return "; ".join(
        f"{e.type} {','.join(a.code or '?' for a in e.source)} > {','.join(a.code or '?' for a in e.target)}"
        f" ({e.rule})"
        for e in events
    )


def codes(actors: Iterable[Actor | dict[str, Any]]) -> set[str]:
    """The first three letters of the actors' codes."""
    found = {(a.code if isinstance(a, Actor) else a.get("code")) or "" for a in actors}
    return {code[:3] for code in found if code}


def _same_actors(event: Event, gold: dict[str, Any]) -> bool:
    source, target = codes(event.source), codes(event.target)
    gold_source, gold_target = codes(gold["source"]), codes(gold["target"])
    if not gold_target:
        return gold_source <= source | target
    if gold["type"] in MUTUAL:
        return gold_source | gold_target <= source | target
    return gold_source <= source and gold_target <= target


def _words(*texts: str | None) -> set[str]:
    return {w for text in texts for w in re.findall(r"\w+", (text or "").lower()) if len(w) > 1}


def overlap(actors: Iterable[Actor], gold: str) -> float:
    """The share of the gold's words that a side's actors have."""
    wanted = _words(gold)
    said = _words(*(t for a in actors for t in (a.text, a.name)))
    return len(said & wanted) / len(wanted) if wanted else 0.0


def fit(event: Event, gold: dict[str, Any]) -> float:
    """How well an event's sides fit the gold's words, 0 to 2; in a mutual act either way round."""
    if event.type in MUTUAL:
        both = (*event.source, *event.target)
        return overlap(both, gold["source"]) + overlap(both, gold["target"])
    return overlap(event.source, gold["source"]) + overlap(event.target, gold["target"])
