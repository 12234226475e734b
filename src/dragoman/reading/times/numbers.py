"""Which of two numbers is the day, which the month? "25/12/2018" says so itself, "3/4/2018" by the page's others."""

from collections.abc import Iterable

import msgspec

from dragoman.model import TimeExpression


def told_apart(found: Iterable[TimeExpression]) -> list[TimeExpression]:
    """The times with dates in numbers turned into dates where all that tell, with the same sign, have one order.

    With points the day comes first, as on the continent. What stays undecided keeps "numbers" and needs the page's day.
    """
    times = list(found)
    orders = {(one.means[-1], order) for one in times if (order := _order(one.means))}
    usual = {sign: order for sign, order in orders if sum(other == sign for other, _ in orders) == 1}
    return [
        msgspec.structs.replace(one, means=_ordered(one.means, usual.get(one.means[-1])))
        if one.means.startswith("numbers")
        else one
        for one in times
    ]


def _order(means: str) -> str | None:
    """ "dm" or "md" where the numbers tell."""
    kind, *rest = means.split()
    if kind != "numbers":
        return None
    _, a, b, sign = rest
    if sign == "." or int(a) > 12:
        return "dm"
    return "md" if int(b) > 12 else None


def _ordered(means: str, usual: str | None) -> str:
    _, year, a, b, _ = means.split()
    order = _order(means) or ("dm" if a == b else usual)
    if order is None:
        return f"numbers {year} {a} {b}"
    month, day = (b, a) if order == "dm" else (a, b)
    return f"date {year} {int(month)} {int(day)}"
