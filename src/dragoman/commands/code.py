"""`dragoman code`: pages in, findings out, nothing kept."""

import click

from dragoman.commands.options import (
    confidence_option,
    inputs_argument,
    jobs_option,
    limit_option,
    refuse,
    write_line,
)


@click.command()
@inputs_argument
@jobs_option(1)
@limit_option
@confidence_option
def code(inputs: tuple[str, ...], jobs: int, limit: int | None, least: float | None) -> int:
    """Print the findings of pages, a JSON line a page, in the order of the pages. Keeps nothing.

    IN is a text or HTML file (also gzipped), a file of JSON Lines, a folder, or - for standard input.
    """
    from dragoman.engine.local import code_pages
    from dragoman.pages.sources import LIMIT, find_pages

    status = 0
    for answer in code_pages(find_pages(inputs, limit=limit or LIMIT), jobs):
        if answer.findings is None:
            refuse(answer.where, answer.reason, answer.traceback)
            status = 1
        else:
            write_line(answer.findings if least is None else _surer(answer.findings, least))
    return status


def _surer(findings: bytes, least: float) -> bytes:
    import msgspec

    from dragoman.api import surer
    from dragoman.model import Findings

    return msgspec.json.encode(surer(msgspec.json.decode(findings, type=Findings), least))
