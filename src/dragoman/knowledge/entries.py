"""What an entry of the knowledge is, once compiled from the data files that people edit."""

from typing import Literal

from dragoman.model import Struct

EntityKind = Literal["state", "body", "group", "person", "office", "agreement"]
SurfaceKind = Literal[
    "name",
    "former name",
    "short name",
    "adjective",
    "demonym",
    "capital",
    "metonym",
    "full name",
    "surname",
    "acronym",
    "no actor",
]


class Spell(Struct, frozen=True):
    """One office held for a time. Dates are ISO prefixes (`2018`, `2018-04`, `2018-04-26`) or None.

    `to_basis`: `given`, `successor`, `open` (in office at `as_of`, not known later), `unknown`.
    `where` is the id of the state, body or group in which the office is (`state:RUS`, `body:NATO`).
    """

    office: str
    code: str
    from_: str | None
    to: str | None
    to_basis: str
    as_of: str | None = None
    basis: str = ""
    where: str = ""


class Entity(Struct, frozen=True):
    """A state, body, armed group, party, or person: whom a name can mean.

    `code` is the chain for everything but persons, whose code depends on the day (`spells`).
    """

    id: str
    kind: EntityKind
    name: str
    code: str | None
    country: str | None
    sector: str | None
    spells: tuple[Spell, ...] = ()
    from_: str | None = None
    to: str | None = None
    gender: Literal["f", "m"] | None = None
    basis: str = ""


class Surface(Struct, frozen=True):
    """Words that can stand for an entity in a text; kind "no actor" only keeps the names inside from being found.

    `alone` is False for words that must not fire without support in the page: a surname, a clashing acronym.
    `sector` overrides the entity's ("the Duma" is RUS but LEG). `cased`: the words need their capitals.
    """

    words: str
    entity: str
    kind: SurfaceKind
    alone: bool = True
    sector: str | None = None
    from_: str | None = None
    to: str | None = None
    cased: bool = True


class RoleNoun(Struct, frozen=True):
    """A common noun for people who act: "troops", "official". `forms` are its spellings.

    `sector` is the role's code (GOV MIL ...). `political`: enough for an event without any named actor.
    `group`: the singular means many ("army"). `example` is a phrase in which it stands.
    """

    forms: tuple[str, ...]
    sector: str
    political: bool
    group: bool
    example: str


class Title(Struct, frozen=True):
    """The words of an office: "secretary of state". `office` is the label in the spells, "" where none is.

    `where` is the id of the state or body where the words themselves say it ("NATO chief"), else None.
    """

    forms: tuple[str, ...]
    office: str
    sector: str
    where: str | None
    example: str
