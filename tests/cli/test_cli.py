"""The command line: what it costs to start, how it ends, how it writes."""

import csv
import io
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dragoman
from dragoman.cli import VERBS
from dragoman.shows.tables import write_table
from many_pages import command, run, write_pages

EXPORTED = [
    "__version__", "agenda", "agreements", "alignments", "ask", "code", "deadlines", "demands", "demo", "events",
    "info", "life", "page", "pages", "prospects", "quotations", "read", "refused", "review", "reviews", "schema",
    "text", "times", "who", "why",
]  # fmt: skip
TABLE = pa.table(
    {
        "id": ["a", "b"],
        "day": pa.array([date(2019, 5, 14), None]),
        "contexts": [["trade", "diplomatic"], []],
        "words": ['he said "no"', "x, y"],
    }
)


def test_help_imports_nothing_heavy_and_is_quick() -> None:
    heavy = ["spacy", "duckdb", "pyarrow", "rich", "msgspec", "trafilatura"]
    probe = (
        "import sys\nfrom dragoman.cli import main\n"
        "try: main(['--help'])\n"
        f"except SystemExit: print([m for m in {heavy} if m in sys.modules])"
    )
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True)
    took = time.perf_counter() - began
    assert done.stdout.endswith(b"[]\n")
    assert all(verb.encode() in done.stdout for verb in VERBS)
    assert took < 0.6  # measured 0.05 to 0.1; the bound leaves room for a busy machine


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_a_help(verb: str) -> None:
    from dragoman.cli import dragoman as group

    command_of = group.get_command(group.make_context("dragoman", ["--help"], resilient_parsing=True), verb)
    assert command_of is not None and command_of.help and command_of.name == verb


def test_the_exported_names() -> None:
    assert dir(dragoman) == EXPORTED
    assert all(callable(getattr(dragoman, name)) for name in EXPORTED if name != "__version__")
    with pytest.raises(AttributeError, match="no attribute 'codify'"):
        _ = dragoman.codify


def test_the_verb_pages_is_not_hidden_by_the_package_of_that_name() -> None:
    from dragoman.pages.sources import find_pages

    assert callable(find_pages) and dragoman.pages.__module__ == "dragoman.relations.lists"


def test_a_wrong_call_is_status_two() -> None:
    for words in (["nonsense"], ["code"], ["read", "x", "--jobs", "0"], ["ask"]):
        assert run(*words).returncode == 2


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 60)
    words = command("code", pages)
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1  # not every page was answered


def test_text_is_what_offsets_refer_to(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Chile met Kenya.\n\nThey spoke of “fish”.\n", encoding="utf-8")
    assert run("text", page).stdout.decode() == dragoman.text(str(page)).text
    roles = [msgspec.json.decode(line) for line in run("text", page, "--roles").stdout.splitlines()]
    assert "".join(row["text"] for row in roles).strip() == dragoman.text(str(page)).text.strip()


def test_jsonl_csv_and_parquet_hold_all_that_the_table_holds() -> None:
    rows = TABLE.to_pylist()
    lines, sheet, file = io.BytesIO(), io.BytesIO(), io.BytesIO()
    write_table(TABLE, "jsonl", lines)
    assert [msgspec.json.decode(line)["id"] for line in lines.getvalue().splitlines()] == ["a", "b"]
    write_table(TABLE, "csv", sheet)
    read = list(csv.DictReader(io.StringIO(sheet.getvalue().decode(), newline="")))
    assert read[0] == {
        "id": "a",
        "day": "2019-05-14",
        "contexts": "trade;diplomatic",
        "words": 'he said "no"',
    }
    assert read[1]["day"] == ""
    write_table(TABLE, "parquet", file)
    file.seek(0)
    assert pq.read_table(file).to_pylist() == rows


def test_a_persons_table_shows_the_chosen_columns_and_counts_the_rows() -> None:
    out = io.BytesIO()
    write_table(TABLE, "table", out, columns=("id", "day"))
    drawn = out.getvalue().decode()
    assert "2019-05-14" in drawn and "2 rows" in drawn and "words" not in drawn and "\x1b" not in drawn


def test_schema_describes_a_page_of_findings() -> None:
    printed = msgspec.json.decode(run("schema").stdout)
    assert "events" in printed["$defs"]["Findings"]["properties"]
