"""Of which agreements does the page speak, who are their parties, and what became of them?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.knowledge.tables import cells
from dragoman.model import Actor, Agreement, AgreementAct, AgreementStatus, Evidence, When, content_id
from dragoman.reading.actors import Member
from dragoman.reading.ledger.ground import APART, Ground, side
from dragoman.reading.ledger.treaties import AgreementForms, Treaties, Treaty, compile_treaties

BEFORE, AFTER = 90, 60  # characters that may lie between an act and the agreement's name
NAMING = ("amod", "compound", "nmod")  # words before the noun that belong to an agreement's name


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
    """What one sentence tells of an agreement: its acts, and who would be its parties."""

    sighting: Sighting
    acts: tuple[AgreementAct, ...]
    parties: tuple[Actor, ...]
    evidence: Evidence
    outstanding: str | None = None


def find_agreements(ground: Ground) -> tuple[Agreement, ...]:
    """Each agreement of the page once, with all acts that the page tells of it, in the order of the text.

    One without a name of its own counts only where two sides stand at it and somebody does something about it.
    """
    treaties: Treaties = ground.knowledge.rules.get("agreements", AgreementForms, compile_treaties)
    spoken = tuple(ground.spoken(treaties.wordings))
    by_key: dict[str, list[Told]] = {}
    for sighting in _sightings(ground, treaties, frozenset(spoken)):
        told = _told(ground, sighting, treaties)
        if sighting.treaty or (told.acts and len(_apart(told.parties)) > 1):
            by_key.setdefault(_key(told), []).append(told)
    seen = {told.sighting.sentence for tellings in by_key.values() for told in tellings}
    for number in spoken:
        if number not in seen:
            for told in _agreed(ground, number, treaties):
                by_key.setdefault(_key(told), []).append(told)
    return tuple(_agreement(ground, tellings, treaties) for tellings in by_key.values())


# ── where ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _sightings(ground: Ground, treaties: Treaties, spoken: frozenset[int]) -> Iterator[Sighting]:
    text = ground.page.text
    named = treaties.find(text)
    for number, sentence in enumerate(ground.sentences):
        here = [one for one in named if sentence.start <= one[0] and one[1] <= sentence.end]
        if not here and number not in spoken:
            continue
        if here and not ground.speaks(sentence.start, treaties.wordings.roles):
            continue
        sure = [one for one in here if not one[3]]
        taken = False
        for start, end, treaty, weak in sure or here:
            if weak and not any(re.search(rf"\b{re.escape(word)}\b", text) for word in cells(treaty.context)):
                continue
            yield Sighting(number, start, end, treaty.name, treaty)
            taken = True
        if not taken and number in spoken:
            yield from _unnamed(ground, number, treaties)


def _unnamed(ground: Ground, number: int, treaties: Treaties) -> Iterator[Sighting]:
    sentence, parts = ground.sentences[number], treaties.wordings.parts
    for found in parts["unnamed"].finditer(ground.page.text, sentence.start, sentence.end):
        if parts["none"].search(ground.page.text, sentence.start, found.start()):
            continue
        start = _name_begins(ground, number, found)
        name = " ".join(ground.page.text[start : found.end()].split())
        yield Sighting(number, start, found.end(), name, None)
        return  # one a sentence: "an agreement, a treaty of peace" is one thing in two words


def _name_begins(ground: Ground, number: int, found: re.Match[str]) -> int:
    """Where the words begin that make an agreement's name: "free trade agreement"."""
    tokens = ground.sentences[number].tokens
    noun = next((i for i, token in enumerate(tokens) if token.start == found.start("noun")), None)
    first = noun
    while noun is not None and first and tokens[first - 1].dep in NAMING and tokens[first - 1].head >= first:
        first -= 1
    return found.start("noun") if first is None else tokens[first].start


def _agreed(ground: Ground, number: int, treaties: Treaties) -> Iterator[Told]:
    """Two sides that agree to do something: "X and Y agreed to reopen the border"."""
    sentence = ground.sentences[number]
    for found in treaties.wordings.parts["agreed"].finditer(ground.page.text, sentence.start, sentence.end):
        if treaties.wordings.parts["unreal"].search(ground.page.text, sentence.start, found.start()):
            continue
        actors = ground.actors(_leading(ground, number, found))
        if len(_apart(actors)) > 1:
            terms = " ".join(found.group("terms").split())
            sighting = Sighting(number, found.start(), found.end(), "agreement", None, terms)
            when = ground.when(sentence.start, found.start("terms"), "past")
            act = AgreementAct(act="negotiated", by=actors, date=when)
            yield Told(sighting, (act,), actors, ground.evidence(sentence.start, sentence.end)[0])
            return


# ── what became of it ───────────────────────────────────────────────────────────────────────────────────────────


