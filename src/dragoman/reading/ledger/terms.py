"""What is to be done within a time limit, and what is said to follow otherwise? In few words of the page."""

import re

from dragoman.model import Evidence
from dragoman.reading.ledger.ground import Ground
from dragoman.reading.ledger.wordings import Wordings

GAP = 20  # characters between whom a limit binds and what is to be done: "must", "is obliged to"
LONGEST = 90  # characters of a condition that names what is no actor: "tanks and mortars are to be gone"


def condition(ground: Ground, number: int, wordings: Wordings, match: re.Match[str]) -> str | None:
    """The words of what is to be done; with who or what is to do it where the wording says so by a group `terms`, and
    where that is no actor.
    """
    groups = match.groupdict()
    group = "terms" if groups.get("terms") else "condition"
    if not groups.get(group):
        return None
    start, end = match.span(group)
    small = ground.clauses["leads"].match(ground.text, start, end)
    words = ground.brief(number, small.end() if small else start, end)
    bare = wordings.parts["bare"].fullmatch(words) is not None
    lead = _lead(ground, number, match, start, bare)
    if group == "condition" and lead is not None:
        return ground.brief(number, lead, end) or None
    return words or None


def _lead(ground: Ground, number: int, match: re.Match[str], start: int, bare: bool) -> int | None:
    """Where the words of what is to do it begin, if that is no actor or what is to be done says little by itself."""
    groups = match.groupdict()
    if not groups.get("bound") or not 0 <= start - match.end("bound") < GAP:
        return None
    if any(groups.get(g) and match.end("bound") <= match.start(g) < start for g in ("number", "date")):
        return None
    said = ground.speech_in(match, "bound")
    first = said[1] if said else match.start("bound")
    thing = not ground.members(number, first, match.end("bound")) and start - first < LONGEST
    return first if bare or thing else None


def consequence(
    ground: Ground, number: int, wordings: Wordings, match: re.Match[str]
) -> tuple[str | None, tuple[Evidence, ...]]:
    """The words of what follows otherwise: in the wording, behind an "or", or at the head of the next sentence, which
    is then evidence too.
    """
    if match.groupdict().get("consequence"):
        start, end = match.span("consequence")
        beside = match.groupdict().get("setter") and match.end("setter") == start
        said = ground.speech_in(match, "setter") if beside else None
        lead = ground.clauses["leads"].match(ground.text, start, end)  # "threatened to"
        first = said[1] if said else lead.end() if lead else start
        return ground.brief(number, first, end) or None, ()
    sentence = ground.sentences[number]
    if tail := wordings.parts["tail"].search(ground.text, match.start(), sentence.end):
        return _whole(ground, *tail.span("follows")) or None, ()
    if number + 1 == len(ground.sentences):
        return None, ()
    after = ground.sentences[number + 1]
    opens = wordings.parts["otherwise"].match(ground.text, after.start, after.end)
    if opens is None or not wordings.parts["foretold"].search(ground.text, opens.end(), after.end):
        return None, ()
    aside = wordings.parts["she_said"].match(ground.text, opens.end(), after.end)
    words = _whole(ground, aside.end() if aside else opens.end(), after.end)
    return words.rstrip(".!\"'”’"), ground.evidence(after.start, after.end)


def _whole(ground: Ground, start: int, end: int) -> str:
    """The words up to one that stops; the parse, which hangs what follows an "or" on what is before, is not asked."""
    stop = ground.clauses["stops"].search(ground.text, start + 1, end)
    return ground.words(start, stop.start() if stop else end)
