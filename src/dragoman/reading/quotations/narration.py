"""What does the narrator say? The text with all quoted words blanked out, cut into the narrator's sentences."""

import re
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
    """A word or a punctuation mark of the narration."""

    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        """The word in lower case, without a possessive ending or an abbreviation's stop."""
        return re.sub(r"['’]s?$", "", self.text).rstrip(".").lower()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def mask(text: str, marked: tuple[Marked, ...]) -> str:
    """`text` of the same length with every marked string blanked out, marks included."""
    parts: list[str] = []
    at = 0
    for one in marked:
        parts += (text[at : one.start], QUOTED * (one.end - one.start))
        at = one.end
    return "".join((*parts, text[at:]))


def tell_lines(
    text: str, masked: str, marked: tuple[Marked, ...], spans: tuple[tuple[int, int], ...]
) -> tuple[Line, ...]:
    """The narrator's sentences of each paragraph, in order."""
    lines: list[Line] = []
    for number, (start, end) in enumerate(spans):
        inside = [(i, one) for i, one in enumerate(marked) if one.paragraph == number]
        cuts = sorted(
            {*_stops(masked, start, end), *_quote_ends(text, masked, [one for _, one in inside], end)}
        )
        bounds = [start, *cuts, end]
        for first, last in pairwise(bounds):
            if masked[first:last].strip():
                held = tuple(i for i, one in inside if first <= one.start < last)
                lines.append(Line(start=first, end=last, paragraph=number, quotes=held))
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


def words_of(masked: str, start: int, end: int) -> list[Word]:
    """The words and punctuation marks of the narration between two offsets; a blanked quotation is one word."""
    found: list[Word] = []
    for one in WORD.finditer(masked, start, end):
        if one.group() == QUOTED and found and found[-1].text == QUOTED and found[-1].end == one.start():
            found[-1] = Word(start=found[-1].start, end=one.end(), text=QUOTED)
        else:
            found.append(Word(start=one.start(), end=one.end(), text=one.group()))
    return found
