"""`show PAGE --html`: one self-contained file with the page, its records marked in the text, and every *why*."""

from functools import cache
from pathlib import Path

import jinja2

from dragoman.model import Findings
from dragoman.shows.marked import mark
from dragoman.shows.reasons import Line, days, names, tell

TEMPLATES = Path(__file__).parent / "templates"

KINDS = {
    "event": "Events",
    "quotation": "Quotations",
    "agreement": "Agreements",
    "deadline": "Deadlines",
    "demand": "Demands",
    "alignment": "Who stands with whom",
    "prospect": "Expected",
}


def page_html(text: str, findings: Findings) -> str:
    """The page as HTML: no outside request, readable on a phone, by keyboard, in the dark, and without scripts."""
    page = mark(text, findings)
    number = {told.id: n for n, told in enumerate(page.told, start=1)}
    return _template().render(
        page=page,
        findings=findings,
        head=_head(findings),
        number=number,
        tone={told.id: told.tone for told in page.told},
        kind={told.id: told.kind for told in page.told},
        told_of={kind: [t for t in page.told if t.kind == kind] for kind in KINDS},
        kinds=KINDS,
        days=days,
        names=names,
        tell=tell,
    )


def _head(findings: Findings) -> list[Line]:
    """What is known of the page itself."""
    head, published = findings.page, findings.page.published
    day = published.from_ or "unknown"
    if published.from_ != published.to:
        day = f"{published.from_} – {published.to}"
    lines = [
        Line(label="page", text=findings.id),
        Line(label="published", text=f"{day} ({published.basis})", why=published.why),
        Line(label="language", text=head.language or "unknown"),
    ]
    if head.source:
        lines.append(Line(label="source", text=head.source))
    if head.url:
        lines.append(Line(label="address", text=head.url))
    return lines


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html.j2")
