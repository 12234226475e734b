"""The sample pages and what is expected of them agree with each other and with the contract's shapes."""

import gzip
import html
import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import pytest

from dragoman.model import Certainty, EventType, Stance

SAMPLES = Path(__file__).parent.parent / "samples"
KEYS = {
    "published",
    "fabric",
    "not_actors",
    "events",
    "quotations",
    "agreements",
    "deadlines",
    "alignments",
    "prospects",
}
MAY_HAVE = {"no_events", "language"}
LISTS = sorted(KEYS - {"published", "fabric", "not_actors"})
CODE = re.compile(r"[A-Z]{3}")


def page_files() -> list[Path]:
    """Every file of the folder that holds pages, in order of name."""
    return sorted(p for p in SAMPLES.iterdir() if p.suffix in {".txt", ".html", ".jsonl", ".gz"})


def raw_text(path: Path) -> str:
    """The file as text, unpacked when it is gzipped."""
    found = path.read_bytes()
    return (gzip.decompress(found) if path.suffix == ".gz" else found).decode("utf-8")


def plain(text: str) -> str:
    """What a reader sees of a page: no tags, no scripts, one blank between words."""
    if text.lstrip().startswith("<"):
        text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.S)
        text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return " ".join(text.split())


def pages() -> Iterator[tuple[str, str, dict[str, Any], str | None]]:
    """Name, raw text, expectation and given date of each page; a JSON Lines file yields one for each line."""
    for path in page_files():
        expected = json.loads((SAMPLES / f"{path.name.split('.')[0]}.json").read_text("utf-8"))
        if path.suffix != ".jsonl":
            yield path.name, raw_text(path), expected, None
            continue
        for line in raw_text(path).splitlines():
            record = json.loads(line)
            text = record.get("text") or record["html"]
            yield f"{path.name}#{record['id']}", text, expected["pages"][record["id"]], record["date"]


ALL = list(pages())
EACH = pytest.mark.parametrize(("name", "text", "expected", "given"), ALL, ids=[page[0] for page in ALL])


def declared_rewrites() -> set[str]:
    """The pages that README.md declares to be one story told again."""
    line = re.search(
        r"^Rewrites of one story.*?\n\n|^Rewrites of one story.*?(?=\nNo other)", readme(), re.S | re.M
    )
    assert line is not None
    return set(re.findall(r"`([^`]+)`", line.group()))


def readme() -> str:
    return (SAMPLES / "README.md").read_text("utf-8")


def shingles(text: str) -> set[tuple[str, ...]]:
    """All runs of five words, lower case."""
    words = re.findall(r"\w+", plain(text).lower())
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def overlap(one: str, other: str) -> float:
    """The share of the shorter page's five-word runs that stand in the other as well."""
    a, b = shingles(one), shingles(other)
    return len(a & b) / min(len(a), len(b))


def codes_of(record: dict[str, Any]) -> list[str]:
    """Every actor code that a record of any kind names."""
    codes = [*record.get("source", []), *record.get("target", []), *record.get("parties", [])]
    return codes + [record[key] for key in ("code", "supporter") if record.get(key)]


def test_there_are_pages_of_every_kind() -> None:
    suffixes = [path.suffix for path in page_files()]
    assert len(ALL) >= 60
    assert suffixes.count(".html") >= 8
    assert {".txt", ".html", ".jsonl", ".gz"} == set(suffixes)
    assert any(expected["published"] is None for _, _, expected, _ in ALL)
    assert sum("no_events" in expected for _, _, expected, _ in ALL) >= 3
    assert any(expected.get("language") == "es" for _, _, expected, _ in ALL)


def test_every_expectation_has_its_page() -> None:
    stems = [path.name.split(".")[0] for path in page_files()]
    assert len(stems) == len(set(stems))
    assert sorted(path.stem for path in SAMPLES.glob("*.json")) == sorted(stems)


