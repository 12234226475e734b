"""Which deadlines run? "If X does not do Y within N days, Z will ...", "gave X N hours to", "has until DATE to"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Actor, Deadline, Mention, Page, Published, Sentence, TimeExpression, content_id
from dragoman.reading.actors import Cast
from dragoman.reading.ledger.ground import Forms, Ground, Wording, Wordings, compile_forms


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
    bound = _in_group(ground, number, match, "bound")
    everybody = ground.actors(ground.members(number, match.start(), match.end()))
    threatens = _in_group(ground, number, match, "consequence")
    if (days is None and due is None) or not (setters or bound or threatens):
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


def _days(match: re.Match[str], wordings: Wordings) -> float | None:
    groups = match.groupdict()
    if not groups.get("number"):
        return None
    word = groups["number"].lower()
    number = wordings.numbers[word] if word in wordings.numbers else float(word)
    return round(number * wordings.units[groups["unit"].lower()], 4)


def _due(ground: Ground, number: int, match: re.Match[str], days: float | None) -> tuple[str | None, str]:
    if days is None:
        when = ground.when(match.start("date"), match.end("date"), "future")
        return when.to, when.why
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
