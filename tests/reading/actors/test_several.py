"""Several states before or behind one noun are one actor each."""

import pytest
from told_cast import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru and Chile's intelligence services waited.", ["PERSPY", "CHLSPY", "CHL"]),
        ("Ghanaian, Togolese and South African troops waited.", ["GHAMIL", "TGOMIL", "ZAFMIL"]),
        ("Kenyan and British armed forces waited.", ["KENMIL", "GBRMIL"]),
        ("Georgian and Armenian teams waited.", ["GEOGOV", "ARMGOV"]),
        ("The Turkish and Greek sides waited.", ["TURGOV", "GRCGOV"]),
        ("House and Senate negotiators waited.", ["USALEG"]),
        ("Officials of Peru and Chile waited.", ["PERGOV", "CHLGOV"]),
        ("The armies of Chad, Niger and Nigeria waited.", ["TCDMIL", "NERMIL", "NGAMIL"]),
        ("The Kenyan and Somali governments waited.", ["KENGOV", "SOMGOV"]),
    ],
)
def test_each_state_is_an_actor(text: str, expected: list[str]) -> None:
    assert [a.code for _, a in told(text)] == expected


def test_what_is_joined_to_the_noun_itself_stays_apart() -> None:
    assert [a.code for _, a in told("Officials of Peru and the Chilean army waited.")] == ["PERGOV", "CHLMIL"]
