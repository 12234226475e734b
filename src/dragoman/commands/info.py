"""`dragoman info`: versions, and what the record holds."""

from pathlib import Path

import click

from dragoman.commands.options import record_option, write_line


@click.command()
@record_option
def info(record: Path) -> None:
    """Print versions of program, knowledge and libraries, and how many rows the record's tables have (JSON)."""
    import msgspec

    from dragoman.api import info as facts

    write_line(msgspec.json.format(msgspec.json.encode(facts(record)), indent=2))
