"""`dragoman knowledge`: the knowledge files and their examples."""

from typing import TYPE_CHECKING, Any

import click

from dragoman.commands.options import output_options, put

if TYPE_CHECKING:
    from dragoman.evaluation import KnowledgeReport


@click.group()
def knowledge() -> None:
    """Check the knowledge files, and propose entries."""


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


@knowledge.command()
@click.argument("type", metavar="TYPE")
@click.argument("sentence")
def add(type: str, sentence: str) -> int:
    """Propose an entry of TYPE from SENTENCE: what fires on it now, the entry, and what it would change elsewhere.

    SENTENCE is plain, or marked as in the lexicon: "[who Lima] *recalled* its +envoy+ from [whom La Paz]." Nothing is
    written: paste the entry into its type's file beside its neighbours, and add a second example of your own.
    """
    from typing import get_args

    from dragoman.evaluation import ProposalError, propose
    from dragoman.model import EventType
    from dragoman.reading.loading import load_knowledge

    if type.upper() not in get_args(EventType):
        raise click.UsageError(f"there is no type {type}; it is one of {', '.join(get_args(EventType))}")
    try:
        found = propose(sentence, type.upper(), load_knowledge())  # type: ignore[arg-type]
    except ProposalError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"Now:  {found.now}\nThen: {found.then}\n")
    click.echo(f"{found.entry}\n")
    for complaint in found.complaints:
        click.echo(f"hinders: {complaint}")
    click.echo(
        f"{found.asked} examples and labelled sentences hold its word; {len(found.changes)} would be read otherwise."
    )
    for change in found.changes:
        click.echo(
            f"  {change.sentence}\n    should be {change.wanted}; now {change.now}; then {change.then}"
        )
    return int(bool(found.complaints))


def _summary(report: "KnowledgeReport") -> str:
    wrong = sum(failure.counts for failure in report.failures)
    asked = sum(row.examples for row in report.rows)
    return (
        f"{asked - wrong} of {asked} examples hold ({report.share() or 0:.1%}). A few percent of parses are wrong, so "
        "a few examples of events fail although the entry is right; --floor says how many must hold."
    )
