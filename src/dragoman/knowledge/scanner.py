"""One pass over a text for all names at once (Aho-Corasick), with word bounds, case rules, exact offsets."""

import pickle
import re
from collections.abc import Iterable, Iterator
from functools import cache

import ahocorasick

from dragoman.knowledge.entries import Surface
from dragoman.model import Mention


def fold(text: str) -> str:
    """The text in lower case without diacritics, of the same length, so that offsets hold.

    Any single white space and any hyphen becomes a blank, any apostrophe a straight one.

    >>> fold("Nicolás Maduro’s al-Qaeda")
    "nicolas maduro's al qaeda"
    """
    return text.translate(_folding())


class Scanner:
    """Finds surfaces in texts. Build it once, keep its bytes, load them in every process."""

    def __init__(
        self,
        words: "WordScanner",
        groups: tuple[tuple[int, ...], ...],
        shapes: tuple[str | None, ...],
        silent: frozenset[int],
    ):
        self._words = words
        self._groups = groups
        self._shapes = shapes
        self._silent = silent

    @classmethod
    def build(cls, surfaces: Iterable[Surface]) -> "Scanner":
        """A scanner whose mentions hold indices into `surfaces`, in their order."""
        groups: dict[str, list[int]] = {}
        shapes: list[str | None] = []
        silent: set[int] = set()
        for index, surface in enumerate(surfaces):
            groups.setdefault(fold(surface.words), []).append(index)
            shapes.append(surface.words if surface.cased else None)
            if surface.kind == "no actor":
                silent.add(index)
        return cls(
            WordScanner.build(groups), tuple(map(tuple, groups.values())), tuple(shapes), frozenset(silent)
        )

    def scan(self, text: str) -> tuple[Mention, ...]:
        """The mentions in the order of the text: the longest words, never two that overlap.

        A surface counts only where the text has its capitals (see `Surface.cased`). Words that only look like an
        actor ("no actor") hide the names inside them and give no mention.
        """
        found = (self._mention(text, start, end, group) for start, end, group in self._words.matches(text))
        longest = _longest(mention for mention in found if mention is not None)
        return tuple(mention for mention in longest if not self._silent.issuperset(mention.surfaces))

    def to_bytes(self) -> bytes:
        """The scanner as bytes for `from_bytes`, by the same version of Python and pyahocorasick."""
        return pickle.dumps((self._words.to_bytes(), self._groups, self._shapes, self._silent), protocol=5)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Scanner":
        """The scanner that `to_bytes` wrote. Only for bytes of our own cache: they are unpickled."""
        words, groups, shapes, silent = pickle.loads(data)
        return cls(WordScanner.from_bytes(words), groups, shapes, silent)

    def _mention(self, text: str, start: int, end: int, group: int) -> Mention | None:
        words = text[start:end]
        kept = tuple(index for index in self._groups[group] if _same_capitals(words, self._shapes[index]))
        return Mention(start=start, end=end, surfaces=kept) if kept else None


class WordScanner:
    """Finds any words or phrases, whatever their case: the part of the scan that knows no surfaces."""

    def __init__(self, automaton: "ahocorasick.Automaton"):
        self._automaton = automaton

    @classmethod
    def build(cls, words: Iterable[str]) -> "WordScanner":
        """A scanner for these words; matches give their index in this order."""
        automaton = ahocorasick.Automaton()
        for index, word in enumerate(words):
            key = _spaced(fold(word).strip())
            if key.strip():
                automaton.add_word(key, (len(key) - 1, index))
        automaton.make_automaton()
        return cls(automaton)

    def matches(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Start, end and index of all words found, also those inside one another, by their ends."""
        folded = fold(text)
        for last, (length, index) in self._automaton.iter(_spaced(folded)):
            # The spaced text has one sign more in front than `folded`, so `last` there is the end here.
            if _word_ends(folded, last):
                yield last - length, last, index

    def to_bytes(self) -> bytes:
        """The scanner as bytes for `from_bytes`."""
        return pickle.dumps(self._automaton, protocol=5)

    @classmethod
    def from_bytes(cls, data: bytes) -> "WordScanner":
        """The scanner that `to_bytes` wrote. Only for bytes of our own cache: they are unpickled."""
        return cls(pickle.loads(data))


# A sign after which a word may begin; an apostrophe after a letter is inside a word ("d'Orsay", "O'Brien").
_BEFORE_WORD = re.compile(r"""[^\w\s.'&/+]|(?<!\w)'|(?<!\w)[./&+]|[./&+](?=[^\W\d_]{2})""")


def _spaced(folded: str) -> str:
    """The text with a blank before each place where a word can begin: the automaton then finds beginnings.

    One sign longer than the text.
    """
    return " " + _BEFORE_WORD.sub(" ", folded)


def _word_ends(folded: str, end: int) -> bool:
    if end >= len(folded):
        return True
    after = folded[end]
    if after == "'":
        return _possessive_or_quote(folded, end)
    return (not after.isalnum() and after != "_") or not folded[end - 1].isalnum()


def _possessive_or_quote(folded: str, end: int) -> bool:
    following = folded[end + 1 : end + 3]
    if not following or not following[0].isalnum():
        return True
    return following[0] == "s" and not following[1:].isalnum()


def _same_capitals(words: str, shape: str | None) -> bool:
    if shape is None or words == shape:
        return True
    for at, (have, want) in enumerate(zip(words, shape, strict=True)):
        # "Jong-un" for "Jong Un": after a hyphen the case is free.
        if want.isupper() and not have.isupper() and not (at and words[at - 1] in _HYPHENS):
            return False
    return True


def _longest(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions without those that a longer one overlaps: "North Korean", not "the North", in "the North Korean"."""
    cluster: list[Mention] = []
    end = 0
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if mention.start >= end:
            yield from _apart(cluster)
            cluster = []
        cluster.append(mention)
        end = max(end, mention.end)
    yield from _apart(cluster)


def _apart(cluster: list[Mention]) -> list[Mention]:
    """Of mentions that hang together, the longest first, then what does not touch them; in the order of the text."""
    if len(cluster) < 2:
        return cluster
    kept: list[Mention] = []
    for mention in sorted(cluster, key=lambda mention: (mention.start - mention.end, mention.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


_HYPHENS = "-‐‑‒–"
_APOSTROPHES = "'’‘ʼʻ`´′"
_BLANKS = " \t\n\r\u00a0\u2009\u202f\u2007\u2002\u2003" + _HYPHENS
# Letters that have no decomposition of one letter and a mark.
_PLAIN_LETTERS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "ð": "d",
    "þ": "t",
    "ß": "s",
    "æ": "a",
    "œ": "o",
    "ə": "e",
}


@cache
def _folding() -> dict[int, str]:
    """What `fold` puts for each character that it changes; made once a process from the Unicode tables."""
    table: dict[int, str] = {}
    for code in (*range(0x41, 0x590), *range(0x1E00, 0x2000)):
        letter = _fold_letter(chr(code))
        if letter != chr(code):
            table[code] = letter
    table |= {ord(sign): "'" for sign in _APOSTROPHES}
    return table | {ord(sign): " " for sign in _BLANKS}


def _fold_letter(letter: str) -> str:
    import unicodedata

    lower = unicodedata.normalize("NFKD", letter.lower())
    lower = "".join(part for part in lower if not unicodedata.combining(part))
    lower = _PLAIN_LETTERS.get(lower, lower)
    return lower if len(lower) == 1 else letter
