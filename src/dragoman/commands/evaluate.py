"""`dragoman evaluate`: scores against gold."""

from pathlib import Path
from typing import Any

import click

from dragoman.commands.options import output_options, put


@click.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.option("--misses", is_flag=True, help="Name each miss on standard error, with what was said instead.")
@output_options
def evaluate(gold: Path, misses: bool, form: str | None, output: Any) -> int:
    """Score the findings against GOLD: JSON Lines of sentences or times, or a folder of pages with expectations."""
    import pyarrow as pa

    from dragoman.evaluation import evaluate as score
    from dragoman.reading.loading import load_knowledge

    report = score(gold, load_knowledge())
    for miss in report.misses if misses else ():
        click.echo(miss, err=True)
    measures = [
        {"measure": m.name, "found": m.found, "asked": m.asked, "share": m.share and round(m.share, 3)}
        for m in report.measures
    ]
    scores = [
        {"measure": name, "found": None, "asked": None, "share": round(s, 3)}
        for name, s in report.scores.items()
    ]
    put(pa.Table.from_pylist([*measures, *scores]), form, output)
    return 0
