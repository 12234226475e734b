"""Which strings stand in quotation marks?

Publishers mix curly, straight, doubled single and single marks, leave marks out, and let a speech run over paragraphs.
Pairs are therefore found paragraph by paragraph: a lost mark costs one string and never shifts the pairs after it.
"""

import re
from typing import Literal

from dragoman.model import Struct

Way = Literal["open", "close", "either"]

DOUBLE = re.compile(r"“|”|„|«|»|\"|''|``|’’|‘‘")
SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
OPENERS = frozenset("“„«") | {"``", "‘‘"}
CLOSERS = frozenset("”»") | {"’’"}
BREAK = re.compile(r"\n")
LINE_END = re.compile(r"""[.!?:;"”’')\]]\s*$""")
# Characters: a shorter line without a stop is a heading, a longer one is a paragraph, not broken by its page's width.
WRAPPED = 60
WIDEST = 120
SIGNED = re.compile(r"[”\"’']\s*(?:[―—–]|--?)\s*[A-ZÀ-Ý][\w.’' -]{2,60}$")


class Marked(Struct):
    """A string in quotation marks. `start`/`end` take the marks in, `first`/`last` are the words' own offsets.

    `paragraph` is the index of its paragraph; `closed` is False where the closing mark is missing.
    """

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    closed: bool


class Mark(Struct):
    """One quotation mark and which way it can face."""

    start: int
    end: int
    way: Way


def paragraphs(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The paragraphs of `text[start:end]` as spans; a line broken only by the page's width is no end."""
    spans: list[tuple[int, int]] = []
    begin = start
    for found in BREAK.finditer(text, start, end):
        if _goes_on(text, begin, found.start(), end):
            continue
        spans.append((begin, found.start()))
        begin = found.end()
    spans.append((begin, end))
    return tuple(span for span in spans if text[span[0] : span[1]].strip())


def _goes_on(text: str, begin: int, at: int, end: int) -> bool:
    line = text[max(begin, text.rfind("\n", begin, at) + 1) : at]
    following = text[at + 1 : min(end, at + 2)]
    wrapped = WRAPPED <= len(line) <= WIDEST and not LINE_END.search(line) and not line.endswith(" ")
    return wrapped and bool(following[:1].strip()) and not SIGNED.search(line)


def pair_marks(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[Marked, ...]:
    """Every string in marks within the paragraphs `spans`, in order."""
    found: list[Marked] = []
    for number, (start, end) in enumerate(spans):
        left_open = bool(found) and found[-1].paragraph == number - 1 and not found[-1].closed
        marks = _marks(text, start, end, DOUBLE) or _marks(text, start, end, SINGLE)
        found += _pairs(text, marks, number, (start, end), left_open)
    return tuple(found)


def _marks(text: str, start: int, end: int, pattern: re.Pattern[str]) -> tuple[Mark, ...]:
    found = [m for m in pattern.finditer(text, start, end) if not _is_unit(text, m.start(), m.group())]
    if not found:
        return ()
    ways = _foreign([m.group() for m in found])
    return tuple(
        Mark(
            start=m.start(),
            end=m.end(),
            way=ways.get(m.group()) or _way(text, m, start, end, pattern is SINGLE),
        )
        for m in found
    )


def _foreign(marks: list[str]) -> dict[str, Way]:
    """Marks that face the other way in some countries: „...“ and »...«."""
    ways: dict[str, Way] = {}
    if "„" in marks and "”" not in marks:
        ways["“"] = "close"
    if "»" in marks and "«" in marks and marks.index("»") < marks.index("«"):
        ways |= {"»": "open", "«": "close"}
    return ways


def _is_unit(text: str, at: int, mark: str) -> bool:
    # 6'2" and 15'' are feet, inches and seconds
    return mark in ('"', "''") and at > 1 and text[at - 1].isdigit() and text[at - 2] in "'’ -"


def _way(text: str, found: re.Match[str], start: int, end: int, single: bool) -> Way:
    mark = found.group()
    if mark in OPENERS:
        return "open"
    if mark in CLOSERS:
        return "close"
    before = text[found.start() - 1] if found.start() > start else " "
    after = text[found.end()] if found.end() < end else " "
    if single:
        return "open" if not before.isalnum() and after.isalnum() and before not in ".,!?…" else "close"
    if before.isspace() or before in "([{—–-―":
        return "either" if after.isspace() or (before in "—–-―" and not after.isalnum()) else "open"
    return "close" if after.isspace() or after in ".,;:!?)]}—–-―'’" else "either"


def _pairs(
    text: str, marks: tuple[Mark, ...], number: int, span: tuple[int, int], left_open: bool
) -> list[Marked]:
    found: list[Marked] = []
    opened: Mark | None = None
    depth = 0
    for index, mark in enumerate(marks):
        if opened is None:
            if mark.way != "close" or (index == 0 and not left_open and _opens(text, mark, span)):
                opened = mark
            elif left_open and index == 0:
                found.append(_marked(text, span[0], span[0], mark.start, mark.end, number, True))
        elif mark.way == "open":
            if _nested(marks, index):
                depth += 1
            else:
                opened = mark  # the earlier mark lost its partner
        elif depth:
            depth -= 1
        else:
            found.append(_marked(text, opened.start, opened.end, mark.start, mark.end, number, True))
            opened = None
    if opened is not None and _runs_on(text, opened, span):
        found.append(_marked(text, opened.start, opened.end, span[1], span[1], number, False))
    return found


def _opens(text: str, mark: Mark, span: tuple[int, int]) -> bool:
    # A paragraph that begins with a closing mark right before its first word: the publisher's slip for an opening one.
    return not text[span[0] : mark.start].strip() and text[mark.end : mark.end + 1].isalnum()


def _nested(marks: tuple[Mark, ...], index: int) -> bool:
    return [mark.way for mark in marks[index + 1 : index + 3]] == ["close", "close"]


def _runs_on(text: str, opened: Mark, span: tuple[int, int]) -> bool:
    # A speech over several paragraphs opens each with a mark and closes only the last.
    at_start = not text[span[0] : opened.start].strip()
    return at_start or text[span[0] : opened.start].rstrip()[-1:] in (",", ":", ".", "”", '"')


def _marked(text: str, start: int, first: int, last: int, end: int, number: int, closed: bool) -> Marked:
    inner = text[first:last]
    first += len(inner) - len(inner.lstrip())
    last = max(first, last - (len(inner) - len(inner.rstrip())))
    return Marked(start=start, end=end, first=first, last=last, paragraph=number, closed=closed)
