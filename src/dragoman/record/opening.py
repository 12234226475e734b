"""How is the record opened? One function for all, since DuckDB lets one process write or many read, never both.

Writers commit a batch and close; readers open for one question and close. Both wait a bounded time for each other.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import duckdb

from dragoman.record.schema import statements

Mode = Literal["read", "write"]
FIRST_PAUSE = 0.01  # seconds; a batch's commit was measured at some 20 to 150 ms
LONGEST_PAUSE = 0.5
# No question may try the network: an extension that is not inside the wheel is an error, not a download.
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
# A question reads the record and nothing else of this machine.
CLOSED: dict[str, str | bool | int | float | list[str]] = {
    **OFFLINE,
    "enable_external_access": "false",
    "lock_configuration": "true",
}
HOLDER = re.compile(r"\(PID (\d+)\)")
LOCKED = re.compile(r"set lock on file|different configuration than existing")


class RecordError(ValueError):
    """The record cannot be used; the message is a sentence that says what to do."""


class RecordBusy(RecordError):  # noqa: N818 - what it is, not that it is an error, is the news
    """Another process holds the record; the message says which."""


@contextmanager
def open_record(path: Path, mode: Mode, *, patience: float = 10.0) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the record to read or to write, and close it; a writer creates the file and its tables.

    `patience` is how many seconds to wait, with growing pauses, for a process that holds the record.
    Errors: `RecordBusy` names that process; `RecordError` where there is no record, or another kind of file.
    """
    if mode == "read" and not path.exists():
        raise RecordError(
            f"{path}: there is no record here; make one with 'dragoman read', or name it with -r"
        )
    connection = _patiently(path, mode, patience)
    try:
        if mode == "write":
            _prepare(connection)
        yield connection
    finally:
        connection.close()


def _patiently(path: Path, mode: Mode, patience: float) -> duckdb.DuckDBPyConnection:
    end, pause = time.monotonic() + patience, FIRST_PAUSE
    while True:
        try:
            return _connect(path, mode)
        except (duckdb.IOException, duckdb.ConnectionException) as error:
            if not LOCKED.search(str(error)):
                raise RecordError(f"{path}: {_first_line(error)}") from error
            if time.monotonic() + pause > end:
                raise RecordBusy(_who_holds(path, str(error), patience)) from error
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def _connect(path: Path, mode: Mode) -> duckdb.DuckDBPyConnection:
    if mode == "read":
        return duckdb.connect(str(path), read_only=True, config=CLOSED)
    return duckdb.connect(str(path), config=OFFLINE)


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    connection.begin()
    for statement in statements():
        connection.execute(statement)
    connection.commit()


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].removeprefix("IO Error: ")


def _who_holds(path: Path, message: str, patience: float) -> str:
    found = HOLDER.search(message)
    holder = f"process {found[1]}{_command(found[1])}" if found else "another part of this process"
    return f"{path}: {holder} has held the record for {patience:g} seconds; wait for it or end it, then try again"


def _command(pid: str) -> str:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:  # it is another user's, or has just ended, or this is no Linux
        return ""
    # One line, whatever the command holds: the message is a sentence.
    told = " ".join(b" ".join(words).decode(errors="replace").split())
    return f" ({told[:120]})"
