"""Marked examples -> frames: an entry's constructions are read off the parses of its own examples."""

from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from dragoman.knowledge import Parser
from dragoman.knowledge.events import (
    Composition,
    Entry,
    Example,
    Frame,
    Lexicon,
    MarkedSpan,
    Need,
    Rule,
    read_cameo,
    read_composition,
    read_entries,
    read_example,
    read_lists,
)
from dragoman.model import EventType, Sentence
from dragoman.reading.events.clause import Clauses
from dragoman.reading.language import word_class

DEPTH = 4  # edges between a trigger and its farthest word; longer paths were accidents of the parse
UPOS = {"V": "VERB", "N": "NOUN", "A": "ADJ"}


class _Made(msgspec.Struct):
    """What is gathered while entries are compiled."""

    frames: list[Frame] = []
    triggers: dict[str, list[int]] = {}
    complaints: list[str] = []
    words: dict[str, set[str]] = {}


def compile_lexicon(folder: Path, parser: Parser) -> Lexicon:
    """Compile the event lexicon under `folder`; takes some seconds, so the result is cached by `reading.loading`.

    An example whose frame cannot be derived is no error: it stands in `complaints`, which `knowledge check` reports.
    Errors: `LexiconError` for a file that does not have its shape.
    """
    entries = list(read_entries(folder))
    lists = read_lists(folder)
    composition = read_composition(folder)
    made = _Made(frames=[], triggers={}, complaints=[], words={"V": set(), "N": set(), "A": set()})
    for number, (event_type, entry) in enumerate(entries):
        _add_entry(number, event_type, entry, lists, parser, made)
    for words in (*lists.values(), *_composition_words(composition)):
        for name in made.words:
            made.words[name] |= {w for phrase in words for w in phrase.split()}
    # Cue words are asked for as verbs and adjectives; as nouns they would make an actor of "the Israeli report".
    for words in composition.cue.values():
        made.words["V"] |= {word for word in words if " " not in word and _is_word_of(word, "V")}
    return Lexicon(
        rules=tuple(_rule(event_type, entry) for event_type, entry in entries),
        frames=tuple(made.frames),
        triggers={key: tuple(value) for key, value in sorted(made.triggers.items())},
        forms=_forms(made.words),
        lists=lists,
        composition=composition,
        cameo=read_cameo(folder),
        operators=_operators(composition),
        context_cues=_context_cues(folder),
        complaints=tuple(made.complaints),
    )


def extended(lexicon: Lexicon, event_type: EventType, entry: Entry, parser: Parser) -> Lexicon:
    """The lexicon with one entry more, without compiling the others anew; its complaints are the new entry's alone."""
    made = _Made(
        frames=list(lexicon.frames), triggers={}, complaints=[], words={"V": set(), "N": set(), "A": set()}
    )
    _add_entry(len(lexicon.rules), event_type, entry, lexicon.lists, parser, made)
    triggers = dict(lexicon.triggers)
    for key, places in made.triggers.items():
        triggers[key] = (*triggers.get(key, ()), *places)
    return msgspec.structs.replace(
        lexicon,
        rules=(*lexicon.rules, _rule(event_type, entry)),
        frames=tuple(made.frames),
        triggers=triggers,
        forms={**_forms(made.words), **lexicon.forms},
        complaints=tuple(made.complaints),
    )


def _rule(event_type: EventType, entry: Entry) -> Rule:
    return Rule(
        id=f"{event_type}.{entry.id}",
        type=event_type,
        means=entry.means,
        mode=entry.mode,
        cameo=entry.cameo,
        contexts=entry.contexts,
        needs=entry.needs,
        without=entry.without,
        mutual=any(sum(m.kind == "who" for m in read_example(e).marks) > 1 for e in entry.examples),
    )


def _operators(composition: Composition) -> dict[str, tuple[int, ...]]:
    index: dict[str, list[int]] = {}
    for number, operator in enumerate(composition.operator):
        for word in dict.fromkeys(words.split()[0] for words in operator.words):
            index.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in index.items()}


