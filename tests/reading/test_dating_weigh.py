"""Clues weighed together, and the way back from an event's day to the page's."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.dating.weigh import Clue, one, weigh
from dragoman.reading.dating.when import page_days
from dragoman.reading.times.calendar import Tense, days_of

WINDOW = (1, 10_000)
COVER = (0.93, 0.96)


def span(*clues: Clue) -> tuple[int, int]:
    found = weigh(clues, WINDOW, COVER, ())
    return found.first, found.last


def test_one_sure_clue_decides() -> None:
    assert span(one(100, 106, 0.97, "")) == (100, 106)


def test_an_unsure_clue_does_not() -> None:
    first, last = span(one(100, 106, 0.6, ""))
    assert last - first > 5_000


def test_two_unsure_clues_that_agree_do() -> None:
    first, last = span(one(100, 106, 0.8, "a"), one(103, 110, 0.8, "b"))
    assert 100 <= first <= 103
    assert 106 <= last <= 110


def test_a_clue_against_two_is_named() -> None:
    clues = (one(100, 160, 0.95, "a"), one(120, 180, 0.95, "b"), one(5_000, 5_400, 0.9, "c"))
    found = weigh(clues, WINDOW, COVER, ())
    assert (found.first, found.last) == (120, 160)
    assert [clue.why for clue in found.against] == ["c"]


def test_parts_that_overlap_add_up_once() -> None:
    twice = Clue(((100, 106, 0.5), (100, 106, 0.5)), 0.97, "")
    assert span(twice) == span(one(100, 106, 0.97, ""))


def test_the_day_of_the_week_chooses_among_few_days() -> None:
    monday = date(2010, 3, 1).toordinal()
    window = (monday - 5_000, monday + 5_000)
    week = (one(monday, monday + 6, 0.97, ""),)
    found = weigh(week, window, COVER, (0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0))
    assert (found.first, found.last) == (monday + 2, monday + 2)


@given(
    st.lists(
        st.tuples(st.integers(1, 10_000), st.integers(0, 3_000), st.floats(0.5, 0.99)),
        min_size=1,
        max_size=12,
    )
)
def test_a_span_lies_in_the_window_and_does_not_depend_on_the_order(
    spans: list[tuple[int, int, float]],
) -> None:
    clues = [one(first, first + width, sure, str(n)) for n, (first, width, sure) in enumerate(spans)]
    first, last = span(*clues)
    assert WINDOW[0] <= first <= last <= WINDOW[1]
    assert span(*reversed(clues)) == pytest.approx((first, last), abs=1)


@pytest.mark.parametrize(
    ("means", "tense", "runs"),
    [
        ("weekday 4 -", None, (("2008-05-02", "2008-05-08"),)),
        ("weekday 0 -", None, ()),
        ("day -1", None, (("2008-05-03", "2008-05-03"),)),
        ("ago 2 week", None, (("2008-05-13", "2008-05-19"),)),
        ("in 3 day", "future", (("2008-04-29", "2008-04-29"),)),
        ("unit-month -1", None, (("2008-06-01", "2008-06-30"),)),
        ("date - 5 2", "past", (("2008-05-02", "2008-11-18"),)),
        ("date - 5 3", "past", ()),
    ],
)
def test_the_way_back(means: str, tense: Tense | None, runs: tuple[tuple[str, str], ...]) -> None:
    day = date(2008, 5, 2)
    found = page_days(means, day, day, tense, 3)
    assert tuple((date.fromordinal(a).isoformat(), date.fromordinal(b).isoformat()) for a, b in found) == runs


@given(
    st.dates(date(1995, 1, 1), date(2020, 1, 1)), st.sampled_from(["weekday 2 -", "unit-week -1", "day -1"])
)
def test_there_and_back_again(page: date, means: str) -> None:
    days = days_of(means, page, None)
    assert days is not None
    runs = page_days(means, days[0], days[1], None, 3)
    assert any(a <= page.toordinal() <= b for a, b in runs)
    far = page + timedelta(days=60)
    assert not any(a <= far.toordinal() <= b for a, b in runs)
