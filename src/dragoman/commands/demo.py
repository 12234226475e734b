"""`dragoman demo`: the sample pages read into a fresh record."""

import click


@click.command()
def demo() -> int:
    """Read the sample pages into a fresh record and show what was found."""
    from dragoman.shows.demo import demo as show_demo

    return int(show_demo() or 0)