def _context_cues(folder: Path) -> dict[str, tuple[tuple[str, str], ...]]:
    """Cues and their contexts by the cue's first word, in the order of the file."""
    contexts = msgspec.toml.decode((folder / "contexts.toml").read_bytes(), type=dict[str, tuple[str, ...]])
    index: dict[str, list[tuple[str, str]]] = {}
    for context, cues in contexts.items():
        for cue in cues:
            index.setdefault(cue.split()[0], []).append((cue, context))
    return {word: tuple(pairs) for word, pairs in index.items()}


def _composition_words(composition: Composition) -> Iterable[Sequence[str]]:
    for operator in composition.operator:
        yield operator.words
    yield from (
        composition.report,
        composition.transparent,
        composition.negation,
        tuple(composition.modal),
    )


def _add_entry(
    number: int,
    event_type: EventType,
    entry: Entry,
    lists: dict[str, tuple[str, ...]],
    parser: Parser,
    made: _Made,
) -> None:
    triggers: dict[str, set[str]] = {}
    frames: list[Frame] = []
    examples = [read_example(marked) for marked in entry.examples]
    for example in examples:
        (sentence,) = parser.parse(example.text, [Sentence(start=0, end=len(example.text))])
        derived = _derive(number, example, sentence, lists)
        if isinstance(derived, str):
            made.complaints.append(f"{event_type}.{entry.id}: {derived}: {example.text}")
            continue
        frame, trigger = derived
        triggers.setdefault(frame.kind, set()).add(trigger)
        if frame not in frames:
            frames.append(frame)
    _index(entry, frames, triggers, made)


def _index(entry: Entry, frames: list[Frame], triggers: dict[str, set[str]], made: _Made) -> None:
    """File every frame under each trigger of its word class, the words of `also` among them."""
    for kind, words in triggers.items():
        kin = [f for f in frames if f.kind == kind]
        places = range(len(made.frames), len(made.frames) + len(kin))
        made.frames += kin
        for word in sorted(words):
            made.triggers.setdefault(f"{kind}:{word}", []).extend(places)
            made.words[kind].add(word)
        for phrase in entry.also:
            word, *rest = phrase.split()
            if not _is_word_of(word, kind):
                continue
            made.words[kind].add(word)
            if not rest:
                made.triggers.setdefault(f"{kind}:{word}", []).extend(places)
                continue
            for frame in kin:
                made.triggers.setdefault(f"{kind}:{word}", []).append(len(made.frames))
                made.frames.append(msgspec.structs.replace(frame, particle=" ".join(rest)))


def _is_word_of(word: str, kind: str) -> bool:
    from lemminflect import getAllInflections

    return kind == "A" or bool(getAllInflections(word, upos=UPOS[kind])) or "-" in word


def _derive(
    number: int, example: Example, sentence: Sentence, lists: dict[str, tuple[str, ...]]
) -> tuple[Frame, str] | str:
    """The frame of an example and its trigger's base form, or a sentence with what hinders."""
    clauses = Clauses(sentence)
    triggers = [m for m in example.marks if m.kind == "trigger"]
    if len(triggers) != 1:
        return f"marks {len(triggers)} triggers instead of one"
    trigger = _head(sentence, triggers[0])
    if trigger is None:
        return "its trigger is no word of its own"
    kind = word_class(sentence.tokens[trigger].tag)
    if kind == "X":
        return f"its trigger is parsed as {sentence.tokens[trigger].tag}, neither verb, noun nor adjective"
    who: list[tuple[str, ...]] = []
    whom: list[tuple[str, ...]] = []
    needs: list[Need] = []
    for mark in example.marks:
        if mark.kind == "trigger":
            continue
        if mark.kind == "need":
            need = _need(clauses, trigger, mark, lists)
            if need is None:
                return f"'{example.text[mark.start : mark.end]}' is not tied to the trigger in the parse"
            needs.append(need)
            continue
        head = _head(sentence, mark)
        path = None if head is None else _side_path(clauses, trigger, head)
        if path is None:
            return f"'{example.text[mark.start : mark.end]}' ({mark.kind}) is not tied to the trigger in the parse"
        (who if mark.kind == "who" else whom).append(path)
    frame = Frame(
        entry=number,
        kind=kind,
        who=tuple(dict.fromkeys(who)),
        whom=tuple(dict.fromkeys(whom)),
        needs=tuple(needs),
    )
    return frame, base_form(sentence.tokens[trigger].text, kind)


