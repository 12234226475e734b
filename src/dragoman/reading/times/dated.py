"""Days of a year, said or not: dates, months, seasons, holidays, years. A reader for each kind of meaning."""

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from dragoman.reading.times.notation import Reader
from dragoman.reading.times.spans import DAY, Span, Tense, in_tense, months, nth_weekday, part_of, unit_span

# A stretch of fewer days than SHORT that the tense would put more than FAR days off, while another year's is nearer
# than NEAR, is the near one: nobody means last year's 9 April on the 7th.
SHORT, FAR, NEAR = 28, 300, 31
MOST_WIDENING = 8  # years to look on either side for a day that not every year has


def _of_year(year: str, page: date, tense: Tense | None, make: Callable[[int], Span]) -> Span | None:
    """What `make` gives for the year; where none is said, for the one that the tense asks for."""
    if year[0] == "@" and len(year) > 1 and year != "@-":
        return make(page.year + int(year[1:]))
    if year[0] not in "-@":
        return make(int(year))
    for reach in (1, MOST_WIDENING):
        spans = _made(range(page.year - reach, page.year + reach + 1), make)
        if found := in_tense(spans, page, tense):
            nearest = in_tense(spans, page, None) or found
            is_day = (found[1] - found[0]).days < SHORT
            return nearest if is_day and _gap(found, page) > FAR and _gap(nearest, page) < NEAR else found
    return None


def _gap(span: Span, page: date) -> int:
    return max((span[0] - page).days, (page - span[1]).days, 0)


def _made(years: range, make: Callable[[int], Span]) -> list[Span]:
    found = []
    for year in years:
        try:
            found.append(make(year))
        except ValueError:
            continue  # 29 February
    return found


