"""`knowledge check`: the examples of all knowledge hold, and a wrong entry is found and named."""

import shutil
import tomllib
from pathlib import Path

import pytest

from dragoman.evaluation import CheckError, KnowledgeReport, check_knowledge
from dragoman.evaluation.check_events import rule_of
from dragoman.evaluation.checked import read_sentence
from dragoman.knowledge import DATA
from dragoman.knowledge.loading import Knowledge
from dragoman.reading.loading import load_knowledge

FLOORS = tomllib.loads((Path(__file__).parent.parent / "floors.toml").read_text(encoding="utf-8"))[
    "knowledge"
]


@pytest.fixture(scope="module")
def report() -> KnowledgeReport:
    return check_knowledge(load_knowledge())


def test_the_examples_of_events_hold(report: KnowledgeReport) -> None:
    assert (report.share("events") or 0) >= FLOORS["examples_hold"]


@pytest.mark.parametrize("part", ["composition", "actors", "fabric", "times", "ledger"])
def test_every_example_of_the_other_parts_holds(part: str, report: KnowledgeReport) -> None:
    assert report.share(part) == 1.0


def test_codes_modes_and_doubles(report: KnowledgeReport) -> None:
    """What is wrong with an entry whatever its examples say is never a matter of the parse."""
    wrong = [f for f in report.failures if f.counts == 0]
    assert [f for f in wrong if "no code" in f.said or "no mode" in f.said or "twice" in f.said] == []


def test_every_type_has_entries(report: KnowledgeReport) -> None:
    assert len([row for row in report.rows if row.part == "events" and row.entries >= 20]) == 16


def test_a_part_alone(report: KnowledgeReport) -> None:
    alone = check_knowledge(load_knowledge(), "aid")
    assert [row.name for row in alone.rows] == ["AID"]
    assert alone.rows[0] in report.rows


def test_a_part_that_is_none_is_named_with_those_that_are() -> None:
    with pytest.raises(CheckError, match=r"'cookery' is no part .* events, composition"):
        check_knowledge(load_knowledge(), "cookery")


def test_a_wrong_entry_is_found(tmp_path: Path) -> None:
    """An entry that lacks its mode's type, its code and its sides is named with what was said instead."""
    wrong = """
[[entry]]
id = "wrong-on-purpose"
means = "a test"
mode = "demo"
cameo = "999"
examples = ["[who Peru] *greeted* [whom Chile]."]
not = ["Peru sent aid to Chile."]
"""
    knowledge = _with_entry(tmp_path, "aid.toml", wrong)
    said = {
        f.said.partition(" (")[0]
        for f in check_knowledge(knowledge, "AID").failures
        if "wrong-on-purpose" in f.entry
    }
    assert {"CAMEO has no code 999", "AID has no mode demo", "has fewer than two examples"} <= said


def test_an_entry_that_fires_where_it_must_not_is_found(tmp_path: Path) -> None:
    entry = """
[[entry]]
id = "nod"
means = "a test"
cameo = "070"
examples = ["[who Peru] *nodded* at [whom Chile].", "[who Kenya] *nodded* at [whom Uganda]."]
not = ["Norway nodded at Denmark."]
"""
    knowledge = _with_entry(tmp_path, "aid.toml", entry)
    (event,) = read_sentence("Peru nodded at Chile.", knowledge).events
    assert rule_of(event) == "AID.nod"
    failures = [f for f in check_knowledge(knowledge, "AID").failures if f.entry == "AID.nod"]
    assert [f.example for f in failures] == ["(not) Norway nodded at Denmark."]


def _with_entry(folder: Path, name: str, entry: str) -> Knowledge:
    data = Path(shutil.copytree(DATA, folder / "data"))
    path = data / "events" / name
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    return load_knowledge(data)