def _head(sentence: Sentence, mark: MarkedSpan) -> int | None:
    """The last word of the marked span whose head lies outside of it (an article has none below it)."""
    inside = [i for i, t in enumerate(sentence.tokens) if t.start >= mark.start and t.end <= mark.end]
    tops = [i for i in inside if sentence.tokens[i].head == i or sentence.tokens[i].head not in inside]
    return tops[-1] if tops else None


def _side_path(clauses: Clauses, trigger: int, head: int) -> tuple[str, ...] | None:
    """The path to the head, or to the first of the coordination in which it stands."""
    path = path_to(clauses, trigger, head)
    while path is None and clauses.token(head).dep in ("conj", "appos", "amod", "compound", "poss", "nmod"):
        head = clauses.token(head).head
        if head == trigger:
            return None
        path = path_to(clauses, trigger, head)
    return path


def path_to(clauses: Clauses, start: int, goal: int) -> tuple[str, ...] | None:
    """The shortest path of edges from one token to another, None beyond `DEPTH` edges."""
    queue: deque[tuple[int, tuple[str, ...]]] = deque([(start, ())])
    seen = {start}
    while queue:
        at, path = queue.popleft()
        if len(path) >= DEPTH:
            continue
        for label, end in clauses.edges(at):
            if end == goal:
                return (*path, label)
            if end not in seen:
                seen.add(end)
                queue.append((end, (*path, label)))
    return None


def _need(clauses: Clauses, trigger: int, mark: MarkedSpan, lists: dict[str, tuple[str, ...]]) -> Need | None:
    head = _head(clauses.sentence, mark)
    if head is None:
        return None
    token = clauses.token(head)
    if token.tag in ("IN", "TO") and token.dep != "prt":
        return _preposition_need(clauses, trigger, head)
    kind = word_class(token.tag)
    words = lists.get(mark.list, ()) if mark.list else ()
    if not words:
        words = (base_form(token.text, kind) if kind != "X" else token.text.lower(),)
    path = path_to(clauses, trigger, head)
    above = head
    while path is None and clauses.token(above).dep == "conj":
        above = clauses.token(above).head
        path = path_to(clauses, trigger, above)
    return None if path is None else Need(path=path, words=words)


def _preposition_need(clauses: Clauses, trigger: int, head: int) -> Need | None:
    """A required preposition is an edge that must exist, whatever stands at its end."""
    token = clauses.token(head)
    if token.dep == "aux":
        return Need(path=("verb",), words=())
    label = ("prep:" + token.text.lower(), "prt:" + token.text.lower())
    for name in label:
        if any(edge == name for edge, _ in clauses.edges(trigger)):
            return Need(path=(name,), words=())
    return None


def base_form(form: str, kind: str) -> str:
    """The base form of a word of class `kind` (V, N, A)."""
    from lemminflect import getLemma

    lemmas = getLemma(form.lower(), upos=UPOS[kind])
    return str(lemmas[0]) if lemmas else form.lower()


def _forms(words: dict[str, set[str]]) -> dict[str, str]:
    """Every inflection of the lexicon's words: "V:withdrew" -> "withdraw"."""
    from lemminflect import getAllInflections, getAllInflectionsOOV

    forms: dict[str, str] = {}
    for kind in sorted(words):
        for word in sorted(words[kind]):
            inflections = getAllInflections(word, upos=UPOS[kind]) or (
                getAllInflectionsOOV(word, upos=UPOS[kind]) if kind != "A" else {}
            )
            for variants in inflections.values():
                for form in variants:
                    forms.setdefault(f"{kind}:{form.lower()}", word)
            # A word is its own base form even where it is another word's inflection ("found", "lay"), but only in a
            # class that it belongs to: "bombing" in a list of nouns must not hide the verb "bomb".
            if inflections and (kind != "V" or getAllInflections(word, upos=UPOS[kind])):
                forms[f"{kind}:{word}"] = word
    return forms
