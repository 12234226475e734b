"""What is a table of the record, a column, a view? The shapes in which `schema` and `lives_schema` tell theirs."""

from dragoman.model import Struct


class Column(Struct):
    """A column: its name, DuckDB type, and what stands in it."""

    name: str
    type: str
    about: str


class Table(Struct):
    """A table: its columns, and the first `key` of them that make a row unique.

    A `derived` table is written anew from the others whenever they change; it has no index, for a row that is deleted
    and written again in one commit would break one.
    """

    name: str
    about: str
    key: int
    columns: tuple[Column, ...]
    derived: bool = False


class View(Struct):
    """A view for reading: what a row of it is, and its SELECT."""

    name: str
    about: str
    query: str


def columns_of(*rows: tuple[str, str, str]) -> tuple[Column, ...]:
    """Columns from (name, type, about)."""
    return tuple(Column(name=name, type=kind, about=about) for name, kind, about in rows)
