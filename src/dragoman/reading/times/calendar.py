"""Which days does a meaning have? The notation of `TimeExpression.means` -> first and last day. Pure calendar."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

Span = tuple[date, date]
Tense = Literal["past", "future", "present"]
# Stands for the page's day where the meaning does not need it.
UNSAID = date(2000, 1, 1)


def needs_page_day(means: str) -> bool:
    """Whether the meaning counts from the page's day."""
    kind, *rest = means.split()
    if kind in ("date", "days", "month", "quarter", "season"):
        return rest[0] == "-"
    return kind not in ("numbers", "year", "years", "decade-of", "length", "other")


def why_not(means: str, tense: Tense | None) -> str | None:
    """Why a meaning has no days on any page; None where it has."""
    kind, *rest = means.split()
    if kind == "other":
        return "counted from another time of the text, or vague"
    if kind == "length":
        return "a length of time; the text does not say from when it counts"
    if kind == "in" and tense != "future":
        return "how long it takes or took; only in a sentence about the future it counts from the page's day"
    if kind == "numbers" and _numbers(rest) is None:
        return "day and month cannot be told apart in these numbers"
    return None


def days_of(means: str, page: date, tense: Tense | None) -> Span | None:
    """First and last day of a meaning on a page of that day; None where there is no such day."""
    kind, *rest = means.split()
    if why_not(means, tense):
        return None
    try:
        return _KINDS[kind](rest, page, tense)
    except (ValueError, OverflowError):
        # 30 February, or a count that leaves the calendar.
        return None


