"""The options that verbs share, and how their results and refusals are put out."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    import pyarrow as pa

F = TypeVar("F", bound=Callable[..., Any])

record_option = click.option(
    "-r",
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("dragoman.duckdb"),
    show_default=True,
    help="The record to use.",
)
inputs_argument = click.argument("inputs", nargs=-1, required=True, metavar="IN...")
limit_option = click.option(
    "--limit", type=click.IntRange(1), default=None, help="Largest page in bytes (default 10 MiB)."
)


confidence_option = click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=None,
    help="Only events at least so likely to be right, 0 to 1.",
)


def jobs_option(default: int) -> Callable[[F], F]:
    """`--jobs N`: how many processes read."""
    return click.option(
        "-j",
        "--jobs",
        type=click.IntRange(1, 256),
        default=default,
        show_default=True,
        help="How many processes read.",
    )


def output_options(command: F) -> F:
    """`--format` and `--output`, for `put`."""
    form = click.option(
        "--format",
        "form",
        type=click.Choice(["table", "jsonl", "csv", "parquet"]),
        default=None,
        help="Default: table on a terminal, jsonl in a pipe.",
    )
    output = click.option(
        "-o", "--output", type=click.File("wb"), default="-", help="Write to this file instead."
    )
    return form(output(command))


def put(table: "pa.Table", form: Any, output: Any, columns: Sequence[str] = ()) -> None:
    """Write a table as the output options say."""
    from dragoman.shows.tables import write_table

    terminal = output.isatty()
    form = form or ("table" if terminal else "jsonl")
    if form == "parquet" and terminal:
        raise click.UsageError("Parquet is no text: name a file with --output, or write to a pipe.")
    write_table(table, form, output, columns=columns, colour=terminal and not os.environ.get("NO_COLOR"))


def refuse(where: str | None, reason: str | None, traceback: str | None = None) -> None:
    """Name a refused input on standard error, in one line."""
    click.echo(f"dragoman: {where}: {' '.join((reason or '').split())}", err=True)
    if traceback and os.environ.get("DRAGOMAN_TRACEBACK"):
        click.echo(traceback, err=True)


def write_line(line: bytes) -> None:
    """Write one line to standard output at once: who reads the pipe sees each page as it is done."""
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
