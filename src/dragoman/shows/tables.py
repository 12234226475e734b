"""How does a list reach a person or a program? A table on a terminal, JSON Lines, CSV or Parquet elsewhere."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Literal

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

Format = Literal["table", "jsonl", "csv", "parquet"]
ROWS = 1000  # rows made into Python objects at a time


def write_table(
    table: pa.Table, form: Format, out: BinaryIO, *, columns: Sequence[str] = (), colour: bool = False
) -> None:
    """Write `table` to `out`. `columns` are those that a person sees first; they narrow the form `table` only.

    CSV is RFC 4180 in UTF-8 with list fields joined by `;`. The same table gives the same bytes.
    """
    if form == "parquet":
        sink = io.BytesIO()  # Parquet needs to know its position, which a pipe does not
        pq.write_table(table, sink)
        out.write(sink.getbuffer())
    elif form == "csv":
        out.writelines(_csv(table))
    elif form == "jsonl":
        out.writelines(msgspec.json.encode(row) + b"\n" for row in _rows(table))
    else:
        shown = table.select([name for name in columns if name in table.column_names]) if columns else table
        out.write(_drawn(shown, colour).encode())


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in table.to_batches(max_chunksize=ROWS):
        yield from batch.to_pylist()


def _csv(table: pa.Table) -> Iterator[bytes]:
    yield _line(table.column_names)
    for row in _rows(table):
        yield _line([_cell(value, ";") for value in row.values()])


def _line(cells: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()


def _cell(value: Any, between: str) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return between.join(_cell(one, between) for one in value)
    return str(value)


def _drawn(table: pa.Table, colour: bool) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, header_style="bold", pad_edge=False)
    for name in table.column_names:
        drawn.add_column(name, overflow="fold" if name in ("id", "key") else "ellipsis", no_wrap=name == "id")
    for row in _rows(table):
        drawn.add_row(*(Text(_cell(value, "; ")) for value in row.values()))
    console = Console(file=io.StringIO(), force_terminal=colour)
    console.print(drawn)
    console.print(Text(f"{table.num_rows} row{'' if table.num_rows == 1 else 's'}", style="dim"))
    drawing: io.StringIO = console.file  # type: ignore[assignment]
    return drawing.getvalue()
