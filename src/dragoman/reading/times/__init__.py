"""When, in words? Finds the times of a text, and turns them into days once the page's own day is known.

What an expression means is kept in a short notation (`TimeExpression.means`), made by the rules of `times.toml`: a word
for the kind of count, then numbers or directions, "-" where the text does not say ("weekday 1 -1" is last Tuesday).
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from dragoman.knowledge import Rules
from dragoman.model import Passage, Published, TimeExpression
from dragoman.reading.times.calendar import UNSAID, Tense, days_of, needs_page_day, why_not
from dragoman.reading.times.rules import TimeRules, Times, compile_times

__all__ = ["Tense", "TimeRules", "find_times", "resolve"]


def find_times(text: str, passages: Sequence[Passage], rules: Rules) -> tuple[TimeExpression, ...]:
    """The times of a text in order, without overlap; in every passage, whatever its role.

    A full date has its days at once; what counts from the page's day has `from` and `to` None and a `why` until
    `resolve` is given that day. `days` is the length of a duration.
    """
    times: Times = rules.get("times", TimeRules, compile_times)
    # A time that runs over the end of a passage is two: a headline's last word and a story's first.
    ends = [passage.end for passage in passages] or [len(text)]
    start, found = 0, list[TimeExpression]()
    for end in ends:
        found += (_absolute(expression) for expression in _longest(times.matches(text, start, end)))
        start = end
    return tuple(found)


def resolve(expression: TimeExpression, published: Published, tense: Tense | None) -> TimeExpression:
    """The expression with its first and last day; `tense` is that of its sentence, None where it has none.

    A weekday of a past sentence is the last such day on or before the published day. Where the page's day is a span, so
    is the answer. What cannot be said keeps None and says why.
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
        return msgspec.structs.replace(expression, why="no such day in the calendar")
    page = published.from_ if first == last else f"{published.from_} to {published.to}"
    return msgspec.structs.replace(
        expression,
        from_=min(span[0] for span in spans).isoformat(),
        to=max(span[1] for span in spans).isoformat(),
        why=f"{expression.why}; the page is of {page}" + (f", the sentence is {tense}" if tense else ""),
    )


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
        return msgspec.structs.replace(
            expression, why=why_not(expression.means, None) or "no such day in the calendar"
        )
    return msgspec.structs.replace(expression, from_=span[0].isoformat(), to=span[1].isoformat())


def _anchors(first: date, last: date) -> Iterator[date]:
    """Days of the span close enough together that no weekday or month between them is missed."""
    step = timedelta(days=1 if (last - first).days < 60 else 27)
    day = first
    while day < last:
        yield day
        day += step
    yield last
