"""Whom does the page mean? Pronouns, descriptions and short names of passages, some of which nobody can settle."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dragoman.evaluation.report import Measure, Report
from dragoman.knowledge.names import plain
from dragoman.model import Actor

# A phrase of the page from `start` to `end`, and the actors that it means.
Meant = tuple[int, int, tuple[Actor, ...]]
UNKNOWN = "unknown"
SHARES = ("known right", "state right", "unknown kept", "right when answered")


def score_references(name: str, rows: list[dict[str, Any]], said: dict[str, Sequence[Meant]]) -> Report:
    """Passages with `references`: each says with `words` from `start` whom it `means`, a list of actors or "unknown".

    `known right` asks for every actor by code, a person by his name too; `state right` leaves the name aside; `right
    when answered` is of all references that got an answer, those included where none can be had. `invented` counts
    answers where nobody can know, `wrong` other actors than the page's. A role without state or name is no answer.
    """
    asked, right, misses = Counter[str](), Counter[str](), []
    for row in rows:
        for gold in row["references"]:
            given = _at(gold, said.get(row["id"], ()))
            verdict = _verdict(gold["means"], given)
            known = gold["means"] != UNKNOWN
            asked["known right" if known else "unknown kept"] += 1
            asked["state right"] += known
            asked["right when answered"] += bool(given)
            right["known right" if known else "unknown kept"] += verdict == "right"
            right["state right"] += known and verdict in ("right", "nameless")
            right["right when answered"] += bool(given) and verdict == "right"
            right[verdict] += 1
            if verdict != "right":
                misses.append(f"{row['id']} {verdict}: {_around(row['text'], gold)} — said: {_told(given)}")
    measures = [Measure(name=n, found=right[n], asked=asked[n]) for n in SHARES]
    measures += [Measure(name=n, found=right[n], asked=0) for n in ("invented", "wrong")]
    return Report(gold=name, measures=tuple(measures), scores={}, misses=tuple(misses))


def _at(gold: dict[str, Any], said: Sequence[Meant]) -> tuple[Actor, ...]:
    """The actors of the phrase that shares most with the reference, of equals the last; only such as say something."""
    start, end = gold["start"], gold["start"] + len(gold["words"])
    there = [(min(end, e) - max(start, s), s, actors) for s, e, actors in said if s < end and start < e]
    best = max(there, key=lambda one: one[:2], default=None)
    return tuple(a for a in best[2] if _says(a)) if best else ()


def _says(actor: Actor) -> bool:
    """Whether an actor is more than a role: of a state, a body, or named."""
    return bool(actor.country or actor.name or (actor.code and actor.code != actor.sector))


def _verdict(means: Any, given: tuple[Actor, ...]) -> str:
    if means == UNKNOWN:
        return "invented" if given else "right"
    if not given:
        return "unanswered"
    if len(given) != len(means) or not all(any(_is_code(g, m) for g in given) for m in means):
        return "wrong"
    named = all(any(_is_code(g, m) and _is_name(g, m) for g in given) for m in means)
    return (
        "right"
        if named
        else "wrong"
        if any(g.name and "name" in m for g in given for m in means)
        else "nameless"
    )


def _is_code(given: Actor, meant: dict[str, Any]) -> bool:
    return given.code in meant["code"]


def _is_name(given: Actor, meant: dict[str, Any]) -> bool:
    """Whether the names share a word: "Hussein" is "King Hussein of Jordan"."""
    if "name" not in meant:
        return True
    words = {*plain(given.name or "").lower().split()}
    return bool(words & {*plain(meant["name"]).lower().split()})


def _around(text: str, gold: dict[str, Any]) -> str:
    end = gold["start"] + len(gold["words"])
    return f"{text[: gold['start']]}[{gold['words']}]{text[end:]}".replace("\n", " ")


def _told(given: Sequence[Actor]) -> str:
    return "; ".join(f"{a.code} {a.name or ''} ({a.why})".replace("  ", " ") for a in given) or "nobody"
