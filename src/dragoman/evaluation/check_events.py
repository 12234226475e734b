"""The event lexicon: each example must yield its own entry's event with its marked sides, each `not` must not."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from dragoman.evaluation.checked import Checked, Failure, read_sentence, short
from dragoman.evaluation.score_sentences import MUTUAL
from dragoman.knowledge.events import Entry, Example, read_entries, read_example
from dragoman.knowledge.loading import Knowledge
from dragoman.knowledge.tables import read_table
from dragoman.model import Actor, Event, EventType, Struct

Typed = tuple[EventType, Entry]


class ModeRow(Struct):
    """A line of `modes.tsv`."""

    type: str
    mode: str
    means: str


def check_events(knowledge: Knowledge, only: EventType | None = None) -> Iterator[Checked]:
    """Every entry of every type, or of the type `only`; a `Checked` a type."""
    folder = knowledge.rules.folder.parent / "events"
    modes = {(row.type, row.mode) for _, row in read_table(folder / "modes.tsv", ModeRow)}
    complaints = {line.partition(":")[0]: line for line in knowledge.lexicon.complaints}
    doubles = _doubles(folder)
    for name, entries in groupby(read_entries(folder), key=lambda typed: typed[0]):
        if only not in (None, name):
            continue
        failures: list[Failure] = []
        number = examples = sisters = 0
        for typed in entries:
            number += 1
            examples += len(typed[1].examples) + len(typed[1].not_)
            failures += _of_entry(typed, modes, doubles, complaints, knowledge)
            failed, by_sister = _of_examples(typed, knowledge)
            failures += failed
            sisters += by_sister
        yield Checked(name=name, entries=number, examples=examples, failures=tuple(failures), sisters=sisters)


def _doubles(folder: Path) -> frozenset[str]:
    """Examples that stand twice in the lexicon."""
    counts = Counter(example for _, entry in read_entries(folder) for example in entry.examples)
    return frozenset(example for example, count in counts.items() if count > 1)


def _of_entry(
    typed: Typed,
    modes: set[tuple[str, str]],
    doubles: frozenset[str],
    complaints: dict[str, str],
    knowledge: Knowledge,
) -> Iterator[Failure]:
    """What is wrong with the entry whatever its examples say: codes, modes, doubles, frames that were not derived."""
    event_type, entry = typed
    rule = f"{event_type}.{entry.id}"
    if entry.cameo not in knowledge.lexicon.cameo:
        yield Failure(entry=rule, example="", said=f"CAMEO has no code {entry.cameo}", counts=0)
    if entry.mode is not None and (event_type, entry.mode) not in modes:
        yield Failure(entry=rule, example="", said=f"{event_type} has no mode {entry.mode}", counts=0)
    if len(entry.examples) < 2:
        yield Failure(entry=rule, example="", said="has fewer than two examples", counts=0)
    for example in entry.examples:
        if example in doubles:
            yield Failure(entry=rule, example=example, said="stands twice in the lexicon", counts=0)
    if rule in complaints:
        yield Failure(entry=rule, example="", said=complaints[rule], counts=0)


def _of_examples(typed: Typed, knowledge: Knowledge) -> tuple[list[Failure], int]:
    event_type, entry = typed
    rule, failures, sisters = f"{event_type}.{entry.id}", list[Failure](), 0
    for example in map(read_example, entry.examples):
        findings = read_sentence(example.text, knowledge)
        good = [e for e in findings.events if e.type == event_type and _has_sides(e, example)]
        if not good:
            failures.append(Failure(entry=rule, example=example.text, said=short(findings)))
        sisters += bool(good) and not any(rule_of(e) == rule for e in good)
    for text in entry.not_:
        findings = read_sentence(text, knowledge)
        if any(rule_of(e) == rule for e in findings.events):
            failures.append(Failure(entry=rule, example=f"(not) {text}", said=short(findings)))
    return failures, sisters


def rule_of(event: Event) -> str:
    """The entry that fired, without what stood over it: `ASSAULT.bomb` of `threaten(ASSAULT.bomb)`."""
    return event.rule.rpartition("(")[2].rstrip(")")


def _has_sides(event: Event, example: Example) -> bool:
    """Whether each marked side is among the event's; who meets whom is the same in a mutual act."""
    both = (*event.source, *event.target)
    mutual = event.type in MUTUAL or sum(m.kind == "who" for m in example.marks) > 1
    sides = {"who": both if mutual else event.source, "whom": both if mutual else event.target}
    marked = [(m.kind, example.text[m.start : m.end]) for m in example.marks if m.kind in sides]
    return all(_share_a_word(words, sides[kind]) for kind, words in marked)


def _share_a_word(words: str, actors: tuple[Actor, ...]) -> bool:
    said = {w for actor in actors for w in _words(f"{actor.text} {actor.name or ''}")}
    return bool(_words(words) & said)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - {"the", "a", "an", "of", "and", "its", "their"}


def check_composition(knowledge: Knowledge) -> Iterator[Checked]:
    """Every operator's example must yield an event of the type beside it; an entry for the whole may do it instead."""
    operators = knowledge.lexicon.composition.operator
    failures, by_entry = [], 0
    for operator in operators:
        text, wanted = operator.example
        findings = read_sentence(text, knowledge)
        good = [e for e in findings.events if e.type == wanted]
        by_entry += bool(good) and not any("(" in e.rule or e.factuality == "denied" for e in good)
        if not good:
            failures.append(
                Failure(entry=f"{operator.kind} over {wanted}", example=text, said=short(findings))
            )
    yield Checked(
        name="operators",
        entries=len(operators),
        examples=len(operators),
        failures=tuple(failures),
        sisters=by_entry,
    )
