"""How far is it? Progress of a long reading on standard error: a bar on a terminal, else a line now and then."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)

from dragoman.engine.local import Done
from dragoman.model import Found, Refused

EVERY = 5.0  # seconds between two lines where there is no terminal


@dataclass(slots=True)
class Counter:
    """Counts what was found and what is done, and tells it on standard error.

    Pages are found as they are read, so the bar's end is known only once the last one was found.
    """

    bar: Progress | None
    quiet: bool
    found: int = 0
    done: int = 0
    refused: int = 0
    began: float = field(default_factory=time.monotonic)
    told: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        """Begin the bar, its end still open."""
        if self.bar is not None:
            self.bar.add_task("reading", total=None, rate="", refused=0)

    def watched(self, found: Iterable[Found | Refused]) -> Iterator[Found | Refused]:
        """The same stream; counts it as it flows, so that the end is known once all was found."""
        for row in found:
            self.found += 1
            yield row
        if self.bar is not None:
            self.bar.update(self.bar.task_ids[0], total=self.found)

    def part_done(self, done: Done) -> None:
        """Note a finished part, and tell how far it is when it is time."""
        self.done += done.read + len(done.refused)
        self.refused += len(done.refused)
        rate = f"{self.done / max(time.monotonic() - self.began, 1e-9):.1f} pages/s"
        if self.bar is not None:
            self.bar.update(self.bar.task_ids[0], completed=self.done, rate=rate, refused=self.refused)
        elif not self.quiet and time.monotonic() - self.told > EVERY:
            self.told = time.monotonic()
            sys.stderr.write(f"{self.done} pages, {rate}, {self.refused} refused\n")


@contextmanager
def progress_on(quiet: bool) -> Iterator[Counter]:
    """Progress for the time of a reading; the bar goes when the reading ends."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield Counter(bar=None, quiet=quiet)
        return
    columns = (
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(), TextColumn("{task.fields[refused]} refused"),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        yield Counter(bar=bar, quiet=quiet)
