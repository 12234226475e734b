"""`dragoman review`: a person's decisions about joins."""

from pathlib import Path
from typing import Any

import click

from dragoman.commands.options import output_options, put, record_option


@click.command()
@click.argument("join_id", required=False)
@click.option("--reject", "verdict", flag_value="reject", help="The two are not one thing: keep them apart.")
@click.option(
    "--accept", "verdict", flag_value="accept", help="They are one thing; also takes a rejection back."
)
@click.option("--who", default="", help="Who decides.")
@click.option("--reason", default="", help="Why.")
@record_option
@output_options
def review(
    join_id: str | None, verdict: Any, who: str, reason: str, record: Path, form: str | None, output: Any
) -> None:
    """Reject or accept the join JOIN_ID; without it, list what was decided. Decisions outlive a new reading."""
    from dragoman.relations.lives.review import review as decide
    from dragoman.relations.lives.review import reviews

    if join_id is None:
        put(reviews(record), form, output)
        return
    if verdict is None:
        raise click.UsageError("Say what you decide: --reject or --accept.")
    done = decide(join_id, verdict, who, reason, record)
    click.echo(f"{record}: join {done.join_id} {done.verdict}ed by {done.who}: {done.why}", err=True)
