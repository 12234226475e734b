"""When, in words? Finds the times of a text, and turns them into days once the page's own day is known.

What an expression means is kept in a short notation (`TimeExpression.means`), made by the rules of `times.toml`: a word
for the kind of count, then numbers or directions, "-" where the text does not say ("weekday 1 -1" is last Tuesday).
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from dragoman.knowledge import Rules
from dragoman.model import Passage, Published, TimeExpression
from dragoman.reading.times.calendar import UNSAID, days_of, needs_page_day, why_not
from dragoman.reading.times.holidays import HolidayRules, compile_holidays
from dragoman.reading.times.links import linked
from dragoman.reading.times.numbers import told_apart
from dragoman.reading.times.phrases import joined
from dragoman.reading.times.rules import TimeRules, Times, compile_times
from dragoman.reading.times.spans import OPEN_END, OPEN_START, Tense

__all__ = ["Tense", "TimeRules", "find_times", "resolve"]


def find_times(text: str, passages: Sequence[Passage], rules: Rules) -> tuple[TimeExpression, ...]:
    """The times of a text in order, without overlap; in every passage, whatever its role.

    A full date has its days at once; what counts from the page's day has `from` and `to` None and a `why` until
    `resolve` is given that day. `days` is the length of a duration.
    """
    times = rules_of(rules)
    # A time that runs over the end of a passage is two: a headline's last word and a story's first.
    ends = [passage.end for passage in passages] or [len(text)]
    start, found = 0, list[TimeExpression]()
    for end in ends:
        found += joined(text, list(_longest(times.matches(text, start, end))), times, start, end)
        start = end
    return tuple(_absolute(one) for one in told_apart(linked(text, found, times)))


def rules_of(rules: Rules) -> Times:
    """The compiled rules, made once for each `rules`."""

    def compiled(data: TimeRules) -> Times:
        return compile_times(data, rules.get("holidays", HolidayRules, compile_holidays))

    found: Times = rules.get("times", TimeRules, compiled)
    return found


def resolve(expression: TimeExpression, published: Published, tense: Tense | None) -> TimeExpression:
    """The expression with its first and last day; `tense` is that of its sentence, None where it has none.

    A weekday of a past sentence is the last such day on or before the published day. Where the page's day is a span, so
    is the answer. An end that the words leave open stays None. What cannot be said keeps both None and says why.
    """
    if expression.from_ is not None or not expression.means:
        return expression
    if why := why_not(expression.means, tense):
        return msgspec.structs.replace(expression, why=why)
    if published.from_ is None or published.to is None:
        return msgspec.structs.replace(expression, why="counted from the page's day, which is not known")
    first, last = date.fromisoformat(published.from_), date.fromisoformat(published.to)
    spans = [span for anchor in _anchors(first, last) if (span := days_of(expression.means, anchor, tense))]
    if not spans:
        return msgspec.structs.replace(expression, why=_no_day(expression.means))
    page = published.from_ if first == last else f"{published.from_} to {published.to}"
    return msgspec.structs.replace(
        expression,
        from_=_said(min(span[0] for span in spans)),
        to=_said(max(span[1] for span in spans)),
        why=f"{expression.why}; the page is of {page}" + (f", the sentence is {tense}" if tense else ""),
    )


def _said(day: date) -> str | None:
    return None if day in (OPEN_START, OPEN_END) else day.isoformat()


def _no_day(means: str) -> str:
    if means.startswith("numbers"):
        return "day and month cannot be told apart in these numbers"
    return "no such day in the calendar"


def _longest(found: Iterator[TimeExpression]) -> Iterator[TimeExpression]:
    """Of expressions that overlap, the one that begins first, and of these the longest; then the rules' order."""
    end = 0
    for expression in sorted(found, key=lambda e: (e.start, -e.end)):
        if expression.start >= end:
            yield expression
            end = expression.end


def _absolute(expression: TimeExpression) -> TimeExpression:
    if needs_page_day(expression.means):
        return expression
    span = days_of(expression.means, UNSAID, None)
    if span is None:
        why = why_not(expression.means, None) or _no_day(expression.means)
        return msgspec.structs.replace(expression, why=why)
    return msgspec.structs.replace(expression, from_=_said(span[0]), to=_said(span[1]))


def _anchors(first: date, last: date) -> Iterator[date]:
    """Days of the span close enough together that no weekday or month between them is missed."""
    step = timedelta(days=1 if (last - first).days < 60 else 27)
    day = first
    while day < last:
        yield day
        day += step
    yield last
