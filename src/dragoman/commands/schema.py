"""`dragoman schema`: the JSON Schema of the findings."""

import click

from dragoman.commands.options import write_line


@click.command()
def schema() -> None:
    """Print the JSON Schema of the findings, as `code` prints them."""
    import msgspec

    from dragoman.api import schema as json_schema

    write_line(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2))
