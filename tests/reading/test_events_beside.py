"""Clauses that stand beside each other keep their own acts and sides."""

import pytest

from dragoman.evaluation.checked import read_sentence
from dragoman.model import Event
from dragoman.reading.loading import load_knowledge


def read(text: str) -> tuple[Event, ...]:
    return read_sentence(text, load_knowledge()).events


@pytest.mark.parametrize(
    ("text", "type_", "not_target"),
    [
        ("Chad welcomed the ceasefire, and the Kenyan president flew to Mali.", "SUPPORT", "KEN"),
        ("Norway pledged two million euros, and Sweden promised tents to Nepal.", "AGREE", "SWE"),
    ],
)
def test_what_another_does_beside_the_act_is_not_its_target(text: str, type_: str, not_target: str) -> None:
    told = [e for e in read(text) if e.type == type_]
    assert told
    assert all((a.code or "")[:3] != not_target for a in told[0].target)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The Kenyan president announced the delay after talks with the Ugandan president.", {"KEN", "UGA"}),
        (
            "The Polish premier flew home on Monday after a meeting with the Czech and Slovak premiers.",
            {"POL", "CZE", "SVK"},
        ),
    ],
)
def test_talks_after_which_something_came_are_a_meeting(text: str, parties: set[str]) -> None:
    (met,) = [e for e in read(text) if e.type == "CONSULT"]
    assert {(a.code or "")[:3] for a in (*met.source, *met.target)} == parties


def test_one_type_for_a_pair_does_not_swallow_the_clause_beside() -> None:
    told = {
        e.type for e in read("Norway welcomed the accord but said that Russia must withdraw its soldiers.")
    }
    assert {"SUPPORT", "REQUEST"} <= told


def test_what_somebody_unknown_wants_of_another_is_asked() -> None:
    told = [e.type for e in read("The four neighbours want Qatar to close the broadcaster.")]
    assert told == ["REQUEST"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya promised not to attack Somalia.",
        "Kenya promised not to attack or shell Somalia.",
        "Peru and Chile agreed on Thursday not to threaten or use force against each other.",
    ],
)
def test_who_promises_not_to_do_harm_threatens_nobody(text: str) -> None:
    assert [e.type for e in read(text)] == ["AGREE"]


def test_a_day_is_nobody_and_a_family_name_is_no_month() -> None:
    (embargo,) = read("The European Union announced an arms embargo against Chad on Monday.")
    assert [a.code for a in embargo.target] == ["TCD"]
    (asked,) = read("Prime Minister Theresa May asked the European Union for a delay until 30 June.")
    assert [(a.code or "")[:3] for a in asked.source] == ["GBR"]


def test_a_guest_beside_a_named_guest_is_a_guest_too() -> None:
    (met,) = read(
        "The Malaysian premier hosted Thailand's acting premier Somchai Dee and Cambodian President Sok Rin."
    )
    assert {(a.code or "")[:3] for a in (*met.source, *met.target)} == {"MYS", "THA", "KHM"}
