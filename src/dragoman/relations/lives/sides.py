"""For whom does an actor stand? The side by which actors of two pages are compared."""

from collections.abc import Iterable

from dragoman.knowledge.entries import Entity
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Mention
from dragoman.relations.lives.rules import Lives

STATE = 3  # letters of a state in a chain code


def side(
    code: str | None, country: str | None, sector: str | None, name: str | None, lives: Lives
) -> str | None:
    """The state where the actor speaks for it, else the actor's own code; None for somebody unknown without a name.

    A rebel group is a side of its own: `AFGREB` is not `AFG`.
    """
    if country is not None and (code in (None, country) or sector in lives.rules.state_roles):
        return country
    return code or (name.lower() if name else None)


def apart(sides: Iterable[str], lives: Lives) -> frozenset[str]:
    """The sides that can stand against each other: a state's people are none beside it, its rebels are."""
    told = frozenset(sides)
    return frozenset(
        one for one in told if one[STATE:] in ("", *lives.rules.armed_roles) or one[:STATE] not in told
    )


def one_state(sides: Iterable[str]) -> str | None:
    """The state to which all these sides belong, where it is one and the same."""
    states = {one[:STATE] for one in sides}
    return states.pop() if len(states) == 1 else None


def with_states(sides: Iterable[str], lives: Lives) -> frozenset[str]:
    """The sides, and beside an armed group its state: who speaks of the one in a quarrel speaks of the other."""
    told = frozenset(sides)
    armed = {one[:STATE] for one in told if one[STATE:] in lives.rules.armed_roles}
    return told | armed


def sides_of(mention: Mention, knowledge: Knowledge, lives: Lives) -> frozenset[str]:
    """The side that a name in the text means; none where it may mean several."""
    found = set()
    for surface in knowledge.gazetteer.surfaces_of(mention):
        entity = knowledge.gazetteer.by_id.get(surface.entity)
        if entity is None or surface.kind == "no actor":
            return frozenset()
        found.add(_side(entity, lives))
    return frozenset(one for one in found if one) if len(found) == 1 else frozenset()


def _side(entity: Entity, lives: Lives) -> str | None:
    if entity.kind == "person":
        return entity.country
    return side(entity.code, entity.country, entity.sector, None, lives)
