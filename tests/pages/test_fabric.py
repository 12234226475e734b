"""What of a page is story: every rule's examples, whole pages, and what must hold for any text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.knowledge import Rules
from dragoman.pages.fabric import FabricRule, FabricRules, compile_fabric, roles

RULES = Rules()
DATA: FabricRules = RULES.get("fabric", FabricRules)
FABRIC = compile_fabric(DATA)


def said(text: str) -> list[tuple[str, str]]:
    return [(p.role, text[p.start : p.end].strip()) for p in roles(text, RULES)]


def fits(rule: FabricRule, words: str) -> bool:
    pattern = next(p for r, p in FABRIC.rules[rule.where] if r.id == rule.id)
    found = pattern.match(words) if rule.where in ("line", "start") else pattern.search(words)
    return found is not None


@pytest.mark.parametrize("rule", DATA.rule, ids=lambda rule: rule.id)
def test_examples_of_each_rule(rule: FabricRule) -> None:
    assert rule.examples
    assert [words for words in rule.examples if not fits(rule, words)] == []
    assert [words for words in rule.not_ if fits(rule, words)] == []


def test_rule_names_are_used_once() -> None:
    names = [rule.id for rule in DATA.rule]
    assert len(names) == len(set(names))


def test_a_dispatch_with_its_dateline() -> None:
    text = (
        "Peru and Chile sign fishing pact\n\n"
        "LIMA, May 3, 2017 (Wire) - Peru and Chile signed a pact.\n\nIt ends a row."
    )
    assert said(text) == [
        ("headline", "Peru and Chile sign fishing pact"),
        ("dateline", "LIMA, May 3, 2017 (Wire) -"),
        ("story", "Peru and Chile signed a pact.\n\nIt ends a row."),
    ]


def test_links_between_paragraphs() -> None:
    text = (
        "Talks end\n\nThe envoys met in Lima.\n\nMore news: Ten soups for autumn\nSinger Forgets Own Song\n\n"
        "They will meet again.\n\nYou may also like\nA cat on the moon\nGoats at sea"
    )
    assert [role for role, _ in said(text)] == ["headline", "story", "links", "story", "links"]


def test_promotion_at_the_end_of_a_paragraph() -> None:
    text = "Head\n\nThe envoys met in Lima. Subscribe to our pages for one euro.\n\nThey left."
    assert said(text)[2] == ("promotion", "Subscribe to our pages for one euro.")


def test_a_broadcast_keeps_what_its_speakers_tell() -> None:
    text = (
        "HOST: Good evening. Chile recalled its envoy from Lima today. How did Peru take it?\n\n"
        "REPORTER: Badly, to be sure, for the ministry summoned the chargé.\n\nHOST: Thanks a lot."
    )
    assert said(text) == [
        ("speaker label", "HOST:"),
        ("transcript", "Good evening."),
        ("story", "Chile recalled its envoy from Lima today."),
        ("transcript", "How did Peru take it?"),
        ("speaker label", "REPORTER:"),
        ("story", "Badly, to be sure, for the ministry summoned the chargé."),
        ("speaker label", "HOST:"),
        ("transcript", "Thanks a lot."),
    ]


def test_a_host_question_stuck_to_a_paragraph() -> None:
    text = "Head\n\nPeru protested. And what did Chile say to that?\n\nChile said nothing."
    assert ("transcript", "And what did Chile say to that?") in said(text)


def test_a_quoted_question_is_story() -> None:
    text = 'Head\n\nThe envoy was angry. "We came. What did they want?"\n\nHe left.'
    assert [role for role, _ in said(text)] == ["headline", "story"]


def test_comments_run_to_the_end_but_not_from_the_top() -> None:
    below = "Head\n\nPeru protested.\n\nComments (2)\n\nowl: Chile should invade the moon.\n\nfox: Never."
    assert [role for role, _ in said(below)] == ["headline", "story", "comments"]
    above = "Head\n\n2 comments\n\nPeru protested.\n\nChile answered."
    assert [role for role, _ in said(above)] == ["headline", "comments", "story"]


def test_a_hard_wrapped_paragraph_is_one() -> None:
    text = (
        "The foreign ministers of Peru and Chile met in Lima on Monday and spoke\n"
        "about the border, the fishing grounds and the prisoners whom both still\n"
        "hold\n\nThey agreed on nothing."
    )
    assert [role for role, _ in said(text)] == ["story"]


def test_a_single_sentence_is_story() -> None:
    assert said("Peru expelled the envoy of Chile") == [("story", "Peru expelled the envoy of Chile")]


def test_a_list_of_the_story_stays_story() -> None:
    text = (
        "Head\n\nThe two agreed on three points:\n- Open the border\n- Free the prisoners\n\nNo date was set."
    )
    assert [role for role, _ in said(text)] == ["headline", "story"]


def test_briefs_under_one_roof() -> None:
    text = "BRIEFS OF THE DAY\n\nLIMA - Peru protested.\n\nChile answers\n\nSANTIAGO - Chile answered."
    assert [role for role, _ in said(text)] == [
        "headline",
        "dateline",
        "story",
        "headline",
        "dateline",
        "story",
    ]


LINE = st.sampled_from(
    [
        "Peru protested.", "HOST: Thanks a lot.", "Comments (3)", "More news: soup", "", "   ", "A title line",
        "LIMA, May 3 - Talks began. Join today!", "- a point", "***", "Home | World", "\u2028", "“Open. quote",
        "LIMA: Talks began.", "Is it so? It is. Why?",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(LINE, max_size=12).map("\n".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_passages_cover_any_text(text: str) -> None:
    passages = roles(text, RULES)
    assert "".join(text[p.start : p.end] for p in passages) == text
    assert all(p.start < p.end for p in passages)
    assert all(a.role != b.role for a, b in pairwise(passages))
    assert passages == roles(text, RULES)
