"""Train the second opinion on our own labelled sentences and the lexicon's examples: `make opinion`.

Four linear models share the traits of `reading.events.traits`: which type a pair's act is of (a linear support vector
machine, one type against the others), and whether a pair of phrases is the event's at all (logistic regression).
Deterministic: the same data give the same file. Nothing but `data/events` and `data/sentences` is read.
"""

import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

import msgspec
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from dragoman.knowledge import DATA
from dragoman.knowledge.events import MarkedSpan, read_entries, read_example
from dragoman.knowledge.labelled import NOTHING, SEEN_ENTRIES, Labelled, read_labelled, read_seen
from dragoman.knowledge.loading import sources_hash
from dragoman.knowledge.opinion import FILE, key
from dragoman.model import Page, Passage, Sentence
from dragoman.reading.actors import find_cast, find_mentions
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.coding import code_sentence
from dragoman.reading.events.pairs import Phrase, pairs, phrases
from dragoman.reading.events.sides import Sides
from dragoman.reading.events.traits import Traits
from dragoman.reading.loading import load_knowledge

SEEN = 2  # a trait must stand in so many pairs
LIKELY = 3  # pairs of a sentence of nothing that the witness learns from
WRONG_PAIRS = 10  # of one sentence; more would drown the right one
LEXICON = "lexicon"  # where its examples stand; what it says of its own examples is no measure of it
MUTUAL = ("AGREE", "CONSULT", "COOPERATE")
KNOWLEDGE = load_knowledge()


@dataclass
class Pairs:
    """Pairs for training: traits and type (None: no event's pair)."""

    traits: list[list[str]] = field(default_factory=list)
    glances: list[list[str]] = field(default_factory=list)
    types: list[str | None] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)

    def only(self, stays: Callable[[int], bool]) -> "Pairs":
        """Those of the sentences that stay."""
        of = [i for i, n in enumerate(self.sentences) if stays(n)]
        return Pairs(
            [self.traits[i] for i in of], [self.glances[i] for i in of], [self.types[i] for i in of],
            [self.sentences[i] for i in of],
        )  # fmt: skip

    def add(self, traits: Traits, doer: Phrase, other: Phrase, type_: str | None, sentence: int) -> None:
        """Add one pair of a sentence."""
        self.sentences.append(sentence)
        self.traits.append(traits.of(doer, other))
        self.glances.append(list(traits.glance(doer, other)))
        self.types.append(type_)


def folder(one: Labelled) -> str:
    """The folder of a labelled sentence."""
    return one.where.split("/")[0]


def lexicon() -> Iterator[Labelled]:
    """The lexicon's examples; of a mutual act the second one who is whom."""
    for type_, entry in read_entries(DATA / "events"):
        for marked in entry.examples:
            example = read_example(marked)
            who = [m for m in example.marks if m.kind == "who"]
            whom = [m for m in example.marks if m.kind == "whom"] or who[1:]
            yield Labelled(
                text=example.text, type=type_, mode=entry.mode, who=next(iter(who), None),
                whom=next(iter(whom), None), where=LEXICON,
            )  # fmt: skip


def parsed(labelled: Sequence[Labelled]) -> Iterator[tuple[Labelled, Clauses, Sides]]:
    """Each sentence parsed on its own, as a page of one sentence."""
    text = "\n".join(one.text for one in labelled)
    starts = np.cumsum([0, *(len(one.text) + 1 for one in labelled)]).tolist()
    spans = [Sentence(start=a, end=a + len(one.text)) for a, one in zip(starts, labelled, strict=False)]
    for one, sentence in zip(labelled, KNOWLEDGE.parser.parse(text, spans), strict=True):
        tokens = tuple(
            msgspec.structs.replace(t, start=t.start - sentence.start, end=t.end - sentence.start)
            for t in sentence.tokens
        )
        own = Sentence(start=0, end=len(one.text), tokens=tokens)
        page = Page(id="one", text=one.text, passages=(Passage(start=0, end=len(one.text), role="story"),))
        cast = find_cast(page, [own], find_mentions(page, KNOWLEDGE), KNOWLEDGE)
        clauses = Clauses(own)
        yield one, clauses, Sides(clauses, cast, 0, one.text, KNOWLEDGE)


