"""Every entry of the actor tables: names scan back to their entity, examples hold, dates fit."""

from pathlib import Path

import msgspec
import pytest

import dragoman.knowledge
from dragoman.knowledge.actors import ActorData, actors_hash, compile_actors
from dragoman.knowledge.gazetteer import Gazetteer, in_force
from dragoman.knowledge.scanner import Scanner, fold
from dragoman.knowledge.tables import KnowledgeError

FOLDER = Path(dragoman.knowledge.__file__).parent / "data" / "actors"


@pytest.fixture(scope="module")
def data() -> ActorData:
    return compile_actors(FOLDER)


@pytest.fixture(scope="module")
def gazetteer(data: ActorData) -> Gazetteer:
    return Gazetteer(data)


@pytest.fixture(scope="module")
def scanner(data: ActorData) -> Scanner:
    return Scanner.build(data.surfaces)


def entities_in(text: str, gazetteer: Gazetteer, scanner: Scanner) -> dict[str, set[str]]:
    return {
        text[mention.start : mention.end]: {surface.entity for surface in gazetteer.surfaces_of(mention)}
        for mention in scanner.scan(text)
    }


def test_every_surface_scans_back_to_its_entity(
    data: ActorData, gazetteer: Gazetteer, scanner: Scanner
) -> None:
    lost = []
    for surface in data.surfaces:
        found = entities_in(f"Then ({surface.words}) was named.", gazetteer, scanner)
        if surface.kind != "no actor" and surface.entity not in found.get(surface.words, set()):
            lost.append((surface.words, surface.entity))
    assert lost == []


def test_words_that_are_no_actor_hide_the_names_inside(
    data: ActorData, gazetteer: Gazetteer, scanner: Scanner
) -> None:
    silent = [surface.words for surface in data.surfaces if surface.kind == "no actor"]
    assert silent
    assert [words for words in silent if entities_in(f"The {words} was far.", gazetteer, scanner)] == []


def test_every_person_is_found_without_diacritics_and_in_capitals(
    data: ActorData, gazetteer: Gazetteer, scanner: Scanner
) -> None:
    people = [entity for entity in data.entities if entity.kind == "person" and " " in entity.name]
    assert len(people) > 6000
    # A name with an honorific ("Dr", "Sheikh") is found without it, so the mention may be shorter than the name.
    lost = []
    for entity in people:
        found = entities_in(fold(entity.name).upper(), gazetteer, scanner)
        if entity.id not in set().union(*found.values()):
            lost.append(entity.id)
    assert lost == []


def test_every_entity_of_the_tables_has_a_surface(data: ActorData) -> None:
    named = {surface.entity for surface in data.surfaces}
    assert [entity.id for entity in data.entities if entity.id not in named] == []


def test_all_states_of_iso_3166_are_there(gazetteer: Gazetteer) -> None:
    import pycountry

    codes = [country.alpha_3 for country in pycountry.countries]
    assert [code for code in codes if f"state:{code}" not in gazetteer.by_id] == []
    assert "state:XKX" in gazetteer.by_id


def test_the_example_of_every_metonym_holds(gazetteer: Gazetteer, scanner: Scanner) -> None:
    for row in _rows("metonyms.tsv"):
        found = entities_in(row["example"], gazetteer, scanner)
        assert any(entity.endswith(f":{row['of']}") for entity in found.get(row["words"], set())), row[
            "words"
        ]


@pytest.mark.parametrize("table", ["nouns.tsv", "titles.tsv"])
def test_the_example_of_every_noun_and_title_holds_a_form_of_it(table: str) -> None:
    for row in _rows(table):
        forms = [form.strip().lower() for form in row["forms"].split(";")]
        assert any(f" {form}" in row["example"].lower() for form in forms), row["forms"]


def test_every_office_of_a_title_is_held_by_somebody(data: ActorData) -> None:
    offices = {spell.office for entity in data.entities for spell in entity.spells}
    assert [title.forms[0] for title in data.titles if title.office and title.office not in offices] == []


@pytest.mark.parametrize(
    ("office", "where", "day", "name"),
    [
        ("foreign minister", "USA", "2019-05-14", "Mike Pompeo"),
        ("CIA director", "USA", "2018-03-31", "Mike Pompeo"),
        ("foreign minister", "RUS", "2019-05-14", "Sergey Lavrov"),
        ("secretary-general", "body:NATO", "2018-07-11", "Jens Stoltenberg"),
        ("secretary-general", "UN", "2018-07-11", "António Guterres"),
        ("supreme leader", "PRK", "2018-06-12", "Kim Jong-un"),
        ("speaker of parliament", "VEN", "2019-01-23", "Juan Guaidó"),
        ("contested interim president", "VEN", "2019-02-01", "Juan Guaidó"),
        ("president", "VEN", "2019-02-01", "Nicolás Maduro"),
        ("prime minister", "ETH", "2018-07-09", "Abiy Ahmed"),
        ("Transitional Military Council chairman", "SDN", "2019-05-01", "Abdel Fattah al-Burhan"),
    ],
)
def test_holders_on_a_day(gazetteer: Gazetteer, office: str, where: str, day: str, name: str) -> None:
    assert name in [entity.name for entity in gazetteer.holders(office, where, day)]


