"""Many clues, each of which may be wrong: which days do they leave? A mixture for each clue, summed over the days.

A clue is right with probability `sure` and then says how likely each of its spans is; wrong, it says nothing. So a
narrow clue outweighs a wide one, two that agree outweigh one that does not, and nothing is excluded for good.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from math import ceil, exp, floor, log

# Ordinals of `date`, first and last, and how much of the clue's weight lies there.
Part = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Clue:
    """What one observation says of the page's day. The weights of `parts` add up to 1; `sure` is below 1."""

    parts: tuple[Part, ...]
    sure: float
    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The first and last day (ordinals) that the clues leave, and the clues that made it so or stand against it."""

    first: int
    last: int
    used: tuple[Clue, ...]
    against: tuple[Clue, ...]


Piece = tuple[int, int, float]


def one(first: int, last: int, sure: float, why: str) -> Clue:
    """A clue of one span in which all days are alike."""
    return Clue(((first, last, 1.0),), sure, why)


def weigh(
    clues: Sequence[Clue], window: tuple[int, int], cover: tuple[float, float], weekdays: Sequence[float]
) -> Outcome:
    """The shortest span of days of `window` that holds the share `cover` of all probability.

    The first share is for a span of a few days; a wide span gains nothing by being cut, and holds the second.
    `weekdays` are seven factors from Monday on for a page that tells of a day of the week, or empty; they are used only
    to choose among a few days.
    """
    pieces = _pieces(clues, window)
    first, last = _span(pieces, cover[0])
    if last - first >= _FEW_DAYS:
        first, last = _span(pieces, cover[1])
    elif weekdays:
        days = [
            (day, day, value * weekdays[(day + 6) % 7])
            for a, b, value in pieces
            for day in _few(a, b, first, last)
        ]
        first, last = _span(days, cover[0])
    used = tuple(sorted((c for c in clues if _says(c, first, last)), key=_width))
    against = tuple(c for c in clues if c not in used and not _says(c, first, last))
    return Outcome(first, last, used, against)


# A day of the week chooses among the days of at most so many.
_FEW_DAYS = 45


def _few(start: int, end: int, first: int, last: int) -> range:
    """The days of a piece that lie near the span found."""
    return range(max(start, first - 7), min(end, last + 7) + 1)


def _pieces(clues: Sequence[Clue], window: tuple[int, int]) -> list[Piece]:
    """The window in pieces without change inside, each with the density of a day (not normed)."""
    days = window[1] - window[0] + 1
    steps: dict[int, float] = {window[0]: 0.0, window[1] + 1: 0.0}
    for clue in clues:
        for start, end, density in _densities(clue.parts, window):
            gain = log(1 + clue.sure * density * days / (1 - clue.sure))
            steps[start] = steps.get(start, 0.0) + gain
            steps[end + 1] = steps.get(end + 1, 0.0) - gain
    bounds = sorted(steps)
    level, levels = 0.0, list[float]()
    for bound in bounds[:-1]:
        level += steps[bound]
        levels.append(level)
    top = max(levels)
    return [(a, b - 1, exp(v - top)) for (a, b), v in zip(pairwise(bounds), levels, strict=True)]


def _densities(parts: Sequence[Part], window: tuple[int, int]) -> Iterator[Piece]:
    """The weight of a day in each piece of a clue; where its parts overlap they add up."""
    steps: dict[int, float] = {}
    for begun, ended, weight in parts:
        start, end = max(begun, window[0]), min(ended, window[1])
        if start <= end:
            density = weight / (end - start + 1)
            steps[start] = steps.get(start, 0.0) + density
            steps[end + 1] = steps.get(end + 1, 0.0) - density
    bounds = sorted(steps)
    level = 0.0
    for bound, after in pairwise(bounds):
        level += steps[bound]
        if level > _NOTHING:
            yield bound, after - 1, level


# Densities below this are what is left of floating-point sums.
_NOTHING = 1e-12


def _span(pieces: Sequence[Piece], cover: float) -> tuple[int, int]:
    """The shortest run of days that holds the share; of runs of one length the earlier.

    In pieces without change inside, the shortest run begins or ends with a piece.
    """
    masses = list(accumulate(((b - a + 1) * value for a, b, value in pieces), initial=0.0))
    wanted = cover * masses[-1] * (1 - 1e-9)
    best = (pieces[0][0], pieces[-1][1])
    for number in range(len(pieces)):
        for first, last in (
            (pieces[number][0], _end(pieces, masses, masses[number] + wanted)),
            (_start(pieces, masses, masses[number + 1] - wanted), pieces[number][1]),
        ):
            if first is not None and last is not None and last - first < best[1] - best[0]:
                best = first, last
    return _whole(pieces, *best)


def _whole(pieces: Sequence[Piece], first: int, last: int) -> tuple[int, int]:
    """The run up to the ends of its pieces, where that adds little: all days of a piece are alike."""
    little = (last - first + 1) // 5
    start = max(a for a, _, _ in pieces if a <= first)
    end = min(b for _, b, _ in pieces if b >= last)
    return start if first - start <= little else first, end if end - last <= little else last


def _end(pieces: Sequence[Piece], masses: Sequence[float], mass: float) -> int | None:
    """The day up to which all days together hold so much, None if they never do."""
    if mass > masses[-1]:
        return None
    number = max(0, bisect_left(masses, mass) - 1)
    a, b, value = pieces[number]
    return min(b, a + ceil((mass - masses[number]) / value) - 1) if value else b


def _start(pieces: Sequence[Piece], masses: Sequence[float], mass: float) -> int | None:
    """The day before which all days together hold no more than so much, None if that is less than nothing."""
    if mass < 0:
        return None
    number = min(len(pieces) - 1, bisect_right(masses, mass) - 1)
    a, b, value = pieces[number]
    return min(b, a + floor((mass - masses[number]) / value)) if value else a


def _says(clue: Clue, first: int, last: int) -> bool:
    """Whether a clue allows some of these days."""
    return any(a <= last and b >= first for a, b, _ in clue.parts)


def _width(clue: Clue) -> tuple[int, str]:
    return sum(b - a + 1 for a, b, _ in clue.parts), clue.why


def iso(day: int) -> str:
    """The ISO day of an ordinal."""
    return date.fromordinal(day).isoformat()
