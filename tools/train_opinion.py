"""Train the second opinion on our own labelled sentences and the lexicon's examples: `make opinion`.

Two linear models share the traits of `reading.events.traits`: which type a pair's act is of (a linear support vector
machine, one type against the others), and whether a pair of phrases is the event's at all (logistic regression).
Deterministic: the same data give the same file. Nothing but `data/events` and `data/sentences` is read.
"""

import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
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
from dragoman.knowledge.labelled import NOTHING, Labelled, read_labelled
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

    def add(self, traits: Traits, doer: Phrase, other: Phrase, type_: str | None) -> None:
        """Add one pair."""
        self.traits.append(traits.of(doer, other))
        self.glances.append(list(traits.glance(doer, other)))
        self.types.append(type_)


def lexicon() -> Iterator[Labelled]:
    """The lexicon's examples that mark both sides; of a mutual act the second one who is whom."""
    for type_, entry in read_entries(DATA / "events"):
        for marked in entry.examples:
            example = read_example(marked)
            who = [m for m in example.marks if m.kind == "who"]
            whom = [m for m in example.marks if m.kind == "whom"] or who[1:]
            if who and whom:
                yield Labelled(
                    text=example.text, type=type_, mode=entry.mode, who=who[0], whom=whom[0], where=LEXICON
                )


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


def gather(labelled: Sequence[Labelled], right: Pairs, wrong: Pairs) -> None:
    """Right pairs with their types, and pairs of the same sentences that are no event's."""
    for number, (one, clauses, sides) in enumerate(parsed(labelled)):
        coded = [] if one.where == LEXICON else code_sentence(clauses, sides, KNOWLEDGE.lexicon)[0]
        traits = Traits(clauses, phrases(clauses, sides), coded)
        if one.type is None:
            for doer, other in _some(number, pairs(clauses, sides)):
                wrong.add(traits, doer, other, NOTHING)
            continue
        if one.who is None or one.whom is None:
            continue
        _of_event(number, one, clauses, sides, traits, right, wrong)


def _of_event(
    number: int, one: Labelled, clauses: Clauses, sides: Sides, traits: Traits, right: Pairs, wrong: Pairs
) -> None:
    assert one.who is not None and one.whom is not None
    (who, in_who), (whom, in_whom) = head(clauses.sentence, one.who), head(clauses.sentence, one.whom)
    if who is None or whom is None or who == whom:
        return
    known = traits.kinds
    doer, other = known.get(who, Phrase(who, "thing", False)), known.get(whom, Phrase(whom, "thing", False))
    right.add(traits, doer, other, one.type)
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
        wrong.add(traits, a, b, None)


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
    look = LogisticRegression(C=1.0, max_iter=300, tol=1e-3).fit(seen, said)
    if "-v" in sys.argv:
        shares = look.predict_proba(seen)[:, 1]
        for least in (0.005, 0.01, 0.02, 0.03, 0.05, 0.08):
            print(
                least,
                (shares[: len(right.glances)] >= least).mean(),
                (shares[len(right.glances) :] >= least).mean(),
            )
    return look


def main(out: Path = DATA / "sentences" / FILE) -> None:
    """Train and write."""
    began = time.time()
    sentences = list(read_labelled(DATA / "sentences"))
    examples = list(lexicon())
    right, wrong = Pairs(), Pairs()
    gather([*sentences, *examples], right, wrong)
    counts = Counter(t for names in right.traits for t in set(names))
    in_wrong = Counter(t for names in wrong.traits for t in set(names))
    keep = {t for t, n in counts.items() if n >= SEEN} | {
        t for t, n in (counts + in_wrong).items() if n >= 4 * SEEN
    }
    by_key = {key(t): t for t in sorted(keep)}
    index = {t: i for i, (_, t) in enumerate(sorted(by_key.items()))}
    types = matrix(right.traits, index)
    machine = LinearSVC(C=0.5, random_state=0).fit(types, right.types)
    both = matrix([*right.traits, *wrong.traits], index)
    is_pair = [1] * len(right.traits) + [0] * len(wrong.traits)
    judge = LogisticRegression(C=20.0, max_iter=300, tol=1e-3).fit(both, is_pair)
    nothing = [t for t, n in zip(wrong.traits, wrong.types, strict=True) if n == NOTHING]
    real = matrix([*right.traits, *nothing], index)
    is_real = [1] * len(right.traits) + [0] * len(nothing)
    witness = LogisticRegression(C=20.0, max_iter=300, tol=1e-3, class_weight="balanced").fit(real, is_real)
    glances = sorted({key(t) for names in right.glances for t in names})
    look = glance(right, wrong, glances)
    weights = np.vstack([machine.coef_, judge.coef_, witness.coef_]).T
    scale = np.abs(weights).max(axis=0) / 127
    small = np.round(weights / scale).astype(np.int8)
    used = np.flatnonzero(np.abs(small).sum(axis=1) > 3)
    np.savez_compressed(
        out,
        keys=np.array(sorted(by_key), dtype=np.uint32)[used],
        weights=small[used],
        scale=scale.astype(np.float32),
        bias=np.concatenate([machine.intercept_, judge.intercept_, witness.intercept_]).astype(np.float32),
        heat=np.float32(2.5),
        glance_keys=np.array(glances, dtype=np.uint32),
        glance=look.coef_[0].astype(np.float32),
        glance_bias=np.float32(look.intercept_[0]),
        names=np.array(machine.classes_),
        sources=np.array(sources_hash([DATA / "sentences"], (".tsv",))),
    )
    print(
        f"{out.name}: {len(sentences)} sentences, {len(examples)} examples; {len(right.traits)} right and "
        f"{len(wrong.traits)} wrong pairs; {len(used)} traits, {out.stat().st_size / 1e6:.1f} MB, "
        f"{time.time() - began:.0f} s"
    )


if __name__ == "__main__":
    main(*map(Path, [a for a in sys.argv[1:2] if a != "-v"]))
