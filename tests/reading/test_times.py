"""Times in words: the examples of every rule, resolution by tense and page, and what holds for any text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.knowledge import Rules
from dragoman.model import Page, Passage, Published, Role, TimeExpression
from dragoman.reading.loading import load_knowledge
from dragoman.reading.times import Tense, TimeRules, find_times, resolve, rules_of
from dragoman.reading.times.calendar import needs_page_day, parts
from dragoman.reading.times.page import times_of_page
from dragoman.reading.times.rules import PhraseRule, TimeRule

SAMPLES = Path(__file__).parent.parent.parent / "samples"
RULES = Rules()
DATA: TimeRules = RULES.get("times", TimeRules)
PAGE = Published(from_="2019-05-14", to="2019-05-14", basis="given")


def found(text: str) -> tuple[TimeExpression, ...]:
    return find_times(text, (Passage(start=0, end=len(text), role="story"),), RULES)


def days(text: str, tense: Tense | None = None, page: Published = PAGE) -> list[str]:
    return [
        f"{t.from_} .. {t.to}" if t.from_ else "?" for t in (resolve(t, page, tense) for t in found(text))
    ]


@pytest.mark.parametrize("rule", (*DATA.rule, *DATA.phrase), ids=lambda rule: rule.id)
def test_examples_of_each_rule(rule: TimeRule | PhraseRule) -> None:
    assert rule.examples
    for example in rule.examples:
        said, _, expected = example.rpartition(" | ")
        tense, colon, words = said.rpartition(": ")
        assert (words, days(words, tense if colon else None)) == (words, expected.split("; "))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru protested on Tuesday, two days ago.", ["Tuesday", "two days ago"]),
        ("Theresa May may march in May.", ["May"]),
        ("The Good Friday Agreement of 1998", ["1998"]),
        ("Some 2000 troops and 2019 people; Resolution 2231", []),
        ("It cost $2015 and 1,990 men died", []),
        ("the Panmunjom talks", []),
        ("He came 21st, on the 3rd floor of the 19 buildings, and paid on the 9th try.", []),
        ("The score was 12-10-9 and the ratio 3/4; the budget is 1,999.50 dollars.", []),
        ("From dawn to dusk the Dawn newspaper and the Sunday Times wrote of it.", []),
    ],
)
def test_what_is_a_time(text: str, words: list[str]) -> None:
    assert [time.words for time in found(text)] == words


def test_relative_times_wait_for_the_page() -> None:
    (time,) = found("They met on Tuesday.")
    assert time.from_ is None
    waiting = resolve(time, Published(), "past")
    assert waiting.from_ is None
    assert "not known" in waiting.why


def test_absolute_times_do_not_wait() -> None:
    assert found("They met on 3 May 2018.")[0].from_ == "2018-05-03"


def test_a_page_of_some_days_gives_a_span() -> None:
    page = Published(from_="2019-05-14", to="2019-05-16", basis="inferred")
    assert days("yesterday", None, page) == ["2019-05-13 .. 2019-05-15"]
    wide = Published(from_="2019-01-01", to="2019-12-31", basis="inferred")
    assert days("next month", None, wide) == ["2019-02-01 .. 2020-01-31"]


def test_a_length_has_its_days() -> None:
    assert [time.days for time in found("within 72 hours, or in 60 days, or half a year")] == [
        3.0,
        60.0,
        182.5,
    ]


SENTENCES = [
    ("The council will vote on Friday.", ["2019-05-17 .. 2019-05-17"]),
    ("The council voted on Friday.", ["2019-05-10 .. 2019-05-10"]),
    ("The council votes on Friday.", ["2019-05-17 .. 2019-05-17"]),
    ("The envoy is to see the rebels on Thursday.", ["2019-05-16 .. 2019-05-16"]),
    ("The envoy refused to see the rebels on Thursday.", ["2019-05-09 .. 2019-05-09"]),
    ("The rebels agreed to leave the town on Thursday.", ["2019-05-16 .. 2019-05-16"]),
    ("The rebels agreed on Monday to leave the town.", ["2019-05-13 .. 2019-05-13"]),
    ("A meeting is planned for Thursday.", ["2019-05-16 .. 2019-05-16"]),
    ("Talks that were scheduled for Wednesday may be put off.", ["2019-05-15 .. 2019-05-15"]),
    (
        "The minister said on Sunday that elections would be held in June.",
        ["2019-05-12 .. 2019-05-12", "2019-06-01 .. 2019-06-30"],
    ),
    ("The army could have struck on Saturday, he said.", ["2019-05-11 .. 2019-05-11"]),
    ("Police would not comment on Sunday.", ["2019-05-12 .. 2019-05-12"]),
    ("The two armies have given each other until Friday.", ["2019-05-14 .. 2019-05-17"]),
    ("The town has closed its bridges for Saturday's march.", ["2019-05-18 .. 2019-05-18"]),
    (
        "The summit opened in Riga on 3 May. Three days after the summit the king died.",
        ["2019-05-03 .. 2019-05-03", "2019-05-06 .. 2019-05-06"],
    ),
    ("Three days after the summit the king died.", ["?"]),
    ("Three days after the government fell the king died.", ["?"]),
    ("The report of 9 June 2018 was read at noon.", ["2018-06-09 .. 2018-06-09", "2019-05-14 .. 2019-05-14"]),
    (
        "He left on Sunday and came to Oslo at 8 p.m. in the rain.",
        ["2019-05-12 .. 2019-05-12", "2019-05-12 .. 2019-05-12"],
    ),
]  # fmt: skip


def told(text: str, role: Role) -> Page:
    passages = (Passage(start=0, end=len(text), role=role),)
    return Page(id="p", text=text, given="2019-05-14", language="en", passages=passages)


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_the_sentence_tells_the_tense(text: str, expected: list[str]) -> None:
    times = times_of_page(told(text, "story"), load_knowledge())
    assert [f"{t.from_} .. {t.to}" if t.from_ else "?" for t in times] == expected


def test_a_headline_in_the_present_tells_of_the_past() -> None:
    text = "King meets rebels on Friday"
    assert [t.from_ for t in times_of_page(told(text, "headline"), load_knowledge())] == ["2019-05-10"]


def test_the_country_named_nearest_has_the_holiday() -> None:
    assert days("On Independence Day the flag flew in Delhi", "past") == ["2018-08-15 .. 2018-08-15"]
    assert days("On Independence Day the flag flew in Kyiv", "past") == ["2018-08-24 .. 2018-08-24"]
    assert days("On Independence Day the flag flew", "past") == []


def test_a_meaning_in_brackets_is_one_word() -> None:
    assert parts("range (date - 5 3 -) (since (weekday 1 -))") == (
        "range",
        "date - 5 3 -",
        "since (weekday 1 -)",
    )
    assert needs_page_day("shift 2 day (date - 5 3 -)")
    assert not needs_page_day("shift 2 day (date 2018 5 3 -)")


def test_rules_are_tried_only_near_their_hints_and_find_the_same() -> None:
    """As if every word hinted at every rule: on the samples, and on all examples in a row."""
    times = rules_of(RULES)
    rules: tuple[TimeRule | PhraseRule, ...] = (*DATA.rule, *DATA.phrase)
    examples = [e.rpartition(" | ")[0].rpartition(": ")[2] for rule in rules for e in rule.examples]
    filler = (
        " because nobody had ever asked the governor of the province about the bridges of the old town, and "
    )
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    for text in (*texts, filler.join(examples)):
        near = {(t.start, t.end, t.means, t.kind) for t in times.matches(text, 0, len(text))}
        everywhere = {
            (t.start, t.end, t.means, t.kind)
            for rule, pattern in times.rules
            for found in pattern.compiled.finditer(text)
            if (t := times._expression(rule, found, text))
        }
        assert near == everywhere


def test_a_chain_of_times_ends() -> None:
    times = [
        resolve(t, PAGE, "past") for t in found("On 3 May it rained. " + "Two days later it rained. " * 500)
    ]
    assert times[1].from_ == "2019-05-05"
    assert times[-1].why


def test_a_private_sign_in_the_text_is_no_time() -> None:
    assert found("since \ue000 and until \ue001 in 2018")[-1].words == "2018"


WORDS = st.sampled_from(
    [
        "Tuesday",
        "last",
        "next",
        "May",
        "5",
        "2019",
        "-",
        "two",
        "weeks",
        "ago",
        "of",
        "the",
        "June",
        "31",
        "/",
        "quarter",
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map(" ".join)),
    st.sampled_from(["past", "future", None]),
)
def test_times_of_any_text(text: str, tense: Tense | None) -> None:
    times = found(text)
    assert times == found(text)
    assert all(text[time.start : time.end] == time.words for time in times)
    assert all(a.end <= b.start for a, b in pairwise(times))
    for time in (resolve(time, PAGE, tense) for time in times):
        assert time.why
        assert time.from_ is None or time.to is None or time.from_ <= time.to