def _date(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """date YEAR MONTH DAY [WEEKDAY]; the weekday helps to find the year."""
    year, month, day, *named = rest
    if year == "-" and named and named[0] != "-":
        around = _made(range(page.year - 3, page.year + 4), lambda y: (date(y, int(month), int(day)),) * 2)
        if fits := [span for span in around if span[0].weekday() == int(named[0])]:
            # Within six months of the page the weekday fits once at most; a year that fits by chance is farther off.
            return in_tense(fits, page, None)
    return _of_year(year, page, tense, lambda y: (date(y, int(month), int(day)),) * 2)


def _numbers(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """numbers YEAR A B: day and month that cannot be told apart; the one far nearer to the page, if either is."""
    year, a, b = map(int, rest)
    one, other = sorted((date(year, a, b), date(year, b, a)), key=lambda day: (abs((day - page).days), day))
    if tense == "past" and one > page >= other:
        one, other = other, one
    near, far = abs((one - page).days), abs((other - page).days)
    return (one, one) if one == other or 3 * near < far else None


def _days(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    year, month, first, last = rest
    if int(last) <= int(first):
        return None
    return _of_year(
        year, page, tense, lambda y: (date(y, int(month), int(first)), date(y, int(month), int(last)))
    )


def _day_of_month(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """dom MONTHS DAY [WEEKDAY]: MONTHS counts from the page's month, "-" for the one that the tense asks for."""
    steps, day, *named = rest
    near = range(-3, 4) if steps == "-" else (int(steps),)
    starts = [unit_span("month", page, n)[0] for n in near]
    spans = []
    for start in starts:
        try:
            spans.append((start.replace(day=int(day)),) * 2)
        except ValueError:
            continue
    if named and named[0] != "-":
        spans = [span for span in spans if span[0].weekday() == int(named[0])] or spans
    return in_tense(spans, page, tense if steps == "-" else None)


def _month(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    year, month, part = rest
    return _of_year(year, page, tense, lambda y: part_of(months(y, int(month), int(month)), part))


def _months(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    year, first, last = rest
    return _of_year(year, page, tense, lambda y: months(y, int(first), int(last)))


def _month_near(rest: list[str], page: date, _: Tense | None) -> Span:
    direction, month = int(rest[0]), int(rest[1])
    year = page.year
    if direction < 0 and month >= page.month:
        year -= 1
    if direction > 0 and month <= page.month:
        year += 1
    return months(year, month, month)


def _date_near(rest: list[str], page: date, _: Tense | None) -> Span | None:
    direction, month, day = map(int, rest)
    days = _made(_years_around(page), lambda y: (date(y, month, day),) * 2)
    if direction < 0:
        return max(span for span in days if span[0] < page)
    return min(span for span in days if span[0] > page)


def _years_around(page: date) -> range:
    return range(page.year - MOST_WIDENING, page.year + MOST_WIDENING + 1)


def _months_near(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """A season, or another run of months, before or after the page; 0 the running one, else as the tense asks."""
    direction, first, last = int(rest[0]), int(rest[1]), int(rest[2])
    spans = [months(y, first, last) for y in range(page.year - 1, page.year + 3)]
    if direction < 0:
        return max(span for span in spans if span[1] < page)
    if direction > 0:
        return min(span for span in spans if span[0] > page)
    running = next((span for span in spans if span[0] <= page <= span[1]), None)
    return running or in_tense(spans, page, tense or "future")


def _holiday(rest: list[str], page: date, tense: Tense | None) -> Span | None:
    """holiday YEAR RULE: "fixed MONTH DAY", "nth NTH WEEKDAY MONTH", "easter DAYS" or "orthodox DAYS"."""
    year, rule, *numbers = rest
    counts = [int(number) for number in numbers]

    def day(of: int) -> Span:
        if rule == "fixed":
            return (date(of, counts[0], counts[1]),) * 2
        if rule == "nth":
            return nth_weekday(months(of, counts[2], counts[2]), counts[0], counts[1])
        method = EASTER_ORTHODOX if rule == "orthodox" else EASTER_WESTERN
        return (easter(of, method) + timedelta(days=counts[0]),) * 2

    return _of_year(year, page, tense, day)


def _fiscal(rest: list[str], page: date, _: Tense | None) -> Span:
    """fiscal YEAR MONTH: the year that begins in that month; of a number, the one that ends in it (October to
    September) or begins in it (April to March)."""
    year, month = rest[0], int(rest[1])
    if year[0] in "-@":
        steps = int(year[1:] or 0) if year[1:] != "-" else 0
        begun = page.year - (page.month < month) + steps
    else:
        begun = int(year) - (month > 6)
    first = date(begun, month, 1)
    return first, date(begun + 1, month, 1) - DAY


def _fiscal_to(rest: list[str], page: date, tense: Tense | None) -> Span:
    """fiscal-to YEAR MONTH: the same by its last month."""
    return _fiscal([rest[0], str(int(rest[1]) % 12 + 1)], page, tense)


def _year(rest: list[str], *_: object) -> Span:
    return part_of((date(int(rest[0]), 1, 1), date(int(rest[0]), 12, 31)), rest[1])


def _years_run(rest: list[str], *_: object) -> Span | None:
    """years A B, B also of two figures: 2005 06."""
    last = int(rest[0][: -len(rest[1])] + rest[1])
    return (date(int(rest[0]), 1, 1), date(last, 12, 31)) if int(rest[0]) < last else None


def _decade_of(rest: list[str], *_: object) -> Span:
    first = int(rest[0])
    span = date(first, 1, 1), date(first + 9, 12, 31)
    return part_of(span, rest[1]) if len(rest) > 1 else span


def _century(rest: list[str], *_: object) -> Span:
    last = int(rest[0]) * 100
    return date(last - 99, 1, 1), date(last, 12, 31)


DATED: dict[str, Reader] = {
    "date": _date, "numbers": _numbers, "days": _days, "dom": _day_of_month, "month": _month, "months": _months,
    "date-near": _date_near, "month-near": _month_near, "months-near": _months_near, "holiday": _holiday,
    "fiscal": _fiscal, "fiscal-to": _fiscal_to, "year": _year, "years": _years_run, "decade-of": _decade_of,
    "century": _century,
}  # fmt: skip
