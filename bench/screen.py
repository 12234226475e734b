"""What the screen saves and what it loses: events that a parse of every sentence finds and the reading does not."""

import sys
from collections.abc import Sequence
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from bench.speed import texts
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Findings, Mention, Page, Sentence
from dragoman.pages.extraction import extract
from dragoman.reading import read_page
from dragoman.reading.loading import load_knowledge
from dragoman.reading.topics import off_topic

Chosen = tuple[tuple[Sentence, bool], ...]


def every_sentence(
    page: Page, sentences: Sequence[Sentence], mentions: Sequence[Mention], knowledge: Knowledge
) -> Chosen:
    """The screen without its look at words: all but the paragraphs about something else."""
    del mentions
    elsewhere = off_topic(page, sentences, knowledge.rules)
    return tuple((s, i not in elsewhere) for i, s in enumerate(sentences))


def _events(findings: Findings) -> set[tuple[str, int]]:
    return {(event.type, event.evidence[0].start) for event in findings.events}


def main() -> int:
    """Print, for each set of texts, the events lost of those that the full parse finds."""
    knowledge = load_knowledge()
    table = Table("texts", "events with every sentence parsed", "lost by the screen", "share")
    for name, found in texts().items():
        pages = [p for f in found if isinstance(p := extract(f, knowledge.rules), Page)]
        whole = lost = 0
        for page in pages:
            with patch("dragoman.reading.choose", every_sentence):
                full = _events(read_page(page, knowledge))
            whole += len(full)
            lost += len(full - _events(read_page(page, knowledge)))
        table.add_row(name, f"{whole}", f"{lost}", f"{lost / max(1, whole):.1%}")
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
