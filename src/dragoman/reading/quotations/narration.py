"""What does the narrator say? The text with all quoted words blanked out, cut into the narrator's sentences."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model import Struct
from dragoman.reading.quotations.marks import Marked

QUOTED = "\x02"
STOP = re.compile(r"[.!?…]+[)\]]?\s+(?=[(\[]?[A-ZÀ-Ý\x02])|\n")
# An initial or a title before a stop does not end a sentence.
SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Del|Gen|Lt|Col|St|Jr|Sr|vs|No|Prof|Rev|Sgt|Capt|Adm))\.$"
)
WORD = re.compile(
    r"(?:[A-Z]\.)+(?=\s|,|$)|(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Del|Gen|Lt|Col|Prof|Rev|Jr|Sr)\.|\w+(?:[’'.-]\w+)*|\n|[^\w\s]"
)


class Line(Struct):
    """A sentence of the narrator, with the indices of the marked strings in it; spans refer to the page's text."""

    start: int
    end: int
    paragraph: int
    quotes: tuple[int, ...]


class Word(Struct):
    """A word or a punctuation mark. `low` is lower case, without a possessive ending or an abbreviation's stop."""

    start: int
    end: int
    text: str
    low: str
    capital: bool

    @property
    def owner(self) -> bool:
        """Whether it ends as a possessive: "Kim's", "ministers'"."""
        return self.text.endswith(("'s", "’s", "s'", "s’"))


@dataclass(frozen=True, slots=True)
class Narration:
    """What the narrator says: `masked` is the text with marked strings blanked, `words` its words in order."""

    text: str
    masked: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> Sequence[Word]:
        """The words and punctuation marks that begin between two offsets; a marked string is one word."""
        if end <= start:
            return ()
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def narrate(text: str, marked: tuple[Marked, ...], words: Sequence[Word]) -> Narration:
    """The narration of `text`, whose words are all given, with every string in `marked` taken as one word."""
    told: list[Word] = []
    at = 0
    for one in marked:
        while at < len(words) and words[at].start < one.start:
            told.append(words[at])
            at += 1
        told.append(Word(start=one.start, end=one.end, text=QUOTED, low=QUOTED, capital=False))
        while at < len(words) and words[at].start < one.end:
            at += 1
    told += words[at:]
    return Narration(text, mask(text, marked), tuple(told), tuple(word.start for word in told))


def mask(text: str, marked: tuple[Marked, ...]) -> str:
    """`text` of the same length with every marked string blanked out, marks included."""
    parts: list[str] = []
    at = 0
    for one in marked:
        parts += (text[at : one.start], QUOTED * (one.end - one.start))
        at = one.end
    return "".join((*parts, text[at:]))


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words and punctuation marks of `text` between two offsets."""
    return [_word(found.start(), found.end(), found.group()) for found in WORD.finditer(text, start, end)]


def _word(start: int, end: int, text: str) -> Word:
    low = text.lower()
    if not low.isalpha() and len(low) > 1:
        low = low.removesuffix("s") if low.endswith(("'s", "’s")) else low
        low = low.rstrip("'’").rstrip(".")
    return Word(start=start, end=end, text=text, low=low, capital=text[0].isupper())


def tell_lines(
    text: str, masked: str, marked: tuple[Marked, ...], spans: tuple[tuple[int, int], ...]
) -> tuple[Line, ...]:
    """The narrator's sentences of each paragraph, in order."""
    lines: list[Line] = []
    inside: dict[int, list[int]] = {}
    for index, one in enumerate(marked):
        inside.setdefault(one.paragraph, []).append(index)
    for number, (start, end) in enumerate(spans):
        held = inside.get(number, [])
        cuts = sorted(
            {*_stops(masked, start, end), *_quote_ends(text, masked, [marked[i] for i in held], end)}
        )
        for first, last in pairwise([start, *cuts, end]):
            if masked[first:last].strip():
                quotes = tuple(i for i in held if first <= marked[i].start < last)
                lines.append(Line(start=first, end=last, paragraph=number, quotes=quotes))
    return tuple(lines)


def _stops(masked: str, start: int, end: int) -> list[int]:
    return [
        found.end()
        for found in STOP.finditer(masked, start, end)
        if found.group() != "\n"
        and not SHORT.search(masked, max(start, found.start() - 8), found.start() + 1)
    ]


def _quote_ends(text: str, masked: str, marked: list[Marked], end: int) -> list[int]:
    # A quotation that is a whole sentence ends the narrator's sentence too: '"It is over." He left.'
    return [
        one.end
        for one in marked
        if one.end < end
        and text[one.first : one.last][-1:] in (".", "!", "?", "…")
        and re.match(r"\s+[A-ZÀ-Ý\x02]", masked[one.end : one.end + 4])
    ]
