"""`dragoman why`: how one record was decided."""

import os
import sys
from pathlib import Path
from typing import Any

import click

from dragoman.commands.options import output_options, put, record_option


@click.command()
@click.argument("id")
@click.option(
    "--nothing", is_flag=True, help="ID is a page (file, id, url): its sentences that made no event, and why."
)
@record_option
@output_options
def why(id: str, nothing: bool, record: Path, form: str | None, output: Any) -> None:
    """Say how ID was decided: a record (words, rule, actors, date, place, what was rejected), an entry of the ledger
    with its life, or a join with its grounds.
    """
    if nothing:
        _nothing(id, record, form, output)
        return
    from dragoman.relations.explain import why as explain
    from dragoman.shows.lives import told as tell

    told = tell(explain(id, record))
    if form is None and output.name == "<stdout>":
        from rich.console import Console

        from dragoman.shows.page_text import told_text

        plain = not sys.stdout.isatty() or bool(os.environ.get("NO_COLOR"))
        Console(no_color=plain, highlight=False).print(told_text(told))
        return
    import msgspec
    import pyarrow as pa

    rows = [msgspec.to_builtins(line) for line in told.lines]
    rows += [
        {"label": "words", "text": e.text, "why": f"characters {e.start} to {e.end}"} for e in told.evidence
    ]
    put(pa.Table.from_pylist(rows), form, output)


def _nothing(page: str, record: Path, form: str | None, output: Any) -> None:
    import pyarrow as pa

    from dragoman.api import silent_sentences

    rows = [
        {
            "reason": one.reason,
            "sentence": " ".join(words.split()),
            "why": one.why,
            "start": one.start,
            "end": one.end,
        }
        for words, one in silent_sentences(page, record)
    ]
    schema = pa.schema(
        [
            ("reason", pa.string()),
            ("sentence", pa.string()),
            ("why", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
        ]
    )
    put(pa.Table.from_pylist(rows, schema=schema), form, output, ("reason", "sentence", "why"))
