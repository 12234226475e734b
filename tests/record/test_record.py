"""The record as real processes see it: kills, resumes, order, busy, bad input."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dragoman.record import RecordBusy, RecordError, open_record
from dragoman.record.schema import TABLES, codebook
from dragoman.relations.ask import AskError, ask
from dragoman.relations.explain import Explained, why
from dragoman.relations.lists import events, pages, refused
from many_pages import command, run, write_pages

ROOT = Path(__file__).parents[2]


def contents(record: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table but `runs`, ordered."""
    with open_record(record, "read") as connection:
        return {
            table.name: connection.execute(f"SELECT * FROM {table.name} ORDER BY ALL").fetchall()
            for table in TABLES
            if table.name != "runs"
        }


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(tmp_path_factory.mktemp("stories") / "pages", 150)


@pytest.fixture(scope="module")
def undisturbed(stories: Path) -> Path:
    record = stories.parent / "undisturbed.duckdb"
    done = run("read", stories, "-r", record, "--jobs", 1)
    assert done.returncode == 0, done.stderr
    return record


def test_jobs_order_and_hash_seed_do_not_matter(stories: Path, undisturbed: Path, tmp_path: Path) -> None:
    record = tmp_path / "other.duckdb"
    backwards = sorted(stories.iterdir(), reverse=True)
    assert run("read", *backwards, "-r", record, "--jobs", 2, seed="7").returncode == 0
    assert contents(record) == contents(undisturbed)
    lists = [run("events", "-r", r, "--format", "jsonl").stdout for r in (record, undisturbed)]
    assert lists[0] == lists[1]


def test_a_second_call_adds_nothing(stories: Path, undisturbed: Path) -> None:
    before = contents(undisturbed)
    again = run("read", stories, "-r", undisturbed, "--jobs", 1)
    assert b"0 pages added" in again.stderr
    assert contents(undisturbed) == before
    assert not Path(f"{undisturbed}.parts").exists()


@pytest.mark.parametrize("victim", ["parent", "worker"])
@pytest.mark.parametrize("moment", [0.0, 0.3])
def test_a_kill_at_any_moment_loses_nothing(
    stories: Path, undisturbed: Path, tmp_path: Path, victim: str, moment: float
) -> None:
    record = tmp_path / "killed.duckdb"
    words = command("read", stories, "-r", record, "--jobs", 2, "--quiet")
    process = subprocess.Popen(words, stderr=subprocess.PIPE)
    workers = wait_for_workers(process)
    time.sleep(moment)
    kill(process.pid if victim == "parent" else workers[0])
    process.communicate(timeout=120)
    if victim == "parent":
        assert process.returncode == -signal.SIGKILL
        assert run("read", stories, "-r", record, "--jobs", 2).returncode == 0
    assert contents(record) == contents(undisturbed)
    assert until(lambda: not any(alive(worker) for worker in workers))


def wait_for_workers(process: "subprocess.Popen[bytes]") -> list[int]:
    """The pids of the reading processes, as soon as there is one."""
    found: list[int] = []

    def look() -> bool:
        children = (
            Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
        )
        found[:] = [int(pid) for pid in children if b"spawn_main" in cmdline(int(pid))]
        return bool(found) or process.poll() is not None

    assert until(look)
    return found


