"""Descriptions and pronouns that point back to somebody who was named before."""

from dragoman.evaluation.checked import read_sentence
from dragoman.reading.loading import load_knowledge

KNOWLEDGE = load_knowledge()

KINGDOM = "Jordan closed its border with Syria on Monday. The kingdom expelled two Iranian diplomats."


def test_the_kingdom_is_the_one_that_was_named_last() -> None:
    *_, last = read_sentence(KINGDOM, KNOWLEDGE).events
    assert [(actor.text, actor.code) for actor in last.source] == [("The kingdom", "JOR")]


def test_it_is_not_several_people() -> None:
    *_, last = read_sentence(f"{KINGDOM} It also recalled its envoy from Tehran.", KNOWLEDGE).events
    assert [actor.code for actor in last.source] == ["JOR"]


def test_a_kingdom_that_is_named_is_not_another() -> None:
    *_, last = read_sentence(
        "Jordan waited. The Kingdom of Morocco expelled two Iranian diplomats.", KNOWLEDGE
    ).events
    assert "JOR" not in [actor.code for actor in last.source]
