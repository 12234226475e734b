"""Who stands where around a word: the same edges for active and passive, relative clauses, participles and control."""

import pytest

from dragoman.model import Sentence
from dragoman.reading.events.clause import Clauses
from dragoman.reading.language import Language


@pytest.fixture(scope="module")
def language() -> Language:
    return Language()


def edges(language: Language, text: str, word: str) -> set[tuple[str, str]]:
    (sentence,) = language.parse(text, [Sentence(start=0, end=len(text))])
    clauses = Clauses(sentence)
    start = next(i for i, token in enumerate(sentence.tokens) if token.text == word)
    return {(label, sentence.tokens[end].text) for label, end in clauses.edges(start)}


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Sudan bombed Chad.", "bombed"),
        ("Chad was bombed by Sudan.", "bombed"),
        ("Sudan, which bombed Chad, said nothing.", "bombed"),
        ("Sudan began to bomb Chad.", "bomb"),
        ("Sudan said nothing and bombed Chad.", "bombed"),
        ("Sudan wanted to bomb Chad.", "bomb"),
        ("Kenya forced Sudan to bomb Chad.", "bomb"),
        ("Kenya accused Sudan of bombing Chad.", "bombing"),
    ],
)
def test_who_bombs_whom_in_every_construction(language: Language, text: str, verb: str) -> None:
    found = edges(language, text, verb)
    assert {("subj", "Sudan"), ("obj", "Chad")} <= found
    assert not {("obj", "Sudan"), ("subj", "Chad"), ("subj", "Kenya")} & found


@pytest.mark.parametrize(
    ("text", "word", "edge"),
    [
        ("The villages bombed by Sudan lay near the river.", "bombed", ("obj", "villages")),
        ("The villages bombed by Sudan lay near the river.", "bombed", ("subj", "Sudan")),
        ("The village that Sudan bombed lay near the river.", "bombed", ("obj", "village")),
        ("Sudan signed a treaty with Chad.", "signed", ("prep:with", "Chad")),
        ("Sudan gave Chad the letter.", "gave", ("iobj", "Chad")),
        ("Sudan gave the letter to Chad.", "gave", ("prep:to", "Chad")),
        ("Sudan called off the visit.", "called", ("prt:off", "off")),
        ("Sudan is ready to talk.", "ready", ("subj", "Sudan")),
        ("Sudan is at odds with Chad over water.", "odds", ("prep:with", "Chad")),
        ("The attack on Chad by Sudan lasted an hour.", "attack", ("prep:on", "Chad")),
        ("The attack on Chad by Sudan lasted an hour.", "attack", ("prep:by", "Sudan")),
        ("Sudan's attack on Chad lasted an hour.", "attack", ("mod", "Sudan")),
        ("Sudan launched an attack on Chad.", "attack", ("gov", "launched")),
        ("Sudan launched an attack on Chad.", "attack", ("gsubj", "Sudan")),
    ],
)
def test_an_edge(language: Language, text: str, word: str, edge: tuple[str, str]) -> None:
    assert edge in edges(language, text, word)


def test_coordination_is_followed_downwards_only(language: Language) -> None:
    text = "Sudan, Chad and Kenya met Egypt."
    (sentence,) = language.parse(text, [Sentence(start=0, end=len(text))])
    clauses = Clauses(sentence)
    place = {token.text: i for i, token in enumerate(sentence.tokens)}
    assert [sentence.tokens[i].text for i in clauses.conjuncts(place["Sudan"])] == ["Sudan", "Chad", "Kenya"]
    assert clauses.conjuncts(place["Kenya"]) == [place["Kenya"]]


def test_a_plain_past_is_not_passive(language: Language) -> None:
    for text, passive in (
        ("Sudan bombed Chad.", False),
        ("Villages bombed by Sudan burned.", True),
        ("Chad was bombed by Sudan.", True),
    ):
        (sentence,) = language.parse(text, [Sentence(start=0, end=len(text))])
        verb = next(i for i, token in enumerate(sentence.tokens) if token.text == "bombed")
        assert Clauses(sentence).is_passive(verb) is passive
