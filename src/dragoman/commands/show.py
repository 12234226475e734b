"""`dragoman show`: one page with its findings marked."""

import os
import sys
from pathlib import Path

import click

from dragoman.commands.options import confidence_option, record_option


@click.command()
@click.argument("page")
@record_option
@click.option("--html", "html", type=click.Path(path_type=Path), help="Write a page to look at to this file.")
@confidence_option
def show(page: str, record: Path, html: Path | None, least: float | None) -> None:
    """Show one page with its findings marked. PAGE is a file, or the id, url or key of a page of the record."""
    from dragoman.api import marked_page, surer

    kept = marked_page(page, record)
    findings = kept.findings if least is None else surer(kept.findings, least)
    if html:
        from dragoman.shows.page_html import page_html

        html.write_text(page_html(kept.text, findings), encoding="utf-8")
        return
    from rich.console import Console

    from dragoman.shows.page_text import page_text

    plain = not sys.stdout.isatty() or bool(os.environ.get("NO_COLOR"))
    Console(no_color=plain, highlight=False).print(page_text(kept.text, findings))
