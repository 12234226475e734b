"""`dragoman who`: whom a name means."""

import click

from dragoman.commands.options import write_line


@click.command()
@click.argument("name")
@click.option("--on", metavar="DAY", help="The day for which offices are told, as 2019-05-14.")
def who(name: str, on: str | None) -> None:
    """Say whom NAME means: every candidate, a JSON line each, with offices and their dates."""
    import msgspec

    from dragoman.api import who as candidates

    found = candidates(name, on)
    if not found:
        raise click.ClickException(
            f"'{name}' is not in the knowledge; 'dragoman knowledge' says how to add it"
        )
    for candidate in found:
        write_line(msgspec.json.encode(candidate))
