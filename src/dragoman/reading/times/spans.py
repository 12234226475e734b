"""Calendar arithmetic on spans of days: months, seasons, weeks, parts of them, and the nth weekday."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta, weekday

Span = tuple[date, date]
Tense = Literal["past", "future", "present"]
# An end that the words leave open.
OPEN_START, OPEN_END = date.min, date.max
DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
DAYS = {
    "day": 1,
    "weekend": 7,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "quarter": 91,
    "year": 365,
    "decade": 3652,
}
# Months of a year, days of a month, years of a decade: first and last.
PARTS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "end": (10, 12)}
PARTS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "first": (1, 15), "second": (16, 31)}
PARTS_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "end": (7, 9)}


def months(year: int, first: int, last: int) -> Span:
    """From the first of a month to the end of another; where that comes earlier in the year, from the year before."""
    begun = date(year - (first > last), first, 1)
    return begun, date(year, last, 1) + relativedelta(day=31)


def in_tense(spans: Iterable[Span], page: date, tense: Tense | None) -> Span | None:
    """Of spans: past the last begun, future the first not over, else the nearest; None where there is none."""
    spans = list(spans)
    if tense == "past":
        return max((span for span in spans if span[0] <= page), default=None)
    if tense == "future":
        return min((span for span in spans if span[1] >= page), default=None)
    return min(
        spans, key=lambda span: (max((span[0] - page).days, (page - span[1]).days, 0), span), default=None
    )


def unit_span(unit: str, day: date, steps: int = 0) -> Span:
    """The calendar unit so many units from the day's own. Weeks begin on Monday."""
    if unit == "day":
        return (day + steps * DAY,) * 2
    if unit in ("week", "fortnight"):
        first = day - timedelta(days=day.weekday()) + timedelta(days=steps * DAYS[unit])
        return first, first + timedelta(days=DAYS[unit] - 1)
    if unit == "weekend":
        saturday = day + timedelta(days=5 - day.weekday()) + timedelta(weeks=steps)
        return saturday, saturday + DAY
    size = MONTHS[unit]
    # Months counted from year 0, so that a decade begins in its round year.
    begun = (day.year * 12 + day.month - 1) // size * size + steps * size
    first = date(begun // 12, begun % 12 + 1, 1)
    return first, first + relativedelta(months=size) - DAY


def part_of(span: Span, part: str) -> Span:
    """Early, middle, late or the end of a month, year or decade; thirds of other spans; the span for any other word."""
    first, last = span
    length = (last - first).days + 1
    if length > 3000 and part in PARTS_OF_DECADE:
        a, b = PARTS_OF_DECADE[part]
        return date(first.year + a, 1, 1), date(first.year + b, 12, 31)
    if 300 < length < 400 and part in PARTS_OF_YEAR:
        a, b = PARTS_OF_YEAR[part]
        return first + relativedelta(months=a - 1), first + relativedelta(months=b) - DAY
    if 28 <= length <= 31 and part in PARTS_OF_MONTH:
        a, b = PARTS_OF_MONTH[part]
        return first.replace(day=a), first + relativedelta(day=b)
    third = length // 3
    if part == "end":
        return last - timedelta(days=min(6, third)), last
    thirds = {"early": (0, third - 1), "mid": (third, 2 * third - 1), "late": (2 * third, length - 1)}
    a, b = thirds.get(part, (0, length - 1))
    return first + a * DAY, first + max(a, b) * DAY


def moved(day: date, number: float, unit: str) -> date:
    """The day so many units from a day, before it where negative; hours are counted up to whole days."""
    if unit in MONTHS and number == int(number):
        return _plus(day, int(number) * MONTHS[unit])
    if unit == "year" and number * 2 == int(number * 2):
        return _plus(day, int(number * 12))
    if unit == "hour":
        return day + timedelta(days=-int(-number // 24) if number > 0 else int(number // 24))
    return day + timedelta(days=round(number * DAYS[unit]))


def _plus(day: date, months: int) -> date:
    found: date = day + relativedelta(months=months)
    return found


def moved_span(span: Span, number: float, unit: str) -> Span:
    """A span so many units on: of a day the day (for months and years told of months the whole ones)."""
    first, last = span
    if first == last:
        return (moved(first, number, unit),) * 2
    for whole in ("week", "month", "quarter", "year"):
        if unit_span(whole, first) == span:
            if unit in ("day", "hour"):
                return moved(last if number > 0 else first, number, unit), moved(
                    last if number > 0 else first, number, unit
                )
            begun = moved(first, number, unit)
            return unit_span(whole, begun)
    return moved(first, number, unit), moved(last, number, unit)


def nth_weekday(span: Span, nth: int, day: int) -> Span:
    """The nth such weekday (Monday is 0) of a span, the last one for -1; `ValueError` where there are not so many."""
    at = span[1] if nth < 0 else span[0]
    found = at + relativedelta(weekday=weekday(day)(nth))
    if not span[0] <= found <= span[1]:
        raise ValueError(f"no weekday {day} number {nth} from {span[0]} to {span[1]}")
    return found, found


def next_weekday(day: date, wanted: int, nth: int) -> date:
    """The nth such weekday strictly after a day, before it where negative."""
    found: date = day + (DAY if nth > 0 else -DAY) + relativedelta(weekday=weekday(wanted)(nth))
    return found
