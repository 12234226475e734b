"""The agenda by date, and as a file that a calendar program accepts."""

import json
from datetime import date
from pathlib import Path

import pytest

from dragoman.relations.agenda import agenda, undated
from dragoman.shows.calendar import calendar
from many_pages import run

icalendar = pytest.importorskip("icalendar")

PAGES = (
    ("term", "2021-03-01", "Ghana gave Togo ten days to withdraw its guards; then it would shut the bridge."),
    (
        "visit",
        "2021-03-01",
        "The presidents of Peru and Chile will meet in Lima on March 20. It is a Saturday.",
    ),
    (
        "off",
        "2021-03-02",
        "The president of Kenya cancelled his meeting with the president of Uganda on March 25.",
    ),
    ("some-day", "2021-03-02", "The foreign ministers of Japan and India plan to meet, an aide said."),
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agenda")
    lines = [json.dumps({"id": id, "date": day, "text": text}) for id, day, text in PAGES]
    (folder / "pages.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert run("read", folder / "pages.jsonl", "-r", folder / "a.duckdb", "-q").returncode == 0
    return folder / "a.duckdb"


def test_by_date_with_how_it_stands(record: Path) -> None:
    rows = agenda(record).to_pylist()
    assert [(r["date_from"], r["kind"]) for r in rows][:2] == [
        (date(2021, 3, 11), "deadline"), (date(2021, 3, 20), "consult"),
    ]  # fmt: skip
    assert rows[0]["status"] == "open" and rows[1]["place"] == "Lima"
    assert undated(record) == 1


def test_filters(record: Path) -> None:
    assert {r["kind"] for r in agenda(record, actor="TGO").to_pylist()} == {"deadline"}
    assert [r["place"] for r in agenda(record, place="Lima").to_pylist()] == ["Lima"]
    assert agenda(record, from_="2021-03-12", to="2021-03-21").num_rows == 1
    assert agenda(record, dyad=("Peru", "CHL"), certainty="planned", type="CONSULT").num_rows == 1
    assert agenda(record, status="open").num_rows == 1


def test_a_calendar_program_can_read_it(record: Path) -> None:
    written = calendar(agenda(record).to_pylist())
    parsed = icalendar.Calendar.from_ical(written)
    events = [part for part in parsed.walk() if part.name == "VEVENT"]
    assert parsed["version"] == "2.0" and parsed["prodid"].startswith("-//dragoman//")
    assert len({str(event["uid"]) for event in events}) == len(events) == agenda(record).num_rows
    for event, row in zip(events, agenda(record).to_pylist(), strict=True):
        assert event.decoded("dtstart") == row["date_from"]
        assert event.decoded("dtend") > row["date_to"]
        assert event.decoded("dtstamp").tzinfo is not None
        assert row["id"] in str(event["description"])
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert written == calendar(agenda(record).to_pylist())


def test_the_verb_writes_a_calendar_and_says_what_has_no_day(record: Path) -> None:
    done = run("agenda", "-r", record, "--ics", "-")
    assert done.returncode == 0
    assert done.stdout.startswith(b"BEGIN:VCALENDAR\r\n") and done.stdout.endswith(b"END:VCALENDAR\r\n")
    assert b"1 more have no day" in done.stderr


def test_the_verb_review(record: Path) -> None:
    assert b"Say what you decide" in run("review", "abc", "-r", record).stderr
    unknown = run("review", "abc", "--reject", "--who", "Ana", "--reason", "none", "-r", record)
    assert unknown.returncode == 2 and b"no join 'abc'" in unknown.stderr
    assert run("review", "-r", record).returncode == 0
