"""Gold in, report out: reads the gold, has its pages read, and hands both to the score of its shape."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from dragoman.evaluation.report import Report
from dragoman.evaluation.score_factuality import score_factuality
from dragoman.evaluation.score_pages import score_pages
from dragoman.evaluation.score_sentences import score_pairs, score_sentences
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Findings, Found, Refused
from dragoman.pages.extraction import extract
from dragoman.pages.sources import find_pages
from dragoman.reading import read_page

Gold = dict[str, Any]
LIMIT = 10 * 2**20


class GoldError(ValueError):
    """The gold does not have one of the shapes that can be scored."""


def evaluate(gold: Path, knowledge: Knowledge) -> Report:
    """Score the program on `gold`: a JSON Lines file of sentences, or a folder of pages with `NAME.json` beside them.

    Errors: `GoldError` says what is missing.
    """
    if gold.is_dir():
        return score_pages(gold.name, list(_pages(gold, knowledge)))
    rows = [msgspec.json.decode(line) for line in gold.read_bytes().splitlines() if line.strip()]
    if not rows or not all(isinstance(row, dict) and {"id", "text", "type"} <= row.keys() for row in rows):
        raise GoldError(f"{gold.name}: every line must be an object with id, text, type, source and target")
    said = {
        row["id"]: _read(Found(id=row["id"], text=row["text"], date=row.get("date")), knowledge)
        for row in rows
    }
    return _score_of(rows[0])(gold.name, rows, said)


def _score_of(row: Gold) -> Callable[[str, list[Gold], dict[str, Findings | None]], Report]:
    """The score that fits the shape of a line."""
    if "act" in row and "factuality" in row:
        return score_factuality
    return score_pairs if isinstance(row.get("source"), str) else score_sentences


def _read(found: Found | Refused, knowledge: Knowledge) -> Findings | None:
    if isinstance(found, Refused):
        return None
    page = extract(found, knowledge.rules)
    return None if isinstance(page, Refused) else read_page(page, knowledge)


def _pages(folder: Path, knowledge: Knowledge) -> Iterator[tuple[str, Gold, Findings | None]]:
    """Every page of the folder that has an expectation, with it and with what the program says."""
    for path in sorted(folder.glob("*.json")):
        gold: Gold = msgspec.json.decode(path.read_bytes())
        sources = [p for p in sorted(folder.glob(f"{path.stem}.*")) if p != path]
        if not sources:
            raise GoldError(f"{path.name}: there is no page {path.stem}.txt or .html beside it")
        wanted = gold.get("pages") or {None: gold}
        for found in find_pages([str(sources[0])], limit=LIMIT):
            expected = wanted.get(found.id, wanted.get(None))
            if expected is not None:
                yield found.id, expected, _read(found, knowledge)
