"""How far is it? Progress of a long reading on standard error: a bar on a terminal, else a line now and then."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from dragoman.engine.local import Done
from dragoman.model import Found, Refused

EVERY = 5.0  # seconds between two lines where there is no terminal
WINK = 0.2  # and between two drawings where there is one


@dataclass(slots=True)
class Progress:
    """Counts what was found and what is done, and tells it on standard error."""

    quiet: bool
    terminal: bool
    found: int = 0
    whole: bool = False
    done: int = 0
    refused: int = 0
    began: float = field(default_factory=time.monotonic)
    told: float = field(default_factory=time.monotonic)

    def watched(self, found: Iterable[Found | Refused]) -> Iterator[Found | Refused]:
        """The same stream; counts it as it flows, so that the end is known once all was found."""
        for row in found:
            self.found += 1
            yield row
        self.whole = True

    def part_done(self, done: Done) -> None:
        """Note a finished part, and tell how far it is when it is time."""
        self.done += done.read + len(done.refused)
        self.refused += len(done.refused)
        if not self.quiet and time.monotonic() - self.told > (WINK if self.terminal else EVERY):
            self.told = time.monotonic()
            sys.stderr.write(f"\r\x1b[K{self._line()}" if self.terminal else f"{self._line()}\n")
            sys.stderr.flush()

    def _line(self) -> str:
        seconds = max(time.monotonic() - self.began, 1e-9)
        rate = self.done / seconds
        # Pages are found as they are read: the end is known only when the last one was found.
        left = f", {(self.found - self.done) / rate:.0f} s left" if self.whole and rate else ""
        return f"{self.done} pages, {rate:.1f} a second, {self.refused} refused{left}"


@contextmanager
def progress_on(quiet: bool) -> Iterator[Progress]:
    """Progress for the time of a reading; a terminal's line is wiped at the end."""
    terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    progress = Progress(quiet=quiet, terminal=terminal)
    try:
        yield progress
    finally:
        if terminal and not quiet:
            sys.stderr.write("\r\x1b[K")
