"""`dragoman demo`: the sample pages read into a fresh record, and what was found, on one or two screens."""

import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.segment import Segment, Segments
from rich.table import Table
from rich.text import Text

import dragoman
from dragoman.engine.local import read_parts
from dragoman.engine.parts import pieces
from dragoman.model import Struct
from dragoman.pages.sources import find_pages
from dragoman.reading.loading import load_knowledge
from dragoman.record.intake import parts_folder, read_into
from dragoman.record.store import counts
from dragoman.relations.ask import ask, page
from dragoman.relations.lives import refresh_lives
from dragoman.shows import demo_choice as choose
from dragoman.shows.demo_choice import Row
from dragoman.shows.page_html import page_html
from dragoman.shows.page_text import STYLES, page_text

HANDFUL = 4  # pages between two movements of the bar: a third of a second
EVENTS, QUOTATIONS, OPEN = 12, 4, 2  # rows of each table: all of it in some seventy lines
WIDEST = 120  # columns; beyond it the eye loses the line
# The heads of each table and how wide each column is where there is room; a narrow terminal takes from the wide.
EVENT_HEADS = (("when", 12), ("who", 24), ("what", 21), ("whom", 24), ("how real", 11), ("on whose word", 18))
QUOTATION_HEADS = (("speaker", 18), ("words", 72), ("page, or why nobody", 28))
OPEN_HEADS = (("", 8), ("who", 32), ("how, when", 34), ("what, whom", 40))
KINDS = ("events", "quotations", "agreements", "deadlines", "demands", "alignments", "prospects")


class DemoError(ValueError):
    """The demo cannot run; the message is a sentence that says what to do."""


class ReadIn(Struct):
    """What reading the samples came to: pages in the record, refusals, and seconds with and without loading."""

    pages: int
    refused: int
    loading: float
    reading: float


def demo(folder: Path | str = "demo", samples: Path | str | None = None, out: Console | None = None) -> int:
    """Read `samples` (default: the program's own) into a fresh `folder`/dragoman.duckdb and show what was found.

    `out` is where it is shown (default: standard output, in plain lines when that is no terminal).
    Returns the exit status: 1 where a page was refused. Errors: `DemoError` where there are no sample pages.
    """
    record, source = Path(folder) / "dragoman.duckdb", Path(samples) if samples else find_samples()
    _clear(record)
    done = _read(source, record)
    out = out or Console(highlight=False)
    out.width = min(out.width, WIDEST)
    for part in (
        _headline(record, done),
        *first_screen(record, out),
        *_page(record, Path(folder)),
        _next(record, source),
    ):
        out.print(part, soft_wrap=not out.is_terminal)
    return 1 if done.refused else 0


def first_screen(record: Path, out: Console) -> list[RenderableType]:
    """The tables of the demo: events, quotations, and what was open. They hold nothing that differs between runs."""
    return [*_events(record, out), *_quotations(record, out), *_open(record, out)]


def find_samples() -> Path:
    """The sample pages: in an installed program inside the package, in a checkout beside `src`."""
    package = Path(dragoman.__file__).parent
    for place in (package / "samples", package.parents[1] / "samples"):
        if place.is_dir():
            return place
    raise DemoError(
        f"{package}: the sample pages are missing; install the program anew, or run from a checkout"
    )


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _clear(record: Path) -> None:
    """A fresh record: the demo's own files of an earlier call go."""
    record.parent.mkdir(parents=True, exist_ok=True)
    for old in (record, record.with_name(f"{record.name}.wal"), *parts_folder(record).glob("*.parquet")):
        old.unlink(missing_ok=True)


def _read(source: Path, record: Path) -> ReadIn:
    """Read a handful of pages a part, so that the bar moves, then load all parts at once."""
    began = time.monotonic()
    with _bar() as bar:
        task = bar.add_task("loading the knowledge (the first time takes longer)", total=None)
        load_knowledge()
        loaded = time.monotonic()
        found = list(find_pages([str(source)]))
        bar.update(task, description="reading the sample pages", total=len(found))
        folder, refused = parts_folder(record), 0
        folder.mkdir(exist_ok=True)
        for rows in pieces(found, HANDFUL, characters=1_000_000):
            for part in read_parts(rows, folder):
                refused += len(part.refused)
            bar.advance(task, len(rows))
        added = read_into((), record, options={"inputs": [source.name]}).added
        refresh_lives(record)
    return ReadIn(pages=added, refused=refused, loading=loaded - began, reading=time.monotonic() - loaded)


def _bar() -> Progress:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


# ── what is shown, from the top ─────────────────────────────────────────────────────────────────────────────────


def _headline(record: Path, done: ReadIn) -> Text:
    held = counts(record)
    found = [
        f"{held[kind]} {kind if held[kind] != 1 else kind.removesuffix('s')}" for kind in KINDS if held[kind]
    ]
    line = Text.assemble(
        (f"{done.pages} pages read in {done.reading:.1f} s", "bold"),
        f" (and {done.loading:.1f} s to load the knowledge): {', '.join(found[:-1])} and {found[-1]}.",
    )
    unread = ask(
        "SELECT id, notes[1] AS note FROM pages WHERE len(notes) > 0 ORDER BY id", record
    ).to_pylist()
    if unread:
        each = "; ".join(f"{row['id']} ({row['note'].partition(' (')[0]})" for row in unread)
        line.append(f"\nNot read for acts: {each}.", "dim")
    if done.refused:
        line.append(f"\n{done.refused} refused: dragoman refused -r {record}", "dim")
    return line


