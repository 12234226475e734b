"""The command line: one verb a question. A verb's module is imported when the verb is called, and not before."""

import os
import sys
from importlib import import_module
from typing import Any

import click

from dragoman import __version__

# Module (under dragoman.commands), function in it, and the line that `dragoman --help` shows.
VERBS = {
    "demo": ("demo", "demo", "Read the sample pages and show what was found."),
    "code": ("code", "code", "Print the findings of pages, a JSON line a page."),
    "read": ("read", "read", "Read pages into the record."),
    "text": ("text", "text", "Print a page's text, to which all offsets refer."),
    "times": ("times", "times", "Print every time expression of pages."),
    "show": ("show", "show", "Show one page with its findings marked."),
    "why": ("why", "why", "Say how one record was decided."),
    "who": ("who", "who", "Say whom a name means."),
    "events": ("lists", "events", "List events."),
    "quotations": ("lists", "quotations", "List quotations."),
    "agreements": ("lists", "agreements", "List agreements."),
    "deadlines": ("lists", "deadlines", "List deadlines."),
    "demands": ("lists", "demands", "List demands and conditions."),
    "alignments": ("lists", "alignments", "List who supports and opposes whom."),
    "prospects": ("lists", "prospects", "List what is expected to come."),
    "agenda": ("agenda", "agenda", "List deadlines and expected meetings by date; as a calendar."),
    "pages": ("lists", "pages", "List the pages of the record."),
    "refused": ("lists", "refused", "List what was not read, and why."),
    "review": ("review", "review", "Reject or accept a join of two records."),
    "ask": ("ask", "ask", "Ask the record in SQL, read only."),
    "knowledge": ("knowledge", "knowledge", "Check the knowledge files."),
    "evaluate": ("evaluate", "evaluate", "Score the findings against gold."),
    "schema": ("schema", "schema", "Print the JSON Schema of the findings."),
    "info": ("info", "info", "Print versions and what the record holds."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002, D102 - click's own
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002, D102
        if cmd_name not in VERBS:
            return None
        module, function, _ = VERBS[cmd_name]
        command: click.Command = getattr(import_module(f"dragoman.commands.{module}"), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the verbs without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl([(name, line) for name, (_, _, line) in VERBS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dragoman")
def dragoman() -> None:
    """Read news pages and keep an accountable record of relations between states.

    Exit status: 0 every page was answered, 1 some were refused, 2 the call itself is wrong.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    sys.exit(_status(arguments))


def _status(arguments: list[str] | None) -> int:
    try:
        result: Any = dragoman.main(arguments, prog_name="dragoman", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("dragoman: stopped; the same command goes on where it was", err=True)
        return 130
    except BrokenPipeError:
        # The reader of the pipe has gone (head); what is left in the buffer must not be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except ValueError as error:
        # Our own errors are sentences for the caller; any other ValueError is a bug and keeps its traceback.
        if not type(error).__module__.startswith("dragoman."):
            raise
        click.echo(f"dragoman: {error}", err=True)
        return 2
    return result if isinstance(result, int) else 0
