"""The dated facts, and which of them a page names: by the words of the fact, or by its kind and its country."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from dragoman.knowledge.scanner import fold
from dragoman.knowledge.tables import cells, read_table
from dragoman.model import Struct


class DatedEvent(Struct, frozen=True):
    """A row of `dated_events.tsv`; its head explains the columns."""

    from_: str = msgspec.field(name="from")
    to: str = ""
    name: str = ""
    words: str = ""
    place: str = ""
    kind: str = ""
    parties: str = ""


class Naming(Struct, frozen=True, forbid_unknown_fields=True):
    """How a sentence names any fact of a kind: one of `words` and the fact's country, and none of `not_`.

    `sure` is how likely it is that the sentence means one of the facts of the table.
    """

    kind: str
    words: tuple[str, ...]
    sure: float
    not_: tuple[str, ...] = msgspec.field(name="not", default=())


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the table: its days, the words for it in reasons."""

    first: date
    last: date
    name: str
    kind: str

    @property
    def day(self) -> date:
        """The day from which is counted: the first, and of an office that is announced to end the last."""
        return self.last if self.kind == "office" else self.first

    @property
    def told(self) -> str:
        """The fact as a reason names it."""
        return f"{self.name} ({self.day.isoformat()})"


@dataclass(frozen=True, slots=True)
class Way:
    """Words that together name a fact, folded; one that begins with @ is the code of a country to be mentioned."""

    words: tuple[str, ...]
    fact: int


@dataclass(frozen=True, slots=True)
class Hit:
    """Facts that the same words name, of which one is meant: at `at`, in the sentences from `sentence` to `until`."""

    facts: tuple[Fact, ...]
    sentence: int
    until: int
    at: int
    sure: float

    @property
    def tight(self) -> bool:
        """Whether one sentence holds all the words."""
        return self.sentence == self.until


@dataclass(slots=True)
class Text:
    """The words of a page's story, ready to be searched: `norm` has the page's offsets, sentences are in order.

    `countries` says where a country is meant, by its name, its adjective, its capital or one of its people. What
    `heads` holds (headline, dateline) is said of the sentences after it as well, up to the number given.
    """

    norm: str
    starts: list[int]
    ends: list[int]
    words: frozenset[str]
    countries: Mapping[str, list[int]]
    heads: Mapping[int, int]
    _found: dict[str, list[int]] = field(default_factory=dict)
    _held: dict[str, dict[int, int]] = field(default_factory=dict)

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence at an offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentences_of(self, word: str) -> dict[int, int]:
        """The sentences that hold a word, with its first place in each; a heading's word is in those after it, too."""
        if word not in self._held:
            held: dict[int, int] = {}
            for at in self.places(word):
                number = self.sentence_at(at)
                held.setdefault(number, at)
                for after in range(number + 1, self.heads.get(number, number) + 1):
                    held.setdefault(after, at)
            self._held[word] = held
        return self._held[word]

    def places(self, word: str) -> list[int]:
        """Where a word or phrase stands (`bomb*`: any word that begins so), or a country is meant (`@fra`)."""
        if word not in self._found:
            where = self.countries.get(word[1:], []) if word[0] == "@" else list(self._search(word))
            self._found[word] = where
        return self._found[word]

    def _search(self, word: str) -> Iterator[int]:
        begun = word.removesuffix("*")
        at = self.norm.find(begun)
        while at >= 0:
            end = at + len(begun)
            whole = begun != word or not self.norm[end : end + 1].isalnum()
            if whole and not self.norm[at - 1 : at].isalnum() and at < self.ends[self.sentence_at(at)]:
                yield at
            at = self.norm.find(begun, end)


