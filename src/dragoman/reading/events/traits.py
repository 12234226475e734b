"""What a pair of phrases in a sentence looks like to the second opinion: names of traits, no text of the actors.

The traits follow what was measured best on sentences with both sides given (docs/decisions/0010): the words with the
two sides masked, those between them, and the dependencies - where the ways up from both sides meet, the
words and labels on these ways, and what hangs on them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dragoman.knowledge.gist import Scene
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.compose import Candidate
from dragoman.reading.events.pairs import Phrase

LONGEST_WAY = 6
BESIDE = (
    "prt",
    "neg",
    "aux",
    "auxpass",
    "prep",
    "dobj",
    "xcomp",
    "ccomp",
    "acomp",
    "attr",
    "mark",
    "advmod",
    "oprd",
    "agent",
    "pcomp",
    "dative",
)
VERB_PARTS = ("prt", "neg", "aux", "auxpass")
MASKED = ("DT", "POS", "``", "''", ",", ".", ":", "-LRB-", "-RRB-", "HYPH")


@dataclass(slots=True)
class Traits:
    """The traits of one sentence's pairs; what does not depend on the pair is worked out once."""

    clauses: Clauses
    phrases: list[Phrase]
    acts: Sequence[Candidate] = ()
    words: list[str] = field(default_factory=list)
    kinds: dict[int, Phrase] = field(default_factory=dict)
    owner: list[int] = field(default_factory=list)
    common: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Mask the names: an actor is its kind, a number is "#", another name "Name"."""
        self.kinds = {p.head: p for p in self.phrases}
        tokens = self.clauses.sentence.tokens
        self.owner = [-1] * len(tokens)
        for phrase in self.phrases:
            self._own(phrase.head)
        for i, token in enumerate(tokens):
            self.words.append(self._word(i, token.tag, token.lemma))
        self.common = list(self._sentence())

    def _own(self, head: int) -> None:
        """Note to which phrase a word belongs: a head's own modifiers, not what hangs on it otherwise."""
        stack = [head]
        while stack:
            top = stack.pop()
            self.owner[top] = head
            stack += [
                c
                for c in self.clauses.children[top]
                if self.clauses.token(c).dep
                in ("compound", "amod", "det", "nummod", "nmod", "poss", "case", "quantmod")
                and c not in self.kinds
            ]

    def _word(self, i: int, tag: str, lemma: str) -> str:
        if tag == "CD":
            return "#"
        if tag.startswith("NNP"):
            phrase = self.kinds.get(self.owner[i])
            return phrase.kind.upper() if phrase is not None else "Name"
        return lemma

    def _sentence(self) -> Iterator[str]:
        """Words anywhere in the sentence, pairs of them, and the word at its top."""
        tokens = self.clauses.sentence.tokens
        content = [self.words[i] for i, t in enumerate(tokens) if t.tag not in MASKED]
        for word in content:
            yield f"w:{word}"
        for a, b in pairwise(content):
            yield f"ww:{a} {b}"
        for i, token in enumerate(tokens):
            if token.head == i:
                yield f"top:{self.words[i]}"

    def of(self, doer: Phrase, other: Phrase) -> list[str]:
        """The traits of this pair, the sentence's own among them."""
        return [*self.common, *self.own(doer, other)]

    def own(self, doer: Phrase, other: Phrase) -> Iterator[str]:
        """The traits that hang on the pair."""
        yield from self.glance(doer, other)
        yield from self._placed(doer, other)
        yield from self._ways(doer, other)
        yield from self._coded(doer, other)

    def alone(self, one: Phrase, side: str) -> Iterator[str]:
        """The traits of an act with one side only; `side` says which ("who", "whom")."""
        at = one.head
        token = self.clauses.token(at)
        yield f"1k:{side}/{one.kind}"
        yield f"1dep:{side}/{token.dep}/{one.kind}"
        if not token.tag.startswith("NNP"):
            yield f"1word:{side}/{self.words[at]}"
        over = self._verb_over(at)
        yield self._chain(f"1verb:{side}", over)
        yield f"1over:{side}/{token.dep}/{self.words[over]}"
        yield from self._hanging(f"1h:{side}", over, [at])
        for act in self.acts:
            fit = (
                "who"
                if any(at in self.clauses.conjuncts(t) for t in act.who)
                else "whom"
                if any(at in self.clauses.conjuncts(t) for t in act.whom)
                else "none"
            )
            yield f"1act:{act.type}/{side}/{fit}"
            yield f"1entry:{act.rule.id}/{fit}"

    def _coded(self, doer: Phrase, other: Phrase) -> Iterator[str]:
        """What the lexicon says: the types of its acts, with this pair as sides, with one of them, or none."""
        fits = []
        for act in self.acts:
            who = any(doer.head in self.clauses.conjuncts(t) for t in act.who)
            whom = any(other.head in self.clauses.conjuncts(t) for t in act.whom)
            swapped = any(other.head in self.clauses.conjuncts(t) for t in act.who)
            fit = (
                ("both" if whom else "who") if who else ("whom" if whom else "swapped" if swapped else "none")
            )
            kind = "exact" if act.exact and not act.near else "near" if act.near else "loose"
            fits.append(fit)
            yield f"act:{act.type}/{fit}"
            yield f"act:{act.type}/{fit}/{kind}"
            yield f"actof:{fit}/{kind}"
            if fit in ("both", "who"):
                yield f"entry:{act.rule.id}/{act.type}"
                yield f"empty:{not act.whom}/{fit}"
        if not self.acts:
            yield "act:silent"
        yield f"acts:{min(len(self.acts), 3)}/{'both' in fits}/{'who' in fits}"

    def glance(self, doer: Phrase, other: Phrase) -> Iterator[str]:
        """What is seen without a look at the words: where the two stand, and what they are."""
        d, o = doer.head, other.head
        order = "<" if d < o else ">"
        yield f"order:{order}"
        yield f"far:{order}{min(abs(d - o) // 3, 6)}"
        yield f"dk:{doer.kind}"
        yield f"ok:{other.kind}"
        yield f"dok:{doer.kind}/{other.kind}"
        dt, ot = self.clauses.token(d), self.clauses.token(o)
        yield f"dd:{dt.dep}/{ot.dep}{order}"
        actors = sum(1 for p in self.phrases if p.is_actor and min(d, o) < p.head < max(d, o))
        yield f"among:{order}{min(actors, 3)}"

    def _placed(self, doer: Phrase, other: Phrase) -> Iterator[str]:
        d, o = doer.head, other.head
        order = "<" if d < o else ">"
        if not other.is_actor or not self.clauses.token(o).tag.startswith("NNP"):
            yield f"oword:{self.words[o]}"
        if not self.clauses.token(d).tag.startswith("NNP"):
            yield f"dword:{self.words[d]}"
        first, last = min(d, o), max(d, o)
        names = {d: "DOER", o: "OTHER"}
        line = [
            names.get(i) or self.words[i]
            for i in range(first, last + 1)
            if i in names or (self.owner[i] not in names and self.clauses.token(i).tag not in MASKED)
        ]
        for word in line[1:-1]:
            yield f"m{order}:{word}"
        for a, b in pairwise(line):
            yield f"mm:{a} {b}"
        for a, b, c in zip(line, line[1:], line[2:], strict=False):
            yield f"mmm:{a} {b} {c}"
        if len(line) <= 6:
            yield "all:" + " ".join(line)

    def _ways(self, doer: Phrase, other: Phrase) -> Iterator[str]:
        up_d, up_o = (
            [doer.head, *self.clauses.path_up(doer.head)],
            [other.head, *self.clauses.path_up(other.head)],
        )
        meet = next((i for i in up_d if i in set(up_o)), None)
        if meet is None:
            return
        way_d, way_o = up_d[: up_d.index(meet)], up_o[: up_o.index(meet)]
        labels_d = ">".join(self._label(i) for i in way_d[:LONGEST_WAY])
        labels_o = ">".join(self._label(i) for i in way_o[:LONGEST_WAY])
        top = (
            self.words[meet]
            if meet not in (doer.head, other.head)
            else ("DOER" if meet == doer.head else "OTHER")
        )
        yield f"meet:{top}"
        yield f"md:{top}/{labels_d}"
        yield f"mo:{top}/{labels_o}"
        yield f"path:{labels_d}|{labels_o}"
        yield f"pathm:{labels_d}|{top}|{labels_o}"
        yield f"long:{min(len(way_d), 5)}/{min(len(way_o), 5)}"
        for name, way in (("d", way_d), ("o", way_o)):
            for i in way[1:LONGEST_WAY]:
                if self.clauses.token(i).tag not in ("IN", "TO"):
                    yield f"on{name}:{self.words[i]}"
                yield from self._hanging(f"h{name}", i, way)
            if len(way) > 1:
                yield f"first{name}:{self._label(way[0])}/{self.words[way[1]]}"
        if meet not in (doer.head, other.head):
            yield from self._hanging("hm", meet, [*way_d, *way_o])
            yield self._chain("verbs", meet)
        yield self._chain("dverb", self._verb_over(doer.head))
        over = self._verb_over(other.head)
        yield self._chain("overb", over)
        yield f"same:{over == self._verb_over(doer.head)}"

    def _label(self, i: int) -> str:
        token = self.clauses.token(i)
        return f"{token.dep}:{token.lemma}" if token.tag in ("IN", "TO") else token.dep

    def _hanging(self, name: str, at: int, way: list[int]) -> Iterator[str]:
        for child in self.clauses.children[at]:
            token = self.clauses.token(child)
            if token.dep in BESIDE and child not in way:
                yield f"{name}:{token.dep}/{self.words[child]}"
                yield f"{name}:{self.words[at]}/{token.dep}/{self.words[child]}"
                if token.dep in ("prep", "xcomp", "dobj"):
                    for below in self.clauses.children[child]:
                        if self.clauses.token(below).dep in ("pobj", "dobj", "prep"):
                            yield f"{name}2:{self.words[child]}/{self.words[below]}"

    def _verb_over(self, i: int) -> int:
        for above in self.clauses.path_up(i):
            if self.clauses.token(above).tag.startswith("V"):
                return above
        return i

    def _chain(self, name: str, at: int) -> str:
        """A verb with its particles, helpers and negation, and the verb or object below: "have agree > lift"."""
        parts = [self.words[c] for c in self.clauses.children[at] if self.clauses.token(c).dep in VERB_PARTS]
        parts.append(self.words[at])
        below = next(
            (
                c
                for c in self.clauses.children[at]
                if self.clauses.token(c).dep in ("xcomp", "ccomp", "dobj", "acomp")
            ),
            None,
        )
        if below is not None:
            parts.append(self.words[below])
        return f"{name}:{' '.join(parts)}"


def scene(traits: Traits) -> Scene:
    """The sentence as the net reads it that tells whether anything happens: words masked as for the traits."""
    tokens = traits.clauses.sentence.tokens
    return Scene(
        words=traits.words,
        tags=[t.tag for t in tokens],
        labels=[t.dep for t in tokens],
        heads=[t.head for t in tokens],
        kinds={head: phrase.kind for head, phrase in traits.kinds.items()},
    )
