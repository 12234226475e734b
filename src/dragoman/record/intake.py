"""How does a stream of pages get into the record? Parts are read by the engine and loaded as they are finished."""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import msgspec

from dragoman.engine.batch import Answer
from dragoman.engine.local import Done, read_parts
from dragoman.engine.parts import sweep
from dragoman.engine.version import origin_unloaded
from dragoman.model import Found, Refused, Struct
from dragoman.record.opening import RecordBusy
from dragoman.record.store import Loaded, begin_run, end_run, known_keys, load_parts

LOAD_EVERY = 5.0  # seconds: readers see new pages soon, and the record is seldom held


class Intake(Struct):
    """What a call of `read` did: pages and refusals added to the record, pages read, what was refused, and how many
    sentences with an actor or a trigger word made no event, by reason.
    """

    added: int
    read: int
    refused: tuple[Answer, ...]
    unrecorded: dict[str, int] = msgspec.field(default_factory=dict)


def read_into(
    found: Iterable[Found | Refused],
    record: Path,
    *,
    jobs: int = 1,
    options: dict[str, object] | None = None,
    patience: float = 10.0,
    progress: Callable[[Done], None] = lambda _: None,
) -> Intake:
    """Read the pages into the record at `record`; the same call after a kill goes on with what is missing.

    Finished parts stand in the folder `RECORD.parts` until they are loaded. `progress` hears of each finished part.
    Errors: `RecordBusy` when another process holds the record at the end: the parts stay, and the same call loads them.
    """
    folder = parts_folder(record)
    run = begin_run(record, origin_unloaded(), options or {}, patience)
    folder.mkdir(exist_ok=True)
    sweep(folder)
    loaded = load_parts(record, folder, patience=patience)
    read, refused, last, silent = 0, list[Answer](), time.monotonic(), Counter[str]()
    for done in read_parts(found, folder, jobs, partial(known_keys, record, patience)):
        read += done.read
        refused.extend(done.refused)
        silent.update(done.unrecorded)
        progress(done)
        if time.monotonic() - last > LOAD_EVERY:
            loaded += _if_free(record, folder)
            last = time.monotonic()
    loaded += load_parts(record, folder, patience=patience)
    end_run(record, run, loaded, patience)
    _remove_empty(folder)
    return Intake(
        added=loaded.pages, read=read, refused=tuple(refused), unrecorded=dict(silent.most_common())
    )


def parts_folder(record: Path) -> Path:
    """Where the finished parts of a record wait."""
    return record.with_name(f"{record.name}.parts")


def _if_free(record: Path, folder: Path) -> Loaded:
    """Load what is finished, or leave it for later when somebody holds the record: reading goes on meanwhile."""
    try:
        return load_parts(record, folder, patience=1.0)
    except RecordBusy:
        return Loaded()


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:  # another run on this record has parts in it
        return
