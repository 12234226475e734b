"""Slips of the parser that the words betray: made here with the trees that the parser gives, and set right."""

import pytest

from dragoman.evaluation.checked import read_sentence
from dragoman.model import Token
from dragoman.reading.loading import load_knowledge
from dragoman.reading.mending import mended


def tree(words: str) -> list[Token]:
    """Tokens from "word/TAG/dep/head" parted by blanks."""
    tokens, at = [], 0
    for part in words.split():
        text, tag, dep, head = part.rsplit("/", 3)
        tokens.append(
            Token(
                start=at, end=at + len(text), text=text, lemma=text.lower(), tag=tag, dep=dep, head=int(head)
            )
        )
        at += len(text) + 1
    return tokens


def told(tokens: tuple[Token, ...]) -> dict[str, tuple[str, str]]:
    return {t.text: (t.dep, tokens[t.head].text) for t in tokens}


def test_a_name_behind_a_day_is_the_subject() -> None:
    mine = told(
        mended(tree("On/IN/prep/3 Monday/NNP/compound/2 Oslo/NNP/pobj/0 expelled/VBD/ROOT/3 him/PRP/dobj/3"))
    )
    assert mine["Oslo"] == ("nsubj", "expelled")
    assert mine["Monday"] == ("pobj", "On")


def test_an_apposition_right_before_a_verb_without_a_subject_is_the_subject() -> None:
    tokens = tree(
        "After/IN/prep/5 Minsk/NNP/pobj/0 ,/,/punct/1 the/DT/det/4 leaders/NNS/appos/1 agreed/VBD/ROOT/5"
    )
    assert told(mended(tokens))["leaders"] == ("nsubj", "agreed")


def test_an_apposition_closed_by_a_comma_stays() -> None:
    tokens = tree(
        "After/IN/prep/5 Minsk/NNP/pobj/0 ,/,/punct/1 leaders/NNS/appos/1 ,/,/punct/1 agreed/VBD/ROOT/5"
    )
    assert mended(tokens) == tuple(tokens)


def test_an_enumeration_is_one_coordination() -> None:
    tokens = tree(
        "Norway/NNP/nsubj/5 ,/,/punct/0 Sweden/NNP/appos/0 and/CC/cc/2 Chad/NNP/conj/2 sent/VBD/ROOT/5"
    )
    assert told(mended(tokens))["Sweden"] == ("conj", "Norway")


def test_the_first_of_an_enumeration_is_no_time() -> None:
    tokens = tree(
        "Norway/NNP/npadvmod/5 ,/,/punct/5 Sweden/NNP/nsubj/5 and/CC/cc/2 Chad/NNP/conj/2 met/VBD/ROOT/5"
    )
    mine = told(mended(tokens))
    assert (mine["Norway"], mine["Sweden"]) == (("nsubj", "met"), ("conj", "Norway"))


def test_a_day_before_a_headline_is_no_actor() -> None:
    tokens = tree("Monday/NNP/npadvmod/3 ,/,/punct/3 Norway/NNP/nsubj/3 agree/VBP/ROOT/3")
    assert mended(tokens) == tuple(tokens)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("On Monday Norway expelled the Russian ambassador.", {"NOR"}),
        ("Kenya, Uganda and Rwanda have offered to send troops to Somalia.", {"KEN", "UGA", "RWA"}),
        ("Kenya, Uganda agree to ceasefire", {"KEN", "UGA"}),
        ("Troops from Chad crossed into Niger on Friday.", {"TCD"}),
        ("Chile and Peru had insisted that no ship be sent without Bolivia's consent.", {"CHL", "PER"}),
    ],
)
def test_who_acts_is_found(text: str, who: set[str]) -> None:
    sources = {(a.code or "")[:3] for e in read_sentence(text, load_knowledge()).events for a in e.source}
    assert who <= sources
