"""The actor knowledge: words in an example must be found there, a name must scan back to its bearer, days must fit."""

from collections.abc import Iterator

from dragoman.evaluation.checked import Checked, Failure
from dragoman.knowledge.actors import MetonymRow
from dragoman.knowledge.entries import Entity, Spell
from dragoman.knowledge.loading import Knowledge
from dragoman.knowledge.scanner import fold
from dragoman.knowledge.tables import read_table


def check_actors(knowledge: Knowledge) -> Iterator[Checked]:
    """Nouns, titles, metonyms by their examples; persons by their full names; every spell by its days."""
    data = knowledge.gazetteer.data
    yield _forms("nouns", [(noun.forms, noun.example) for noun in data.nouns])
    yield _forms("titles", [(title.forms, title.example) for title in data.titles])
    yield _metonyms(knowledge)
    people = [entity for entity in data.entities if entity.kind == "person"]
    yield _names(people, knowledge)
    yield _days(people)


def _forms(name: str, rows: list[tuple[tuple[str, ...], str]]) -> Checked:
    failures = [
        Failure(entry=forms[0], example=example, said="none of its forms stands in the example")
        for forms, example in rows
        if not any(form.lower() in example.lower() for form in forms)
    ]
    return Checked(name=name, entries=len(rows), examples=len(rows), failures=tuple(failures))


def _metonyms(knowledge: Knowledge) -> Checked:
    rows = read_table(knowledge.rules.folder.parent / "actors" / "metonyms.tsv", MetonymRow)
    failures = [
        Failure(entry=row.words, example=row.example, said=f"the scan does not find {row.of} in it")
        for _, row in rows
        if not any(entity.endswith(f":{row.of}") for entity in _entities(row.example, knowledge))
    ]
    return Checked(name="metonyms", entries=len(rows), examples=len(rows), failures=tuple(failures))


def _names(people: list[Entity], knowledge: Knowledge) -> Checked:
    failures = []
    for person in people:
        # A single word is no full name; it counts only with support in the page.
        if " " in person.name and person.id not in _entities(fold(person.name).upper(), knowledge):
            failures.append(
                Failure(
                    entry=person.id, example=person.name, said="the name does not scan back to its bearer"
                )
            )
    return Checked(name="persons", entries=len(people), examples=len(people), failures=tuple(failures))


def _entities(text: str, knowledge: Knowledge) -> set[str]:
    mentions = knowledge.scanner.scan(text)
    return {surface.entity for m in mentions for surface in knowledge.gazetteer.surfaces_of(m)}


def _days(people: list[Entity]) -> Checked:
    spells = [(person, spell) for person in people for spell in person.spells]
    failures = [
        Failure(
            entry=person.id,
            example=spell.office,
            said=f"ends on {spell.to}, before it begins on {spell.from_}",
        )
        for person, spell in spells
        if not _is_ordered(spell)
    ]
    return Checked(name="offices", entries=len(spells), examples=len(spells), failures=tuple(failures))


def _is_ordered(spell: Spell) -> bool:
    if spell.from_ is None or spell.to is None:
        return True
    # "2018" and "2018-04" are compared as far as both are known.
    known = min(len(spell.from_), len(spell.to))
    return spell.from_[:known] <= spell.to[:known]
