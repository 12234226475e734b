"""Which person held which office when: compiles the person tables into entities with spells."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.knowledge.entries import Entity, Spell, Surface
from dragoman.knowledge.names import NameRules, name_forms, plain
from dragoman.knowledge.tables import cells, complain, read_table
from dragoman.model import Struct


class PersonRow(Struct, frozen=True):
    """A line of `persons.tsv` or `persons_checked.tsv`: a spell in an office; their heads explain all."""

    id: str
    person: str
    aliases: str = ""
    short: str = ""
    gender: Literal["f", "m"] | None = None
    same: str = ""
    where: str = ""
    office: str = ""
    sector: str = ""
    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    to_basis: Literal["given", "successor", "open", "unknown", ""] = ""
    as_of: str | None = None
    basis: str = ""


Rows = list[tuple[Path, int, PersonRow]]


def compile_people(
    wide: Path, checked: Path, known: dict[str, Entity], rules: NameRules
) -> Iterator[tuple[Entity, tuple[Surface, ...]]]:
    """The persons of both tables with the forms of their names.

    A person checked by hand is read from that table alone.

    `known` are the states, bodies and groups by id. Raises `KnowledgeError`.
    """
    by_hand = _by_person(checked)
    everybody = _by_person(wide)
    for key, rows in by_hand.items():
        for other in (other for _, _, row in rows for other in cells(row.same)):
            everybody.setdefault(key, []).extend(everybody.pop(other, []))
        # Rows without an office only add names to what the wide table says.
        stays = everybody.get(key, []) if all(not row.office for _, _, row in rows) else []
        everybody[key] = [*stays, *rows]
    for key in sorted(everybody):
        yield _person(key, everybody[key], known, rules)


def _by_person(path: Path) -> dict[str, Rows]:
    people: dict[str, Rows] = {}
    for line, row in read_table(path, PersonRow):
        if not re.fullmatch("[a-z0-9-]+", row.id):
            raise complain(path, line, f"id {row.id!r}: use lower-case letters, digits and hyphens only.")
        people.setdefault(row.id, []).append((path, line, row))
    return people


def _person(
    key: str, rows: Rows, known: dict[str, Entity], rules: NameRules
) -> tuple[Entity, tuple[Surface, ...]]:
    spells = sorted(
        (_spell(path, line, row, known) for path, line, row in rows if row.office),
        key=lambda spell: (spell.from_ or "", spell.to or "9999", spell.where, spell.office),
    )
    if not spells:
        path, line, row = rows[0]
        raise complain(path, line, f"{row.person} holds no office here. Fill in where, office and sector.")
    country = _country(spells, known)
    entity = Entity(
        id=f"person:{key}", kind="person", name=rows[-1][2].person, code=None, country=country, sector=None,
        spells=tuple(dict.fromkeys(spells)),
        gender=next((row.gender for _, _, row in rows if row.gender), None),
        basis="; ".join(dict.fromkeys(row.basis for _, _, row in rows if row.basis)),
    )  # fmt: skip
    return entity, tuple(_surfaces(entity, (row for _, _, row in rows), rules))


def _spell(path: Path, line: int, row: PersonRow, known: dict[str, Entity]) -> Spell:
    where = (
        known.get(f"state:{row.where}") or known.get(f"body:{row.where}") or known.get(f"group:{row.where}")
    )
    if where is None:
        raise complain(
            path, line, f"{row.where!r} is no state, body or group. Use a code or id of those tables."
        )
    if not row.to_basis:
        raise complain(path, line, "to_basis is empty. Write given, successor, open or unknown.")
    for day in (row.from_, row.to, row.as_of):
        if day is not None and not re.fullmatch(r"\d{4}(-\d\d){0,2}", day):
            raise complain(path, line, f"{day!r} is no date. Write 2019, 2019-05 or 2019-05-14.")
    if row.from_ and row.to and row.to < row.from_[: len(row.to)]:
        raise complain(
            path, line, f"the office ends ({row.to}) before it begins ({row.from_}). Mend one of the two."
        )
    return Spell(
        office=row.office, code=_code(where, row.sector), from_=row.from_, to=row.to, to_basis=row.to_basis,
        as_of=row.as_of, basis=row.basis, where=where.id,
    )  # fmt: skip


def _code(where: Entity, sector: str) -> str:
    """The chain of an office: of a state's, state and sector; of a body's, the body's own."""
    if where.kind == "state" and where.country:
        return where.country + sector
    return where.code or ""


def _country(spells: Iterable[Spell], known: dict[str, Entity]) -> str | None:
    """The state of the latest office in a state, or of the group led."""
    states = [known[spell.where].country for spell in spells]
    return next((state for state in reversed(states) if state), None)


def _surfaces(entity: Entity, rows: Iterable[PersonRow], rules: NameRules) -> Iterator[Surface]:
    rows = list(rows)
    strong = {plain(words) for row in rows for words in cells(row.short)}
    for name in dict.fromkeys(name for row in rows for name in (row.person, *cells(row.aliases))):
        for words, kind in name_forms(name, entity.country or "", rules):
            alone = (kind == "full name" and " " in words) or plain(words) in strong
            yield Surface(words=words, entity=entity.id, kind=kind, alone=alone)
    for words in dict.fromkeys(words for row in rows for words in cells(row.short)):
        yield Surface(words=words, entity=entity.id, kind="surname")
