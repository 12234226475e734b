"""Days around the page's day: today, weekdays, weeks, "three days ago". A reader for each kind of meaning."""

from datetime import date, timedelta

from dragoman.reading.times.notation import Reader
from dragoman.reading.times.spans import (
    DAY,
    OPEN_END,
    OPEN_START,
    Span,
    Tense,
    in_tense,
    moved,
    part_of,
    unit_span,
)


def _day(rest: list[str], page: date, _: Tense | None) -> Span:
    return (page + timedelta(days=int(rest[0])),) * 2


def _overnight(_: list[str], page: date, tense: Tense | None) -> Span:
    return (page, page + DAY) if tense == "future" else (page - DAY, page)


def _weekday(rest: list[str], page: date, tense: Tense | None) -> Span:
    weekday, direction = int(rest[0]), rest[1]
    back, ahead = (page.weekday() - weekday) % 7, (weekday - page.weekday()) % 7
    if direction == "-1":
        shift = -(back or 7)
    elif direction == "1" or (direction == "0" and tense != "past"):
        shift = ahead or 7
    else:
        shift = -back if tense in ("past", None) else ahead
    return _day([str(shift)], page, tense)


def _weekday_of_week(rest: list[str], page: date, _: Tense | None) -> Span:
    return (unit_span("week", page, int(rest[1]))[0] + timedelta(days=int(rest[0])),) * 2


def _rest_of(rest: list[str], page: date, _: Tense | None) -> Span:
    return page, unit_span(rest[-1], page)[1]


def _begun(rest: list[str], page: date, _: Tense | None) -> Span:
    return unit_span(rest[-1], page)[0], page


def _part_of_unit(rest: list[str], page: date, _: Tense | None) -> Span:
    part, unit, direction = rest
    return part_of(unit_span(unit, page, 0 if direction == "-" else int(direction)), part)


def _calendar_unit(unit: str) -> "Reader":
    def read(rest: list[str], page: date, tense: Tense | None) -> Span | None:
        if rest[0] == "-":
            coming = "future" if tense == "present" else tense
            return in_tense([unit_span(unit, page, n) for n in (-1, 0, 1)], page, coming)
        return unit_span(unit, page, int(rest[0]))

    return read


def _ago(rest: list[str], page: date, _: Tense | None) -> Span:
    return _counted(page, -float(rest[0]), rest[1])


def _in(rest: list[str], page: date, _: Tense | None) -> Span:
    return _counted(page, float(rest[0]), rest[1])


def _counted(page: date, number: float, unit: str) -> Span:
    """So many units from the page's day: weeks to two days on either side, months and years to the whole ones."""
    found = moved(page, number, unit)
    if unit == "hour":
        # Hours before or after an unknown hour of the page's day may lie on two days.
        return (min(found, page), max(found, page)) if abs(number) < 24 else (found, found)
    if unit in ("week", "fortnight"):
        return found - 2 * DAY, found + 2 * DAY
    if unit == "day":
        return found, found
    # "half a year" and "two and a half years" are told by the month, like "six months".
    return unit_span(
        unit if number == int(number) and unit != "decade" else "month" if unit != "decade" else "year", found
    )


def _stretch(rest: list[str], page: date, _: Tense | None) -> Span:
    # "the last year" says no number: one.
    number = {"-": 1.0, "--": -1.0}.get(rest[0]) or float(rest[0])
    other = moved(page, number, rest[1])
    return (other, page) if number < 0 else (page, other)


def _exactly(rest: list[str], page: date, _: Tense | None) -> Span:
    """exactly NUMBER UNIT DAYS: to the day, and so many days on."""
    return (moved(page, float(rest[0]), rest[1]) + timedelta(days=int(rest[2])),) * 2


AROUND: dict[str, Reader] = {
    "day": _day, "hour": lambda _, page, __: (page, page), "overnight": _overnight, "weekday": _weekday,
    "weekday-of-week": _weekday_of_week, "rest": _rest_of, "begun": _begun, "part-of": _part_of_unit, "ago": _ago,
    "in": _in, "stretch": _stretch, "exactly": _exactly,
    "recent": lambda _, page, __: (OPEN_START, page), "coming": lambda _, page, __: (page, OPEN_END),
    **{f"unit-{unit}": _calendar_unit(unit) for unit in ("week", "weekend", "month", "quarter", "year", "decade")},
}  # fmt: skip
