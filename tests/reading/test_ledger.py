"""Every wording of the ledger's data files finds its examples and leaves its counter-examples alone."""

import re
from typing import Any

import pytest

from dragoman.knowledge import DATA
from dragoman.knowledge.loading import Knowledge
from dragoman.knowledge.tables import cells, read_table
from dragoman.model import Findings, Page, Passage
from dragoman.reading import read_page
from dragoman.reading.ledger.treaties import AgreementForms, Treaty
from dragoman.reading.ledger.wordings import Form, Forms
from dragoman.reading.loading import load_knowledge

RULES = load_knowledge().rules
FILES = ("deadlines", "demands", "alignments", "prospects")


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
    assert len(rows) >= 200
    known = knowledge.gazetteer.by_id
    for row in rows:
        named = {*cells(row.parties), *(one.split()[0] for one in cells(row.exits))}
        assert all(code in known or f"state:{code}" in known for code in named), row.name
        assert bool(row.weak) <= bool(row.context), row.name
        days = [day for day in (row.signed, row.in_force) if day]
        assert all(re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", day) for day in days), row.name
        assert not (row.weak and {*cells(row.weak)} & {*cells(row.aliases)}), row.name
    names = [alias.lower() for row in rows for alias in {row.name, *cells(row.aliases)}]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("form", RULES.get("agreements", AgreementForms).form, ids=lambda form: str(form.id))
def test_every_wording_of_an_act_fits_its_examples_only(form: Form) -> None:
    pattern = re.compile(form.pattern, re.IGNORECASE)
    assert all(pattern.search(sentence) for sentence in form.examples)
    assert not any(pattern.search(sentence) for sentence in form.nots)


def test_a_demand_says_who_asks_what_of_whom_and_what_hangs_on_it(knowledge: Knowledge) -> None:
    said = read("Poland will not open the crossing unless Belarus frees the journalist.", knowledge)
    (one,) = said.demands
    assert ([a.code for a in one.by], [a.code for a in one.of]) == (["POL"], ["BLR"])
    assert (one.what, one.condition) == ("Belarus frees the journalist", "unless")
    assert one.withheld == "will not open the crossing"
    assert one.event is None or one.event in {event.id for event in said.events}


def test_a_demand_is_tied_to_its_event(knowledge: Knowledge) -> None:
    said = read("Ghana urged Togo to free the fishermen on Monday.", knowledge)
    assert [one.event for one in said.demands] == [e.id for e in said.events if e.type == "REQUEST"]


def test_a_demand_with_a_day_is_a_deadline_only(knowledge: Knowledge) -> None:
    said = read("Ghana demanded that Togo withdraw its guards by 3 June.", knowledge)
    assert [one.due for one in said.deadlines] == ["2019-06-03"]
    assert said.demands == ()


@pytest.mark.parametrize(
    "text",
    [
        "Did Ghana demand that Togo free the fishermen?",
        "Ghana never asked Togo to free the fishermen.",
        "Would Poland recognise Juan Guaido?",
        "Will Putin meet Erdogan in Moscow next week?",
        "No treaty binds Peru and Chile.",
        "Peru and Chile wanted to sign a treaty, but did not.",
        "If Peru signed the treaty with Chile, Bolivia would protest.",
    ],
)
def test_what_is_asked_denied_or_supposed_is_no_record(text: str, knowledge: Knowledge) -> None:
    said = read(text, knowledge)
    assert (said.agreements, said.deadlines, said.demands, said.alignments, said.prospects) == ((),) * 5


def test_others_withdraw_their_backing_too(knowledge: Knowledge) -> None:
    text = "Chad ceased to recognise Nicolas Maduro. Mali withdrew its backing too."
    found = read(text, knowledge).alignments
    assert [(one.supporter.code, one.supported.name, one.stance, one.withdrawn) for one in found] == [
        ("TCD", "Nicolás Maduro", "oppose", True),
        ("MLI", "Nicolás Maduro", "oppose", True),
    ]


def test_rivals_stand_side_by_side(knowledge: Knowledge) -> None:
    text = "In the quarrel over the election Canada backs Juan Guaido. Cuba stands by Nicolas Maduro."
    one, other = read(text, knowledge).alignments
    assert (one.rivals, other.rivals) == (("Nicolás Maduro",), ("Juan Guaidó",))
    assert one.dispute == "the quarrel over the election"


def test_a_person_in_no_file_can_be_recognised(knowledge: Knowledge) -> None:
    (one,) = read("Senegal ceased to recognise Abel Zornow as president.", knowledge).alignments
    assert (one.supported.name, one.supported.code, one.as_) == ("Abel Zornow", None, "president")


def test_a_limit_counted_from_the_one_before(knowledge: Knowledge) -> None:
    text = "Peru and Chile must clear the road by 10 June. Bolivia has to move its guns two days earlier."
    assert [one.due for one in read(text, knowledge).deadlines] == ["2019-06-10", "2019-06-08"]


def test_before_a_day_ends_the_day_before(knowledge: Knowledge) -> None:
    (one,) = read("Serbia has to free the port of Kosovo before 3 June.", knowledge).deadlines
    assert one.due == "2019-06-02"


def test_the_furthest_act_of_a_day_is_the_state_of_an_agreement(knowledge: Knowledge) -> None:
    text = "Peru's parliament ratified the trade treaty that Chile and Peru had signed. Both have yet to publish it."
    (one,) = read(text, knowledge).agreements
    assert ({act.act for act in one.acts}, one.status) == ({"signed", "ratified"}, "signed")
    assert one.outstanding == "Both have yet to publish it"


def test_the_next_sentence_may_take_an_agreement_up(knowledge: Knowledge) -> None:
    text = "Mali and Niger signed a water treaty in May. On Monday Mali walked out of it."
    (one,) = read(text, knowledge).agreements
    assert ([act.act for act in one.acts], one.status) == (["signed", "withdrew"], "a party has left")


def test_what_was_voted_is_done(knowledge: Knowledge) -> None:
    (one,) = read(
        "Peru's parliament voted on Monday to suspend the water treaty with Chile.", knowledge
    ).agreements
    assert one.status == "suspended"


def test_a_journey_to_a_town_is_a_visit_to_its_state(knowledge: Knowledge) -> None:
    (one,) = read("Modi is going to Vladivostok this month.", knowledge).prospects
    assert {(actor.code or "")[:3] for actor in one.parties} == {"IND", "RUS"}
    assert one.place is not None
    assert (one.place.name, one.place.country) == ("Vladivostok", "RUS")


def test_a_paper_to_be_signed_where_a_visit_was_told(knowledge: Knowledge) -> None:
    text = "Putin will visit Hungary on Friday. He may sign a contract there."
    visit, paper = read(text, knowledge).prospects
    assert (visit.certainty, paper.certainty, paper.type) == ("planned", "possible", "SUPPORT")
    assert {(actor.code or "")[:3] for actor in paper.parties} == {"RUS", "HUN"}


@pytest.mark.parametrize("name", FILES)
def test_what_a_wording_needs_stands_in_its_examples(name: str) -> None:
    for form in RULES.get(name, Forms).form:
        for example in form.examples:
            assert all(any(p in example.lower() for p in row.split("|")) for row in form.needs), form.id
