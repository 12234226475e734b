"""One act in many constructions gives one event, with the same two sides; two acts give two."""

import pytest

from dragoman.evaluation.checked import read_sentence
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Findings
from dragoman.reading.loading import load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def told(findings: Findings) -> list[tuple[str, list[str], list[str]]]:
    return [
        (e.type, [a.code or "?" for a in e.source], [a.code or "?" for a in e.target])
        for e in findings.events
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sudan bombed two Ethiopian posts on Friday.",
        "Two Ethiopian posts were bombed by Sudan on Friday.",
        "The Ethiopian posts bombed by Sudan lay near the river.",
        "Sudan, which bombed two Ethiopian posts, said nothing.",
        "Sudan began to bomb Ethiopian posts.",
        "Sudan waited until dusk and bombed two Ethiopian posts.",
        "Sudan's bombing of Ethiopia lasted an hour.",
        "Sudan has been bombing Ethiopia for a week.",
    ],
)
def test_one_bombing(text: str, knowledge: Knowledge) -> None:
    assert told(read_sentence(text, knowledge)) == [("ASSAULT", ["SDN"], ["ETH"])]


def test_coordinated_sides_are_several_actors(knowledge: Knowledge) -> None:
    findings = read_sentence("Sudan and Eritrea bombed Ethiopia.", knowledge)
    assert told(findings) == [("ASSAULT", ["SDN", "ERI"], ["ETH"])]


def test_two_acts_of_one_sentence(knowledge: Knowledge) -> None:
    events = told(read_sentence("Sudan bombed Ethiopia and expelled the Kenyan ambassador.", knowledge))
    assert [(kind, source) for kind, source, _ in events] == [("ASSAULT", ["SDN"]), ("SANCTION", ["SDN"])]


def test_who_meets_whom(knowledge: Knowledge) -> None:
    ((kind, source, target),) = told(read_sentence("Kenya and Uganda held talks with Rwanda.", knowledge))
    assert kind == "CONSULT"
    assert {*source, *target} == {"KEN", "UGA", "RWA"}


def test_evidence_and_reasons_stand_with_every_event(knowledge: Knowledge) -> None:
    text = "Sudan bombed two Ethiopian posts on Friday."
    (event,) = read_sentence(text, knowledge, "2019-05-14").events
    assert [(e.start, e.end, e.text) for e in event.evidence] == [(0, len(text), text)]
    assert (event.date.from_, event.date.words) == ("2019-05-10", "Friday")
    assert event.why is not None
    assert "bombed" in event.why.rule


def test_nobody_known_is_an_actor_with_a_reason(knowledge: Knowledge) -> None:
    (event,) = read_sentence("The Crimson Vanguard bombed the Ethiopian embassy.", knowledge).events
    (doer,) = event.source
    assert (doer.text, doer.code) == ("The Crimson Vanguard", None)
    assert doer.why


def test_a_thing_does_nothing_to_anybody(knowledge: Knowledge) -> None:
    assert (
        read_sentence("A bridge of love has destroyed the border between Kenya and Uganda.", knowledge).events
        == ()
    )


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Kenyan soldiers fired on a Somali convoy.", "SOM"),
        ("Kenyan soldiers fired on the Somalis.", "SOM"),
        ("Kenyan soldiers fired on Ethiopia's army.", "ETH"),
    ],
)
def test_a_place_for_an_adjective_takes_the_noun_itself(text: str, target: str, knowledge: Knowledge) -> None:
    ((kind, source, hit),) = told(read_sentence(text, knowledge))
    assert (kind, source, [code[:3] for code in hit]) == ("ASSAULT", ["KENMIL"], [target])


def test_a_clause_below_lends_no_required_word(knowledge: Knowledge) -> None:
    """Who announces that he will ban fish announces no ban: the act is the clause's."""
    (event,) = read_sentence("Kenya will ban all Somali fish, its minister announced.", knowledge).events
    assert (event.rule, event.factuality) == ("future(COERCE.ban)", "threatened")


def test_what_was_is_no_threat(knowledge: Knowledge) -> None:
    findings = read_sentence("Kenya's minister said that Somalia had not paid the ransom.", knowledge)
    assert "THREATEN" not in [event.type for event in findings.events]
