"""The actor knowledge with its indices: what the reading looks things up in."""

from collections.abc import Iterator

from dragoman.knowledge.actors import ActorData
from dragoman.knowledge.entries import Entity, RoleNoun, Spell, Surface, Title
from dragoman.model import Mention


class Gazetteer:
    """Looks up entities, surfaces, nouns, titles and holders of offices; each look-up is one step.

    `by_id`: entities by id. `nouns`, `titles`: by lower-case form. `first_names`: the persons'.
    `bodies`: international bodies by chain, of several the one with the shortest id ("EU" before its organs).
    Built once a process (some 20 ms).
    """

    def __init__(self, data: ActorData):
        self.data = data
        self.by_id: dict[str, Entity] = {entity.id: entity for entity in data.entities}
        self.nouns: dict[str, RoleNoun] = {form.lower(): noun for noun in data.nouns for form in noun.forms}
        self.titles: dict[str, Title] = {form.lower(): title for title in data.titles for form in title.forms}
        people = (entity.name.split() for entity in data.entities if entity.kind == "person")
        self.first_names: frozenset[str] = frozenset(words[0] for words in people if len(words) > 1)
        bodies = [e for e in data.entities if e.kind == "body" and e.code and e.country is None]
        self.bodies = {e.code: e for e in sorted(bodies, key=lambda e: -len(e.id)) if e.code}
        self._spells: dict[tuple[str, str], list[tuple[Spell, Entity]]] = {}
        for entity in data.entities:
            for spell in entity.spells:
                self._spells.setdefault((spell.office, spell.where), []).append((spell, entity))

    def entity(self, entity_id: str) -> Entity:
        """The entity of an id. Raises `KeyError` for an id that is not in the knowledge."""
        return self.by_id[entity_id]

    def surfaces_of(self, mention: Mention) -> tuple[Surface, ...]:
        """The surfaces that a mention may be."""
        return tuple(self.data.surfaces[index] for index in mention.surfaces)

    def holders(self, office: str, where: str, day: str | None = None) -> tuple[Entity, ...]:
        """Who held an office on an ISO day, by the tables; with `day` None, everybody who ever did.

        `where` is an id (`state:RUS`, `body:NATO`) or its last part. A day of change has two.
        A spell that was open when its source was written counts until then and no longer.
        """
        spells = self._spells_of(office, where)
        if day is None:
            return _people(iter(spells))
        sure = _people(pair for pair in spells if in_force(pair[0], day))
        return sure or _people(pair for pair in spells if _may_be_in_force(pair[0], day))

    def _spells_of(self, office: str, where: str) -> list[tuple[Spell, Entity]]:
        if ":" in where:
            return self._spells.get((office, where), [])
        keys = (f"state:{where}", f"body:{where}", f"group:{where}")
        return next((found for key in keys if (found := self._spells.get((office, key)))), [])


def in_force(spell: Spell, day: str) -> bool:
    """Whether the tables say that a spell covers an ISO day; a month or year is covered whole."""
    if spell.from_ is None or day[: len(spell.from_)] < spell.from_:
        return False
    end = spell.to or (spell.as_of if spell.to_basis == "open" else None)
    return end is not None and day[: len(end)] <= end


def _may_be_in_force(spell: Spell, day: str) -> bool:
    """Begun, and nobody knows when it ended: better than nothing, within the usual length of an office."""
    if spell.to_basis != "unknown" or spell.from_ is None or day[: len(spell.from_)] < spell.from_:
        return False
    return int(day[:4]) - int(spell.from_[:4]) <= _USUAL_YEARS


# Nine in ten of the spells in persons.tsv whose end is given are shorter.
_USUAL_YEARS = 5


def _people(pairs: Iterator[tuple[Spell, Entity]]) -> tuple[Entity, ...]:
    return tuple({entity.id: entity for _, entity in pairs}.values())