def cmdline(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return False


def kill(pid: int) -> None:
    if alive(pid):
        os.kill(pid, signal.SIGKILL)


def until(condition: Callable[[], bool], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_reading_asking_and_a_loop_of_readers_at_once(stories: Path, tmp_path: Path) -> None:
    record = tmp_path / "shared.duckdb"
    assert run("read", stories / "page000.txt", "-r", record).returncode == 0
    writer = subprocess.Popen(command("read", stories, "-r", record, "--quiet", "--jobs", 1))
    loop = (
        "import sys, dragoman\n"
        "counts = [len(dragoman.pages(sys.argv[1])) for _ in range(40)]\n"
        "assert counts == sorted(counts) and counts[0] >= 1, counts"
    )
    reader = subprocess.Popen([sys.executable, "-c", loop, str(record)])
    asked = run("ask", "SELECT count(*) AS n FROM pages", "-r", record)
    assert (asked.returncode, reader.wait(60), writer.wait(60)) == (0, 0, 0), asked.stderr
    assert len(pages(record)) == 150


def test_a_busy_record_names_who_holds_it(undisturbed: Path) -> None:
    hold = "import sys, duckdb\nconnection = duckdb.connect(sys.argv[1])\nprint('held', flush=True)\nsys.stdin.read()"
    words = [sys.executable, "-c", hold, str(undisturbed)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdin is not None
        assert holder.stdout.readline() == b"held\n"
        expected = rf"process {holder.pid} \(.*duckdb"
        with pytest.raises(RecordBusy, match=expected), open_record(undisturbed, "read", patience=0.2):
            pass
        page = b"Kenya thanked Japan."
        told = run("read", "-", "-r", undisturbed, "--patience", 0.2, stdin=page)
        assert told.returncode == 2
        assert told.stderr.startswith(b"dragoman: ") and told.stderr.count(b"\n") == 1
        holder.stdin.close()


def test_bad_input_is_named_kept_and_ends_nothing(tmp_path: Path) -> None:
    good, bad, empty = tmp_path / "good.txt", tmp_path / "bad.txt", tmp_path / "empty.txt"
    good.write_text("Poland and Chile signed a trade agreement on Monday.", encoding="utf-8")
    bad.write_bytes(b"Not UTF-8: \xe9\xff\x80 at all\n")
    empty.touch()
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"id": "one", "text": "Egypt met Kenya."}\n{broken\n', encoding="utf-8")
    record = tmp_path / "bad.duckdb"
    done = run("read", good, bad, empty, lines, tmp_path / "missing.txt", "-r", record, "--quiet")
    assert done.returncode == 1
    told = done.stderr.decode().splitlines()
    assert len(told) == 4 and all(line.startswith("dragoman: ") for line in told)
    rows = refused(record).to_pylist()
    assert sorted(f"dragoman: {row['input']}: {row['reason']}" for row in rows) == sorted(told)
    assert len(pages(record)) == 2
    coded = run("code", good, bad)
    assert coded.returncode == 1 and coded.stdout.count(b"\n") == 1 and b"bad.txt" in coded.stderr


def test_no_record_and_no_duckdb_file_are_sentences(tmp_path: Path) -> None:
    other = tmp_path / "notes.duckdb"
    other.write_bytes(b"these are notes " * 500)
    for path, words in ((tmp_path / "none.duckdb", "there is no record"), (other, "not a valid DuckDB")):
        with pytest.raises(RecordError, match=words):
            ask("SELECT 1", path)
    assert run("events", "-r", tmp_path / "none.duckdb").returncode == 2


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO runs (id) VALUES ('x')",
        "COPY pages TO 'out.csv'",
        "SELECT * FROM read_csv('/etc/hosts')",
        "INSTALL httpfs",
        "SELECT nothing FROM pages",
    ],
)
def test_a_question_changes_nothing_and_reaches_nothing(undisturbed: Path, sql: str) -> None:
    with pytest.raises(AskError, match="cannot be answered"):
        ask(sql, undisturbed)


def test_why_finds_a_record_by_the_beginning_of_its_id(undisturbed: Path) -> None:
    first = events(undisturbed).to_pylist()[0]
    explained = why(first["id"][:12], undisturbed)
    assert isinstance(explained, Explained)
    assert explained.record.id == first["id"]
    span = explained.record.evidence[0]
    assert explained.page.text[span.start : span.end] == span.text
    for nothing in ("", "zzzz"):
        with pytest.raises(AskError):
            why(nothing, undisturbed)


def test_filters_narrow_the_events(undisturbed: Path) -> None:
    everything = events(undisturbed).to_pylist()
    assert everything
    kenya = events(undisturbed, actor="KEN").to_pylist()
    assert 0 < len(kenya) < len(everything)
    assert all("Kenya" in row["evidence"] for row in kenya)
    assert events(undisturbed, dyad=("Kenya", "POL")).equals(events(undisturbed, dyad=("POL", "KEN")))
    assert len(events(undisturbed, from_="2018-05-03", to="2018-05-03")) <= len(everything)
    assert len(events(undisturbed, from_="2030-01-01")) == 0
    with pytest.raises(AskError, match="is no day"):
        events(undisturbed, from_="May")


def test_the_codebook_says_what_the_schema_says(undisturbed: Path) -> None:
    written = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    assert codebook() in written, "write docs/codebook.md anew from dragoman.record.schema.codebook()"
    with duckdb.connect(str(undisturbed), read_only=True) as connection:
        held = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert held == {table.name for table in TABLES}
