"""Which days does a meaning have? The notation of `TimeExpression.means` -> first and last day. Pure calendar.

Kinds that are made of other times are read here; those of a year in `dated`, those around the page's day in `around`.
"""

from datetime import date, timedelta

from dragoman.reading.times.around import AROUND
from dragoman.reading.times.dated import DATED
from dragoman.reading.times.notation import OF_A_YEAR, UNSAID, Reader, needs_page_day, parts, why_not
from dragoman.reading.times.spans import (
    DAY,
    OPEN_START,
    Span,
    Tense,
    moved,
    moved_span,
    next_weekday,
    nth_weekday,
    unit_span,
)

__all__ = ["UNSAID", "Tense", "days_of", "needs_page_day", "parts", "why_not"]

# A run of so few days is told with its first; a longer term counts from it.
FEW_DAYS = 7


def days_of(means: str, page: date, tense: Tense | None) -> Span | None:
    """First and last day of a meaning on a page of that day; None where there is no such day.

    An end that the words leave open is `date.min` or `date.max`.
    """
    kind, *rest = parts(means)
    if why_not(means, tense):
        return None
    try:
        return _KINDS[kind](rest, page, tense)
    except (ValueError, OverflowError):
        # 30 February, or a count that leaves the calendar.
        return None


def _since(rest: list[str], page: date, _: Tense | None) -> Span | None:
    span = days_of(rest[0], page, "past")
    return span and (span[0], max(page, span[0]))


def _until(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """To the end of a time to come; of a time gone the beginning is not told: its own days."""
    span = days_of(rest[0], page, tense)
    return span and ((page, span[1]) if span[1] >= page else span)


def _before(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    span = days_of(rest[0], page, tense)
    if span is None:
        return None
    return page if span[0] > page else OPEN_START, span[0] - DAY


def _range(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """From the first time to the last; the one that does not say its week, month or year takes it from the other."""
    first, last = (days_of(part, page, tense) for part in rest)
    if first is None or last is None:
        return None
    if parts(rest[1])[:2] == ("dom", "-"):
        last = days_of(rest[1], first[0], "future")
    elif first[0] > last[1] and _is_loose(rest[0]) and tense != "future":
        first = days_of(rest[0], last[0], "past")
    elif first[0] > last[1] and _is_loose(rest[1]):
        last = days_of(rest[1], first[0], "future")
    elif _is_loose(rest[0]) and not needs_page_day(rest[1]):
        first = days_of(rest[0], last[0], "past")
    elif _is_loose(rest[1]) and not needs_page_day(rest[0]):
        last = days_of(rest[1], first[0], "future")
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _is_loose(means: str) -> bool:
    """Whether only the tense says which week, month or year is meant."""
    kind, *rest = parts(means)
    if kind == "weekday":
        return rest[1] == "-"
    return kind in (*OF_A_YEAR, "dom") and rest[0] == "-"


def _shift(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """shift NUMBER UNIT (TIME): so many units on from it. Of a day, months and years are told whole."""
    number, unit = float(rest[0]), rest[1]
    span = days_of(rest[2], page, tense)
    return span and moved_span(span, number, unit)


def _almost(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """almost NUMBER UNIT (TIME): the two months (or for days and weeks the quarter) that end on the day."""
    number, unit = float(rest[0]), rest[1]
    span = days_of(rest[2], page, tense)
    if span is None:
        return None
    last = moved(span[0], number, unit)
    return (
        moved(last, -2, "month") if unit in ("year", "decade") else moved(last, -abs(number) / 4, unit)
    ), last


def _around(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """around STEPS UNIT (TIME): the calendar unit so many units from the one that holds the time."""
    span = days_of(rest[2], page, tense)
    if span is None:
        return None
    steps = int(rest[0])
    return unit_span(rest[1], span[1] if steps > 0 else span[0], steps)


def _nth_weekday(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    span = days_of(rest[2], page, tense)
    return span and nth_weekday(span, int(rest[0]), int(rest[1]))


def _weekday_from(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """weekday-from NTH WEEKDAY (TIME): the nth such weekday after the time, before it where negative."""
    span, nth = days_of(rest[2], page, tense), int(rest[0])
    return span and (next_weekday(span[1] if nth > 0 else span[0], int(rest[1]), nth),) * 2


def _nth_week(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """The first week of a month is its first seven days, the second the next; the last its last seven."""
    span, nth = days_of(rest[1], page, tense), int(rest[0])
    if span is None:
        return None
    first = span[1] - 6 * DAY if nth < 0 else span[0] + timedelta(days=7 * (nth - 1))
    return first, first + 6 * DAY


def _nth_weekend(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    span = days_of(rest[1], page, tense)
    if span is None:
        return None
    saturday = nth_weekday(span, int(rest[0]), 5)[0]
    return saturday, saturday + DAY


def _nth_day(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    span, nth = days_of(rest[1], page, tense), int(rest[0])
    return span and (span[1] if nth < 0 else span[0] + timedelta(days=nth - 1),) * 2


def _run(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """run NUMBER UNIT (TIME): so long from the time on; a few days are told with the first of them."""
    number, unit = float(rest[0]), rest[1]
    span = days_of(rest[2], page, tense)
    if span is None:
        return None
    last = moved(span[0], number, unit)
    return span[0], last - DAY if unit != "day" or number <= FEW_DAYS else last


def _opening(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """opening NUMBER UNIT (TIME): the first so many days or weeks of it."""
    span = days_of(rest[2], page, tense)
    return span and (span[0], moved(span[0], float(rest[0]), rest[1]) - DAY)


def _run_to(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """run-to NUMBER UNIT (TIME): so long up to the end of the time."""
    span = days_of(rest[2], page, tense)
    return span and (moved(span[1] + DAY, -float(rest[0]), rest[1]), span[1])


def _anniversary(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """anniversary NUMBER (DAY): so many years after a day of a known year; else that day as the tense asks."""
    kind, *said = parts(rest[1])
    if kind == "date" and said[0] != "-" and rest[0] != "-":
        return (date(int(said[0]) + int(rest[0]), int(said[1]), int(said[2])),) * 2
    if kind == "date":
        return days_of(f"date - {said[1]} {said[2]}", page, None if tense == "present" else tense)
    return days_of(rest[1], page, tense)


_KINDS: dict[str, Reader] = {
    **DATED, **AROUND,
    "since": _since, "until": _until, "before": _before, "range": _range, "shift": _shift, "almost": _almost,
    "around": _around, "nth-weekday": _nth_weekday, "weekday-from": _weekday_from, "nth-week": _nth_week,
    "nth-weekend": _nth_weekend, "nth-day": _nth_day, "run": _run, "opening": _opening, "run-to": _run_to,
    "anniversary": _anniversary,
}  # fmt: skip
