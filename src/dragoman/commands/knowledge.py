"""`dragoman knowledge`: the knowledge files and their examples."""

import click


@click.group()
def knowledge() -> None:
    """Check the knowledge files, or be helped to add an entry."""


@knowledge.command()
def check() -> int:
    """Run the example of every entry of the knowledge files."""
    from dragoman.shows.knowledge_check import check as run

    return int(run() or 0)
