"""`dragoman info`: versions, and what the record holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from dragoman.commands.options import output_options, put, record_option


@click.command()
@record_option
@output_options
def info(record: Path, form: str | None, output: Any) -> None:
    """Print versions of program, knowledge and libraries, and how many rows the record's tables have."""
    import pyarrow as pa

    from dragoman.api import info as facts

    rows = [{"what": what, "value": str(value)} for what, value in _flat(facts(record))]
    put(pa.Table.from_pylist(rows), form, output)


def _flat(facts: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in facts.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name} ")
        else:
            yield f"{above}{name}", value
