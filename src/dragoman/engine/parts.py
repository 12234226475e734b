"""Which piece of a run is done? One part of the input is one finished Parquet file, or is not done.

A part is written aside and renamed when whole; its name is the hash of what went in, so any order of inputs and any
number of workers comes to the same parts' contents, and a killed run goes on with what is missing.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.engine.batch import page_key
from dragoman.engine.version import Origin
from dragoman.model import Found, Refused, Struct, content_id

PAGES = 64  # a part is some seconds of work: little is lost by a kill, and few files are made
CHARACTERS = 4_000_000  # and a part of long pages is cut sooner, so that memory stays bounded


class Part(Struct):
    """A piece of the input: its name and its rows."""

    name: str
    rows: tuple[Found | Refused, ...]


def cut(
    found: Iterable[Found | Refused], version: str, known: Callable[[Sequence[str]], frozenset[str]]
) -> Iterator[Part]:
    """Cut the stream into parts, without the pages whose keys `known` returns, named for `version` and content."""
    for rows in pieces(found, PAGES, CHARACTERS):
        keyed = {page_key(row): row for row in rows}
        old = known(list(keyed))
        new = {key: row for key, row in keyed.items() if key not in old}
        if new:
            yield Part(name=content_id(version, *sorted(new)), rows=tuple(new.values()))


def pieces(found: Iterable[Found | Refused], pages: int, characters: int) -> Iterator[list[Found | Refused]]:
    """Cut a stream into lists of at most `pages` pages, ended early where they hold `characters` characters."""
    rows: list[Found | Refused] = []
    size = 0
    for row in found:
        rows.append(row)
        size += _size(row)
        if len(rows) >= pages or size >= characters:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


def part_file(folder: Path, name: str) -> Path:
    """The file of a finished part."""
    return folder / f"{name}.parquet"


def finished(folder: Path) -> tuple[Path, ...]:
    """All finished parts in `folder`, by name."""
    return tuple(sorted(folder.glob("*.parquet")))


def write_part(path: Path, answers: pa.RecordBatch, origin: Origin) -> None:
    """Write the part aside and rename it when it is whole, with what read it in the file's metadata."""
    aside = path.with_name(f"{path.stem}.{os.getpid()}.aside")
    table = pa.Table.from_batches([answers]).replace_schema_metadata(origin.as_metadata())
    pq.write_table(table, aside, compression="zstd")
    with aside.open("rb") as whole:
        os.fsync(whole.fileno())  # a power cut must not leave a finished name on an unfinished file
    aside.replace(path)


def read_part(path: Path) -> pa.Table:
    """The answers of a finished part; its schema's metadata holds the origin."""
    return pq.ParquetFile(path).read()


def sweep(folder: Path) -> None:
    """Remove what killed workers left half written. Files of live processes stay."""
    for path in sorted(folder.glob("*.aside")):
        owner = path.name.split(".")[-2]
        if not Path(f"/proc/{owner}").exists():
            path.unlink(missing_ok=True)


def _size(row: Found | Refused) -> int:
    if isinstance(row, Refused):
        return 0
    return len(row.text or "") + len(row.html or "")
