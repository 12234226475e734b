"""Scores do not fall: every gold against its floor in `floors.toml`. Floors only go up."""

from functools import cache
from pathlib import Path

import pytest
from bench.evaluate import (
    SHARED,
    below,
    dating_scores,
    factuality_scores,
    floors,
    join_scores,
    ledger_scores,
    reference_scores,
    sample_scores,
    shared_scores,
    times_scores,
    unknown_speakers,
)

DATED = ("samples, date hidden", "hidden_dates")
# Measured from what is in this repository.
OURS = (
    "samples", "times", "unknown_speakers", "page_pairs", "page_pairs_given", "ledger", "factuality", "knowledge",
    "everyday", "references", *DATED,
)  # fmt: skip


@cache
def figures() -> dict[str, dict[str, float]]:
    return dict(shared_scores())


def test_the_sample_pages_hold_their_floor() -> None:
    assert below("samples", sample_scores()) == []


def test_the_times_hold_their_floor() -> None:
    assert below("times", times_scores()) == []


@cache
def dates() -> dict[str, dict[str, float]]:
    return dating_scores()


@pytest.mark.parametrize("name", DATED)
def test_hidden_dates_hold_their_floor(name: str) -> None:
    assert below(name, dates()[name]) == []


def test_nobody_is_invented_where_a_speaker_cannot_be_known() -> None:
    assert below("unknown_speakers", unknown_speakers()) == []


def test_the_page_pairs_hold_their_floors() -> None:
    assert [line for name, scores in join_scores() for line in below(name, scores)] == []


def test_the_ledger_passages_hold_their_floor() -> None:
    assert below("ledger", ledger_scores()) == []


def test_how_real_acts_are_holds_its_floor() -> None:
    assert below("factuality", factuality_scores()) == []


def test_whom_the_page_means_holds_its_floor() -> None:
    assert below("references", reference_scores()) == []


@pytest.mark.parametrize("name", [name for name in floors() if name not in OURS])
def test_the_shared_gold_holds_its_floor(name: str) -> None:
    if not SHARED.is_dir():
        pytest.skip(f"the shared gold is not here: no folder {Path('..') / SHARED.name} beside the checkout")
    assert below(name, figures()[name]) == []


def test_a_figure_below_its_floor_is_named() -> None:
    ((measure, floor), *_) = floors()["samples"].items()
    assert not measure.endswith("_most")
    assert below("samples", {**sample_scores(), measure: floor - 0.01}) == [
        f"samples: {measure} is {floor - 0.01}, its floor {floor}"
    ]
