"""The labelled sentences, and the second opinion that was trained on them."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from dragoman.knowledge import DATA
from dragoman.knowledge.labelled import read_labelled
from dragoman.knowledge.loading import sources_hash
from dragoman.knowledge.opinion import FILE, Opinion

NEAR = 0.6  # share of the shorter sentence's runs of three words


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(tuple(words[i : i + 3]) for i in range(len(words) - 2))


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return list(dict.fromkeys(one.text for one in read_labelled(DATA / "sentences")))


def test_there_are_enough_of_every_type() -> None:
    counts = Counter(one.type for one in read_labelled(DATA / "sentences"))
    assert sum(counts.values()) - counts[None] >= 5000
    assert counts[None] >= 1000
    assert min(counts.values()) >= 200


def test_none_is_a_near_copy_of_another(texts: list[str]) -> None:
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    runs = [_runs(text) for text in texts]
    copies = []
    for number, own in enumerate(runs):
        shared = Counter(other for run in own for other in index[run])
        copies += [
            f"{texts[number]} | {texts[other]}"
            for other, count in shared.most_common(1)
            if count >= 4 and count / min(len(own), len(runs[other])) > NEAR
        ]
        for run in own:
            index[run].append(number)
    assert len(copies) <= 5, "\n".join(copies)


def test_the_gate_is_not_trained_on(texts: list[str]) -> None:
    gate = (Path(__file__).parent.parent / "reading/test_events_silence.py").read_text(encoding="utf-8")
    assert not [text for text in texts if f'"{text}"' in gate]


def test_the_opinion_was_trained_on_these_sentences() -> None:
    assert Opinion(DATA / "sentences" / FILE).sources == sources_hash([DATA / "sentences"], (".tsv",)), (
        "run `make opinion`"
    )