def head(sentence: Sentence, span: MarkedSpan) -> tuple[int | None, set[int]]:
    """The token that heads a marked span, and all of its tokens."""
    inside = [i for i, t in enumerate(sentence.tokens) if t.start >= span.start and t.end <= span.end]
    tops = [i for i in inside if sentence.tokens[i].head == i or sentence.tokens[i].head not in inside]
    nouns = [i for i in tops if re.match("NN|PR|CD|JJ|DT", sentence.tokens[i].tag)]
    return next(iter(nouns or tops), None), set(inside)


@dataclass
class Alone:
    """Sides alone for training: traits, and whether anything happens."""

    traits: list[list[str]] = field(default_factory=list)
    real: list[bool] = field(default_factory=list)

    sentences: list[int] = field(default_factory=list)

    def add(self, traits: Traits, one: Phrase, side: str, is_real: bool, sentence: int) -> None:
        """Add one side of a sentence."""
        self.traits.append([*traits.common, *traits.alone(one, side)])
        self.real.append(is_real)
        self.sentences.append(sentence)

    def only(self, stays: Callable[[int], bool]) -> "Alone":
        """Those of the sentences that stay."""
        of = [i for i, n in enumerate(self.sentences) if stays(n)]
        return Alone(
            [self.traits[i] for i in of], [self.real[i] for i in of], [self.sentences[i] for i in of]
        )


def gather(
    labelled: Sequence[Labelled], right: Pairs, wrong: Pairs, heard: list[list[str]], alone: Alone
) -> None:
    """Right pairs with their types, and pairs of the same sentences that are no event's; pairs of the lexicon's
    examples with what it says of them, which the witness alone may hear; and each side alone.
    """
    seen = read_seen(DATA / "sentences" / SEEN_ENTRIES)
    for number, (one, clauses, sides) in enumerate(parsed(labelled)):
        coded = [] if one.where == LEXICON else code_sentence(clauses, sides, KNOWLEDGE.lexicon)[0]
        if folder(one) in seen.folders:
            coded = [act for act in coded if act.rule.id not in seen.entries]
        traits = Traits(clauses, phrases(clauses, sides), coded)
        if one.type is None:
            acted = {(w, o) for act in coded for w in act.who[:1] for o in act.whom[:1]}
            every = pairs(clauses, sides)
            told = [p for p in every if (p[0].head, p[1].head) in acted]
            for doer, other in dict.fromkeys([*told, *_some(number, every)]):
                wrong.add(traits, doer, other, NOTHING, number)
            for act in coded:
                for side, heads in (("who", act.who), ("whom", act.whom)):
                    for at in heads[:1]:
                        alone.add(traits, _phrase(traits, at), side, False, number)
            continue
        if one.where == LEXICON:
            _of_example(number, clauses, sides, heard, alone)
        for side, span in (("who", one.who), ("whom", one.whom)):
            at = None if span is None else head(clauses.sentence, span)[0]
            acting = any(at in (act.who if side == "who" else act.whom) for act in coded)
            if at is not None and acting:
                alone.add(traits, _phrase(traits, at), side, True, number)
        if one.who is None or one.whom is None:
            continue
        _of_event(number, one, clauses, sides, traits, right, wrong)


def _of_example(number: int, clauses: Clauses, sides: Sides, heard: list[list[str]], alone: Alone) -> None:
    """That something happens in an example of the lexicon, whatever the types and sides that it says."""
    coded = code_sentence(clauses, sides, KNOWLEDGE.lexicon)[0]
    traits = Traits(clauses, phrases(clauses, sides), coded)
    for act in coded:
        other = next((t for t in act.whom if t not in act.who[:1]), None)
        if act.who and other is not None:
            heard.append(traits.of(_phrase(traits, act.who[0]), _phrase(traits, other)))
        elif act.who or act.whom:
            at, side = (act.who[0], "who") if act.who else (act.whom[0], "whom")
            alone.add(traits, _phrase(traits, at), side, True, number)


