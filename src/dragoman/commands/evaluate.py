"""`dragoman evaluate`: scores against gold."""

import click


@click.command()
@click.argument("gold", type=click.Path(exists=True))
def evaluate(gold: str) -> int:
    """Score the findings against GOLD, by type, with the misses."""
    from dragoman.shows.evaluation import evaluate as score

    return int(score(gold) or 0)
