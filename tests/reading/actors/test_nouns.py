"""Common nouns as actors, with their role."""

import pytest
from told_cast import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The committee put off the vote.", ["GOV"]),
        ("The Kenyan ombudsman asked for files.", ["KENGOV"]),
        ("The city of Nairobi put up a fence.", ["KENGOV"]),
        ("Dockers in Kenya downed tools.", ["KENLAB"]),
        ("Western nations put off the vote.", ["UIS"]),
        ("Donors put off the vote.", ["IGO"]),
        ("The Peruvian electoral commission put off the vote.", ["PERGOV"]),
        ("Kenyan opposition groups put off the vote.", ["KENOPP"]),
        ("Separatist leaders put off the vote.", ["REB"]),
        ("Knesset negotiators put off the vote.", ["ISRLEG"]),
    ],
)
def test_a_noun_has_its_role(text: str, expected: list[str]) -> None:
    assert [a.code for _, a in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Pastef put off the march.", "SENPTY"),
        ("The Gulf Clan put off the truce.", "COLCRM"),
        ("The Bank of Japan put off the step.", "JPNGOV"),
        ("UNEP put off the report.", "IGOUNO"),
        ("The Inter-American Court of Human Rights put off the ruling.", "IGOJUD"),
        ("Petrobras put off the sale.", "BRABUS"),
    ],
)
def test_groups_and_bodies_of_late(text: str, code: str) -> None:
    assert [a.code for _, a in told(text)] == [code]


@pytest.mark.parametrize(
    "text", ["The CPC put off the vote.", "The NPP put off the vote.", "The ICE melted."]
)
def test_acronyms_that_clash_do_not_fire_alone(text: str) -> None:
    assert told(text) == []


def test_states_that_are_not_named_are_not_the_state_at_hand() -> None:
    assert [a.code for _, a in told("Donor nations pledged aid to Malawi.")] == ["UIS", "MWI"]
