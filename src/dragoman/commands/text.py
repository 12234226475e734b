"""`dragoman text`: the text to which offsets refer."""

from typing import Any

import click

from dragoman.commands.options import limit_option, output_options, put


@click.command()
@click.argument("file")
@click.option("--roles", is_flag=True, help="Print the passages and their roles instead.")
@limit_option
@output_options
def text(file: str, roles: bool, limit: int | None, form: str | None, output: Any) -> None:
    """Print the text of the page in FILE, to which all offsets refer; nothing is added at its end."""
    import msgspec
    import pyarrow as pa

    from dragoman.api import text as page_of

    page = page_of(file, limit)
    if not roles:
        output.write(page.text.encode())
        return
    rows = [msgspec.to_builtins(p) | {"text": page.text[p.start : p.end]} for p in page.passages]
    put(pa.Table.from_pylist(rows), form, output)