def _told(ground: Ground, sighting: Sighting, treaties: Treaties) -> Told:
    sentence = ground.sentences[sighting.sentence]
    acts, doers = list[AgreementAct](), list[Member]()
    for value, match in _acts(ground, sighting, treaties):
        own = _doers(ground, sighting, match)
        doers += own
        when = _when(ground, sighting.sentence, match)
        acts.append(AgreementAct(act=value, by=ground.actors(own), date=when))
    for act in _acts_after(ground, sighting, treaties):
        acts.append(act)
    return Told(
        sighting,
        tuple(acts),
        ground.actors(_parties(ground, sighting, treaties, doers)),
        ground.evidence(sentence.start, sentence.end)[0],
        _outstanding(ground, sighting.sentence, treaties),
    )


def _acts(ground: Ground, sighting: Sighting, treaties: Treaties) -> tuple[tuple[str, re.Match[str]], ...]:
    """The acts that stand near the agreement's name in its sentence, each kind once, in the order of the text."""
    sentence, text = ground.sentences[sighting.sentence], ground.page.text
    low, high = max(sentence.start, sighting.start - BEFORE), min(sentence.end, sighting.end + AFTER)
    near: dict[str, tuple[int, re.Match[str]]] = {}
    for wording in treaties.wordings.all:
        for match in wording.pattern.finditer(text, low, high):
            inside = sighting.start <= match.start() < sighting.end and match.end() <= sighting.end
            if inside or _is_unreal(ground, sentence.start, match, treaties):
                continue
            gap = max(sighting.start - match.end(), match.start() - sighting.end)
            known = near.get(wording.form.value)
            if known is None or gap < known[0]:
                near[wording.form.value] = (gap, match)
    every = sorted(near.items(), key=lambda one: one[1][1].start())
    return tuple((value, match) for value, (_, match) in every)


def _is_unreal(ground: Ground, start: int, match: re.Match[str], treaties: Treaties) -> bool:
    """Whether an act is only wanted, denied or expected; what was voted or decided is done."""
    parts, text = treaties.wordings.parts, ground.page.text
    low = max(start, match.start() - BEFORE)
    return bool(parts["unreal"].search(text, low, match.start())) and not parts["decided"].search(
        text, low, match.start()
    )


def _acts_after(ground: Ground, sighting: Sighting, treaties: Treaties) -> Iterator[AgreementAct]:
    """What the next sentence tells of it, if it takes the agreement up: "It expired", "Oslo walked out of it"."""
    number = sighting.sentence + 1
    if number >= len(ground.sentences):
        return
    sentence, text = ground.sentences[number], ground.page.text
    if not ground.speaks(sentence.start, treaties.wordings.roles):
        return
    for wording in treaties.wordings.all:
        for match in wording.pattern.finditer(text, sentence.start, sentence.end):
            taken_up = treaties.wordings.parts["taken_up"].match(text, match.end(), sentence.end)
            if taken_up and not _is_unreal(ground, sentence.start, match, treaties):
                doers = ground.actors(_leading(ground, number, match))
                when = ground.when(sentence.start, sentence.end, "past")
                yield AgreementAct(act=wording.form.value, by=doers, date=when)
                return


def _when(ground: Ground, number: int, match: re.Match[str]) -> When:
    """When an act was: by the words between its commas, and where they name no day by its whole clause."""
    near = ground.when(*_clause(ground, number, match, ";:,"), "past")
    return near if near.from_ else ground.when(*_clause(ground, number, match, ";:"), "past")


def _clause(ground: Ground, number: int, match: re.Match[str], marks: str) -> tuple[int, int]:
    """The part of the sentence between two of these marks in which an act stands."""
    sentence = ground.sentences[number]
    start = max(ground.page.text.rfind(mark, sentence.start, match.start()) for mark in marks) + 1
    stops = [ground.page.text.find(mark, match.end(), sentence.end) for mark in marks]
    return max(start, sentence.start), min((s for s in stops if s >= 0), default=sentence.end)


def _outstanding(ground: Ground, number: int, treaties: Treaties) -> str | None:
    for near in (number, number + 1):
        if near < len(ground.sentences):
            sentence = ground.sentences[near]
            if not ground.speaks(sentence.start, treaties.wordings.roles):
                continue
            found = treaties.wordings.parts["outstanding"].search(
                ground.page.text, sentence.start, sentence.end
            )
            if found:
                return " ".join(found.group().split())
    return None


# ── who ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _doers(ground: Ground, sighting: Sighting, match: re.Match[str]) -> tuple[Member, ...]:
    sentence = ground.sentences[sighting.sentence]
    if match.start() >= sighting.end:
        by = re.compile(r"\s+by\s+").match(ground.page.text, match.end())
        if by:
            return ground.after(sighting.sentence, by.end(), sentence.end)
        between = ground.sides(sighting.sentence, sighting.end, match.start())
        return between or ground.before(sighting.sentence, sentence.start, sighting.start)
    return _leading(ground, sighting.sentence, match)


def _leading(ground: Ground, number: int, match: re.Match[str]) -> tuple[Member, ...]:
    """Those who act, by the parse or by their place; whichever names more, for both may miss one of two parties."""
    near = ground.before(number, ground.sentences[number].start, match.start())
    told = ground.subject(number, match.start(), match.end())
    return told if len(_apart(ground.actors(told))) >= len(_apart(ground.actors(near))) and told else near


