"""Whom can a name mean? Compiles the tables of `data/actors` into entities and the words for them."""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

import msgspec

from dragoman.knowledge.entries import Entity, EntityKind, RoleNoun, Surface, SurfaceKind, Title
from dragoman.knowledge.names import NameRules, plain, read_name_rules
from dragoman.knowledge.people import compile_people
from dragoman.knowledge.tables import KnowledgeError, cells, complain, read_table
from dragoman.model import Struct

__all__ = ["ActorData", "KnowledgeError", "actors_hash", "compile_actors"]

TABLES = (
    "states.tsv", "metonyms.tsv", "bodies.tsv", "groups.tsv", "persons.tsv", "persons_checked.tsv",
    "nouns.tsv", "titles.tsv", "no_actors.tsv", "name_forms.toml",
)  # fmt: skip


class ActorData(Struct, frozen=True):
    """All actor knowledge, compiled: entities sorted by id, surfaces by entity and words."""

    entities: tuple[Entity, ...]
    surfaces: tuple[Surface, ...]
    nouns: tuple[RoleNoun, ...]
    titles: tuple[Title, ...]
    name_rules: NameRules | None = None


def compile_actors(folder: Path) -> ActorData:
    """The actor knowledge of a folder of tables.

    Raises `KnowledgeError` with file, line and what to do.
    """
    states = tuple(_states(folder / "states.tsv"))
    bodies = tuple(_bodies(folder / "bodies.tsv", "body", {entity.id for entity, _ in states}))
    groups = tuple(_bodies(folder / "groups.tsv", "group", {entity.id for entity, _ in states}))
    known = {entity.id: entity for entity, _ in (*states, *bodies, *groups)}
    rules = read_name_rules(folder / "name_forms.toml")
    people = compile_people(folder / "persons.tsv", folder / "persons_checked.tsv", known, rules)
    everybody = (*states, *bodies, *groups, *people)
    surfaces = [surface for _, found in everybody for surface in found]
    surfaces += _metonyms(folder / "metonyms.tsv", known)
    surfaces += _no_actors(folder / "no_actors.tsv")
    return ActorData(
        entities=tuple(sorted((entity for entity, _ in everybody), key=lambda entity: entity.id)),
        surfaces=_in_order(surfaces),
        nouns=tuple(_nouns(folder / "nouns.tsv")),
        titles=tuple(_titles(folder / "titles.tsv", known)),
        name_rules=rules,
    )


def actors_hash(folder: Path) -> str:
    """16 hexadecimal digits that change with any byte of the tables."""
    digest = blake2b(digest_size=8)
    for name in TABLES:
        path = folder / name
        if not path.is_file():
            raise KnowledgeError(f"{name} is missing in {folder}. Put the file there, or install again.")
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


Compiled = tuple[Entity, tuple[Surface, ...]]


class StateRow(Struct, frozen=True):
    """A line of `states.tsv`; its head explains the columns."""

    code: str
    name: str
    names: str = ""
    former: str = ""
    weak: str = ""
    adjectives: str = ""
    people: str = ""
    capitals: str = ""
    ends: str | None = None


class BodyRow(Struct, frozen=True):
    """A line of `bodies.tsv` or `groups.tsv`; their heads explain the columns."""

    id: str
    name: str
    code: str
    aliases: str = ""
    weak: str = ""
    seat: str = ""
    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    basis: str = ""


class MetonymRow(Struct, frozen=True):
    """A line of `metonyms.tsv`."""

    of: str
    words: str
    sector: str
    alone: str
    example: str
    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None


class NoActorRow(Struct, frozen=True):
    """A line of `no_actors.tsv`."""

    words: str
    why: str


class NounRow(Struct, frozen=True):
    """A line of `nouns.tsv`."""

    forms: str
    sector: str
    political: str
    group: str
    example: str


class TitleRow(Struct, frozen=True):
    """A line of `titles.tsv`."""

    forms: str
    sector: str
    example: str
    office: str = ""
    where: str = ""


def _states(path: Path) -> Iterator[Compiled]:
    seen: dict[str, int] = {}
    for line, row in read_table(path, StateRow):
        _once(path, line, row.code, seen)
        if not re.fullmatch("[A-Z]{3}", row.code):
            raise complain(path, line, f"{row.code!r} is no code of three capitals. Use ISO 3166 alpha-3.")
        entity = Entity(
            id=f"state:{row.code}", kind="state", name=row.name, code=row.code, country=row.code, sector=None,
            to=row.ends, basis="ISO 3166" if row.ends is None else "former state",
        )  # fmt: skip
        yield entity, tuple(_state_surfaces(entity, row))


def _state_surfaces(entity: Entity, row: StateRow) -> Iterator[Surface]:
    columns: tuple[tuple[str, SurfaceKind, bool], ...] = (
        (row.name, "name", True), (row.names, "name", True), (row.former, "former name", True),
        (row.weak, "name", False), (row.adjectives, "adjective", True), (row.people, "demonym", True),
        (row.capitals, "capital", True),
    )  # fmt: skip
    for listed, kind, alone in columns:
        for words, from_, to in map(_dated, cells(listed)):
            sector = "GOV" if kind == "capital" else None
            shape: SurfaceKind = "acronym" if kind == "name" and words.isupper() else kind
            yield Surface(
                words=words, entity=entity.id, kind=shape, alone=alone, sector=sector, from_=from_, to=to
            )


