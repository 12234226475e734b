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
