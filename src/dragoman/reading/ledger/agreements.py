"""Of which agreements does the page speak, who are their parties, and what became of them?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.knowledge.loading import Knowledge
from dragoman.knowledge.tables import cells
from dragoman.model import (
    Actor,
    Agreement,
    AgreementAct,
    AgreementStatus,
    Evidence,
    Mention,
    Page,
    Published,
    Sentence,
    TimeExpression,
    content_id,
)
from dragoman.reading.actors import Cast, Member
from dragoman.reading.ledger.ground import Ground
from dragoman.reading.ledger.treaties import AgreementForms, Treaties, Treaty, compile_treaties

BEFORE, AFTER = 90, 45  # characters that may lie between an act and the agreement's name
JOINT = frozenset(("signed", "concluded"))  # acts by which those who do them become the parties


@dataclass(frozen=True, slots=True)
class Sighting:
    """An agreement named in a sentence: its row of the table where it has one, and its span."""

    sentence: int
    start: int
    end: int
    name: str
    treaty: Treaty | None
    terms: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What one sentence tells of an agreement."""

    sighting: Sighting
    act: AgreementAct | None
    actors: tuple[Actor, ...]
    evidence: Evidence


def find_agreements(
    page: Page,
    sentences: Sequence[Sentence],
    cast: Cast,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    published: Published,
    knowledge: Knowledge,
) -> tuple[Agreement, ...]:
    """Each agreement of the page once, with all acts that the page tells of it, in the order of the text.

    One without a name of its own counts only where somebody does something about it.
    """
    del mentions
    ground = Ground(page, sentences, cast, times, published, knowledge)
    treaties: Treaties = knowledge.rules.get("agreements", AgreementForms, compile_treaties)
    by_name: dict[str, list[Told]] = {}
    for sighting in _sightings(ground, treaties):
        told = _told(ground, sighting, treaties)
        if sighting.treaty or (told.act and len(_sides(told.actors)) > 1):
            by_name.setdefault(_key(told), []).append(told)
    seen = {told.sighting.sentence for tellings in by_name.values() for told in tellings}
    for number, sentence in enumerate(ground.sentences):
        if number not in seen and ground.speaks(sentence.start, treaties.wordings.roles):
            for told in _agreed(ground, number, treaties):
                by_name.setdefault(_key(told), []).append(told)
    return tuple(_agreement(ground, tellings, treaties) for tellings in by_name.values())


def _sightings(ground: Ground, treaties: Treaties) -> Iterator[Sighting]:
    text = ground.page.text
    named = treaties.find(text)
    for number, sentence in enumerate(ground.sentences):
        if not ground.speaks(sentence.start, treaties.wordings.roles):
            continue
        here = [one for one in named if sentence.start <= one[0] and one[1] <= sentence.end]
        sure = [one for one in here if not one[3]]
        taken = False
        for start, end, treaty, weak in sure or here:
            if weak and not any(re.search(rf"\b{re.escape(word)}\b", text) for word in cells(treaty.context)):
                continue
            yield Sighting(number, start, end, treaty.name, treaty)
            taken = True
        if not taken:
            yield from _unnamed(ground, number, treaties)


def _unnamed(ground: Ground, number: int, treaties: Treaties) -> Iterator[Sighting]:
    sentence = ground.sentences[number]
    for found in treaties.wordings.parts["unnamed"].finditer(ground.page.text, sentence.start, sentence.end):
        yield Sighting(
            number, found.start(), found.end(), " ".join(found.group("name").lower().split()), None
        )
        return  # one a sentence: "an agreement, a treaty of peace" is one thing in two words


def _agreed(ground: Ground, number: int, treaties: Treaties) -> Iterator[Told]:
    """Two sides that agree to do something: "X and Y agreed to reopen the border"."""
    sentence = ground.sentences[number]
    for found in treaties.wordings.parts["agreed"].finditer(ground.page.text, sentence.start, sentence.end):
        actors = ground.actors(_leading(ground, number, found))
        if len(_sides(actors)) > 1:
            terms = " ".join(found.group("terms").split())
            sighting = Sighting(number, found.start(), found.end(), "agreement", None, terms)
            when = ground.when(sentence.start, sentence.end, "past")
            act = AgreementAct(act="concluded", by=actors, date=when)
            yield Told(sighting, act, actors, ground.evidence(sentence.start, sentence.end)[0])
            return


def _sides(actors: Sequence[Actor]) -> set[str]:
    return {actor.code or actor.name or "" for actor in actors} - {""}


def _told(ground: Ground, sighting: Sighting, treaties: Treaties) -> Told:
    sentence = ground.sentences[sighting.sentence]
    found = _act(ground, sighting, treaties)
    evidence = ground.evidence(sentence.start, sentence.end)[0]
    if found is None:
        return Told(sighting, None, (), evidence)
    value, match = found
    doers = _doers(ground, sighting, match)
    actors = ground.actors(doers)
    when = ground.when(sentence.start, sentence.end, "past")
    if value in JOINT and sighting.treaty is None:
        actors = ground.actors([m for m in (*doers, *_with(ground, sighting)) if _acts(m)])
    return Told(sighting, AgreementAct(act=value, by=actors, date=when), actors, evidence)