def _of_event(
    number: int, one: Labelled, clauses: Clauses, sides: Sides, traits: Traits, right: Pairs, wrong: Pairs
) -> None:
    assert one.who is not None and one.whom is not None
    (who, in_who), (whom, in_whom) = head(clauses.sentence, one.who), head(clauses.sentence, one.whom)
    if who is None or whom is None or who == whom:
        return
    doer, other = _phrase(traits, who), _phrase(traits, whom)
    right.add(traits, doer, other, one.type, number)
    if one.where == LEXICON:
        return  # an example of the lexicon is too short to hold a wrong pair
    others = []
    for a, b in pairs(clauses, sides):
        if a.head in in_who and b.head in in_whom:
            continue
        swapped = a.head in in_whom and b.head in in_who
        if swapped and one.type in MUTUAL:
            continue
        if swapped or (a.head in in_who) != (b.head in in_whom):
            others.append((a, b))
    for a, b in _some(number, others):
        wrong.add(traits, a, b, None, number)


def _phrase(traits: Traits, at: int) -> Phrase:
    return traits.kinds.get(at, Phrase(at, "thing", False))


def _some(number: int, found: list[tuple[Phrase, Phrase]]) -> list[tuple[Phrase, Phrase]]:
    return sorted(found, key=lambda p: crc32(f"{number} {p[0].head} {p[1].head}".encode()))[:WRONG_PAIRS]


def matrix(traits: list[list[str]], index: dict[str, int]) -> csr_matrix:
    """One row a pair: each known trait once, the row of length one."""
    ends, columns, values = [0], [], []
    for names in traits:
        row = sorted({index[n] for n in names if n in index})
        columns += row
        values += [max(1, len(row)) ** -0.5] * len(row)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(traits), len(index)))


def glance(right: Pairs, wrong: Pairs, keys: list[int]) -> LogisticRegression:
    """How likely a pair is an event's, by where the two stand and what they are; against pairs of events' sentences."""
    index = {number: i for i, number in enumerate(keys)}
    others = [g for g, t in zip(wrong.glances, wrong.types, strict=True) if t != NOTHING]
    rows = [*right.glances, *others]
    known = [sorted({index[key(t)] for t in names if key(t) in index}) for names in rows]
    columns = [i for row in known for i in row]
    ends = np.cumsum([0, *(len(row) for row in known)])
    seen = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(index)))
    said = [1] * len(right.glances) + [0] * len(others)
    return LogisticRegression(C=1.0, max_iter=300, tol=1e-3).fit(seen, said)


@dataclass
class Gathered:
    """All that the models learn from; the first `sentences` are labelled sentences, the rest the lexicon's examples."""

    labelled: list[Labelled]
    sentences: int
    right: Pairs = field(default_factory=Pairs)
    wrong: Pairs = field(default_factory=Pairs)
    heard: list[list[str]] = field(default_factory=list)
    alone: Alone = field(default_factory=Alone)

    def without(self, fold: int, folds: int) -> "Gathered":
        """All but each `folds`-th labelled sentence."""

        def stays(number: int) -> bool:
            return number >= self.sentences or number % folds != fold

        return Gathered(
            self.labelled, self.sentences, self.right.only(stays), self.wrong.only(stays), self.heard,
            self.alone.only(stays),
        )  # fmt: skip


def gather_all() -> Gathered:
    """The traits of every labelled sentence and example."""
    sentences = list(read_labelled(DATA / "sentences"))
    found = Gathered([*sentences, *lexicon()], len(sentences))
    gather(found.labelled, found.right, found.wrong, found.heard, found.alone)
    return found


