"""`dragoman read`: pages into the record."""

import os
from pathlib import Path

import click

from dragoman.commands.options import inputs_argument, jobs_option, limit_option, record_option, refuse


@click.command()
@inputs_argument
@record_option
@jobs_option(min(4, os.cpu_count() or 1))
@limit_option
@click.option("--engine", type=click.Choice(["local"]), default="local", help="Where the pages are read.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; refusals are still named.")
@click.option(
    "--patience",
    type=click.FloatRange(0),
    default=10.0,
    help="Seconds to wait for a record that another holds.",
)
def read(
    inputs: tuple[str, ...],
    record: Path,
    jobs: int,
    limit: int | None,
    engine: str,
    quiet: bool,
    patience: float,
) -> int:
    """Read pages into the record. The same call again adds nothing; after a kill it goes on where it was."""
    from dragoman.pages.sources import LIMIT, find_pages
    from dragoman.record.intake import read_into
    from dragoman.relations.lives import refresh_lives
    from dragoman.shows.progress import progress_on

    options: dict[str, object] = {"inputs": list(inputs), "jobs": jobs, "limit": limit, "engine": engine}
    with progress_on(quiet) as progress:
        done = read_into(
            progress.watched(find_pages(inputs, limit=limit or LIMIT)),
            record,
            jobs=jobs,
            options=options,
            patience=patience,
            progress=progress.part_done,
        )
        refresh_lives(record, patience=patience)
    for answer in done.refused:
        refuse(answer.where, answer.reason, answer.traceback)
    if not quiet:
        click.echo(f"{record}: {done.added} pages added, {len(done.refused)} refused", err=True)
        if done.unrecorded:
            counts = ", ".join(f"{number} {reason}" for reason, number in done.unrecorded.items())
            click.echo(
                f"Sentences that made no event: {counts} (dragoman why PAGE --nothing lists them)", err=True
            )
    return 1 if done.refused else 0
