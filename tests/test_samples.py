"""The sample pages, read whole: what must never be recorded, and the same page read twice."""

import json
from functools import cache
from pathlib import Path

import msgspec
import pytest

from dragoman.evaluation import evaluate
from dragoman.model import Evidence, Findings, Found, Page, Refused
from dragoman.pages.extraction import extract
from dragoman.pages.sources import find_pages
from dragoman.reading import read_page
from dragoman.reading.loading import load_knowledge

SAMPLES = Path(__file__).parent.parent / "samples"
FILES = sorted(p for p in SAMPLES.iterdir() if p.suffix in {".txt", ".html", ".jsonl", ".gz"})
KINDS = ("events", "quotations", "agreements", "deadlines", "demands", "alignments", "prospects")
STORY = ("headline", "dateline", "story", "transcript", "speaker label")


@cache
def pages(path: Path) -> tuple[Page, ...]:
    knowledge = load_knowledge()
    found = []
    for page in find_pages([str(path)], limit=2**20):
        assert isinstance(page, Found)
        made = extract(page, knowledge.rules)
        assert not isinstance(made, Refused)
        found.append(made)
    return tuple(found)


@cache
def findings(path: Path) -> tuple[Findings, ...]:
    return tuple(read_page(page, load_knowledge()) for page in pages(path))


def evidence(said: Findings) -> list[tuple[str, Evidence]]:
    return [(kind, e) for kind in KINDS for record in getattr(said, kind) for e in record.evidence]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_record_shows_its_words(path: Path) -> None:
    for page, said in zip(pages(path), findings(path), strict=True):
        for _, e in evidence(said):
            assert page.text[e.start : e.end] == e.text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_fabric_makes_no_record(path: Path) -> None:
    for page, said in zip(pages(path), findings(path), strict=True):
        spoken = [p for p in page.passages if p.role in STORY]
        for kind, e in evidence(said):
            inside = any(p.start < e.end and e.start < p.end for p in spoken)
            assert inside, f"{kind} out of page fabric: {e.text}"


def test_no_record_comes_from_declared_fabric_or_names_what_is_no_actor() -> None:
    wrong = [m for m in evaluate(SAMPLES, load_knowledge()).misses if ": wrong " in m]
    assert [m for m in wrong if "page fabric" in m or "wrong actor" in m] == []


def test_a_page_in_spanish_has_no_events_and_says_why() -> None:
    (said,) = findings(SAMPLES / "bogota-escuela.txt")
    assert said.events == ()
    assert "'es'" in said.notes[0]


def test_the_rewrites_of_one_story_tell_its_main_act_alike() -> None:
    """Saudi Arabia expels the Canadian ambassador: in the wire copy, its edit and its retelling."""
    for name in ("saudi-canada-wire.txt", "saudi-canada-edited.txt", "saudi-canada-retold.html"):
        (said,) = findings(SAMPLES / name)
        told = {(e.type, c.code[:3]) for e in said.events for c in e.source if c.code}
        assert ("SANCTION", "SAU") in told, name


def test_findings_survive_json() -> None:
    for path in FILES[:20]:
        for said in findings(path):
            assert msgspec.json.decode(msgspec.json.encode(said), type=Findings) == said


def test_every_expectation_belongs_to_a_page() -> None:
    read = {path.name.split(".")[0] for path in FILES}
    assert {path.stem for path in SAMPLES.glob("*.json")} == read
    assert all(json.loads(path.read_text("utf-8")) for path in SAMPLES.glob("*.json"))
