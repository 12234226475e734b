"""The lists of the record: events, quotations, the kinds of the ledger, pages, refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import click

from dragoman.commands.options import confidence_option, output_options, put, record_option
from dragoman.model import Certainty, EventType, Factuality

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
    "agreements": ("id", "name", "status", "parties", "acts", "pages"),
    "deadlines": ("id", "due", "days", "set_by", "condition", "consequence", "status", "pages"),
    "demands": ("id", "asked_by", "asked_of", "what", "condition", "withheld", "status", "pages"),
    "alignments": ("id", "supporter", "stance", "supported", "as", "page"),
    "prospects": ("id", "date_from", "date_to", "type", "parties", "place", "certainty", "status", "pages"),
    "life": ("name", "date_from", "told", "step", "by", "words", "page", "join_id"),
    "pages": ("id", "published_from", "published_basis", "title", "events", "quotations"),
    "refused": ("input", "reason"),
}
REAL = click.option("--factuality", type=click.Choice(get_args(Factuality)))
FILTERS = (
    click.option("--actor", help="A code (RUS, USAGOV) or a name that takes part."),
    click.option("--dyad", nargs=2, metavar="A B", help="Two actors, one on each side."),
    click.option("--type", type=click.Choice(get_args(EventType), case_sensitive=False)),
    click.option("--from", "from_", metavar="DAY", help="Not before this day, as 2019-05-14."),
    click.option("--to", metavar="DAY", help="Not after this day."),
    REAL,
    click.option("--place", help="A place's name, or a country's code."),
)


SURE = click.option("--certainty", type=click.Choice(get_args(Certainty)), help="How sure a prospect is.")
# What the ledger's lists have besides.
LEDGER_FILTERS = (
    *(one for one in FILTERS if one is not REAL),
    click.option("--name", help="What it is called, or a word of it; an agreement's other names too."),
    click.option("--status", help="How it stands: signed, open, missed, expected, 'came to pass' ..."),
    SURE,
)
LIFE = click.option("--life", "steps", is_flag=True, help="Tell the life of each, step by step in order.")


def _list(name: str, about: str) -> click.Command:
    def run(record: Path, form: str | None, output: Any, **filters: Any) -> None:
        from dragoman.relations.filters import Filters
        from dragoman.relations.lists import listed

        put(listed(name, Filters(**filters), record), form, output, COLUMNS[name])

    return _command(name, about, run, (*FILTERS, confidence_option) if name == "events" else FILTERS)


def _ledger(name: str, about: str) -> click.Command:
    def run(record: Path, steps: bool, form: str | None, output: Any, **filters: Any) -> None:
        from dragoman.relations.filters import Filters
        from dragoman.relations.lists import life, listed

        # Who asks for an agreement by its name asks what became of it.
        if steps or (name == "agreements" and filters["name"]):
            put(life(name, record, **filters), form, output, COLUMNS["life"])
        else:
            put(listed(name, Filters(**filters), record), form, output, COLUMNS[name])

    return _command(name, about, run, (*LEDGER_FILTERS, LIFE))


def _aligned(name: str, about: str) -> click.Command:
    def run(record: Path, form: str | None, output: Any, **filters: Any) -> None:
        from dragoman.relations.filters import Filters
        from dragoman.relations.lists import listed

        put(listed(name, Filters(**filters), record), form, output, COLUMNS[name])

    return _command(name, about, run, LEDGER_FILTERS)


def _plain(name: str, about: str) -> click.Command:
    def run(record: Path, form: str | None, output: Any) -> None:
        from dragoman.relations import lists

        put(getattr(lists, name)(record), form, output, COLUMNS[name])

    return _command(name, about, run, ())


def _command(
    name: str, about: str, run: Callable[..., None], options: tuple[Callable[..., Any], ...]
) -> click.Command:
    return click.command(name, help=about)(with_options(run, (*options, record_option, output_options)))


def with_options(run: Callable[..., None], options: tuple[Callable[..., Any], ...]) -> Callable[..., None]:
    """The function with the options in that order."""
    for option in reversed(options):
        run = option(run)
    return run


events = _list("events", "List events by date: who did what to whom, and how real it is.")
quotations = _list("quotations", "List quotations with their speakers.")
agreements = _ledger(
    "agreements",
    "List agreements, each once over all pages, with parties, status and acts; with --name tell their lives.",
)
deadlines = _ledger(
    "deadlines",
    "List deadlines by the day on which they end, each once over all pages, and what became of them.",
)
demands = _ledger(
    "demands",
    "List who demands what of whom, and what hangs on it, each once over all pages, and what became of it.",
)
alignments = _aligned("alignments", "List who supports and opposes whom; --status is support or oppose.")
prospects = _ledger(
    "prospects", "List what is expected to come, by date, each once over all pages, and what became of it."
)
pages = _plain("pages", "List the pages of the record.")
refused = _plain("refused", "List what was not read, and why.")
