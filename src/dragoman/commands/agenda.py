"""`dragoman agenda`: deadlines and expected meetings by date."""

from pathlib import Path
from typing import Any

import click

from dragoman.commands.lists import LEDGER_FILTERS, with_options
from dragoman.commands.options import output_options, put, record_option

COLUMNS = ("id", "date_from", "date_to", "kind", "what", "parties", "place", "certainty", "status")


def _agenda(record: Path, ics: Any, form: str | None, output: Any, **filters: Any) -> None:
    from dragoman.relations.agenda import agenda as rows
    from dragoman.relations.agenda import undated

    table = rows(record, **filters)
    if ics is not None:
        from dragoman.shows.calendar import calendar

        ics.write(calendar(table.to_pylist()))
    else:
        put(table, form, output, COLUMNS)
    without = undated(record, **filters)
    if without:
        click.echo(
            f"{without} more have no day, or only a vague one: see dragoman deadlines and dragoman prospects",
            err=True,
        )


agenda = click.command(
    "agenda",
    help="List deadlines and expected meetings by date, each once over all pages, with how they stand.",
)(
    with_options(
        _agenda,
        (
            *LEDGER_FILTERS,
            click.option(
                "--ics",
                type=click.File("wb"),
                metavar="FILE",
                help="Write a calendar (iCalendar) to FILE, or -.",
            ),
            record_option,
            output_options,
        ),
    )
)
