"""On which page days would words mean certain days? The way back from an event's day to the page's."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from dragoman.reading.times.calendar import Tense, days_of, parts

Run = tuple[int, int]
# How far from the event the page can be, in days, and in which steps it is looked for: what is told by months or years
# is the same for a whole month.
_BY_DAY = {
    "day": 7, "weekday": 14, "weekday-of-week": 21, "unit-week": 21, "unit-weekend": 21, "begun": 31, "rest": 31,
}  # fmt: skip
_BY_MONTH = {
    "month", "month-near", "month-of-year", "months", "months-near", "date-near", "unit-month", "unit-quarter",
    "unit-year", "part-of",
}  # fmt: skip
_DAYS = {
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.44,
    "year": 365.25,
    "decade": 3652.5,
}


@lru_cache(4096)
def page_days(means: str, first: date, last: date, tense: Tense | None, years: int) -> tuple[Run, ...]:
    """The runs of days (ordinals) of a page on which a meaning falls into `first` to `last`; none where it says little.

    `years` limits how far from the event the page is looked for.
    """
    kind, *rest = parts(means)
    if kind in ("ago", "in"):
        number = float(rest[0])
        return (counted(first, last, number if kind == "ago" else -number, rest[1]),)
    if kind in ("date", "days") and rest[0] == "-":
        final = rest[3] if kind == "days" else rest[2]
        return _of_the_year(first, last, tense, int(rest[1]), int(rest[2]), int(final))
    if kind in _BY_DAY:
        reach = timedelta(days=_BY_DAY[kind])
        return tuple(_runs(_each_day(means, first, last, first - reach, last + reach, tense)))
    if kind in _BY_MONTH:
        return tuple(_runs(_each_month(means, first, last, tense, years)))
    return ()


def counted(first: date, last: date, number: float, unit: str) -> Run:
    """The days that lie so many units after (before, if negative) an event: the more units, the less exact."""
    days = number * _DAYS[unit]
    # "two days ago" is exact, "three weeks ago" a matter of days, "four years ago" one of months.
    loose = (
        0
        if unit == "day" and abs(number) < 8
        else {"hour": 1, "day": 2, "week": 3, "fortnight": 4}.get(unit, 0)
    )
    loose = loose or (0 if unit == "day" else round(0.6 * _DAYS[unit]) + round(abs(days) * 0.02))
    return first.toordinal() + round(days) - loose, last.toordinal() + round(days) + loose


def _of_the_year(
    first: date, last: date, tense: Tense | None, month: int, day: int, final: int
) -> tuple[Run, ...]:
    """A day without its year ("May 8", "June 28 and 29") that is the event's: the page is of the months around."""
    named = [(year, month, d) for year in (first.year, last.year) for d in (day, final)]
    if not any((first.year, first.month, first.day) <= n <= (last.year, last.month, last.day) for n in named):
        return ()
    start, end = first.toordinal(), last.toordinal()
    return ((start if tense == "past" else start - 200, end if tense == "future" else end + 200),)


def _each_day(
    means: str, first: date, last: date, start: date, end: date, tense: Tense | None
) -> Iterator[tuple[int, int, bool]]:
    for number in range(start.toordinal(), end.toordinal() + 1):
        span = days_of(means, date.fromordinal(number), tense)
        yield number, number, span is not None and span[0] <= last and span[1] >= first


def _each_month(
    means: str, first: date, last: date, tense: Tense | None, years: int
) -> Iterator[tuple[int, int, bool]]:
    for count in range((first.year - years) * 12, (last.year + years + 1) * 12):
        start = date(count // 12, count % 12 + 1, 1)
        after = date((count + 1) // 12, (count + 1) % 12 + 1, 1)
        span = days_of(means, start + timedelta(days=14), tense)
        fits = span is not None and span[0] <= last and span[1] >= first
        yield start.toordinal(), after.toordinal() - 1, fits


def _runs(found: Iterator[tuple[int, int, bool]]) -> Iterator[Run]:
    begun, end = None, 0
    for start, stop, fits in found:
        if fits and begun is None:
            begun = start
        if not fits and begun is not None:
            yield begun, end
            begun = None
        end = stop
    if begun is not None:
        yield begun, end