def test_an_open_spell_is_not_stretched_beyond_its_source(gazetteer: Gazetteer) -> None:
    assert gazetteer.holders("foreign minister", "RUS", "2025-01-10")
    assert gazetteer.holders("foreign minister", "RUS", "2035-01-10") == ()


def test_a_spell_known_to_the_month_covers_the_month(gazetteer: Gazetteer) -> None:
    spell = next(
        spell
        for entity in (gazetteer.by_id["person:ri-yong-ho-prk"],)
        for spell in entity.spells
        if spell.office == "foreign minister"
    )
    assert in_force(spell, "2016-05-01")
    assert not in_force(spell, "2016-04-30")
    assert in_force(spell, "2020-01-31")


@pytest.mark.parametrize(
    ("words", "entity"),
    [
        ("Juan Guaido", "person:juan-guaido-ven"),
        ("Kim Jong Un", "person:kim-jong-un-prk"),
        ("Kim Jong-un", "person:kim-jong-un-prk"),
        ("Hassan Rohani", "person:hassan-rouhani-irn"),
        ("Mevlut Cavusoglu", "person:mevlut-cavusoglu-tur"),
        ("Sergei Shoigu", "person:sergey-shoygu-rus"),
        ("Nato", "body:NATO"),
        ("U.N. Security Council", "body:UN-Security-Council"),
        ("Taliban", "group:taliban"),
        ("Revolutionary Guards", "group:irgc"),
        ("Kremlin", "state:RUS"),
        ("U.S.", "state:USA"),
        ("Cote d’Ivoire", "state:CIV"),
    ],
)
def test_usual_spellings_of_news(gazetteer: Gazetteer, scanner: Scanner, words: str, entity: str) -> None:
    assert entity in entities_in(f"They wrote to {words}’s office.", gazetteer, scanner).get(words, set())


def test_only_well_known_surnames_stand_alone(data: ActorData) -> None:
    alone = {surface.words for surface in data.surfaces if surface.kind == "surname" and surface.alone}
    assert {"Putin", "Trump", "Netanyahu"} <= alone
    assert not {"Kim", "Lee", "Khan", "May", "Hunt", "Abe", "King"} & alone


def test_compiling_twice_gives_the_same_bytes(data: ActorData) -> None:
    assert msgspec.msgpack.encode(compile_actors(FOLDER)) == msgspec.msgpack.encode(data)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(data), type=ActorData) == data


@pytest.mark.parametrize(
    ("table", "line", "says"),
    [
        ("states.tsv", "Xx\tNowhere", "no code of three capitals"),
        ("states.tsv", "RUS\tRussia again", "stands already on line"),
        ("bodies.tsv", "X\tX Body\tQQQ", "no state of states.tsv"),
        ("metonyms.tsv", "QQQ\tThe Hut\tGOV\tyes\t\t\tThe Hut fell.", "no state or body"),
        ("persons_checked.tsv", "a-b\tA B\t\t\t\t\tQQQ\tking\tGOV\t2001\t\topen", "no state, body or group"),
        ("persons_checked.tsv", "a-b\tA B\t\t\t\t\tRUS\tking\tGOV\t2001\t1999\tgiven", "before it begins"),
        ("persons_checked.tsv", "a-b\tA B\t\t\t\t\tRUS\tking\tGOV\tMay\t\topen", "no date"),
        ("nouns.tsv", "twig\tGOV\tmaybe\tno\tA twig.", "neither yes nor no"),
        ("nouns.tsv", "twig\tGOV\tyes\tno\tA twig.\tmore", "Remove a tab"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_remedy(
    tmp_path: Path, table: str, line: str, says: str
) -> None:
    for path in FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    broken = tmp_path / table
    broken.write_text(broken.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    number = broken.read_text(encoding="utf-8").count("\n")
    with pytest.raises(KnowledgeError, match=says) as error:
        compile_actors(tmp_path)
    assert str(error.value).startswith(f"{table}, line {number}: ")
    assert actors_hash(tmp_path) != actors_hash(FOLDER)


def _rows(table: str) -> list[dict[str, str]]:
    lines = [
        line for line in (FOLDER / table).read_text(encoding="utf-8").split("\n") if line and line[0] != "#"
    ]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=False)) for line in lines[1:]]
