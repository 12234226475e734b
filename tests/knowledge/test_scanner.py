"""The scan: offsets, word bounds, capitals, apostrophes, longest words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge.entries import Surface
from dragoman.knowledge.scanner import Scanner, WordScanner, fold

WORDS = (
    "Iran",
    "US",
    "U.S.",
    "North Korea",
    "North Korean",
    "the North",
    "Korea",
    "Kim Jong Un",
    "Quai d'Orsay",
    "al-Qaeda",
    "São Bento",
    "P5+1",
)
SCANNER = Scanner.build(
    (
        *(Surface(words=words, entity=words, kind="name") for words in WORDS),
        Surface(words="the bloc", entity="EU", kind="name", cased=False),
        Surface(words="Air Iran", entity="", kind="no actor"),
    )
)


def found(text: str) -> list[str]:
    return [text[mention.start : mention.end] for mention in SCANNER.scan(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Iran met Iranians.", ["Iran"]),
        ("(Iran)", ["Iran"]),
        ("pro-Iran, Iran-backed", ["Iran", "Iran"]),
        ("Iran's and Iran’s and IRAN'S", ["Iran", "Iran", "IRAN"]),
        ("'Iran' “Iran”", ["Iran", "Iran"]),
        ("Iran'ers", []),
        ("tell us of the US", ["US"]),
        ("the U.S.-led talks", ["U.S."]),
        ("North Korea and Korea", ["North Korea", "Korea"]),
        ("North\nKorea", ["North\nKorea"]),
        ("North\n\nKorea", ["Korea"]),
        ("the North Korean-US talks, the North", ["North Korean", "US", "the North"]),
        ("Kim Jong-un and KIM JONG UN, not Kim jong un", ["Kim Jong-un", "KIM JONG UN"]),
        ("the Quai d’Orsay", ["Quai d’Orsay"]),
        ("Al Qaeda, al-Qaeda", ["Al Qaeda", "al-Qaeda"]),
        ("Sao Bento, São Bento", ["Sao Bento", "São Bento"]),
        ("the P5+1 group", ["P5+1"]),
        ("The bloc, the Bloc", ["The bloc", "the Bloc"]),
        ("Air Iran flew to Iran", ["Iran"]),
        ("", []),
    ],
)
def test_what_is_found(text: str, words: list[str]) -> None:
    assert found(text) == words


def test_one_mention_holds_all_readings_of_its_words() -> None:
    scanner = Scanner.build([Surface(words="Congo", entity=entity, kind="name") for entity in ("COD", "COG")])
    (mention,) = scanner.scan("In Congo.")
    assert mention.surfaces == (0, 1)


def test_bytes_give_the_same_scanner() -> None:
    again = Scanner.from_bytes(SCANNER.to_bytes())
    text = "Iran, the U.S. and North Korea"
    assert again.scan(text) == SCANNER.scan(text)
    assert len(again.scan(text)) == 3


def test_plain_words_are_found_whatever_their_case() -> None:
    words = ("met", "met with", "agreed")
    found = sorted(WordScanner.build(words).matches("They MET with him and agreed."))
    assert found == [(5, 8, 0), (5, 13, 1), (22, 28, 2)]


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=12),
    st.sampled_from(["", " ", "\n", "'"]),
)
def test_mentions_lie_in_order_and_are_the_words(parts: list[str], between: str) -> None:
    text = between.join(parts)
    end = 0
    for mention in SCANNER.scan(text):
        assert mention.start >= end
        assert mention.start < mention.end <= len(text)
        assert all(
            fold(text[mention.start : mention.end]) == fold((*WORDS, "the bloc", "Air Iran")[index])
            for index in mention.surfaces
        )
        end = mention.end


@given(st.text(alphabet=st.characters(categories=["Zs", "Po", "Ps"]), max_size=5), st.sampled_from(WORDS))
def test_a_name_is_found_between_any_signs(signs: str, words: str) -> None:
    text = f"was {words} here {signs}"
    assert found(text) == [words]
