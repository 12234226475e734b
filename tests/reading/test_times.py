"""Times in words: the examples of every rule, resolution by tense and page, and what holds for any text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.knowledge import Rules
from dragoman.model import Passage, Published, TimeExpression
from dragoman.reading.times import Tense, TimeRules, find_times, resolve
from dragoman.reading.times.rules import TimeRule

RULES = Rules()
DATA: TimeRules = RULES.get("times", TimeRules)
PAGE = Published(from_="2019-05-14", to="2019-05-14", basis="given")


def found(text: str) -> tuple[TimeExpression, ...]:
    return find_times(text, (Passage(start=0, end=len(text), role="story"),), RULES)


def days(text: str, tense: Tense | None = None, page: Published = PAGE) -> list[str]:
    return [
        f"{t.from_} .. {t.to}" if t.from_ else "?" for t in (resolve(t, page, tense) for t in found(text))
    ]


@pytest.mark.parametrize("rule", DATA.rule, ids=lambda rule: rule.id)
def test_examples_of_each_rule(rule: TimeRule) -> None:
    assert rule.examples
    for example in rule.examples:
        said, _, expected = example.rpartition(" | ")
        tense, colon, words = said.rpartition(": ")
        assert (words, days(words, tense if colon else None)) == (words, [expected])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru protested on Tuesday, two days ago.", ["Tuesday", "two days ago"]),
        ("Theresa May may march in May.", ["May"]),
        ("The Good Friday Agreement of 1998", ["1998"]),
        ("Some 2000 troops and 2019 people; Resolution 2231", []),
        ("It cost $2015 and 1,990 men died", []),
        ("the Panmunjom talks", []),
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
        assert (time.from_ is None) == (time.to is None)
        assert time.from_ is None or time.from_ <= str(time.to)
