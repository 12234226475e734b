"""Pages about something else that use the words of war: no acts, and a note that says why."""

import pytest

from dragoman.model import Found, Page
from dragoman.pages.extraction import extract
from dragoman.reading import read_page
from dragoman.reading.loading import load_knowledge

SPORT = """Uruguay strike late against Portugal

Uruguay attacked from the whistle and struck twice before half-time, the second goal a header from a corner kick.
The referee gave Portugal a penalty, which their striker shot over the bar. Uruguay's coach praised his goalkeeper.
Portugal had beaten Morocco in the group; France await the winners of the match in the stadium of Nizhny Novgorod.
"""
KITCHEN = """How to conquer a dough

Poland gave the world the pierogi, and Ukraine disputes it. Beat the eggs, attack the butter with a fork and fold it
into the flour. Knead the dough, and threaten it with the rolling pin if it resists. The oven will do the rest.
"""
SUMMIT_AT_A_STADIUM = """Leaders meet beside the pitch

The presidents of Kenya and Uganda met in a stadium in Nairobi on Monday before the match of their countries.
Kenya's government agreed to reopen the border, and Uganda's foreign minister praised the decision.
"""
MIXED = """Kenya and Uganda reopen their border

Kenya's government agreed on Monday to reopen the border with Uganda.

In the evening Kenya beat Uganda by a late goal; the goalkeeper attacked the ball and the striker scored.
"""


def read(text: str) -> tuple[list[str], tuple[str, ...]]:
    knowledge = load_knowledge()
    page = extract(Found(id="page.txt", text=text, date="2018-07-02"), knowledge.rules)
    assert isinstance(page, Page)
    findings = read_page(page, knowledge)
    return [event.evidence[0].text for event in findings.events], findings.notes


@pytest.mark.parametrize(("text", "subject"), [(SPORT, "sport"), (KITCHEN, "kitchen")])
def test_a_page_about_something_else_has_no_acts_and_says_why(text: str, subject: str) -> None:
    events, notes = read(text)
    assert events == []
    assert len(notes) == 1
    assert f"reads as {subject}" in notes[0]


def test_a_summit_at_a_stadium_is_read() -> None:
    events, notes = read(SUMMIT_AT_A_STADIUM)
    assert events
    assert notes == ()


def test_a_paragraph_about_something_else_is_left_out() -> None:
    events, _ = read(MIXED)
    assert any("reopen the border" in words for words in events)
    assert not any("goal" in words for words in events)