def _act(ground: Ground, sighting: Sighting, treaties: Treaties) -> tuple[str, re.Match[str]] | None:
    """The act nearest to the agreement's name in its sentence."""
    sentence = ground.sentences[sighting.sentence]
    low, high = max(sentence.start, sighting.start - BEFORE), min(sentence.end, sighting.end + AFTER)
    near: list[tuple[int, int, str, re.Match[str]]] = []
    for order, wording in enumerate(treaties.wordings.all):
        for match in wording.pattern.finditer(ground.page.text, low, high):
            if sighting.start <= match.start() < sighting.end:
                continue
            gap = (
                sighting.start - match.end()
                if match.end() <= sighting.start
                else match.start() - sighting.end
            )
            near.append((gap, order, wording.form.value, match))
    return min(near, key=lambda one: one[:2])[2:] if near else None


def _doers(ground: Ground, sighting: Sighting, match: re.Match[str]) -> tuple[Member, ...]:
    sentence = ground.sentences[sighting.sentence]
    if match.start() >= sighting.end:
        by = re.compile(r"\s+by\s+").match(ground.page.text, match.end())
        if by:
            return ground.after(sighting.sentence, by.end(), sentence.end)
        return ground.before(sighting.sentence, sentence.start, sighting.start)
    return _leading(ground, sighting.sentence, match)


def _leading(ground: Ground, number: int, match: re.Match[str]) -> tuple[Member, ...]:
    """Those who act, by the parse or by their place; whichever names more, for both may miss one of two parties."""
    near = ground.before(number, ground.sentences[number].start, match.start())
    told = ground.subject(number, match.start(), match.end())
    return told if len(_sides(ground.actors(told))) >= len(_sides(ground.actors(near))) and told else near


def _with(ground: Ground, sighting: Sighting) -> tuple[Member, ...]:
    """Those named straight after the agreement: "a treaty with X", "a deal between X and Y"."""
    follows = re.compile(r"\s+(?:with|between|among)\s").match(ground.page.text, sighting.end)
    end = ground.sentences[sighting.sentence].end
    return ground.after(sighting.sentence, follows.end(), end) if follows else ()


def _acts(member: Member) -> bool:
    return member.kind != "adjective" and bool(member.country or member.entities)


def _key(told: Told) -> str:
    if told.sighting.treaty:
        return told.sighting.name
    return "/".join(sorted({actor.code or actor.text for actor in told.actors}))


def _agreement(ground: Ground, tellings: Sequence[Told], treaties: Treaties) -> Agreement:
    first = tellings[0].sighting
    acts = tuple(told.act for told in tellings if told.act)
    actors = tuple(dict.fromkeys(actor for told in tellings for actor in told.actors))
    status, why = _status(ground, first.treaty, acts, treaties)
    return Agreement(
        id=content_id(ground.page.id, "agreement", first.name, first.start),
        name=first.name,
        parties=_parties(ground, first.treaty) if first.treaty else actors,
        terms=next((told.sighting.terms for told in tellings if told.sighting.terms), None),
        status=status,
        acts=acts,
        evidence=tuple(told.evidence for told in tellings),
        why=("named in the table of agreements; " if first.treaty else "parties are those who act in it; ")
        + why,
    )


def _parties(ground: Ground, treaty: Treaty) -> tuple[Actor, ...]:
    gazetteer = ground.knowledge.gazetteer
    actors = []
    for code in cells(treaty.parties):
        entity = gazetteer.by_id.get(f"state:{code}")
        name = entity.name if entity else None
        why = f"party of the {treaty.name} by the table of agreements"
        actors.append(
            Actor(text=name or code, name=name, code=code, country=code if entity else None, why=why)
        )
    return tuple(actors)


def _status(
    ground: Ground, treaty: Treaty | None, acts: Sequence[AgreementAct], treaties: Treaties
) -> tuple[AgreementStatus | None, str]:
    told = [act for act in acts if act.act in treaties.status]
    if told:
        return treaties.status[told[-1].act], f"status by the last act that the page tells ({told[-1].act})"
    day = ground.published.from_
    if treaty is None or day is None:
        return None, "the page tells no act, and its day is not known"
    left = [exit_ for exit_ in cells(treaty.exits) if exit_.split()[-1] <= day]
    if left and treaty.status != "expired":
        return "a party has left", f"by the table of agreements: {'; '.join(left)}"
    if treaty.in_force and treaty.in_force > day:
        return ("signed" if treaty.signed and treaty.signed <= day else "negotiated"), "by the table's dates"
    return (None if treaty.status == "expired" else treaty.status), "by the table of agreements"
