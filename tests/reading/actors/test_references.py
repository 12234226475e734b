"""What points back: the examples of `data/reading/references.toml`, and what must stay open."""

import pytest
from told_cast import DAY, cast_of

from dragoman.evaluation.checked import read_sentence
from dragoman.model import Actor
from dragoman.reading.actors import actors_on
from dragoman.reading.actors.descriptions import Description, ReferenceRules, Several
from dragoman.reading.loading import load_knowledge

KNOWLEDGE = load_knowledge()
RULES: ReferenceRules = KNOWLEDGE.rules.get("references", ReferenceRules)


def last(text: str, words: str) -> list[Actor]:
    """The actors of the last member with these words, in any case."""
    members = [m for m in cast_of(text).members if m.text.lower() == words.lower()]
    return list(actors_on(members[-1], DAY, KNOWLEDGE)) if members else []


@pytest.mark.parametrize("description", RULES.descriptions, ids=lambda d: d.words[0])
def test_the_example_of_a_description(description: Description) -> None:
    told = [last(description.example, f"the {words}") for words in description.words]
    said = [actor for actors in told for actor in actors]
    assert [actor.code for actor in said] == [description.means]


@pytest.mark.parametrize("several", RULES.several, ids=lambda s: s.forms[0])
def test_the_example_of_a_plural(several: Several) -> None:
    meant = [m for m in cast_of(several.example).members if m.together][-1]
    assert [a.code for a in actors_on(meant, DAY, KNOWLEDGE)] == list(several.means)


def test_no_words_describe_two_kinds() -> None:
    words = [word for d in RULES.descriptions for word in d.words]
    assert sorted({w for w in words if words.count(w) > 1}) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("NATO and the OSCE opened an office. The organisation condemned Russia.", "the organisation"),
        ("Kenyan minister Jan Novak met Chadian minister Petr Svoboda. The minister condemned it.", "the minister"),
        ("Hamas fired rockets and Hezbollah marched. Another group condemned Israel.", "another group"),
        ("Kenya, Chad and Somalia held talks. Both governments signed an accord.", "both governments"),
        ("Emmanuel Macron met Vladimir Putin. He condemned Syria.", "he"),
        ("Emmanuel Macron spoke and Vladimir Putin left. He condemned Syria.", "he"),
        ("Theresa May met a spokeswoman of the United Nations. They condemned Syria.", "they"),
        ("France and Chad drafted it, and Kenya agreed. Both countries condemned Syria.", "both countries"),
        ("Hamas fired rockets. The group of protesters condemned Israel.", "the group"),
    ],
)  # fmt: skip
def test_what_fits_two_or_nobody_stays_open(text: str, words: str) -> None:
    assert [a.code for a in last(text, words) if a.country or a.name] == []


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # Not the subject of its own verb, but who was named before.
        ("Emmanuel Macron spoke. Vladimir Putin accused him of lying.", "him", ["Emmanuel Macron"]),
        # The nearer clause's subject, not the sentence's.
        ("Emmanuel Macron spoke, and Vladimir Putin condemned his army.", "his", ["Vladimir Putin"]),
        # A woman who is known as one before those of whom nothing is known.
        ("Angela Merkel and Emmanuel Macron spoke. She condemned Syria.", "she", ["Angela Merkel"]),
        ("Angela Merkel and Tony Blair spoke. They condemned Syria.", "they", ["Angela Merkel", "Tony Blair"]),
        # The name stays with the person, in a file or not.
        ("Kenyan minister Jan Novak spoke. The minister condemned Syria.", "the minister", ["Jan Novak"]),
        ("The Movement for Justice (MFJ), a party in Kenya, waited. Kenyan minister Jan Novak condemned the MFJ. "
         "The minister condemned Syria.", "the minister", ["Jan Novak"]),
        ("Russia's president, Vladimir Putin, spoke. The Russian leader condemned Syria.", "the Russian leader",
         ["Vladimir Putin"]),
    ],
)  # fmt: skip
def test_persons_keep_their_names(text: str, words: str, expected: list[str]) -> None:
    assert [a.name for a in last(text, words)] == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Rwandan Patriotic Front (RPF) waited. The RPF attacked a town.", "rpf", ["RWAREB"]),
        ("Hamas fired rockets. Its fighters attacked a town.", "its fighters", ["PSEREB"]),
        ("Kenya and Hamas held talks. Their envoys signed an accord.", "their envoys", ["KENGOV", "PSEREB"]),
        ("American and British jets struck Syria. The allies threatened Iran.", "the allies", ["USA", "GBR"]),
        ("North Korea waited. The South condemned it.", "the South", ["KOR"]),
        ("Kenya sent troops after a truce between Chad and Mali. The two countries signed it.", "the two countries",
         ["TCD", "MLI"]),
        ("Syria's army waited. The government accused Qatar.", "the government", ["SYRGOV"]),
        ("Hezbollah waited. Israel accused the group of murder.", "the group", ["LBNREB"]),
    ],
)  # fmt: skip
def test_groups_states_and_acronyms(text: str, words: str, expected: list[str]) -> None:
    assert [a.code for a in last(text, words)] == expected


def test_a_name_in_a_sentence_that_is_not_parsed_is_remembered() -> None:
    told = read_sentence("Boko Haram was in the news. The group attacked a village in Niger.", KNOWLEDGE)
    assert [a.code for a in told.events[-1].source] == ["NGAREB"]


def test_both_sign_with_each_other() -> None:
    told = read_sentence("Kenya met Somalia in Geneva. The two countries signed a peace treaty.", KNOWLEDGE)
    signed = told.events[-1]
    assert [a.code for a in signed.source] == [a.code for a in signed.target] == ["KEN", "SOM"]
