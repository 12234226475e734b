"""`dragoman knowledge`: the knowledge files and their examples."""

from typing import TYPE_CHECKING, Any

import click

from dragoman.commands.options import output_options, put

if TYPE_CHECKING:
    from dragoman.evaluation import KnowledgeReport


@click.group()
def knowledge() -> None:
    """Check the knowledge files."""


@knowledge.command()
@click.argument("part", required=False)
@click.option(
    "--floor",
    type=click.FloatRange(0, 1),
    default=1.0,
    show_default=True,
    help="Exit with 1 where fewer of the examples hold, as a share.",
)
@output_options
def check(part: str | None, floor: float, form: str | None, output: Any) -> int:
    """Run the examples of every entry of the knowledge files, or of PART: events, actors, ..., or a type as ASSAULT.

    Each failure is a line on standard error with what was said instead.
    """
    import msgspec
    import pyarrow as pa

    from dragoman.evaluation import check_knowledge
    from dragoman.reading.loading import load_knowledge

    report = check_knowledge(load_knowledge(), part)
    for failure in report.failures:
        click.echo(f"{failure.entry}: {failure.example} - said: {failure.said}", err=True)
    put(pa.Table.from_pylist(msgspec.to_builtins(list(report.rows))), form, output)
    click.echo(_summary(report), err=True)
    return int((report.share() or 0) < floor)


def _summary(report: "KnowledgeReport") -> str:
    wrong = sum(failure.counts for failure in report.failures)
    asked = sum(row.examples for row in report.rows)
    return (
        f"{asked - wrong} of {asked} examples hold ({report.share() or 0:.1%}). A few percent of parses are wrong, so "
        "a few examples of events fail although the entry is right; --floor says how many must hold."
    )
