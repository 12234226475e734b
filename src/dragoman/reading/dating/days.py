"""What the dates of a page tell of its day: full dates, years, a dateline without a year, words of an age."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from dragoman.model import Struct, TimeExpression
from dragoman.reading.dating.facts import Text
from dragoman.reading.dating.told import Fresh, ToldRules, tense_of
from dragoman.reading.dating.weigh import Clue, Part, one

YEAR = 365.2425


class Age(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that a page uses only in some years: ISO days, an empty end is open."""

    words: tuple[str, ...]
    sure: float
    from_: str = msgspec.field(name="from", default="")
    to: str = ""


class DaysRules(Struct, frozen=True, forbid_unknown_fields=True):
    """How dates and years bound a page's day; `dating.toml` explains each."""

    fresh_days: int
    sure_fresh: float
    sure_past: float
    past: tuple[Fresh, ...]
    past_years: tuple[Fresh, ...]
    sure_dateline: float
    sure_weekday_date: float
    weekday_date_days: int
    weekdays: tuple[float, ...]
    weekdays_today: tuple[float, ...]
    weekday_old: float


def by_days(
    text: Text, times: Sequence[TimeExpression], own: Sequence[TimeExpression], window: tuple[int, int],
    rules: DaysRules, told: ToldRules,
) -> Iterator[Clue]:  # fmt: skip
    """The clues of the dates in a story; `own` are those of the dateline, which lack the year."""
    for time in own:
        if time.means.startswith("date - "):
            yield from _each_year(
                time, (0, 0), window, rules.sure_dateline, f'the dateline says "{time.words}"'
            )
            break
    latest: tuple[date, TimeExpression] | None = None
    for time in times:
        if time.means.startswith("date - ") and (weekday := _weekday_of(time.words)) is not None:
            days = rules.weekday_date_days
            why = f'"{time.words}" is a day of some years only'
            yield from _each_year(time, (-days, days), window, rules.sure_weekday_date, why, weekday)
        if time.from_ is None or time.kind not in ("day", "month", "year", "quarter", "season"):
            continue
        day = date.fromisoformat(time.from_)
        here = [t for t in times if text.sentence_at(t.start) == text.sentence_at(time.start)]
        if tense_of(time, here, text, told) == "future":
            continue
        if time.kind == "day" and _weekday_of(time.words) is not None:
            last = day.toordinal() + rules.fresh_days
            yield one(day.toordinal(), last, rules.sure_fresh, f'it tells of "{time.words}" by its weekday')
        elif latest is None or day > latest[0]:
            latest = day, time
    if latest is not None:
        yield _since(*latest, rules)


def _since(day: date, time: TimeExpression, rules: DaysRules) -> Clue:
    """The latest past date of a page: the page is of the time after it, sooner rather than later."""
    start, done = day.toordinal(), -1
    parts: list[Part] = []
    for past in rules.past if time.kind in ("day", "month") else rules.past_years:
        parts.append((start + done + 1, start + past.days, past.share))
        done = past.days
    return Clue(tuple(parts), rules.sure_past, f'it speaks of "{time.words}" as past')


def _each_year(
    time: TimeExpression, reach: tuple[int, int], window: tuple[int, int], sure: float, why: str,
    weekday: int | None = None,
) -> Iterator[Clue]:  # fmt: skip
    """A day without its year, in every year of the window in which it has the weekday."""
    month, day = map(int, time.means.split()[2:4])
    years = range(date.fromordinal(window[0]).year, date.fromordinal(window[1]).year + 1)
    days = [d for year in years if (d := _day(year, month, day)) and weekday in (None, d.weekday())]
    share = 1 / max(1, len(days))
    parts = tuple((d.toordinal() + reach[0], d.toordinal() + reach[1], share) for d in days)
    if parts:
        yield Clue(parts, sure, why)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        # 29 February.
        return None


def _weekday_of(words: str) -> int | None:
    found = re.match(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b", words)
    return _DAYS.index(found[1]) if found and " " in words else None


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def weekday_factors(told_of: Sequence[int], says_today: bool, rules: DaysRules) -> list[float]:
    """Seven factors from Monday on: the day of the week that a page tells of first is mostly its own day.

    It is still more so where the page says "today" as well. Hardly a page tells of a day of the week that was almost a
    week ago.
    """
    if not told_of:
        return []
    shares = rules.weekdays_today if says_today else rules.weekdays
    factors = [shares[(day - told_of[0]) % 7] for day in range(7)]
    for other in told_of[1:]:
        factors = [f * (rules.weekday_old if (day - other) % 7 > 4 else 1) for day, f in enumerate(factors)]
    return factors


def by_age(text: Text, ages: Sequence[Age], window: tuple[int, int]) -> Iterator[Clue]:
    """Words that only some years know."""
    for age in ages:
        for word in age.words:
            if word.split()[0] in text.words and text.places(word):
                first = date.fromisoformat(age.from_).toordinal() if age.from_ else window[0]
                last = date.fromisoformat(age.to).toordinal() if age.to else window[1]
                years = " to ".join((age.from_ or "the beginning", age.to or "today"))
                yield one(first, last, age.sure, f'"{word}" is a word of the time from {years}')
                break
