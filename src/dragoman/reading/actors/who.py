"""`who NAME`: everybody whom a name can mean, and what each was on a day."""

from dragoman.knowledge.entries import Entity, Spell
from dragoman.knowledge.gazetteer import in_force
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Struct


class Candidate(Struct, frozen=True):
    """One office of one candidate; dates are ISO prefixes. `why` says which words of the knowledge matched."""

    name: str
    kind: str
    country: str | None
    office: str | None
    code: str | None
    from_: str | None
    to: str | None
    to_basis: str | None
    basis: str
    why: str


def who(name: str, on: str | None, knowledge: Knowledge) -> tuple[Candidate, ...]:
    """Everybody whom `name` can mean, with the offices in force on the ISO day `on` (all offices without one).

    Spelling without diacritics and in any case finds the name too. Nobody: an empty tuple.
    """
    found: dict[str, str] = {}
    for mention in knowledge.scanner.scan(name) or knowledge.scanner.scan(name.title()):
        if mention.start == 0 and mention.end == len(name):
            for surface in knowledge.gazetteer.surfaces_of(mention):
                found.setdefault(surface.entity, f"'{surface.words}' is a {surface.kind}")
    return tuple(
        candidate
        for entity_id, why in sorted(found.items())
        for candidate in _told(knowledge.gazetteer.by_id[entity_id], on, why)
    )


def _told(entity: Entity, on: str | None, why: str) -> list[Candidate]:
    spells: list[Spell | None] = [
        s for s in entity.spells if on is None or in_force(s, on) or (s.to is None and (s.from_ or "9") <= on)
    ]
    if not spells and (not entity.spells or on is not None):
        spells = [None]
    return [
        Candidate(
            name=entity.name, kind=entity.kind, country=entity.country,
            office=s.office if s else None, code=s.code if s else entity.code,
            from_=s.from_ if s else entity.from_, to=s.to if s else entity.to,
            to_basis=s.to_basis if s else None, basis=s.basis if s else entity.basis,
            why=why if s or not entity.spells else f"{why}; no office of theirs is known on {on}",
        )
        for s in spells
    ]  # fmt: skip
