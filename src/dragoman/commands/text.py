"""`dragoman text`: the text to which offsets refer."""

import click

from dragoman.commands.options import limit_option, write_line


@click.command()
@click.argument("file")
@click.option("--roles", is_flag=True, help="Print the passages and their roles, one JSON line each.")
@limit_option
def text(file: str, roles: bool, limit: int | None) -> None:
    """Print the text of the page in FILE, to which all offsets refer; nothing is added at its end."""
    import msgspec

    from dragoman.api import text as page_of

    page = page_of(file, limit)
    if not roles:
        click.echo(page.text, nl=False)
        return
    for passage in page.passages:
        row = msgspec.to_builtins(passage) | {"text": page.text[passage.start : passage.end]}
        write_line(msgspec.json.encode(row))
