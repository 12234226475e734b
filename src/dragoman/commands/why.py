"""`dragoman why`: how one record was decided."""

import os
import sys
from pathlib import Path

import click

from dragoman.commands.options import record_option


@click.command()
@click.argument("id")
@record_option
def why(id: str, record: Path) -> None:
    """Say how the record ID was decided: its words, rule, actors, date, place, and what was rejected."""
    from rich.console import Console

    from dragoman.relations.ask import why as explain
    from dragoman.shows.page_text import told_text
    from dragoman.shows.reasons import tell

    explained = explain(id, record)
    plain = not sys.stdout.isatty() or bool(os.environ.get("NO_COLOR"))
    Console(no_color=plain, highlight=False).print(told_text(tell(explained.record)))
