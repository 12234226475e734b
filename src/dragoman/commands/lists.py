"""The lists of the record: events, quotations, the kinds of the ledger, pages, refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import click

from dragoman.commands.options import confidence_option, output_options, put, record_option
from dragoman.model import EventType, Factuality

# What a person sees first of each list; the other forms hold all columns.
COLUMNS = {
    "events": (
        "id",
        "date_from",
        "date_to",
        "type",
        "mode",
        "source",
        "target",
        "factuality",
        "confidence",
        "attributed_to",
        "page",
    ),
    "quotations": ("id", "published_from", "speaker", "words", "page"),
    "agreements": ("id", "name", "status", "parties", "acts", "page"),
    "deadlines": ("id", "due", "days", "set_by", "condition", "consequence", "page"),
    "demands": ("id", "asked_by", "asked_of", "what", "condition", "withheld", "page"),
    "alignments": ("id", "supporter", "stance", "supported", "as", "page"),
    "prospects": ("id", "date_from", "date_to", "type", "parties", "place", "certainty", "page"),
    "pages": ("id", "published_from", "published_basis", "title", "events", "quotations"),
    "refused": ("input", "reason"),
}
FILTERS = (
    click.option("--actor", help="A code (RUS, USAGOV) or a name that takes part."),
    click.option("--dyad", nargs=2, metavar="A B", help="Two actors, one on each side."),
    click.option("--type", type=click.Choice(get_args(EventType), case_sensitive=False)),
    click.option("--from", "from_", metavar="DAY", help="Not before this day, as 2019-05-14."),
    click.option("--to", metavar="DAY", help="Not after this day."),
    click.option("--factuality", type=click.Choice(get_args(Factuality))),
    click.option("--place", help="A place's name, or a country's code."),
)


def _list(name: str, about: str) -> click.Command:
    def run(record: Path, form: str | None, output: Any, **filters: Any) -> None:
        from dragoman.relations.lists import Filters, listed

        put(listed(name, Filters(**filters), record), form, output, COLUMNS[name])

    return _command(name, about, run, (*FILTERS, confidence_option) if name == "events" else FILTERS)


def _plain(name: str, about: str) -> click.Command:
    def run(record: Path, form: str | None, output: Any) -> None:
        from dragoman.relations import lists

        put(getattr(lists, name)(record), form, output, COLUMNS[name])

    return _command(name, about, run, ())


def _command(
    name: str, about: str, run: Callable[..., None], options: tuple[Callable[..., Any], ...]
) -> click.Command:
    for option in reversed((*options, record_option, output_options)):
        run = option(run)
    return click.command(name, help=about)(run)


events = _list("events", "List events by date: who did what to whom, and how real it is.")
quotations = _list("quotations", "List quotations with their speakers.")
agreements = _list("agreements", "List agreements, their parties, status and acts.")
deadlines = _list("deadlines", "List deadlines by the day on which they end.")
demands = _list("demands", "List who demands what of whom, and what hangs on it.")
alignments = _list("alignments", "List who supports and opposes whom.")
prospects = _list("prospects", "List what is expected to come, by date.")
pages = _plain("pages", "List the pages of the record.")
refused = _plain("refused", "List what was not read, and why.")
