"""Times in context: is the expression found, and are its first and last day the right ones?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from dragoman.evaluation.report import Measure, Report
from dragoman.model import TimeExpression

Gold = dict[str, Any]
Days = tuple[str | None, str | None]
WIDEST_WEEK, WIDEST_NEAR = 7, 62  # days an answer may span where a day must lie inside it, or days overlap


def score_times(name: str, rows: Sequence[Gold], said: dict[str, Sequence[TimeExpression]]) -> Report:
    """`found`: some expression overlaps the gold's words; `value`: its days are right; the value again by kind.

    `tests/sets/times.md` says what counts as right.
    """
    counts, right, asked = Counter[str](), Counter[str](), Counter[str]()
    misses = []
    for gold in rows:
        answer = _answer(gold, said.get(gold["id"], ()))
        known = gold["from"] is not None or gold["to"] is not None
        hit = _is_right(gold, answer)
        counts["found"] += answer is not None or not known
        counts["value"] += hit
        right[gold["kind"]] += hit
        asked[gold["kind"]] += 1
        if not hit:
            days = f"{answer.words!r} {answer.from_} .. {answer.to} ({answer.means})" if answer else "nothing"
            misses.append(
                f"{gold['id']} {gold['kind']}, {gold['date']}: {gold['text']} — {gold['words']!r}:"
                f" {gold['from']} .. {gold['to']}; said: {days}"
            )
    measures = [Measure(name=one, found=counts[one], asked=len(rows)) for one in ("value", "found")]
    measures += [
        Measure(name=f"value of {kind}", found=right[kind], asked=asked[kind]) for kind in sorted(asked)
    ]
    return Report(gold=name, measures=tuple(measures), scores={}, misses=tuple(misses))


def _answer(gold: Gold, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The expression that shares most with the gold's words; None where none touches them."""
    start = gold["text"].index(gold["words"])
    end = start + len(gold["words"])
    shared = [(min(end, one.end) - max(start, one.start), -one.start, one) for one in times]
    best = max(shared, default=None, key=lambda one: one[:2])
    return best[2] if best is not None and best[0] > 0 else None


def _is_right(gold: Gold, answer: TimeExpression | None) -> bool:
    if gold["from"] is None and gold["to"] is None:
        return answer is None or (answer.from_ is None and answer.to is None)
    if answer is None:
        return False
    said = (answer.from_, answer.to)
    wanted: list[Days] = [(gold["from"], gold["to"]), *map(tuple, gold.get("alt", ()))]
    match gold.get("score"):
        case "to":
            return said[1] in {to for _, to in wanted}
        case "from":
            return said[0] in {first for first, _ in wanted}
        case "inside":
            return _holds(said, gold["day"], gold["day"], WIDEST_WEEK)
        case "within":
            return _holds(said, gold["from"], gold["to"], WIDEST_NEAR)
    return said[1] == wanted[0][1] if gold["from"] is None else said in wanted


def _holds(said: Days, first: str, last: str, widest: int) -> bool:
    """Whether the answer meets these days and is not too wide."""
    if said[0] is None or said[1] is None or said[0] > last or said[1] < first:
        return False
    return date.fromisoformat(said[1]) - date.fromisoformat(said[0]) < timedelta(days=widest)