def _events(record: Path, out: Console) -> list[RenderableType]:
    rows = [
        (
            _when(row),
            row["source"],
            Text(_act(row), style=STYLES[row["type"].lower()]),
            row["target"],
            row["factuality"],
            row["attributed_to"] or "the page's",
        )
        for row in choose.main_events(record, EVENTS)
    ]
    title = "Who did what to whom (some of the weightiest, spread over types and pages)"
    return _table(out, title, EVENT_HEADS, rows)


def _when(row: Row) -> str:
    """The day in ten characters; of a longer span its year, or its first day with dots."""
    first, last = str(row["date_from"] or ""), str(row["date_to"] or "")
    if not first:
        return "no date"
    if first == last:
        return first
    year = (f"{first[:4]}-01-01", f"{first[:4]}-12-31")
    return f"in {first[:4]}" if (first, last) == year else f"{first} …"


def _act(row: Row) -> str:
    return f"{row['type']} {row['mode'] or ''}".strip()


def _quotations(record: Path, out: Console) -> list[RenderableType]:
    rows = [
        (
            Text("unknown", "italic") if row["speaker"] is None else row["speaker"],
            f"“{row['words']}”",
            row["why_unknown"] or row["page"],
        )
        for row in choose.quotations(record, QUOTATIONS)
    ]
    return _table(out, "Who said what", QUOTATION_HEADS, rows)


def _open(record: Path, out: Console) -> list[RenderableType]:
    due = choose.deadlines(record, OPEN)
    expected = choose.prospects(record, OPEN)
    aligned = choose.alignments(record, OPEN)
    rows = [
        *(("deadline", r["set_by"], _clock(r), r["condition"] or "–") for r in due),
        *(("expected", r["parties"], f"{r['certainty']}, {_span(r)}", _meeting(r)) for r in expected),
        *(("stands", r["supporter"], f"{r['stance']}s", _backed(r)) for r in aligned),
    ]
    return _table(out, "What was open, and who stood with whom", OPEN_HEADS, rows)


def _span(row: Row) -> str:
    first, last = row["date_from"], row["date_to"]
    return f"{first}" if first == last or last is None else f"{first} to {last}"


def _meeting(row: Row) -> str:
    return f"{row['type']}" + (f" in {row['place_name']}" if row["place_name"] else "")


def _backed(row: Row) -> str:
    return f"{row['supported']}" + (f" as {row['as']}" if row["as"] else "")


def _clock(row: Row) -> str:
    days = row["days"]
    return f"by {row['due']}" if days is None else f"{days:g} day{'' if days == 1 else 's'}, by {row['due']}"


def _page(record: Path, folder: Path) -> list[RenderableType]:
    key = choose.page_to_show(record)
    if key is None:
        return []
    kept = page(key, record)
    file = folder / f"{Path(kept.findings.id).stem}.html"
    file.write_text(page_html(kept.text, kept.findings), encoding="utf-8")
    return [
        _title(f"A page as it was read ({kept.findings.id}); numbers are records"),
        page_text(kept.text, kept.findings),
        Text(f"\nThe same page for a browser, with every reason: {file}", "bold"),
    ]


def _next(record: Path, source: Path) -> Text:
    lines = Text("\nWhat to type next\n", "bold")
    if shutil.which("dragoman") is None:
        lines.append(f"  source {Path(sys.executable).parent / 'activate'}", "cyan")
        lines.append("   # once, so that the command is found\n", "dim")
    for command, about in next_commands(record, source):
        lines.append(f"  {command}", "cyan").append(f"   # {about}\n", "dim")
    return lines


def next_commands(record: Path, source: Path) -> list[tuple[str, str]]:
    """Commands that work on the demo's record, each with what it does."""
    first = choose.main_events(record, EVENTS)[:1]
    why = [
        (f"dragoman why {row['id'][:8]} -r {record}", f"how “{row['source']} {_act(row)}” was decided")
        for row in first
    ]
    return [
        (f"dragoman events --dyad USA IRN -r {record}", "all between two states"),
        *why,
        (f"dragoman deadlines -r {record}", "which clocks run"),
        (f'dragoman ask "SELECT type, count(*) FROM events GROUP BY type" -r {record}', "SQL, read only"),
        (f"dragoman code {_short(source)}/iran-sixty-days.txt", "one page as JSON; put your own here"),
    ]


def _short(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _title(words: str) -> Text:
    return Text(f"\n{words}", "bold")


def _table(
    out: Console, title: str, heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[Any]]
) -> list[RenderableType]:
    """A table on a terminal, one line a row; plain lines with tabs in a pipe; nothing where there are no rows."""
    if not rows:
        return []
    if not out.is_terminal:
        # As segments, because rich makes blanks of the tabs in a text.
        lines = ("\t".join(str(cell) for cell in row) for row in rows)
        return [_title(title), Segments([Segment(f"{line}\n") for line in lines])]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False, header_style="dim")
    room = out.width - 2 * len(heads)
    for (head, _), width in zip(heads, _widths([most for _, most in heads], room), strict=True):
        table.add_column(head, no_wrap=True, overflow="ellipsis", width=width)
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text(str(cell)) for cell in row))
    return [_title(title), table]


def _widths(wanted: list[int], room: int) -> list[int]:
    """The wanted widths, the widest made narrower until they fit the room."""
    widths = list(wanted)
    while sum(widths) > room and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    return widths
