"""Sentence ends: offsets hold whatever is in the text, a line end ends a sentence, and fabric is not read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Page, Passage, Role
from dragoman.reading.screen import split


def sentences(text: str, role: Role = "story") -> list[str]:
    page = Page(id="t", text=text, passages=(Passage(start=0, end=len(text), role=role),))
    return [text[s.start : s.end] for s in split(page)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Envoys met. They agreed.", ["Envoys met.", "They agreed."]),
        ("Gül met Đinđić in Łódź. They agreed.", ["Gül met Đinđić in Łódź.", "They agreed."]),
        ("El señor Peña habló. ¿Quién oyó?", ["El señor Peña habló.", "¿Quién oyó?"]),
        ("Послы встретились. Они согласились.", ["Послы встретились.", "Они согласились."]),
        ("“We agree,” she said. “It is done.”", ["“We agree,” she said.", "“It is done.”"]),
        ("Talks 🕊 began. All went well.", ["Talks 🕊 began.", "All went well."]),
        (
            "Mr. Orr of the U.S. met Dr. Bae. They agreed.",
            ["Mr. Orr of the U.S. met Dr. Bae.", "They agreed."],
        ),
        ("A headline without an end\nThe story begins.", ["A headline without an end", "The story begins."]),
        ("  Envoys met.  \n\n\t They agreed. ", ["Envoys met.", "They agreed."]),
        ("", []),
        (" \n\t\u00a0\n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("role", ["navigation", "links", "promotion", "comments", "byline", "copyright"])
def test_fabric_is_not_read(role: Role) -> None:
    assert sentences("Envoys met. They agreed.", role) == []


def test_passages_keep_their_offsets() -> None:
    text = "Überschrift — ein Tag\nEnvoys met. They agreed.\nMore on this"
    first, second = text.index("Envoys"), text.index("More")
    page = Page(
        id="t",
        text=text,
        passages=(
            Passage(start=0, end=first, role="headline"),
            Passage(start=first, end=second, role="story"),
            Passage(start=second, end=len(text), role="links"),
        ),
    )
    found = [text[s.start : s.end] for s in split(page)]
    assert found == ["Überschrift — ein Tag", "Envoys met.", "They agreed."]


# Letters of several scripts, signs beyond the basic plane, combining marks, white space and sentence ends.
SIGNS = st.characters(codec="utf-8", exclude_categories=["Cs"])
TEXTS = st.lists(
    st.one_of(
        SIGNS, st.sampled_from([". ", "? ", "\n", "\u00a0", "é", "e\u0301", "🕊", "Ж", "中", "“", "”", "A"])
    ),
    max_size=60,
).map("".join)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_sentences_are_in_order_trimmed_and_lose_no_word(text: str) -> None:
    page = Page(id="t", text=text, passages=(Passage(start=0, end=len(text), role="story"),))
    last = 0
    rest = []
    for sentence in split(page):
        assert last <= sentence.start < sentence.end <= len(text)
        words = text[sentence.start : sentence.end]
        assert words == words.strip()
        assert "\n" not in words
        rest.append(text[last : sentence.start])
        last = sentence.end
    assert not any(sign.isalnum() for sign in "".join([*rest, text[last:]]))