def test_a_table_of_pages_names_every_line_and_no_other() -> None:
    for path in SAMPLES.glob("*.jsonl"):
        ids = [json.loads(line)["id"] for line in raw_text(path).splitlines()]
        assert sorted(json.loads(path.with_suffix(".json").read_text("utf-8"))["pages"]) == sorted(ids)


def test_every_kind_of_record_is_asked_for_often_enough_to_measure() -> None:
    asked = {kind: sum(len(expected[kind]) for _, _, expected, _ in ALL) for kind in LISTS}
    assert asked["events"] >= 200
    assert min(asked.values()) >= 15, asked
    events = [event for _, _, expected, _ in ALL for event in expected["events"]]
    types = {event["type"] for event in events if not event.get("optional")}
    assert types == set(get_args(EventType))


@EACH
def test_an_expectation_has_the_right_shape(
    name: str, text: str, expected: dict[str, Any], given: str | None
) -> None:
    assert set(expected) >= KEYS
    assert set(expected) <= KEYS | MAY_HAVE
    for record in (record for kind in LISTS for record in expected[kind]):
        assert all(CODE.fullmatch(code) for code in codes_of(record)), record
    for event in expected["events"]:
        assert {event["type"], *event.get("alternatives", [])} <= set(get_args(EventType))
        assert event["type"] not in event.get("alternatives", [])
        assert event["source"] or event["target"] or event.get("optional")
    assert all(p["certainty"] in get_args(Certainty) for p in expected["prospects"])
    assert all(a.get("stance", "support") in get_args(Stance) for a in expected["alignments"])
    assert all("days" in d or "due" in d for d in expected["deadlines"])


@EACH
def test_events_are_few_and_clear(name: str, text: str, expected: dict[str, Any], given: str | None) -> None:
    asked = [event for event in expected["events"] if not event.get("optional")]
    assert len(asked) == 0 if expected.get("no_events") else 2 <= len(asked) <= 8


@EACH
def test_dates_are_iso_and_of_the_time(
    name: str, text: str, expected: dict[str, Any], given: str | None
) -> None:
    published = expected["published"]
    assert given in {None, published}
    if published:
        assert date(2018, 1, 1) <= date.fromisoformat(published) <= date(2019, 6, 30)
    for record in expected["deadlines"] + expected["prospects"]:
        days = [date.fromisoformat(record[key]) for key in ("from", "to", "due") if key in record]
        assert days == sorted(days)
        assert all(day >= date.fromisoformat(published) for day in days)
        assert ("from" in record) == ("to" in record)


@EACH
def test_quoted_words_and_names_stand_in_the_page(
    name: str, text: str, expected: dict[str, Any], given: str | None
) -> None:
    seen = plain(text)
    assert all(quotation["words"] in seen for quotation in expected["quotations"])
    assert all(line in seen for line in expected["fabric"] + expected["not_actors"])
    for alignment in expected["alignments"]:
        supported = alignment["supported"]
        assert CODE.fullmatch(supported) or supported.split()[-1] in seen


@EACH
def test_pages_are_short_and_clean(name: str, text: str, expected: dict[str, Any], given: str | None) -> None:
    assert 80 <= len(plain(text).split()) <= 240
    assert "\r" not in text
    assert "�" not in text


def test_only_declared_rewrites_share_their_words() -> None:
    rewrites = declared_rewrites()
    assert len(rewrites) == 3
    for (one, one_text, *_), (other, other_text, *_) in combinations(ALL, 2):
        share = overlap(one_text, other_text)
        if {one, other} <= rewrites:
            assert 0.15 < share < 1
        else:
            assert share < 0.1, (one, other)


def test_the_readme_gives_date_and_subject_of_every_page() -> None:
    rows = re.findall(r"^\| `([^`]+)`(?: \(([^)]+)\))? \| (\S+) \| (.+) \|$", readme(), re.M)
    dates = {f"{file}#{page}" if page else file: day for file, page, day, _ in rows}
    assert dates == {name: expected["published"] or "none" for name, _, expected, _ in ALL}
    assert all(len(use) > 20 for *_, use in rows)
