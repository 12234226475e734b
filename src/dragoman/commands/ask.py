"""`dragoman ask`: SQL over the record."""

from pathlib import Path
from typing import Any

import click

from dragoman.commands.options import output_options, put, record_option


@click.command()
@click.argument("sql")
@record_option
@output_options
def ask(sql: str, record: Path, form: str | None, output: Any) -> None:
    """Ask the record in SQL, read only. Its tables and views are described in docs/codebook.md."""
    from dragoman.relations.ask import ask as answer

    put(answer(sql, record), form, output)
