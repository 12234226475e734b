"""Commented tables of the knowledge: tab-separated, `#` for comments, then a line with the columns."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.model import Struct

R = TypeVar("R", bound=Struct)


class KnowledgeError(ValueError):
    """A mistake in a knowledge file: the message names file and line and says what to do."""


def read_table(path: Path, row_type: type[R]) -> tuple[tuple[int, R], ...]:
    """The rows of a table with their line numbers (from 1), each cell trimmed.

    Empty cells at the end of a line may be left out. A list inside a cell is separated by `; ` (see `cells`).
    Raises `KnowledgeError` for an unknown column, a cell too many, or a value that does not fit.
    """
    return tuple(_rows(path, row_type))


def cells(words: str) -> tuple[str, ...]:
    """The parts of a list in a cell.

    >>> cells("US; U.S.; ")
    ('US', 'U.S.')
    """
    return tuple(part.strip() for part in words.split(";") if part.strip())


def complain(path: Path, line: int, what: str) -> KnowledgeError:
    """The error for a mistake on a line of a file."""
    return KnowledgeError(f"{path.name}, line {line}: {what}")


def _rows(path: Path, row_type: type[R]) -> Iterator[tuple[int, R]]:
    columns: list[str] = []
    for line, text in enumerate(_text(path).split("\n"), start=1):
        if not text.strip() or text.startswith("#"):
            continue
        values = [cell.strip() for cell in text.split("\t")]
        if not columns:
            columns = values
            _check_columns(path, line, columns, row_type)
            continue
        if len(values) > len(columns):
            raise complain(path, line, f"{len(values)} cells, but {len(columns)} columns. Remove a tab.")
        yield line, _row(path, line, dict(zip(columns, values, strict=False)), row_type)


def _text(path: Path) -> str:
    if not path.is_file():
        raise KnowledgeError(
            f"{path.name} is missing in {path.parent}. Put the file there, or install again."
        )
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path.name} is not UTF-8 at byte {error.start}. Save it as UTF-8.") from error


def _check_columns(path: Path, line: int, columns: list[str], row_type: type[R]) -> None:
    known = [field.encode_name for field in msgspec.structs.fields(row_type)]
    for column in columns:
        if column not in known:
            raise complain(path, line, f"no column is called {column!r}. Use one of: {', '.join(known)}.")


def _row(path: Path, line: int, values: dict[str, str], row_type: type[R]) -> R:
    try:
        return msgspec.convert({k: v for k, v in values.items() if v}, row_type, strict=False)
    except msgspec.ValidationError as error:
        raise complain(path, line, f"{error}. Mend the cell, or copy the line above.") from error
