"""Scores do not fall: every gold against its floor in `floors.toml`. Floors only go up."""

from functools import cache
from pathlib import Path

import pytest
from bench.evaluate import SHARED, below, factuality_scores, floors, sample_scores, shared_scores

OURS = ("samples", "factuality", "knowledge", "everyday")  # measured from what is in this repository


@cache
def figures() -> dict[str, dict[str, float]]:
    return dict(shared_scores())


def test_the_sample_pages_hold_their_floor() -> None:
    assert below("samples", sample_scores()) == []


def test_how_real_acts_are_holds_its_floor() -> None:
    assert below("factuality", factuality_scores()) == []


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
