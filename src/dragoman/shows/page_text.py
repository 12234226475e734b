"""`show PAGE` on a terminal: the text in colour, the records' numbers in it, and the records below."""

from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.model import Findings
from dragoman.shows.marked import mark
from dragoman.shows.reasons import Told

# Colours of the sixteen that every terminal has: cooperation green, talk blue, quarrel yellow, force red.
STYLES = {
    "agree": "green", "support": "green", "concede": "green", "cooperate": "green", "aid": "green", "retreat": "green",
    "consult": "blue", "request": "yellow", "accuse": "yellow", "reject": "yellow", "threaten": "yellow",
    "protest": "red", "sanction": "red", "mobilize": "red", "coerce": "red", "assault": "red",
    "quotation": "cyan", "agreement": "magenta", "deadline": "magenta", "demand": "magenta",
    "alignment": "magenta", "prospect": "magenta",
}  # fmt: skip
READ = ("story", "headline", "dateline")


def page_text(text: str, findings: Findings) -> RenderableType:
    """The page for rich: fabric dim, words of records underlined in their colour, a list of the records below."""
    page = mark(text, findings)
    number = {told.id: n for n, told in enumerate(page.told, start=1)}
    tone = {told.id: told.tone for told in page.told}
    marked = Text()
    for piece in page.pieces:
        style = "" if piece.role in READ else "dim"
        if piece.role == "headline":
            style = "bold"
        if piece.over:
            style = f"{style} underline {STYLES[tone[piece.over[0]]]}".strip()
        marked.append(piece.text, style=style)
        for record in piece.ends:
            marked.append(f"[{number[record]}]", style=f"bold {STYLES[tone[record]]}")
    return Group(marked, Text(), *(told_line(told, number[told.id]) for told in page.told))


def told_line(told: Told, number: int) -> Text:
    """A record in one line: its number, title and id."""
    return Text.assemble(
        (f"[{number}] ", f"bold {STYLES[told.tone]}"), f"{told.kind}: {told.title}  ", (told.id, "dim")
    )


def told_text(told: Told) -> Text:
    """A record with all its reasons, for `why`."""
    lines = Text(f"{told.title}\n", style="bold")
    for line in told.lines:
        lines.append(f"{line.label:>14}  ", style="dim")
        lines.append(line.text)
        if line.why:
            lines.append(f"\n{'':>16}{line.why}", style="dim italic")
        lines.append("\n")
    for evidence in told.evidence:
        lines.append(f"{'words':>14}  ", style="dim")
        lines.append(f"“{evidence.text}”")
        lines.append(f"\n{'':>16}characters {evidence.start} to {evidence.end}\n", style="dim italic")
    return lines
