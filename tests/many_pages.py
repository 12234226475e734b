"""Short pages of our own for the tests of many pages."""

import os
import subprocess
import sys
from pathlib import Path

LANDS = ("Norway", "Japan", "Brazil", "Kenya", "Poland", "Chile", "Egypt")


def write_pages(folder: Path, count: int) -> Path:
    """`count` small pages in `folder`."""
    folder.mkdir()
    for n in range(count):
        host, guest = LANDS[n % 7], LANDS[(n + 1 + n // 7) % 7]
        text = (
            f"{host} and {guest} signed a fishing agreement on 3 May 2018, report {n} says.\n\n"
            f"The government of {guest} said it would send {n + 2} envoys to {host}.\n"
        )
        (folder / f"page{n:03}.txt").write_text(text, encoding="utf-8")
    return folder


def command(*words: object) -> list[str]:
    """The command line of `dragoman` in this environment."""
    start = "from dragoman.cli import main; main()"
    return [sys.executable, "-c", start, *(str(word) for word in words)]


def run(
    *words: object, cwd: Path | None = None, seed: str = "0", stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run `dragoman` to its end as a real process."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(
        command(*words), cwd=cwd, env=environment, input=stdin, capture_output=True, timeout=120, check=False
    )
