"""Which deadlines run? "If X does not do Y within N days, Z will ...", "gave X N hours to", "has until DATE to"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Actor, Deadline, Mention, Page, Published, Sentence, TimeExpression, content_id
from dragoman.reading.actors import Cast, Member
from dragoman.reading.ledger.ground import Forms, Ground, Wording, Wordings, compile_forms

# What a time limit may take up from an earlier sentence: pairs of `parts`, "<act>_here" and "<act>_before".
ACTS = ("leaving", "accord")


def find_deadlines(
    page: Page,
    sentences: Sequence[Sentence],
    cast: Cast,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    published: Published,
    knowledge: Knowledge,
) -> tuple[Deadline, ...]:
    """Every time limit that the page tells of, in the order of the text, one a sentence; `days` may be a fraction."""
    del mentions
    ground = Ground(page, sentences, cast, times, published, knowledge)
    wordings: Wordings = knowledge.rules.get("deadlines", Forms, compile_forms)
    found: dict[int, Deadline] = {}
    for number, wording, match in ground.matches(wordings):
        if number not in found and (deadline := _deadline(ground, number, wordings, wording, match)):
            found[number] = deadline
    return tuple(found[number] for number in sorted(found))


def _deadline(
    ground: Ground, number: int, wordings: Wordings, wording: Wording, match: re.Match[str]
) -> Deadline | None:
    days = _days(match, wordings)
    due, why = _due(ground, number, match, days)
    setters = _in_group(ground, number, match, "setter")
    everybody = _everybody(ground, number, wordings, match)
    threatens = _in_group(ground, number, match, "consequence")
    if (days is None and due is None) or not any(
        _counts(wordings, one) for one in setters or threatens or everybody
    ):
        return None
    return Deadline(
        id=content_id(ground.page.id, "deadline", match.start(), match.end()),
        by=setters or threatens,
        parties=everybody,
        condition=_words(match, "condition", "bound"),
        consequence=_words(match, "consequence"),
        days=days,
        due=due,
        evidence=ground.evidence(match.start(), match.end()),
        why=f"wording {wording.form.id}; {why}",
    )


def _everybody(ground: Ground, number: int, wordings: Wordings, match: re.Match[str]) -> tuple[Actor, ...]:
    """Who stands in the wording; where that is one side only, those of the earlier sentence that it takes up."""
    inside = ground.members(number, match.start(), match.end())
    if len(_countries(ground, inside)) > 1:
        return ground.actors(inside)
    bound = match.groupdict().get("bound") or ""
    start = match.start("bound") if bound else match.start()
    known = [member for member in inside if member.country or member.entities or member.together]
    known += ground.carried(number, start) or ground.named_before(number, bound)
    for act in ACTS:
        if len(_countries(ground, known)) < 2 and wordings.parts[f"{act}_here"].search(match.group()):
            before = wordings.parts[f"{act}_before"]
            known += ground.sides_told(number, before, _countries(ground, known))
    return ground.actors(known)


def _counts(wordings: Wordings, actor: Actor) -> bool:
    return actor.code is not None and not wordings.parts["civil"].fullmatch(actor.code)


def _countries(ground: Ground, members: Sequence[Member]) -> set[str]:
    return {actor.country for actor in ground.actors(members) if actor.country}


def _days(match: re.Match[str], wordings: Wordings) -> float | None:
    groups = match.groupdict()
    if not groups.get("number"):
        return None
    word = groups["number"].lower()
    number = wordings.numbers[word] if word in wordings.numbers else float(word)
    return round(number * wordings.units[groups["unit"].lower()], 4)


def _due(ground: Ground, number: int, match: re.Match[str], days: float | None) -> tuple[str | None, str]:
    if match.groupdict().get("date"):
        when = ground.when(match.start("date"), match.end("date"), "future")
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
    return (date.fromisoformat(first) + timedelta(days=int(days))).isoformat(), f"{basis}, and {days:g} days"


def _in_group(ground: Ground, number: int, match: re.Match[str], group: str) -> tuple[Actor, ...]:
    if match.groupdict().get(group) is None:
        return ()
    return ground.actors(ground.members(number, match.start(group), match.end(group)))


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
