"""Which deadlines run? "If X does not do Y within N days, Z will ...", "gave X N hours to", "has until DATE to"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.model import Actor, Deadline, content_id
from dragoman.reading.ledger.ground import Ground
from dragoman.reading.ledger.wordings import Forms, Wording, Wordings, compile_forms

# What a time limit may take up from an earlier sentence: pairs of `parts`, "<act>_here" and "<act>_before".
ACTS = ("leaving", "accord")


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
    days = _days(match, wordings)
    due, why = _due(ground, number, wordings, match, days)
    if wording.form.value == "shifted":  # "five days earlier": counted from the time limit told before
        due, why = _shifted(wordings, match, days, before)
        days = None
    if wording.form.value == "that time":  # "In that time they are to leave": as long as was told before
        days, due, why = _that_time(ground, number, wordings)
    inside = ground.sides(number, *match.span())
    if (
        inside
        and all(m.kind == "pronoun" for m in inside)
        and not ground.carried(number, match.start())
        and not _goes_on(ground, number, wordings)
    ):
        return None  # "readers have until Friday to tell us what they would put in it"
    setters = _in_group(ground, number, match, "setter")
    if wording.form.value == "asked" and not setters:
        return None  # "the law requires the president to answer within a week"
    if wording.form.value == "binds" and not _in_group(ground, number, match, "bound"):
        return None  # "swallows will leave within a week"
    everybody = _everybody(ground, number, wordings, match)
    if before and wording.form.value == "shifted":
        setters, everybody = before.by, tuple(dict.fromkeys((*before.parties, *everybody)))
    threatens = _in_group(ground, number, match, "consequence")
    if (days is None and due is None) or not any(
        _counts(wordings, one) for one in setters or threatens or everybody
    ):
        return None
    return Deadline(
        id=content_id(ground.page.id, "deadline", match.start(), match.end()),
        by=setters or threatens or _speaker(ground, number, wordings, everybody),
        parties=everybody,
        condition=_words(match, "condition", "bound"),
        consequence=_words(match, "consequence"),
        days=days,
        due=due,
        evidence=ground.evidence(match.start(), match.end()),
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


def _everybody(ground: Ground, number: int, wordings: Wordings, match: re.Match[str]) -> tuple[Actor, ...]:
    """Who stands in the wording; where that is one side only, those of the earlier sentence that it takes up."""
    inside = ground.sides(number, match.start(), match.end())
    if len(ground.apart(inside)) > 1:
        return ground.actors(inside)
    bound = match.groupdict().get("bound") or ""
    start = match.start("bound") if bound else match.start()
    known = list(inside)
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
    return ground.actors(known)


def _counts(wordings: Wordings, actor: Actor) -> bool:
    return actor.code is not None and not wordings.parts["civil"].fullmatch(actor.code)


def _days(match: re.Match[str], wordings: Wordings) -> float | None:
    groups = match.groupdict()
    if not groups.get("number"):
        return None
    word = groups["number"].lower()
    number = wordings.numbers[word] if word in wordings.numbers else float(word)
    return round(number * wordings.units[groups["unit"].lower()], 4)


def _due(
    ground: Ground, number: int, wordings: Wordings, match: re.Match[str], days: float | None
) -> tuple[str | None, str]:
    """The last day, and how it is known: a day named, or the day on which the limit was set and its length."""
    groups = match.groupdict()
    if groups.get("date"):
        when = ground.when(match.start("date"), match.end("date"), "future")
        if when.to is None and wordings.parts["today"].search(groups["date"]):
            return ground.published.to, "an hour of the page's own day"
        # Where the time itself reads "before", its span already ends on the day before.
        read = when.from_ is None or when.from_ == ground.published.from_
        if when.to and when.from_ and groups.get("by") == "before" and not read:
            return _later(when.from_, -1), f"the day before; {when.why}"
        return when.to, when.why
    if days is None:
        return None, "no day is named"
    said = ground.when(ground.sentences[number].start, match.start("number"), "past")
    first, last = (said.from_, said.to) if said.words else (ground.published.from_, ground.published.to)
    if first is None or first != last:
        return None, f"said within {first} and {last}: the last day is not certain" if first else (
            "the day on which it was set is not known"
        )
    basis = f"set on {first}" + (f" ('{said.words}')" if said.words else ", the day of the page")
    return _later(first, days), f"{basis}, and {days:g} days"


def _speaker(
    ground: Ground, number: int, wordings: Wordings, everybody: Sequence[Actor]
) -> tuple[Actor, ...]:
    """Who says it, where the wording itself does not tell who set the limit."""
    sentence = ground.sentences[number]
    for speech in wordings.parts["speech"].finditer(ground.page.text, sentence.start, sentence.end):
        told = ground.actors(ground.sides(number, *speech.span("who"))[-1:])
        if told and any(actor in everybody for actor in told):
            return told
    return ()


def _later(day: str, days: float) -> str:
    return (date.fromisoformat(day) + timedelta(days=int(days))).isoformat()


def _in_group(ground: Ground, number: int, match: re.Match[str], group: str) -> tuple[Actor, ...]:
    if match.groupdict().get(group) is None:
        return ()
    return ground.actors(ground.sides(number, match.start(group), match.end(group)))


def _words(match: re.Match[str], group: str, lead: str | None = None) -> str | None:
    groups = match.groupdict()
    if not groups.get(group):
        return None
    start = (
        match.start(lead)
        if lead and groups.get(lead) and match.end(lead) <= match.start(group)
        else match.start(group)
    )
    return " ".join(match.string[start : match.end(group)].split()).strip(" ,")
