"""`dragoman times`: the time expressions of pages."""

import click

from dragoman.commands.options import inputs_argument, limit_option, refuse, write_line


@click.command()
@inputs_argument
@limit_option
def times(inputs: tuple[str, ...], limit: int | None) -> int:
    """Print every time expression of the pages, a JSON line a page; from and to are null where nothing resolves."""
    import msgspec

    from dragoman.api import times as times_of
    from dragoman.model import Refused

    status = 0
    for found in times_of(*inputs, limit=limit):
        if isinstance(found, Refused):
            refuse(found.where, found.reason)
            status = 1
        else:
            write_line(msgspec.json.encode(found))
    return status
