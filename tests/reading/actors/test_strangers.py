"""Persons who are in no file: whole phrases with the code of their description, remembered within the page."""

import pytest
from told_cast import told


@pytest.mark.parametrize(
    ("text", "name", "code", "phrase"),
    [
        # Title or common noun before the name
        ("Kenyan trade minister Jan Novak left.", "Jan Novak", "KENGOV", "Kenyan trade minister Jan Novak"),
        ("Peruvian opposition lawmaker Diego Palomar, 45, left.", "Diego Palomar", "PERLEG", None),
        ("UN spokeswoman Mara Lindqvist left.", "Mara Lindqvist", "IGOUNO", None),
        ("Fidesz lawmaker Imre Tolgyes left.", "Imre Tolgyes", "HUNLEG", None),
        ("US Senator Hank Barrow left.", "Hank Barrow", "USALEG", None),
        # A nationality alone
        ("Australian war hero Ben Ashgrove left.", "Ben Ashgrove", "AUS", "Australian war hero Ben Ashgrove"),
        # Names with hyphens and particles, initials behind
        ("South Korea's Prime Minister Lee Nak-dong (R) left.", "Lee Nak-dong", "KORGOV", None),
        ("Haitian Health Minister Marie-Laure Depestre left.", "Marie-Laure Depestre", "HTIGOV", None),
        ("Emir Hamad bin Khaled al-Obeid resigned in Qatar.", "Hamad bin Khaled al-Obeid", "QATGOV", None),
        # Ranks
        ("Lt. Gen. Prosper Duval resigned in Haiti.", "Prosper Duval", "HTIMIL", None),
        # Apposition, either way
        ("Petra Novotna, the mayor of Nairobi, left.", "Petra Novotna", "KENGOV", "Petra Novotna"),
        (
            "The mayor of Nairobi, Jan Novak, left.",
            "Jan Novak",
            "KENGOV",
            "The mayor of Nairobi, Jan Novak",
        ),
        ("Jan Novak, leader of the Kenyan rebels, left.", "Jan Novak", "KENREB", None),
        # Out of office
        ("Former Kenyan minister Jan Novak left.", "Jan Novak", "KENELI", None),
    ],
)
def test_a_description_gives_the_code(text: str, name: str, code: str, phrase: str | None) -> None:
    words, actor = next((w, a) for w, a in told(text) if a.name == name)
    assert actor.code == code
    assert phrase in (None, words)
    assert "is in no file; the code comes from" in actor.why


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kenyan trade minister Jan Novak left. Novak said nothing.", "KENGOV"),
        ("Kenyan trade minister Jan Novak left. Mr Novak said nothing.", "KENGOV"),
        ("Petra Novotna, the mayor of Nairobi, left. Chad kept silent. Novotna said nothing.", "KENGOV"),
        ("Australian war hero Ben Ashgrove left. Ashgrove said nothing.", "AUS"),
        ("South Korea's Prime Minister Lee Nak-dong left. Lee said nothing.", "KORGOV"),
        ("Kenyan rebel leader Jan Novak left. He said nothing.", "KEN"),
        ("Petra Novotna, the mayor of Nairobi, left. She said nothing.", "KENGOV"),
    ],
)
def test_a_person_is_remembered_within_the_page(text: str, code: str) -> None:
    found = [actor for _, actor in told(text)]
    stranger = next(actor for actor in found if " " in (actor.name or "") and "in no file" in actor.why)
    assert found[-1].name == stranger.name
    assert (found[-1].code or "").startswith(code)


def test_a_plural_before_two_names_describes_both() -> None:
    found = told("Kenyan ministers Jan Novak and Petr Svoboda left.")
    assert [(a.name, a.code) for _, a in found] == [("Jan Novak", "KENGOV"), ("Petr Svoboda", "KENGOV")]


def test_two_of_one_family_name_are_not_mixed_up() -> None:
    found = told("Kenyan minister Jan Novak left. Peruvian lawmaker Eva Novak left. Novak said nothing.")
    assert [a.name for _, a in found] == ["Jan Novak", "Eva Novak"]


def test_a_firm_is_no_person() -> None:
    found = told("German carmaker Hugo Lindt Motors closed a plant.")
    assert [(a.name, a.code) for _, a in found] == [(None, "DEUBUS")]


@pytest.mark.parametrize(
    "text",
    ["Jordan Dean sang.", "The report by Martin Weber was long.", "John Adams Street was closed."],
)
def test_a_name_without_a_description_is_nobody(text: str) -> None:
    assert [a.name for _, a in told(text)] == []


def test_the_names_of_bodies_are_no_persons() -> None:
    assert [a.code for _, a in told("The Russian Orthodox Church kept silent.")] == ["RUSREL"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister said Kenya would close the border.", "KENGOV"),
        ("The minister accused Kenya.", "GOV"),  # who accuses a state is not its minister
    ],
)
def test_who_tells_what_a_state_will_do_speaks_for_it(text: str, code: str) -> None:
    assert told(text)[0][1].code == code