def _date(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    year, month, day = rest
    if year == "-":
        return _in_tense(
            [(date(y, int(month), int(day)),) * 2 for y in _years(page, int(month), int(day))], page, tense
        )
    found = date(int(year), int(month), int(day))
    return found, found


def _numbers(rest: list[str]) -> Span | None:
    year, a, b, sign = rest
    first, second = int(a), int(b)
    if sign != "." and first <= 12 and second <= 12 and first != second:
        return None
    day, month = (first, second) if sign == "." or first > 12 else (second, first)
    found = date(int(year), month, day)
    return found, found


def _days(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    year, month, first, last = rest
    begun = _date([year, month, first], page, tense)
    return begun and (begun[0], begun[0].replace(day=int(last))) if int(last) > int(first) else None


def _month(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    year, month, part = rest
    years = range(page.year - 1, page.year + 2) if year == "-" else (int(year),)
    found = _in_tense([_whole_month(y, int(month)) for y in years], page, tense) if year == "-" else None
    return _part_of(found or _whole_month(years[0], int(month)), part)


def _month_near(rest: list[str], page: date, _: Tense | None) -> Span:
    direction, month = int(rest[0]), int(rest[1])
    year = page.year
    if direction < 0 and month >= page.month:
        year -= 1
    if direction > 0 and month <= page.month:
        year += 1
    return _whole_month(year, month)


def _month_of_year(rest: list[str], page: date, _: Tense | None) -> Span:
    return _part_of(_whole_month(page.year + int(rest[0]), int(rest[1])), rest[2])


def _quarter(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    year, quarter = rest
    spans = [
        _quarter_of(y, int(quarter))
        for y in ((int(year),) if year != "-" else range(page.year - 1, page.year + 2))
    ]
    return spans[0] if year != "-" else _in_tense(spans, page, tense)


def _season(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    year, first, last = rest[0], int(rest[1]), int(rest[2])
    if year != "-":
        return _season_of(int(year), first, last)
    return _in_tense([_season_of(y, first, last) for y in range(page.year - 1, page.year + 3)], page, tense)


def _season_near(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    direction, first, last = int(rest[0]), int(rest[1]), int(rest[2])
    spans = [_season_of(y, first, last) for y in range(page.year - 1, page.year + 3)]
    if direction < 0:
        return max(span for span in spans if span[1] < page)
    if direction > 0:
        return min(span for span in spans if span[0] > page)
    return next((span for span in spans if span[0] <= page <= span[1]), None) or _in_tense(
        spans, page, tense or "future"
    )


def _year(rest: list[str], *_: object) -> Span:
    return _part_of((date(int(rest[0]), 1, 1), date(int(rest[0]), 12, 31)), rest[1])


def _years_run(rest: list[str], *_: object) -> Span | None:
    first, last = date(int(rest[0]), 1, 1), date(int(rest[1]), 12, 31)
    return (first, last) if first < last else None


def _decade_of(rest: list[str], *_: object) -> Span:
    return date(int(rest[0]), 1, 1), date(int(rest[0]) + 9, 12, 31)


def _day(rest: list[str], page: date, _: Tense | None) -> Span:
    found = page + timedelta(days=int(rest[0]))
    return found, found


def _weekday(rest: list[str], page: date, tense: Tense | None) -> Span:
    weekday, direction = int(rest[0]), rest[1]
    back, ahead = (page.weekday() - weekday) % 7, (weekday - page.weekday()) % 7
    if direction == "-1":
        shift = -(back or 7)
    elif direction == "1":
        shift = ahead or 7
    else:
        shift = ahead if tense == "future" else -back
    return _day([str(shift)], page, tense)


def _weekday_of_week(rest: list[str], page: date, _: Tense | None) -> Span:
    found = _unit_span("week", page, int(rest[1]))[0] + timedelta(days=int(rest[0]))
    return found, found


def _rest_of(rest: list[str], page: date, _: Tense | None) -> Span:
    return page, _unit_span(rest[-1], page, 0)[1]


def _begun(rest: list[str], page: date, _: Tense | None) -> Span:
    return _unit_span(rest[-1], page, 0)[0], page


def _part_of_unit(rest: list[str], page: date, _: Tense | None) -> Span:
    part, unit, direction = rest
    steps = {"last": -1, "-1": -1, "next": 1, "1": 1}.get(direction, 0)
    return _part_of(_unit_span(unit, page, steps), part)


def _calendar_unit(unit: str) -> "Reader":
    def read(rest: list[str], page: date, tense: Tense | None) -> Span | None:
        if rest[0] == "-":
            return _in_tense([_unit_span(unit, page, n) for n in (-1, 0, 1)], page, tense)
        return _unit_span(unit, page, int(rest[0]))

    return read


def _ago(rest: list[str], page: date, _: Tense | None) -> Span:
    number, unit = float(rest[0]), rest[1]
    if unit in ("hour", "day") or number != int(number):
        found = _moved(page, -number, unit)
        # Hours before an unknown hour of the page's day may lie on two days.
        return found, page if unit == "hour" and number < 24 else found
    if unit in ("week", "fortnight"):
        middle = _moved(page, -number, unit)
        return middle - timedelta(days=2), middle + timedelta(days=2)
    return _unit_span(unit, page, -int(number))


def _stretch(rest: list[str], page: date, _: Tense | None) -> Span:
    # "the last year" says no number: one.
    number = float(rest[0]) if rest[0] != "-" else -1.0
    other = _moved(page, number, rest[1])
    return (other, page) if number < 0 else (page, other)


def _in(rest: list[str], page: date, _: Tense | None) -> Span:
    found = _moved(page, float(rest[0]), rest[1])
    return found, found


Reader = Callable[[list[str], date, Tense | None], Span | None]
_KINDS: dict[str, Reader] = {
    "date": _date, "numbers": lambda rest, *_: _numbers(rest), "days": _days, "month": _month,
    "month-near": _month_near, "month-of-year": _month_of_year, "quarter": _quarter, "season": _season,
    "season-near": _season_near, "year": _year, "years": _years_run, "decade-of": _decade_of, "day": _day,
    "weekday": _weekday, "weekday-of-week": _weekday_of_week, "rest": _rest_of, "begun": _begun,
    "part-of": _part_of_unit, "ago": _ago, "stretch": _stretch, "in": _in,
    **{f"unit-{unit}": _calendar_unit(unit) for unit in ("week", "weekend", "month", "quarter", "year", "decade")},
}  # fmt: skip


def _years(page: date, month: int, day: int) -> list[int]:
    """The years around the page's that have this day (29 February)."""
    limit = {y: calendar.monthrange(y, month)[1] for y in range(page.year - 1, page.year + 2)}
    return [year for year, last in limit.items() if day <= last]


def _in_tense(spans: list[Span], page: date, tense: Tense | None) -> Span | None:
    """Of spans in order: past the last begun, future the first not over, without a tense the nearest."""
    if tense == "past":
        return max((span for span in spans if span[0] <= page), default=None)
    if tense == "future":
        return min((span for span in spans if span[1] >= page), default=None)
    return min(
        spans, key=lambda span: (max((span[0] - page).days, (page - span[1]).days), span), default=None
    )


def _whole_month(year: int, month: int) -> Span:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _quarter_of(year: int, quarter: int) -> Span:
    return date(year, 3 * quarter - 2, 1), _whole_month(year, 3 * quarter)[1]


def _season_of(year: int, first: int, last: int) -> Span:
    return date(year - (first > last), first, 1), _whole_month(year, last)[1]


def _unit_span(unit: str, page: date, steps: int) -> Span:
    """The calendar unit so many units from the page's own. Weeks begin on Monday."""
    if unit == "week":
        first = page - timedelta(days=page.weekday()) + timedelta(weeks=steps)
        return first, first + timedelta(days=6)
    if unit == "weekend":
        saturday = page + timedelta(days=5 - page.weekday()) + timedelta(weeks=steps)
        return saturday, saturday + timedelta(days=1)
    if unit in ("month", "quarter"):
        months = page.year * 12 + page.month - 1 + steps * (3 if unit == "quarter" else 1)
        year, month = divmod(months, 12)
        return _whole_month(year, month + 1) if unit == "month" else _quarter_of(year, month // 3 + 1)
    years = 10 if unit == "decade" else 1
    first_year = page.year // years * years + steps * years
    return date(first_year, 1, 1), date(first_year + years - 1, 12, 31)


def _part_of(span: Span, part: str) -> Span:
    """A third of a span; its end is the last quarter, of a month the last week."""
    first, last = span
    length = (last - first).days + 1
    if length > 300:
        months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "end": (10, 12)}.get(part)
        return (date(first.year, months[0], 1), _whole_month(first.year, months[1])[1]) if months else span
    third = length // 3
    if part == "early":
        return first, first + timedelta(days=third - 1)
    if part == "mid":
        return first + timedelta(days=third), first + timedelta(days=2 * third - 1)
    if part == "late":
        return first + timedelta(days=2 * third), last
    return (last - timedelta(days=min(6, third)), last) if part == "end" else span


def _moved(page: date, number: float, unit: str) -> date:
    """The day so many units from a day, before it where negative; hours are counted up to whole days."""
    if unit in ("month", "year", "decade") and number == int(number):
        months = int(number) * {"month": 1, "year": 12, "decade": 120}[unit]
        year, month = divmod(page.year * 12 + page.month - 1 + months, 12)
        return date(year, month + 1, min(page.day, calendar.monthrange(year, month + 1)[1]))
    if unit == "hour":
        return page + timedelta(days=-int(-number // 24) if number > 0 else int(number // 24))
    days = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3652}[unit]
    return page + timedelta(days=round(number * days))