def fit(given: Gathered, out: Path) -> str:
    """Train the four models and write them; what was learned from, in words."""
    right, wrong, heard, alone = given.right, given.wrong, given.heard, given.alone
    counts = Counter(t for names in right.traits for t in set(names))
    counts.update(
        t
        for names, is_real in zip(alone.traits, alone.real, strict=True)
        if is_real
        for t in set(names)
        if t[0] == "1"
    )
    in_wrong = Counter(t for names in wrong.traits for t in set(names))
    keep = {t for t, n in counts.items() if n >= SEEN} | {
        t for t, n in (counts + in_wrong).items() if n >= 4 * SEEN
    }
    by_key = {key(t): t for t in sorted(keep)}
    index = {t: i for i, (_, t) in enumerate(sorted(by_key.items()))}
    types = matrix(right.traits, index)
    untyped = read_seen(DATA / "sentences" / SEEN_ENTRIES).untyped
    typed = [i for i, n in enumerate(right.sentences) if folder(given.labelled[n]) not in untyped]
    machine = LinearSVC(C=0.5, random_state=0).fit(types[typed], [right.types[i] for i in typed])
    both = matrix([*right.traits, *wrong.traits], index)
    is_pair = [1] * len(right.traits) + [0] * len(wrong.traits)
    judge = LogisticRegression(C=20.0, max_iter=300, tol=1e-3).fit(both, is_pair)
    # Of a sentence of nothing, the pairs that look most like an event's: the witness is to tell by what is said.
    likely = judge.decision_function(matrix(wrong.traits, index))
    looks: dict[int, list[int]] = defaultdict(list)
    for i in sorted(range(len(wrong.types)), key=lambda i: (-likely[i], i)):
        if wrong.types[i] == NOTHING:
            looks[wrong.sentences[i]].append(i)
    nothing = [wrong.traits[i] for found in looks.values() for i in found[:LIKELY]]
    real = matrix([*right.traits, *heard, *nothing], index)
    is_real = [1] * (len(right.traits) + len(heard)) + [0] * len(nothing)
    witness = LogisticRegression(C=100.0, max_iter=300, tol=1e-3, class_weight="balanced").fit(real, is_real)
    single = LogisticRegression(C=100.0, max_iter=300, tol=1e-3, class_weight="balanced").fit(
        matrix(alone.traits, index), alone.real
    )
    glances = sorted({key(t) for names in right.glances for t in names})
    look = glance(right, wrong, glances)
    weights = np.vstack([machine.coef_, judge.coef_, witness.coef_, single.coef_]).T
    scale = np.abs(weights).max(axis=0) / 127
    small = np.round(weights / scale).astype(np.int8)
    used = np.flatnonzero(np.abs(small).sum(axis=1) > 3)
    np.savez_compressed(
        out,
        keys=np.array(sorted(by_key), dtype=np.uint32)[used],
        weights=small[used],
        scale=scale.astype(np.float32),
        bias=np.concatenate([m.intercept_ for m in (machine, judge, witness, single)]).astype(np.float32),
        heat=np.float32(2.5),
        glance_keys=np.array(glances, dtype=np.uint32),
        glance=look.coef_[0].astype(np.float32),
        glance_bias=np.float32(look.intercept_[0]),
        names=np.array(machine.classes_),
        sources=np.array(sources_hash([DATA / "sentences"], (".tsv",))),
    )
    return (
        f"{given.sentences} sentences, {len(given.labelled) - given.sentences} examples; {len(right.traits)} right "
        f"and {len(wrong.traits)} wrong pairs; {len(used)} traits, {out.stat().st_size / 1e6:.1f} MB"
    )


def main(out: Path = DATA / "sentences" / FILE) -> None:
    """Train and write."""
    began = time.time()
    print(f"{out.name}: {fit(gather_all(), out)}, {time.time() - began:.0f} s")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
