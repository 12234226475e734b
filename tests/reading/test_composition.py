"""What stands over an act changes it: a threat is not a strike, a promise not a deed, a denial not a fact."""

import pytest

from dragoman.evaluation.checked import read_sentence
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Actor, Event
from dragoman.reading.loading import load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def said(event: Event) -> tuple[str, str | None, str, list[str], list[str]]:
    return event.type, event.mode, event.factuality, codes(event.source), codes(event.target)


def codes(actors: tuple[Actor, ...]) -> list[str]:
    return [(actor.code or "?")[:3] for actor in actors]


# One act under every kind of the table, and one row more where the act decides what becomes of it.
@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Sudan bombed Ethiopia.", ("ASSAULT", "explosives", "happened")),
        ("Sudan may bomb Ethiopia.", ("ASSAULT", "explosives", "possible")),
        ("Sudan denied bombing Ethiopia.", ("ASSAULT", "explosives", "denied")),
        ("Sudan will bomb Ethiopia.", ("THREATEN", "violence", "threatened")),
        ("Sudan threatened to bomb Ethiopia.", ("THREATEN", "violence", "threatened")),
        ("Sudan stopped bombing Ethiopia.", ("RETREAT", "ceasefire", "happened")),
        ("Sudan refused to meet Ethiopia.", ("REJECT", "meet", "happened")),
        ("Sudan ruled out talks with Ethiopia.", ("REJECT", "meet", "happened")),
        ("Sudan plans to visit Ethiopia.", ("AGREE", None, "planned")),
        ("Sudan will send doctors to Ethiopia.", ("AGREE", None, "planned")),
        ("Sudan agreed to send doctors to Ethiopia.", ("AGREE", None, "planned")),
        ("Sudan agreed to withdraw its troops from Ethiopia.", ("AGREE", None, "planned")),
        ("Sudan promised to withdraw its troops from Ethiopia.", ("AGREE", None, "planned")),
        ("Sudan suspended aid to Ethiopia.", ("SANCTION", "discontinue", "happened")),
        ("Sudan cancelled the meeting with Ethiopia.", ("REJECT", "meet", "happened")),
        ("Sudan urged Ethiopia to withdraw its troops from Chad.", ("REQUEST", "yield", "demanded")),
        ("Withdraw your troops from Chad, Sudan told Ethiopia.", ("REQUEST", "yield", "demanded")),
        ("Sudan to Ethiopia: free the prisoners", ("REQUEST", "yield", "demanded")),
        ("Sudan accused Ethiopia of bombing Chad.", ("ACCUSE", "allege", "happened")),
        ("Sudan condemned the bombing of Chad by Ethiopia.", ("ACCUSE", "disapprove", "happened")),
        ("Sudan welcomed the release of the hostages by Ethiopia.", ("SUPPORT", None, "happened")),
    ],
)
def test_what_becomes_of_an_act(text: str, event: tuple[str, str | None, str], knowledge: Knowledge) -> None:
    assert [said(e) for e in read_sentence(text, knowledge).events] == [(*event, ["SDN"], ["ETH"])]


@pytest.mark.parametrize(
    "text",
    [
        "Sudan did not bomb Ethiopia.",
        "Sudan never bombed Ethiopia.",
        "If Sudan bombs Ethiopia, the talks are over.",
        "Ethiopia was not bombed by Sudan.",
    ],
)
def test_no_strike_where_none_is_told(text: str, knowledge: Knowledge) -> None:
    assert [e for e in read_sentence(text, knowledge).events if e.type == "ASSAULT"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Sudan threatened to bomb Ethiopia.",
        "Sudan threatened Ethiopia with air strikes.",
        "Sudan warned that it would bomb Ethiopia.",
        "Sudan vowed to bomb Ethiopia.",
        "The Sudanese president threatened an attack on Ethiopia.",
        "Sudan would attack Ethiopia, its president said.",
    ],
)
def test_a_threat_to_strike_is_never_a_strike(text: str, knowledge: Knowledge) -> None:
    events = read_sentence(text, knowledge).events
    assert [(e.type, e.factuality) for e in events] == [("THREATEN", "threatened")]
    assert [(codes(e.source), codes(e.target)) for e in events] == [(["SDN"], ["ETH"])]


def test_an_accusation_happened_and_its_deed_is_claimed(knowledge: Knowledge) -> None:
    (event,) = read_sentence("Chad accused Sudan of bombing Ethiopia.", knowledge).events
    assert event.about is not None
    assert (event.about.type, event.about.mode, event.about.factuality) == (
        "ASSAULT",
        "explosives",
        "claimed",
    )


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("According to Kenya, Sudan bombed Ethiopia.", ["KEN"]),
        ("Kenya announced that Sudan had bombed Ethiopia.", ["KEN"]),
        ("Sudan bombed Ethiopia, Kenya said.", ["KEN"]),
    ],
)
def test_another_s_word_is_a_claim_of_his(text: str, voices: list[str], knowledge: Knowledge) -> None:
    (event,) = read_sentence(text, knowledge).events
    assert (event.type, event.factuality) == ("ASSAULT", "claimed")
    assert codes(event.attributed_to or ()) == voices


def test_the_rule_names_what_stood_over_the_act(knowledge: Knowledge) -> None:
    (event,) = read_sentence("Sudan threatened to bomb Ethiopia.", knowledge).events
    assert event.rule == "threaten(ASSAULT.bomb)"
    assert event.why is not None
    assert "threatened" in event.why.factuality
