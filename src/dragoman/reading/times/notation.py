"""The notation of `TimeExpression.means`: how it is read, and whether it needs the page's day.

A meaning is a word for the kind of count, then numbers or directions, "-" where the text does not say, and other
meanings in brackets: "weekday 1 -1" is last Tuesday, "since (month - 3 -)" since March. A year is written as a number,
"-" (the one that the tense asks for) or "@-1" (counted from the page's).
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from dragoman.reading.times.spans import DAYS, Span, Tense

# Stands for the page's day where the meaning does not need it.
UNSAID = date(2000, 1, 1)
# Kinds whose first word is a year; kinds that never count from the page's day; kinds that do so where a part does.
OF_A_YEAR = ("date", "days", "month", "months", "holiday", "fiscal", "fiscal-to")
FIXED = ("year", "years", "decade-of", "century", "length", "other", "often")
OF_PARTS = (
    "range", "shift", "almost", "nth-weekday", "nth-week", "nth-weekend", "nth-day", "weekday-from",
    "run", "run-to", "opening", "anniversary", "around",
)  # fmt: skip
# "In two weeks" in the present looks ahead for so many days: "the worst in twenty years" looks back.
LOOKS_AHEAD = 200
Reader = Callable[[list[str], date, Tense | None], Span | None]


@lru_cache(maxsize=4096)
def parts(means: str) -> tuple[str, ...]:
    """The words of a meaning, bracketed ones whole and without their brackets."""
    found, depth, start = list[str](), 0, 0
    for i, sign in enumerate(f"{means} "):
        if sign == " " and not depth:
            if i > start:
                word = means[start:i]
                found.append(word[1:-1] if word[0] == "(" else word)
            start = i + 1
        depth += {"(": 1, ")": -1}.get(sign, 0)
    return tuple(found)


def needs_page_day(means: str) -> bool:
    """Whether the meaning counts from the page's day."""
    kind, *rest = parts(means)
    if kind in OF_A_YEAR:
        return rest[0][0] in "-@"
    if kind in OF_PARTS:
        return any(needs_page_day(part) for part in rest if " " in part)
    return kind not in FIXED


def why_not(means: str, tense: Tense | None) -> str | None:
    """Why a meaning has no days on any page; None where it has."""
    kind, *rest = parts(means)
    if kind == "other":
        return "counted from another time of the text, or vague"
    if kind == "often":
        return "it comes again and again: no single days"
    if kind == "length":
        return "a length of time; the text does not say from when it counts"
    if kind == "in" and not (tense == "future" or (tense == "present" and _is_short(rest))):
        return "how long it takes or took; only in a sentence about the future it counts from the page's day"
    return next((why for part in rest if " " in part and (why := why_not(part, tense))), None)


def _is_short(rest: Sequence[str]) -> bool:
    """Whether "in two weeks" in the present looks ahead: "the worst in twenty years" looks back."""
    return float(rest[0]) * DAYS.get(rest[1], 1) <= LOOKS_AHEAD