def _parties(
    ground: Ground, sighting: Sighting, treaties: Treaties, doers: Sequence[Member]
) -> tuple[Member, ...]:
    """Whose agreement it is: "between X and Y" names them all; else those who act in it and those named with it, and,
    where that is one side only, the other sides of the clause and the sentences beside it.
    """
    if sighting.treaty:
        return ()
    number, parts = sighting.sentence, treaties.wordings.parts
    sentence, text = ground.sentences[number], ground.page.text
    between = parts["between"].match(text, sighting.end, sentence.end)
    if between:
        named = ground.sides(number, between.end(), sentence.end)
        chain = ground.after(number, named[0].start, sentence.end) if named else ()
        if len(ground.apart(chain)) > 1:
            return chain
        if len(ground.apart(named[:2])) > 1:
            return named[:2]
    known = [m for m in doers if _counts(m)]
    follows = parts["with"].match(text, sighting.end, sentence.end)
    if follows:
        known += ground.after(number, follows.end(), sentence.end)
    if len(ground.apart(known)) < 2:
        stop = text.find(";", sighting.end, sentence.end)
        known += ground.sides(number, sentence.start, sentence.end if stop < 0 else stop)
    if len(ground.apart(known)) < 2:
        known += ground.joined(number, sentence.start, sentence.end)
    return tuple(dict.fromkeys(known))


def _counts(member: Member) -> bool:
    return member.kind != "adjective" and bool(member.country or member.entities or member.together)


def _apart(actors: Sequence[Actor]) -> set[str]:
    """The sides that can have an agreement: states, bodies, rebels and the like, but nobody who only has a role."""
    return {
        side(actor)
        for actor in actors
        if actor.country or (actor.code and actor.name) or actor.sector in APART
    }


# ── together ────────────────────────────────────────────────────────────────────────────────────────────────────


def _key(told: Told) -> str:
    if told.sighting.treaty:
        return told.sighting.name
    return "/".join(sorted(_apart(told.parties)))


def _agreement(ground: Ground, tellings: Sequence[Told], treaties: Treaties) -> Agreement:
    first = tellings[0].sighting
    acts = tuple(act for told in tellings for act in told.acts)
    actors = tuple(dict.fromkeys(actor for told in tellings for actor in told.parties))
    status, why = _status(ground, first.treaty, acts, treaties)
    return Agreement(
        id=content_id(ground.page.id, "agreement", first.name, first.start),
        name=first.name,
        parties=_of_table(ground, first.treaty) if first.treaty else actors,
        terms=next((told.sighting.terms for told in tellings if told.sighting.terms), None),
        status=status,
        acts=acts,
        evidence=tuple(dict.fromkeys(told.evidence for told in tellings)),
        outstanding=next((told.outstanding for told in tellings if told.outstanding), None),
        why=("named in the table of agreements; " if first.treaty else "parties are those who stand at it; ")
        + why,
    )


def _of_table(ground: Ground, treaty: Treaty) -> tuple[Actor, ...]:
    gazetteer = ground.knowledge.gazetteer
    actors = []
    for code in cells(treaty.parties):
        entity = gazetteer.by_id.get(f"state:{code}") or gazetteer.by_id.get(code)
        name = entity.name if entity else None
        why = f"party of the {treaty.name} by the table of agreements"
        actors.append(
            Actor(
                text=name or code,
                name=name,
                code=entity.code if entity else code,
                country=entity.country or entity.code if entity and entity.kind != "body" else None,
                sector=entity.sector if entity else None,
                why=why,
            )
        )
    return tuple(actors)


def _status(
    ground: Ground, treaty: Treaty | None, acts: Sequence[AgreementAct], treaties: Treaties
) -> tuple[AgreementStatus | None, str]:
    """The state that the act furthest in an agreement's life leaves, unless another is known to be later."""
    told = [act for act in acts if act.act in treaties.status]
    day = ground.published.from_
    if told:
        stages = {value: number for number, value in enumerate(treaties.status)}
        last = max(told, key=lambda act: stages[act.act])
        for act in sorted(told, key=lambda act: act.date.from_ or ""):
            if act.date.from_ and last.date.to and act.date.from_ > last.date.to:
                last = act
        return treaties.status[last.act], f"status by the last act that the page tells ({last.act})"
    if treaty is None or day is None:
        return None, "the page tells no act, and its day is not known"
    left = [exit_ for exit_ in cells(treaty.exits) if exit_.split()[-1] <= day]
    if left and treaty.status != "expired":
        return "a party has left", f"by the table of agreements: {'; '.join(left)}"
    if treaty.in_force and treaty.in_force > day:
        return ("signed" if treaty.signed and treaty.signed <= day else "negotiated"), "by the table's dates"
    return (None if treaty.status == "expired" else treaty.status), "by the table of agreements"
