"""Every wording of the ledger's data files finds its examples and leaves its counter-examples alone."""

import re
from typing import Any

import pytest

from dragoman.knowledge import DATA
from dragoman.knowledge.loading import Knowledge
from dragoman.knowledge.tables import cells, read_table
from dragoman.model import Findings, Page, Passage
from dragoman.reading import read_page
from dragoman.reading.ledger.ground import Form, Forms
from dragoman.reading.ledger.treaties import AgreementForms, Treaty
from dragoman.reading.loading import load_knowledge

RULES = load_knowledge().rules
FILES = ("deadlines", "alignments", "prospects")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def read(text: str, knowledge: Knowledge, given: str | None = "2019-05-14") -> Findings:
    passages = (Passage(start=0, end=len(text), role="story"),)
    return read_page(Page(id="page", text=text, given=given, language="en", passages=passages), knowledge)


def cases(of: str) -> list[Any]:
    return [
        pytest.param(name, sentence, id=f"{name}.{form.id}-{number}")
        for name in FILES
        for form in RULES.get(name, Forms).form
        for number, sentence in enumerate(getattr(form, of))
    ]


@pytest.mark.parametrize(("name", "sentence"), cases("examples"))
def test_an_example_is_found(name: str, sentence: str, knowledge: Knowledge) -> None:
    records = getattr(read(sentence, knowledge), name)
    assert len(records) == 1
    evidence = records[0].evidence[0]
    assert sentence[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize(("name", "sentence"), cases("nots"))
def test_a_counter_example_is_not(name: str, sentence: str, knowledge: Knowledge) -> None:
    assert getattr(read(sentence, knowledge), name) == ()


def test_an_ultimatum_has_all_its_parts(knowledge: Knowledge) -> None:
    text = (
        "Norway said on Monday that if Russia does not free the crew within 30 days, it will close the port."
    )
    (deadline,) = read(text, knowledge).deadlines
    assert [actor.code for actor in deadline.by] == ["NOR"]
    assert {actor.code for actor in deadline.parties} >= {"NOR", "RUS"}
    assert (deadline.days, deadline.due) == (30.0, "2019-06-12")
    assert deadline.condition == "Russia does not free the crew"
    assert deadline.consequence == "it will close the port"


def test_hours_are_fractions_of_days(knowledge: Knowledge) -> None:
    (deadline,) = read("Peru gave Chile 36 hours to recall its consul.", knowledge).deadlines
    assert deadline.days == 1.5


def test_a_deadline_on_a_page_of_unknown_day_has_no_due_day_and_says_why(knowledge: Knowledge) -> None:
    (deadline,) = read("Peru gave Chile 72 hours to recall its consul.", knowledge, given=None).deadlines
    assert deadline.due is None
    assert "not known" in deadline.why


def test_who_backs_whom_as_what(knowledge: Knowledge) -> None:
    (one,) = read("Canada recognised Juan Guaido as interim president on Monday.", knowledge).alignments
    assert (one.supporter.code, one.supported.name, one.stance, one.as_) == (
        "CAN",
        "Juan Guaidó",
        "support",
        "interim president",
    )


def test_what_is_backed_by_turns_round(knowledge: Knowledge) -> None:
    (one,) = read("Nicolas Maduro is backed by Russia.", knowledge).alignments
    assert (one.supporter.code, one.supported.name) == ("RUS", "Nicolás Maduro")


def test_all_of_a_row_of_names_stand_with_him_who_was_named_before(knowledge: Knowledge) -> None:
    text = "The United States recognised Juan Guaido. Canada, Brazil, Peru, Chile and Argentina recognised him too."
    found = read(text, knowledge).alignments
    assert {one.supporter.code for one in found} == {"USA", "CAN", "BRA", "PER", "CHL", "ARG"}
    assert {one.supported.name for one in found} == {"Juan Guaidó"}


def test_they_who_leave_are_those_who_were_expelled(knowledge: Knowledge) -> None:
    text = "Norway expelled four Russian diplomats on Monday. They have one week to leave the country."
    (deadline,) = read(text, knowledge).deadlines
    assert {(actor.code or "")[:3] for actor in deadline.parties} >= {"NOR", "RUS"}
    assert deadline.days == 7


def test_a_second_round_has_the_parties_of_the_first(knowledge: Knowledge) -> None:
    text = "Kenya and Somalia held talks in Oslo on Monday. A second round is planned for the end of June."
    (one,) = read(text, knowledge).prospects
    assert {actor.code for actor in one.parties} == {"KEN", "SOM"}
    assert (one.certainty, one.to) == ("planned", "2019-06-30")


def test_a_meeting_within_weeks_has_its_days(knowledge: Knowledge) -> None:
    (one,) = read("Kenya and Somalia agreed to hold talks within two weeks.", knowledge).prospects
    assert (one.certainty, one.from_, one.to) == ("agreed", "2019-05-14", "2019-05-28")


@pytest.mark.parametrize(
    "text",
    [
        "Nobody in France supports Nicolas Maduro.",
        "If Canada recognised Juan Guaido, Peru would follow.",
        "President Emmanuel Macron of France spoke of the plan. Britain opposed it.",
        "A referee from Spain sided with Italy in a dispute over a goal.",
    ],
)
def test_what_is_no_stance(text: str, knowledge: Knowledge) -> None:
    assert read(text, knowledge).alignments == ()


def test_a_named_agreement_brings_its_parties_and_acts(knowledge: Knowledge) -> None:
    (one,) = read(
        "The United States pulled out of the INF Treaty on Friday.", knowledge, "2019-08-03"
    ).agreements
    assert [actor.code for actor in one.parties] == ["USA", "RUS"]
    assert one.status == "a party has left"
    assert [(act.act, act.date.from_) for act in one.acts] == [("withdrew", "2019-08-02")]


def test_a_common_word_means_an_agreement_only_in_its_context(knowledge: Knowledge) -> None:
    (one,) = read("Iran kept to its word. Washington withdrew from the nuclear deal.", knowledge).agreements
    assert one.name == "Iran nuclear deal"
    assert read("Tokyo withdrew from the nuclear deal.", knowledge).agreements == ()


def test_two_sides_that_sign_have_an_agreement(knowledge: Knowledge) -> None:
    (one,) = read("Ethiopia and Eritrea signed a joint declaration of peace.", knowledge).agreements
    assert (one.name, one.status) == ("joint declaration of peace", "signed")
    assert {actor.code for actor in one.parties} == {"ETH", "ERI"}


@pytest.mark.parametrize(
    ("words", "certainty"),
    [
        ("Putin will meet Erdogan next month.", "planned"),
        ("Putin may meet Erdogan next month.", "possible"),
        ("Putin agreed to meet Erdogan next month.", "agreed"),
        ("Putin will not meet Erdogan next month.", "ruled out"),
    ],
)
def test_how_sure_a_meeting_is(words: str, certainty: str, knowledge: Knowledge) -> None:
    (one,) = read(words, knowledge).prospects
    assert (one.certainty, one.from_, one.to) == (certainty, "2019-06-01", "2019-06-30")
    assert {(actor.code or "")[:3] for actor in one.parties} == {"RUS", "TUR"}


def test_fabric_has_no_ledger(knowledge: Knowledge) -> None:
    text = "Canada backs Juan Guaido as interim president."
    page = Page(id="p", text=text, language="en", passages=(Passage(start=0, end=len(text), role="links"),))
    assert read_page(page, knowledge).alignments == ()


def test_the_table_of_agreements_is_sound(knowledge: Knowledge) -> None:
    rows = [row for _, row in read_table(DATA / "agreements.tsv", Treaty)]
    assert len(rows) >= 60
    codes = {entity.code for entity in knowledge.gazetteer.by_id.values() if entity.kind == "state"}
    for row in rows:
        named = {*cells(row.parties), *(one.split()[0] for one in cells(row.exits))}
        assert {code for code in named if not code.startswith("IGO")} <= codes, row.name
        assert bool(row.weak) <= bool(row.context), row.name
    names = [alias.lower() for row in rows for alias in {row.name, *cells(row.aliases)}]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("form", RULES.get("agreements", AgreementForms).form, ids=lambda form: str(form.id))
def test_every_wording_of_an_act_fits_its_examples_only(form: Form) -> None:
    pattern = re.compile(form.pattern, re.IGNORECASE)
    assert all(pattern.search(sentence) for sentence in form.examples)
    assert not any(pattern.search(sentence) for sentence in form.nots)
