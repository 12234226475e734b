"""A page's text cut at every boundary of a passage or a record's words: what a terminal and a browser colour."""

from collections.abc import Sequence
from itertools import pairwise

from dragoman.model import Findings, Struct
from dragoman.shows.reasons import Told, records, tell


class Piece(Struct):
    """A run of text with one role and one set of records over it; `ends` are the records whose words end here."""

    text: str
    role: str
    over: tuple[str, ...]
    ends: tuple[str, ...]


class MarkedPage(Struct):
    """Everything that is shown of one page."""

    title: str
    findings: Findings
    pieces: tuple[Piece, ...]
    told: tuple[Told, ...]


def mark(text: str, findings: Findings) -> MarkedPage:
    """Cut `text` into pieces; joined, the pieces are the text."""
    told = tuple(tell(r, findings.quotations) for r in records(findings))
    spans = [(e.start, e.end, t.id) for t in told for e in t.evidence]
    passages = [(p.start, p.end, p.role) for p in findings.page.passages]
    cuts = sorted(
        {0, len(text), *(b for s, e, _ in (*spans, *passages) for b in (s, e) if 0 <= b <= len(text))}
    )
    pieces = tuple(_piece(text, start, end, spans, passages) for start, end in pairwise(cuts) if end > start)
    return MarkedPage(title=findings.page.title or findings.id, findings=findings, pieces=pieces, told=told)


def _piece(
    text: str,
    start: int,
    end: int,
    spans: Sequence[tuple[int, int, str]],
    passages: Sequence[tuple[int, int, str]],
) -> Piece:
    role = next((r for s, e, r in passages if s <= start and end <= e), "story")
    return Piece(
        text=text[start:end],
        role=role,
        over=tuple(dict.fromkeys(i for s, e, i in spans if s <= start and end <= e)),
        ends=tuple(dict.fromkeys(i for s, e, i in spans if e == end and s < end)),
    )
