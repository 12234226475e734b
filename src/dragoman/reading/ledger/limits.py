"""Who set a time limit, and whom does it bind?"""

import re
from collections.abc import Sequence

from dragoman.model import Actor
from dragoman.reading.actors import Member
from dragoman.reading.ledger.ground import Ground
from dragoman.reading.ledger.wordings import Wordings


def setters(ground: Ground, number: int, wordings: Wordings, match: re.Match[str]) -> tuple[Member, ...]:
    """Who set the limit: who stands in the wording for it; where that is nobody that counts who says it, else who
    expelled those who are to leave.
    """
    held = bound_by(ground, number, wordings, match)
    known = _placed(ground, number, wordings, match, held)
    if any(counts(wordings, one) for one in ground.actors(known)):
        return known
    bound = ground.apart(held)
    told = tuple(
        m for m in _speaker(ground, number, wordings, match.end()) if not ground.apart((m,)) <= bound
    )
    if told or known or not wordings.parts["leaving_here"].search(match.group()):
        return told or known  # "its neighbours want it to go by June, the union said"
    back = ground.told_before(number, wordings.parts["leaving_before"])
    near = back is not None and (back == number - 1 or ground.carried(number, match.start()))
    sent = _known(ground.leader(back)) if back is not None and near else ()
    return tuple(m for m in sent if not ground.apart((m,)) <= bound)


def _placed(
    ground: Ground, number: int, wordings: Wordings, match: re.Match[str], held: Sequence[Member]
) -> tuple[Member, ...]:
    """Who says so before it, else the subject of the wording's verb, else who stands in its own place for him, else who
    threatens.
    """
    groups = match.groupdict()
    leading = next(
        (g for g in ("setter", "bound") if groups.get(g) and match.start(g) == match.start()), None
    )
    if leading and (said := ground.speech_in(match, leading)):
        before = ground.subject(number, *said) or ground.sides(number, match.start(), said[0])
        if known := _known(before):
            return known
    if leading == "bound" and wordings.parts["relative"].search(ground.text, *match.span("bound")):
        return tuple(m for m in ground.sides(number, *match.span("bound")) if m not in held)
    if leading == "setter":
        verb = match.end("setter")
        noun = wordings.parts["of_noun"].match(ground.text, verb)  # "Kenya's deadline for Chad to answer"
        subject = () if noun else ground.subject(number, verb, match.end())
        lead = tuple(m for m in ground.leader(number) if match.start() <= m.start < verb)
        if known := _known(subject) or _known(lead):
            return known
    for group in ("setter", "consequence"):
        if groups.get(group) and (known := ground.sides(number, *match.span(group))):
            chain = ground.after(number, known[0].start, match.end(group))
            return chain if chain[:1] == known[:1] else known[:1]
    return ()


def counts(wordings: Wordings, actor: Actor) -> bool:
    """Whether the time limits of an actor matter between states: those of schools, firms and courts do not."""
    return actor.code is not None and not wordings.parts["civil"].fullmatch(actor.code)


def bound_by(ground: Ground, number: int, wordings: Wordings, match: re.Match[str]) -> tuple[Member, ...]:
    """Whom the limit binds, in the wording's place for it, without who speaks there: sides, a state's people, or
    somebody with an office.
    """
    for group in ("bound", "whom"):
        if not match.groupdict().get(group):
            continue
        start, end = match.span(group)
        said = ground.speech_in(match, group) if start == match.start() else None
        if said:
            told = ground.sides_or_people(number, said[1], end)
            if not told or all(m.kind == "pronoun" for m in told):  # "told Kenya that it had ten days"
                told = ground.sides_or_people(number, *said) or told
            return told
        # "Expelled two Russian envoys, who have a day to leave": the name right before.
        if wordings.parts["relative"].search(ground.text, start, end):
            near = ground.members(number, start, end)[-1:]
            return tuple(m for m in near if ground.sides_or_people(number, m.start, end))
        every = ground.sides_or_people(number, start, end)
        found = tuple(m for m in every if not wordings.parts["from"].search(ground.page.text, start, m.start))
        return found or ground.named_before(number, match[group]) or ground.offices(number, start, end)
    return ()


def _known(members: Sequence[Member]) -> tuple[Member, ...]:
    return tuple(m for m in members if m.country or m.entities or m.together)


def _speaker(ground: Ground, number: int, wordings: Wordings, behind: int) -> tuple[Member, ...]:
    """Who says it, or under whose accord it runs, where the wording itself does not tell who set the limit."""
    sentence = ground.sentences[number]
    under = wordings.parts["under"].search(ground.text, sentence.start, sentence.end)
    if under and (told := ground.sides(number, *under.span("who"))):
        return told
    for speech in wordings.parts["speech"].finditer(ground.text, sentence.start, sentence.end):
        if told := ground.sides(number, *speech.span("who"))[-1:]:
            # "..., the ministers of Chad, Niger and Mali said": all of them.
            row = ground.before(number, max(behind, sentence.start), speech.end("who"))[::-1]
            return row if told[0] in row else told
    return ()
