"""The demo: fresh, honest, short, quick, and what it tells to type works."""

import io
import re
import shlex
import time
import tomllib
from pathlib import Path

import pytest
from rich.console import Console

import dragoman
from docs_written import ROOT, fresh_folder
from dragoman.shows import demo_choice as choose
from dragoman.shows.demo import DemoError, demo, find_samples, next_commands
from many_pages import run

RECORD = Path("demo/dragoman.duckdb")
LINES = 75  # some seventy: two screens


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a demo run as a real process in a pipe, and what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "samples").symlink_to(ROOT / "samples")
    done = run("demo", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""  # no bar where there is no terminal
    return folder, done.stdout.decode()


def test_in_a_pipe_it_is_plain_lines_with_tabs(shown: tuple[Path, str]) -> None:
    _, said = shown
    assert "\x1b" not in said and "─" not in said
    table = said.partition("Who did what to whom")[2].split("\n\n")[0].splitlines()[1:]
    assert len(table) >= 8 and {line.count("\t") for line in table} == {5}


def test_the_headline_counts_what_the_record_holds(shown: tuple[Path, str]) -> None:
    folder, said = shown
    record = folder / RECORD
    events = dragoman.ask("SELECT count(*) AS n FROM events", record=record).to_pylist()[0]["n"]
    pages = dragoman.ask("SELECT count(*) AS n FROM pages", record=record).to_pylist()[0]["n"]
    assert said.startswith(f"{pages} pages read in ") and f"{events} events" in said.splitlines()[0]


def test_pages_that_were_not_read_are_named_with_the_reason(shown: tuple[Path, str]) -> None:
    assert "bogota-escuela.txt (the page's language is 'es'; only en is read)" in shown[1]
    assert "final-in-moscow.html (the page reads as sport)" in shown[1]


def test_a_second_run_begins_afresh_and_is_quick(shown: tuple[Path, str]) -> None:
    folder, first = shown
    began = time.monotonic()
    second = run("demo", cwd=folder).stdout.decode()
    assert time.monotonic() - began < 15
    assert _without_seconds(second) == _without_seconds(first)
    runs = dragoman.ask("SELECT count(*) AS n FROM runs", record=folder / RECORD).to_pylist()
    assert runs == [{"n": 1}]


def test_a_terminal_gets_colours_and_two_screens() -> None:
    out = Console(
        file=io.StringIO(), width=120, force_terminal=True, color_system="truecolor", highlight=False
    )
    with fresh_folder():
        assert demo(out=out) == 0
        (page,) = Path("demo").glob("*.html")
        assert "read by Dragoman" in page.read_text(encoding="utf-8")
    drawn = out.file.getvalue()  # type: ignore[attr-defined]
    lines = re.sub(r"\x1b\[[0-9;]*m", "", drawn).splitlines()
    assert "\x1b[" in drawn and len(lines) <= LINES and max(map(len, lines)) <= 120


def test_what_to_type_next_works(shown: tuple[Path, str]) -> None:
    folder, said = shown
    commands = next_commands(folder / RECORD, find_samples())
    assert len(commands) >= 4
    for command, _ in commands:
        done = run(*shlex.split(command)[1:], cwd=folder)
        assert done.returncode == 0 and done.stdout, f"{command}: {done.stderr.decode()}"
        assert command.split(" -r ")[0].split("/")[-1] in said


def test_the_events_shown_are_spread_and_known_on_both_sides(shown: tuple[Path, str]) -> None:
    rows = choose.main_events(shown[0] / RECORD, 12)
    assert len({row["page_key"] for row in rows}) == len(rows) >= 8
    assert len({row["type"] for row in rows}) >= 6
    assert not [row for row in rows if "?" in row["source_code"] + row["target_code"]]
    days = [str(row["date_from"]) for row in rows if row["date_from"]]
    assert days == sorted(days)


def test_quotations_shown_have_different_speakers_and_at_most_one_unknown(shown: tuple[Path, str]) -> None:
    rows = choose.quotations(shown[0] / RECORD, 4)
    assert len({row["speaker"] for row in rows}) == len(rows) >= 3
    assert all(row["speaker"] or row["why_unknown"] for row in rows)


def test_samples_travel_in_the_wheel_to_where_the_demo_looks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {"samples": "dragoman/samples"}
    assert find_samples() == ROOT / "samples"


def test_missing_samples_are_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dragoman, "__file__", str(tmp_path / "site/packages/dragoman/__init__.py"))
    with pytest.raises(DemoError, match="sample pages are missing; install"):
        find_samples()


def _without_seconds(said: str) -> str:
    return re.sub(r"\d+\.\d s", "", said)
