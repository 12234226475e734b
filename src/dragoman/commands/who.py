"""`dragoman who`: whom a name means."""

from typing import Any

import click

from dragoman.commands.options import output_options, put

COLUMNS = ("name", "office", "country", "code", "from_", "to", "to_basis", "why")


@click.command()
@click.argument("name")
@click.option("--on", metavar="DAY", help="The day for which offices are told, as 2019-05-14.")
@output_options
def who(name: str, on: str | None, form: str | None, output: Any) -> None:
    """Say whom NAME means: every candidate with offices and their dates."""
    import msgspec
    import pyarrow as pa

    from dragoman.api import who as candidates

    found = candidates(name, on)
    if not found:
        raise click.ClickException(
            f"'{name}' is not in the knowledge; docs/adding-a-person.md says how to add it"
        )
    put(pa.Table.from_pylist([msgspec.to_builtins(c) for c in found]), form, output, COLUMNS)