def _dated(words: str) -> tuple[str, str | None, str | None]:
    """The words and the days of "Astana (1998-05 to 2019-03-23)"; either day may be missing."""
    match = re.fullmatch(r"(.+?) \((\S*) ?to ?(\S*)\)", words)
    return (match[1], match[2] or None, match[3] or None) if match else (words, None, None)


def _bodies(path: Path, kind: EntityKind, known: set[str]) -> Iterator[Compiled]:
    seen: dict[str, int] = {}
    for line, row in read_table(path, BodyRow):
        _once(path, line, row.id, seen)
        if not re.fullmatch("[A-Z]{3,}", row.code):
            raise complain(
                path, line, f"code {row.code!r} is no chain of capitals. Write it like IGOUNO or AFGREB."
            )
        country = row.code[:3] if f"state:{row.code[:3]}" in known else None
        if country is None and row.code[:3] not in _INTERNATIONAL:
            raise complain(
                path, line, f"{row.code[:3]!r} is no state of states.tsv. Mend the code, or add the state."
            )
        entity = Entity(
            id=f"{kind}:{row.id}", kind=kind, name=row.name, code=row.code, country=country,
            sector=row.code[3:6] or None if country else row.code[:3], from_=row.from_, to=row.to,
            basis=row.basis,
        )  # fmt: skip
        yield entity, tuple(_body_surfaces(entity, row))


# The field's codes for who is no state's: they stand where else the state stands.
_INTERNATIONAL = frozenset({"IGO", "NGO", "MNC", "IMG", "NGM", "ISM", "INT"})


def _body_surfaces(entity: Entity, row: BodyRow) -> Iterator[Surface]:
    named = (row.name, *cells(row.aliases)) if row.name not in cells(row.weak) else cells(row.aliases)
    for words, alone in (*((words, True) for words in named), *((words, False) for words in cells(row.weak))):
        kind: SurfaceKind = "acronym" if words.isupper() and " " not in words else "name"
        # "The bloc" is a common noun: it has no capitals to hold it to.
        yield Surface(words=words, entity=entity.id, kind=kind, alone=alone, cased=not words.islower())
        if alone and kind == "acronym" and len(words) >= 4 and words.isalpha():
            # British papers write "Nato" and "Opec".
            yield Surface(words=words.capitalize(), entity=entity.id, kind=kind)


def _metonyms(path: Path, known: dict[str, Entity]) -> Iterator[Surface]:
    for line, row in read_table(path, MetonymRow):
        entity = entity_of(row.of, known)
        if entity is None:
            raise complain(
                path,
                line,
                f"{row.of!r} is no state or body. Use a code of states.tsv or an id of bodies.tsv.",
            )
        yield Surface(
            words=row.words, entity=entity.id, kind="metonym", alone=_yes(path, line, row.alone),
            sector=row.sector, from_=row.from_, to=row.to, cased=not row.words.islower(),
        )  # fmt: skip


def _no_actors(path: Path) -> Iterator[Surface]:
    seen: dict[str, int] = {}
    for line, row in read_table(path, NoActorRow):
        _once(path, line, row.words, seen)
        yield Surface(words=row.words, entity="", kind="no actor")


def entity_of(key: str, known: dict[str, Entity]) -> Entity | None:
    """The state or body that a cell names: `RUS` or `NATO`, or None."""
    return known.get(f"state:{key}") or known.get(f"body:{key}") or known.get(f"group:{key}")


def _nouns(path: Path) -> Iterator[RoleNoun]:
    seen: dict[str, int] = {}
    for line, row in read_table(path, NounRow):
        for form in cells(row.forms):
            _once(path, line, form.lower(), seen)
        yield RoleNoun(
            forms=cells(row.forms), sector=row.sector, political=_yes(path, line, row.political),
            group=_yes(path, line, row.group), example=row.example,
        )  # fmt: skip


def _titles(path: Path, known: dict[str, Entity]) -> Iterator[Title]:
    seen: dict[str, int] = {}
    for line, row in read_table(path, TitleRow):
        where = entity_of(row.where, known) if row.where else None
        if row.where and where is None:
            raise complain(
                path,
                line,
                f"{row.where!r} is no state or body. Use a code of states.tsv or an id of bodies.tsv.",
            )
        for form in cells(row.forms):
            _once(path, line, form.lower(), seen)
        yield Title(
            forms=cells(row.forms), office=row.office, sector=row.sector, where=where.id if where else None,
            example=row.example,
        )  # fmt: skip


def _yes(path: Path, line: int, cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise complain(path, line, f"{cell!r} is neither yes nor no. Write one of the two.")
    return cell == "yes"


def _once(path: Path, line: int, key: str, seen: dict[str, int]) -> None:
    if key in seen:
        raise complain(path, line, f"{key!r} stands already on line {seen[key]}. Keep one of the two.")
    seen[key] = line


def _in_order(surfaces: Iterable[Surface]) -> tuple[Surface, ...]:
    """The surfaces sorted, each once: the first of those that differ in nothing that a text can show.

    What means somebody to this day stands before what did so once: "Belgrade" is Serbia's before Yugoslavia's.
    """
    once: dict[tuple[str, str, str | None], Surface] = {}
    for surface in surfaces:
        once.setdefault((surface.entity, surface.words, surface.from_), surface)
    return tuple(sorted(once.values(), key=lambda s: (s.to is not None, s.entity, plain(s.words), s.words)))