class Facts:
    """The table, indexed by the rarest word of each way."""

    def __init__(self, rows: Iterable[DatedEvent], namings: Iterable[Naming]):
        rows = list(rows)
        self.facts = tuple(map(_fact, rows))
        self.namings = tuple(namings)
        ways = [(way, _tokens(way), n) for n, row in enumerate(rows) for way in cells(fold(row.words))]
        count = Counter(token for _, tokens, _ in ways for token in tokens)
        self._ways: dict[str, list[tuple[frozenset[str], Way]]] = defaultdict(list)
        for way, tokens, n in ways:
            rarest = min(tokens, key=lambda token: (count[token], -len(token), token))
            self._ways[rarest].append((tokens, Way(tuple(w.strip() for w in way.split("+")), n)))
        self._of_kind: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for row, fact in zip(rows, self.facts, strict=True):
            for place in {row.place, *cells(row.parties)} - {""}:
                self._of_kind[row.kind, place.lower()].append(fact)

    def named(self, text: Text, sure: float, sure_loose: float) -> Iterator[Hit]:
        """The facts that a page names by their own words, in a sentence or in a few that follow each other."""
        met: dict[tuple[int, tuple[str, ...]], tuple[list[Fact], int, int]] = {}
        for token in sorted(text.words & self._ways.keys()):
            for tokens, way in self._ways[token]:
                if tokens <= text.words:
                    for sentence, until, at in _met(way.words, text):
                        met.setdefault((sentence, way.words), ([], until, at))[0].append(self.facts[way.fact])
        for (sentence, _), (facts, until, at) in sorted(met.items()):
            yield Hit(
                tuple(dict.fromkeys(facts)), sentence, until, at, sure if sentence == until else sure_loose
            )

    def of_kind(self, text: Text) -> Iterator[Hit]:
        """The facts that a page names by a word of their kind beside their country: one of many, all are alike."""
        for naming in self.namings:
            for word in naming.words:
                if word.split()[0] not in text.words:
                    continue
                for at in text.places(word):
                    yield from self._of_naming(naming, at, text)

    def _of_naming(self, naming: Naming, at: int, text: Text) -> Iterator[Hit]:
        number = text.sentence_at(at)
        sentence = text.norm[text.starts[number] : text.ends[number]]
        if any(word in sentence for word in naming.not_):
            return
        countries = [c for c in text.countries if number in text.sentences_of(f"@{c}")]
        facts = [
            fact for country in sorted(countries) for fact in self._of_kind.get((naming.kind, country), ())
        ]
        if facts:
            yield Hit(tuple(dict.fromkeys(facts)), number, number, at, naming.sure)


def narrowest(hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those that name, in the same place, the same facts and more: "G20" beside "G20 in Japan"."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (len(h.facts), -h.sure)):
        near = (k for k in kept if k.sentence <= hit.until and k.until >= hit.sentence)
        if not any(set(k.facts) <= set(hit.facts) for k in near):
            kept.append(hit)
    return kept


@cache
def load_facts(path: Path, namings: tuple[Naming, ...]) -> Facts:
    """The facts of a table; read once a process."""
    return Facts((row for _, row in read_table(path, DatedEvent)), namings)


_WORD = re.compile(r"@?[^\W_]+\*?")


def _fact(row: DatedEvent) -> Fact:
    return Fact(date.fromisoformat(row.from_), date.fromisoformat(row.to or row.from_), row.name, row.kind)


def _tokens(way: str) -> frozenset[str]:
    """The whole words of a way, which must be on the page; a way without any is an error of the table."""
    return frozenset(token for token in _WORD.findall(way) if token[0] != "@" and token[-1] != "*")


def _met(words: tuple[str, ...], text: Text) -> Iterator[tuple[int, int, int]]:
    """The sentences in which all words stand; else the first few that follow each other and hold them."""
    where = [text.sentences_of(word) for word in words]
    if not all(where):
        return
    tight = set.intersection(*(set(places) for places in where))
    for sentence in sorted(tight):
        own = [places[sentence] for places in where if text.sentence_at(places[sentence]) == sentence]
        if own:
            yield sentence, sentence, own[0]
    if tight:
        return
    for sentence in sorted(set().union(*where)):
        last = min(sentence + _TOGETHER, len(text.starts)) - 1
        if all(any(number in places for number in range(sentence, last + 1)) for places in where):
            yield sentence, last, next(places[sentence] for places in where if sentence in places)
            return


# So many sentences that follow each other may together name a fact.
_TOGETHER = 3
