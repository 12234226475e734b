"""The rule files of the stages that carry examples: page fabric, times in words, and the wordings of the ledger."""

from collections.abc import Iterator

from dragoman.evaluation.checked import Checked, Failure, read_sentence
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Passage, Published
from dragoman.pages.fabric import Fabric, FabricRules, compile_fabric
from dragoman.reading.ledger.wordings import Forms, Wording, Wordings, compile_forms
from dragoman.reading.times import Tense, TimeRules, find_times, resolve
from dragoman.reading.times.rules import PhraseRule, TimeRule

DAY = "2019-05-14"  # the day on which the examples of times.toml are told, as its head says
LEDGER = ("agreements", "alignments", "deadlines", "demands", "prospects")


def check_fabric(knowledge: Knowledge) -> Iterator[Checked]:
    """Every example of `fabric.toml` fits its rule's pattern, and no counter-example does."""
    rules: FabricRules = knowledge.rules.get("fabric", FabricRules)
    fabric: Fabric = knowledge.rules.get("fabric", FabricRules, compile_fabric)
    failures = []
    for where in sorted(fabric.rules):
        for rule, pattern in fabric.rules[where]:
            look = pattern.match if where in ("line", "start") else pattern.search
            failures += [
                Failure(entry=rule.id, example=e, said="does not fit") for e in rule.examples if not look(e)
            ]
            failures += [
                Failure(entry=rule.id, example=e, said="fits, and must not") for e in rule.not_ if look(e)
            ]
    examples = sum(len(rule.examples) + len(rule.not_) for rule in rules.rule)
    yield Checked(name="page rules", entries=len(rules.rule), examples=examples, failures=tuple(failures))


def check_times(knowledge: Knowledge) -> Iterator[Checked]:
    """Every example of `times.toml` ("past: on Tuesday | 2019-05-14 .. 2019-05-14") gives the days beside it."""
    rules: TimeRules = knowledge.rules.get("times", TimeRules)
    failures = []
    every: tuple[TimeRule | PhraseRule, ...] = (*rules.rule, *rules.phrase)
    for rule in every:
        for example in rule.examples:
            said, _, wanted = example.rpartition(" | ")
            tense, colon, words = said.rpartition(": ")
            days = _days(words, tense if colon else None, knowledge)  # type: ignore[arg-type]
            if days != wanted.split("; "):
                failures.append(Failure(entry=rule.id, example=example, said=", ".join(days) or "no time"))
    examples = sum(len(rule.examples) for rule in every)
    yield Checked(name="rules", entries=len(every), examples=examples, failures=tuple(failures))


def _days(words: str, tense: Tense | None, knowledge: Knowledge) -> list[str]:
    page = Published(from_=DAY, to=DAY, basis="given")
    times = find_times(words, (Passage(start=0, end=len(words), role="story"),), knowledge.rules)
    resolved = [resolve(time, page, tense) for time in times]
    return [f"{t.from_} .. {t.to}" if t.from_ else "?" for t in resolved]


def check_ledger(knowledge: Knowledge) -> Iterator[Checked]:
    """Every example of a wording gives a record of its kind, and no counter-example (`nots`) does.

    The wordings of `agreements.toml` are acts, not whole records: theirs must fit, or not fit, the pattern.
    """
    for name in LEDGER:
        wordings: Wordings = knowledge.rules.get(name, Forms, compile_forms)
        failures = [
            Failure(
                entry=f"{name}.{wording.form.id}", example=text, said=f"no {name}" if wanted else f"{name}"
            )
            for wording in wordings.all
            for wanted, texts in ((True, wording.form.examples), (False, wording.form.nots))
            for text in texts
            if _is_told(name, wording, text, knowledge) is not wanted
        ]
        examples = sum(len(w.form.examples) + len(w.form.nots) for w in wordings.all)
        yield Checked(name=name, entries=len(wordings.all), examples=examples, failures=tuple(failures))


def _is_told(name: str, wording: Wording, text: str, knowledge: Knowledge) -> bool:
    if name == "agreements":
        return wording.pattern.compiled.search(text) is not None
    return bool(getattr(read_sentence(text, knowledge, DAY), name))
