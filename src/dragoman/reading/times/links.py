"""Counted from which other time of the text? "Two days later", "the following month", "three days after the summit"."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.model import TimeExpression
from dragoman.reading.times.calendar import parts
from dragoman.reading.times.rules import Times

# Characters back in which the time may stand from which another counts; an hour takes the day of its own sentence.
FAR, SENTENCE = 400, 160
SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+[A-Z\"“‘]|\n")
CLAUSE_HEAD = re.compile(r"[.;:,—–!?\"“”\n]\s*$")
# Times counted from times counted from others, so many deep; times back in which a named act is looked for.
DEEPEST, MOST_BACK = 6, 100
# Units that only a single day can be counted on by.
OF_DAYS = ("day", "week", "fortnight")
DAYLIKE = (
    "date", "dom", "weekday", "weekday-of-week", "day", "holiday", "nth-weekday", "nth-day", "weekday-from", "exactly",
    "numbers", "shift", "days", "range", "overnight",
)  # fmt: skip
DAY_TOLD = ("weekday", "date", "dom", "holiday", "day")
WHOLE = (
    "month", "month-near", "months", "months-near", "year", "around", "unit-month", "unit-year", "unit-week",
)  # fmt: skip
# Meanings whose operand is the time itself: "until 9 April".
INSIDE = ("since", "until", "before")


def linked(text: str, found: Sequence[TimeExpression], times: Times) -> Iterator[TimeExpression]:
    """The times with those that count from another joined to it; without one, what they mean alone."""
    done: list[TimeExpression] = []
    for one in found:
        head, *rest = parts(one.means)
        new = one
        if head == "hour":
            new = _hour(text, one, done)
        elif head in ("linked", "apart"):
            new = _counted(text, one, done, rest, times)
        elif head == "memory":
            new = msgspec.structs.replace(one, means="other")
        done.append(new)
        yield new


def _hour(text: str, one: TimeExpression, before: Sequence[TimeExpression]) -> TimeExpression:
    for other in reversed(before):
        if one.start - other.end > SENTENCE or SENTENCE_END.search(text, other.end, one.start):
            break
        # "The report of 9 June was read at noon": that day is the report's.
        if text[other.start - 3 : other.start] != "of " and parts(other.means)[0] in DAY_TOLD:
            why = f'{one.why}: "{other.words}"'
            return msgspec.structs.replace(one, means=other.means, why=why)
    return msgspec.structs.replace(one, means="day 0")


def _counted(
    text: str, one: TimeExpression, before: Sequence[TimeExpression], rest: Sequence[str], times: Times
) -> TimeExpression:
    template, alone = rest
    found: TimeExpression | None = None
    if parts(one.means)[0] == "linked" or _stands_alone(text, one, times):
        found = _antecedent(one, before, _unit(template))
    elif act := times.act_after.match(text, one.end):
        found = _of_act(text, one, before, act["noun"])
    if found is None:
        return msgspec.structs.replace(one, means=alone)
    base = found.means
    while parts(base)[0] in INSIDE:
        base = parts(base)[1]
    if base.count("(") > DEEPEST:
        return msgspec.structs.replace(one, means=alone)
    is_day = _unit(template) in OF_DAYS and parts(base)[0] in DAYLIKE
    return msgspec.structs.replace(
        one,
        kind="day" if is_day else "span" if one.kind == "duration" else one.kind,
        days=None,
        means=template.replace("*", f"({base})"),
        why=f'counted from "{found.words}"',
    )


def _stands_alone(text: str, one: TimeExpression, times: Times) -> bool:
    """Whether nothing follows from which it counts: "The day before, the mayor left", not "the day before the vote"."""
    if times.alone_after.match(text, one.end):
        return True
    opens = CLAUSE_HEAD.search(text, max(0, one.start - 4), one.start) or one.start == 0
    return bool(opens) and "before" in one.words.lower() and bool(times.alone_before.match(text, one.end))


def _unit(template: str) -> str:
    head, *rest = parts(template)
    return "day" if head == "weekday-from" else rest[1]


def _antecedent(one: TimeExpression, before: Sequence[TimeExpression], unit: str) -> TimeExpression | None:
    """The nearest time told before that is fine enough: days are counted from days."""
    for other in reversed(before):
        if one.start - other.end > FAR:
            return None
        if _fits(other, unit):
            return other
    return None


def _fits(other: TimeExpression, unit: str) -> bool:
    means = "other" if other.kind == "present" else other.means
    while parts(means)[0] in INSIDE:
        means = parts(means)[1]
    head = parts(means)[0]
    return head in DAYLIKE or (unit not in OF_DAYS and head in WHOLE)


def _of_act(
    text: str, one: TimeExpression, before: Sequence[TimeExpression], noun: str
) -> TimeExpression | None:
    """The day told in an earlier sentence with the act's noun: "the summit on 12 May"."""
    for other in before[: -MOST_BACK - 1 : -1]:
        if not _fits(other, "day"):
            continue
        ends = [
            found.end() for found in SENTENCE_END.finditer(text, max(0, other.start - SENTENCE), other.start)
        ]
        start = ends[-1] - 1 if ends else max(0, other.start - SENTENCE)
        stop = SENTENCE_END.search(text, other.end, other.end + SENTENCE)
        sentence = text[start : min(one.start, stop.start() if stop else other.end + SENTENCE)]
        if re.search(rf"\b{re.escape(noun)}\b", sentence, re.IGNORECASE):
            return other
    return None
