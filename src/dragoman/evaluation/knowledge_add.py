"""A new entry of the event lexicon, proposed from a sentence and a type: what fires now, and what it would change."""

import re
from collections.abc import Iterator
from dataclasses import replace as replaced

import msgspec

from dragoman.evaluation.checked import read_sentence, short
from dragoman.knowledge import Parser
from dragoman.knowledge.events import Entry, read_entries, read_example
from dragoman.knowledge.labelled import read_labelled
from dragoman.knowledge.loading import Knowledge
from dragoman.model import EventType, Findings, Page, Passage, Sentence, Struct
from dragoman.reading.actors import find_cast, find_mentions
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.derive import base_form, extended
from dragoman.reading.events.second import OpinionRules, Second
from dragoman.reading.events.sides import Sides
from dragoman.reading.language import Language, word_class


class Change(Struct):
    """A sentence that would be read otherwise: what it should say, what is said now, what would be said."""

    sentence: str
    wanted: str
    now: str
    then: str


class Proposal(Struct):
    """The entry as TOML, what the sentence says now and with it, what hinders, and all changes elsewhere.

    `asked` counts the examples and labelled sentences with one of the entry's words that were read both ways.
    """

    entry: str
    now: str
    then: str
    complaints: tuple[str, ...]
    asked: int
    changes: tuple[Change, ...]


class ProposalError(ValueError):
    """No entry can be proposed of this sentence; the message says what to do."""


def propose(sentence: str, event_type: EventType, knowledge: Knowledge) -> Proposal:
    """Propose an entry of `event_type` from a sentence, marked as in the lexicon or plain.

    In a plain sentence the sides and the trigger are those that the second opinion finds likeliest.
    Errors: `ProposalError` where no trigger or no side is found.
    """
    marked = sentence if "*" in sentence else _marked(sentence, knowledge)
    example = read_example(marked)
    trigger = next((example.text[m.start : m.end] for m in example.marks if m.kind == "trigger"), "")
    if not trigger or not any(m.kind in ("who", "whom") for m in example.marks):
        raise ProposalError("mark the trigger as *word* and the sides as [who ...] and [whom ...]")
    needs = tuple(dict.fromkeys(m.kind for m in example.marks if m.kind in ("who", "whom")))
    cameo = knowledge.rules.get("opinion", OpinionRules).cameo[event_type]
    entry = Entry(
        id=_free_id(trigger, event_type, knowledge), means="...", cameo=cameo, examples=(marked,), needs=needs
    )
    other = _with(entry, event_type, knowledge)
    asked, changes = 0, []
    for text, wanted in _sentences(entry, knowledge):
        if text == example.text:
            continue
        asked += 1
        now, then = read_sentence(text, knowledge), read_sentence(text, other)
        if _told(now) != _told(then):
            changes.append(Change(sentence=text, wanted=wanted, now=short(now), then=short(then)))
    return Proposal(
        entry=_toml(entry),
        now=short(read_sentence(example.text, knowledge)),
        then=short(read_sentence(example.text, other)),
        complaints=other.lexicon.complaints,
        asked=asked,
        changes=tuple(changes),
    )


def _with(entry: Entry, event_type: EventType, knowledge: Knowledge) -> Knowledge:
    lexicon = extended(knowledge.lexicon, event_type, entry, knowledge.parser)
    parser: Parser = knowledge.parser
    if isinstance(parser, Language):
        parser = parser.with_forms(lexicon.forms)
    forms = frozenset(form.partition(":")[2] for form in lexicon.forms)
    words = frozenset(k.partition(":")[2] for k in lexicon.triggers if k not in knowledge.lexicon.triggers)
    fresh = {f for f in forms if f"V:{f}" in lexicon.forms and lexicon.forms[f"V:{f}"] in words}
    return replaced(
        knowledge, lexicon=lexicon, parser=parser, trigger_forms=knowledge.trigger_forms | words | fresh
    )


def _told(findings: Findings) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [
        (e.type, tuple(a.text for a in e.source), tuple(a.text for a in e.target)) for e in findings.events
    ]


def _sentences(entry: Entry, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """The examples and labelled sentences that hold a form of the entry's trigger, each with its type."""
    folder = knowledge.rules.folder.parent / "events"
    trigger = next(m for e in entry.examples for m in [re.search(r"\*([^*\s]+)\*", e)] if m)[1].lower()
    bases = {base_form(trigger, kind) for kind in "VNA"} | {trigger}
    seen: set[str] = set()
    pool = [
        *((read_example(e).text, t) for t, one in read_entries(folder) for e in one.examples),
        *((one.text, one.type or "nothing") for one in read_labelled(folder.parent / "sentences")),
    ]
    for text, wanted in pool:
        words = {w.lower() for w in re.findall(r"[\w-]+", text)}
        if text not in seen and any(word.startswith(base[:-1] or base) for base in bases for word in words):
            seen.add(text)
            yield text, wanted


def _marked(sentence: str, knowledge: Knowledge) -> str:
    """The sentence with the likeliest sides and trigger marked."""
    (parsed,) = knowledge.parser.parse(sentence, [Sentence(start=0, end=len(sentence))])
    page = Page(id="example", text=sentence, passages=(Passage(start=0, end=len(sentence), role="story"),))
    cast = find_cast(page, [parsed], find_mentions(page, knowledge), knowledge)
    clauses = Clauses(parsed)
    sides = Sides(clauses, cast, 0, sentence, knowledge)
    second = Second(clauses, sides, knowledge.opinion, knowledge.rules.get("opinion", OpinionRules))
    likely = sorted(second.pairs(), key=lambda p: -second.weigh(p[0].head, p[1].head).is_pair)
    if not likely:
        raise ProposalError("no two parties are found in it; mark them: [who ...] *trigger* [whom ...]")
    doer, other = (p.head for p in likely[0])
    trigger = second.trigger(doer, other)
    if trigger in (doer, other) or word_class(parsed.tokens[trigger].tag) == "X":
        raise ProposalError("no trigger is found between the two parties; mark it as *word*")
    spans = [(*sides.span(doer), "[who ", "]"), (*sides.span(other), "[whom ", "]")]
    spans.append((parsed.tokens[trigger].start, parsed.tokens[trigger].end, "*", "*"))
    for start, end, before, behind in sorted(spans, reverse=True):
        sentence = f"{sentence[:start]}{before}{sentence[start:end]}{behind}{sentence[end:]}"
    return sentence


def _free_id(trigger: str, event_type: EventType, knowledge: Knowledge) -> str:
    taken = {rule.id for rule in knowledge.lexicon.rules}
    stem = re.sub(r"[^a-z]+", "-", base_form(trigger, "V")).strip("-") or "entry"
    names = (stem, *(f"{stem}-{number}" for number in range(2, 100)))
    return next(name for name in names if f"{event_type}.{name}" not in taken)


def _toml(entry: Entry) -> str:
    quoted = [msgspec.json.encode(e).decode() for e in entry.examples]
    needs = ", ".join(f'"{side}"' for side in entry.needs)
    return (
        f'[[entry]]\nid = "{entry.id}"\nmeans = "{entry.means}"\ncameo = "{entry.cameo}"\nneeds = [{needs}]\n'
        "examples = [\n" + "".join(f"  {one},\n" for one in quoted) + "]"
    )
