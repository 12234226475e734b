"""How are many pages read on this machine? In this process, or by worker processes, with bounded memory."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import pyarrow as pa

from dragoman.engine.batch import Answer, answers_batch, found_batch, page_key, read_batch
from dragoman.engine.parts import Part, cut, part_file, pieces, write_part
from dragoman.engine.version import origin_of, origin_unloaded, reading_version
from dragoman.engine.workers import Killed, in_workers
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Found, Refused, Struct
from dragoman.reading.loading import load_knowledge

PAGES = 8  # pages sent to a worker at once by `code`: results flow soon, and a pipe's cost is shared
CHARACTERS = 1_000_000
Known = Callable[[Sequence[str]], frozenset[str]]


class Done(Struct):
    """A part that is finished: its name, how many pages were read, what was refused, silent sentences by reason."""

    name: str
    read: int
    refused: tuple[Answer, ...]
    unrecorded: dict[str, int] = msgspec.field(default_factory=dict)


def code_pages(found: Iterable[Found | Refused], jobs: int = 1) -> Iterator[Answer]:
    """Answer each page in the order of the input; with `jobs` above 1 by that many processes, to the same bytes."""
    if jobs <= 1:
        knowledge = load_knowledge()
        for row in found:
            yield from _answers(read_batch(found_batch([row]), knowledge))
        return
    for rows, result in _by_workers(_code, pieces(found, PAGES, CHARACTERS), jobs):
        yield from _answers(result) if isinstance(result, pa.RecordBatch) else _one_by_one(rows)


def read_parts(
    found: Iterable[Found | Refused], folder: Path, jobs: int = 1, known: Known = lambda _: frozenset()
) -> Iterator[Done]:
    """Read the input into finished Parquet files in `folder`, one a part; yield each part when its file stands.

    Pages whose keys `known` returns are left out; parts whose files stand already are not read again.
    Errors: `EngineError` where a worker cannot load the knowledge.
    """
    parts = (part for part in cut(found, reading_version(), known))
    fresh = _not_yet(parts, folder)
    if jobs <= 1:
        for part in fresh:
            yield _write((part, folder), load_knowledge())
        return
    yield from _parts_by_workers(fresh, folder, jobs)


def _not_yet(parts: Iterator[Part], folder: Path) -> Iterator[Part]:
    return (part for part in parts if not part_file(folder, part.name).exists())


def _answers(batch: pa.RecordBatch) -> Iterator[Answer]:
    return (Answer(**row) for row in batch.to_pylist())


def _code(rows: list[Found | Refused], knowledge: Knowledge) -> pa.RecordBatch:
    return read_batch(found_batch(rows), knowledge)


def _by_workers(
    job: Callable[[list[Found | Refused], Knowledge], pa.RecordBatch],
    batches: Iterable[list[Found | Refused]],
    jobs: int,
) -> Iterator[tuple[list[Found | Refused], pa.RecordBatch | Killed]]:
    sent: list[list[Found | Refused]] = []

    def remembered() -> Iterator[list[Found | Refused]]:
        for rows in batches:
            sent.append(rows)
            yield rows

    for result in in_workers(job, remembered(), jobs):
        yield sent.pop(0), result


def _one_by_one(rows: Sequence[Found | Refused]) -> Iterator[Answer]:
    """A batch killed its workers: read its pages each alone, and refuse the one that kills again."""
    alone = ([row] for row in rows)
    for given, result in _by_workers(_code, alone, 1):
        if isinstance(result, Killed):
            yield _deadly(given[0], result)
        else:
            yield from _answers(result)


def _deadly(row: Found | Refused, killed: Killed) -> Answer:
    reason = (
        f"this page twice ended the process that read it (exit {killed.exit}): "
        "it may need more memory than there is, or hold what a library cannot bear; try it alone"
    )
    return Answer(key=page_key(row), id=row.id, where=row.id, reason=reason, traceback=reason)


def _write(task: tuple[Part, Path], knowledge: Knowledge) -> Done:
    part, folder = task
    answers = read_batch(found_batch(part.rows), knowledge)
    write_part(part_file(folder, part.name), answers, origin_of(knowledge))
    return _summary(part.name, answers)


def _parts_by_workers(parts: Iterator[Part], folder: Path, jobs: int) -> Iterator[Done]:
    sent: list[Part] = []

    def tasks() -> Iterator[tuple[Part, Path]]:
        for part in parts:
            sent.append(part)
            yield part, folder

    for result in in_workers(_write, tasks(), jobs):
        part = sent.pop(0)
        yield _rescued(part, folder) if isinstance(result, Killed) else result


def _rescued(part: Part, folder: Path) -> Done:
    answers = answers_batch(list(_one_by_one(part.rows)))
    write_part(part_file(folder, part.name), answers, origin_unloaded())
    return _summary(part.name, answers)


def _summary(name: str, answers: pa.RecordBatch) -> Done:
    refused = tuple(answer for answer in _answers(answers) if answer.reason is not None)
    silent: Counter[str] = Counter()
    for findings in answers.column("findings").to_pylist():
        if findings is not None:
            silent.update(msgspec.json.decode(findings, type=_Counts).unrecorded)
    return Done(
        name=name,
        read=answers.num_rows - len(refused),
        refused=refused,
        unrecorded=dict(sorted(silent.items())),
    )


class _Counts(Struct):
    """Of the findings only what is summed up."""

    unrecorded: dict[str, int] = msgspec.field(default_factory=dict)
