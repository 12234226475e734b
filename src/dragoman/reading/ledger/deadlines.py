"""Which deadlines run? "If X does not do Y within N days, Z will ...", "gave X N hours to", "has until DATE to"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from dragoman.model import Actor, Deadline, content_id
from dragoman.reading.actors import Member
from dragoman.reading.ledger.ground import INNER, Ground
from dragoman.reading.ledger.limits import bound_by, counts, setters
from dragoman.reading.ledger.terms import condition, consequence
from dragoman.reading.ledger.wordings import Forms, Wording, Wordings, compile_forms

# What a time limit may take up from an earlier sentence: pairs of `parts`, "<act>_here" and "<act>_before".
ACTS = ("leaving", "accord")
FARTHEST = 20  # characters between the word that a day hangs on and the day


def find_deadlines(ground: Ground) -> tuple[Deadline, ...]:
    """Every time limit that the page tells of, in the order of the text, one a sentence; `days` may be a fraction."""
    wordings: Wordings = ground.knowledge.rules.get("deadlines", Forms, compile_forms)
    found: dict[int, Deadline] = {}
    for number, wording, match in ground.matches(wordings):
        if number in found:
            continue
        before = found.get(number - 1)
        if deadline := _deadline(ground, number, wordings, wording, match, before):
            found[number] = deadline
    return tuple(found[number] for number in sorted(found))


def _deadline(
    ground: Ground,
    number: int,
    wordings: Wordings,
    wording: Wording,
    match: re.Match[str],
    before: Deadline | None,
) -> Deadline | None:
    value = wording.form.value
    if ground.elsewhere(number):
        return None
    days = _days(match, wordings)
    due, why = _due(ground, number, wordings, match, days)
    if value == "shifted":  # "five days earlier": counted from the time limit told before
        due, why = _shifted(wordings, match, days, before)
        days = None
    if value == "that time":  # "In that time they are to leave": as long as was told before
        days, due, why = _that_time(ground, number, wordings)
    if days is None and due is None:
        return None
    inside = ground.sides(number, *match.span())
    if (
        inside
        and all(m.kind == "pronoun" for m in inside)
        and not ground.carried(number, match.start())
        and not _goes_on(ground, number, wordings)
    ):
        return None  # "readers have until Friday to tell us what they would put in it"
    who, bound = setters(ground, number, wordings, match), bound_by(ground, number, wordings, match)
    if value == "ends" and before and not bound:
        return None  # "The ultimatum ran out on Sunday": of the limit told before
    if value == "asked" and not who:
        return None  # "the law requires the president to answer within a week"
    if value == "binds" and not bound:
        return None  # "swallows will leave within a week"
    everybody = _everybody(ground, number, wordings, match, (*who, *bound))
    by = ground.actors(who)
    if before and value == "shifted":
        by, everybody = before.by, tuple(dict.fromkeys((*before.parties, *everybody)))
    if not any(counts(wordings, one) for one in by or everybody):
        return None
    follows, more = consequence(ground, number, wordings, match)
    return Deadline(
        id=content_id(ground.page.id, "deadline", match.start(), match.end()),
        by=by,
        parties=everybody,
        condition=condition(ground, number, wordings, match),
        consequence=follows,
        days=days,
        due=due,
        evidence=(*ground.evidence(match.start(), match.end()), *more),
        why=f"wording {wording.form.id}; {why}",
    )


def _goes_on(ground: Ground, number: int, wordings: Wordings) -> bool:
    """Whether the sentence goes on with one of the several sides of the one before: "It has ten days to agree"."""
    sentence = ground.sentences[number]
    if not number or not wordings.parts["opens"].match(ground.page.text, sentence.start):
        return False
    before = ground.sentences[number - 1]
    return len(ground.apart(ground.sides(number - 1, before.start, before.end))) > 1


def _that_time(ground: Ground, number: int, wordings: Wordings) -> tuple[float | None, str | None, str]:
    """The length of time told in the two sentences before, its last day, and how that is known."""
    for back in range(number - 1, max(number - 3, -1), -1):
        sentence = ground.sentences[back]
        for span in wordings.parts["span"].finditer(ground.page.text, sentence.start, sentence.end):
            if not wordings.parts["lasts"].search(ground.page.text, sentence.start, span.start()):
                continue
            days = _days(span, wordings)
            due, why = _due(ground, back, wordings, span, days)
            return days, due, why
    return None, None, "no length of time is told before"


def _shifted(
    wordings: Wordings, match: re.Match[str], days: float | None, before: Deadline | None
) -> tuple[str | None, str]:
    if before is None or before.due is None or days is None:
        return None, "no time limit was told before"
    back = wordings.parts["back"].search(match["shift"]) is not None
    return _later(
        before.due, -days if back else days
    ), f"{days:g} days from {before.due}, the time limit before"


def _everybody(
    ground: Ground, number: int, wordings: Wordings, match: re.Match[str], core: Sequence[Member]
) -> tuple[Actor, ...]:
    """Who set it and whom it binds; where that is one side only, who else stands in the wording, and those of the
    earlier sentence that it takes up.
    """
    told = [
        m for m in core if m.country or m.entities or m.together
    ]  # "Ambassador X" is of a state not told here
    if len(ground.apart(told)) > 1:
        return ground.actors(core)
    told += ground.sides(number, match.start(), match.end())
    if len(ground.apart(told)) > 1:
        return ground.actors(tuple(dict.fromkeys((*core, *told))))
    bound = match.groupdict().get("bound") or ""
    start = match.start("bound") if bound else match.start()
    known = list(told)
    known += ground.carried(number, start) or ground.named_before(number, bound)
    if wordings.parts["somebody"].search(bound) and not ground.sides(number, *match.span("bound")):
        known += ground.opened(number - 1)
    for act in ACTS:
        if len(ground.apart(known)) < 2 and wordings.parts[f"{act}_here"].search(match.group()):
            before = wordings.parts[f"{act}_before"]
            known += ground.sides_told(number, before, ground.apart(known))
    if len(ground.apart(known)) < 2:
        sentence = ground.sentences[number]
        known += ground.joined(number, sentence.start, sentence.end)
    return ground.actors(tuple(dict.fromkeys((*core, *known))))


def _days(match: re.Match[str], wordings: Wordings) -> float | None:
    groups = match.groupdict()
    if not groups.get("number"):
        return None
    word = groups["number"].lower()
    number = wordings.numbers[word] if word in wordings.numbers else float(word.replace(INNER, "."))
    return round(number * wordings.units[groups["unit"].lower()], 4)


def _due(
    ground: Ground, number: int, wordings: Wordings, match: re.Match[str], days: float | None
) -> tuple[str | None, str]:
    """The last day, and how it is known: a day named, or the day on which the limit was set and its length."""
    group = next((g for g in ("date", "day") if match.groupdict().get(g)), None)
    if group:
        return _named_day(ground, wordings, match, group)
    if days is None:
        return None, "no day is named"
    if counted := wordings.parts["counted_from"].match(ground.text, match.end("unit")):
        return None, f"counted '{counted.group().strip()}' something else"
    start, end = ground.sentences[number].start, match.start("number")
    said = ground.when(start, end, "past")
    # "Put off to October 31, giving it six months", "the movement of 5 June": no day on which a limit was set.
    at = ground.page.text.find(said.words, start, end) if said.words else -1
    other = wordings.parts["no_day_of_it"].search(ground.text, start, at) if at > start else None
    told = said.words and not other
    first, last = (said.from_, said.to) if told else (ground.published.from_, ground.published.to)
    if first is None or first != last:
        return None, f"said within {first} and {last}: the last day is not certain" if first else (
            "the day on which it was set is not known"
        )
    basis = f"set on {first}" + (f" ('{said.words}')" if told else ", the day of the page")
    return _later(first, days), f"{basis}, and {days:g} days"


def _named_day(
    ground: Ground, wordings: Wordings, match: re.Match[str], group: str
) -> tuple[str | None, str]:
    """The day named in a group, as the last one on which the limit can be met."""
    gone = wordings.parts["gone"].search(ground.text, match.start(), match.end())
    when = ground.when(*match.span(group), "past" if gone else "future")
    words = ground.words(*match.span(group))
    if when.words and words.find(when.words) > FARTHEST:
        return None, "the day named stands too far from it"  # "to Moscow, met the ministers on Monday"
    if when.to is None and wordings.parts["today"].search(match[group]):
        return ground.published.to, "an hour of the page's own day"
    if when.from_ and when.to and match.groupdict().get("by") == "before":
        return _day_before(ground, wordings, when.from_, when.to, words), when.why
    return when.to, when.why


def _day_before(ground: Ground, wordings: Wordings, first: str, last: str, words: str) -> str:
    """The last day before a time. Where the time itself reads "before", its span already ends on the day before."""
    read = first == ground.published.from_
    if read and first != last and wordings.parts["hour"].search(words):
        return _later(last, 1)  # "before Sunday midnight": that day still counts
    if wordings.parts["end_of"].match(words):
        end: date = date.fromisoformat(last) + relativedelta(day=31)  # of the month that goes on after it
        return end.isoformat()  # "before the end of June": its last days still count
    return last if read else _later(first, -1)


def _later(day: str, days: float) -> str:
    return (date.fromisoformat(day) + timedelta(days=int(days))).isoformat()
