"""Gold in, report out: reads the gold, has its pages read, and hands both to the score of its shape."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.evaluation.report import Report
from dragoman.evaluation.score_dating import score_dating
from dragoman.evaluation.score_factuality import score_factuality
from dragoman.evaluation.score_ledger import score_ledger
from dragoman.evaluation.score_pages import score_pages
from dragoman.evaluation.score_references import Meant, score_references
from dragoman.evaluation.score_sentences import score_pairs, score_sentences
from dragoman.evaluation.score_times import score_times
from dragoman.evaluation.score_unknown_speakers import score_unknown_speakers
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Findings, Found, Page, Refused, TimeExpression
from dragoman.pages.extraction import extract
from dragoman.pages.sources import find_pages
from dragoman.reading import read_cast, read_page
from dragoman.reading.actors import actors_on
from dragoman.reading.times.page import times_of_page

Gold = dict[str, Any]
LIMIT = 10 * 2**20


class GoldError(ValueError):
    """The gold does not have one of the shapes that can be scored."""


def evaluate(gold: Path, knowledge: Knowledge) -> Report:
    """Score the program on `gold`: a JSON Lines file, or a folder of pages with `NAME.json` beside them.

    What the lines hold besides id and text says what is scored: see `SHAPES`. Errors: `GoldError` says what is missing.
    """
    if gold.is_dir():
        return score_pages(gold.name, list(_pages(gold, knowledge)))
    rows = [msgspec.json.decode(line) for line in gold.read_bytes().splitlines() if line.strip()]
    for fields, score in SHAPES:
        if rows and all(isinstance(row, dict) and {"id", "text", *fields} <= row.keys() for row in rows):
            return score(gold.name, rows, knowledge)
    shapes = "; ".join(", ".join(fields) for fields, _ in SHAPES)
    raise GoldError(f"{gold.name}: every line must be an object with id, text and one of these: {shapes}")


def evaluate_dates(folder: Path, knowledge: Knowledge) -> Report:
    """Score when the pages of a folder were written, by their stories alone: what states the day is hidden.

    Errors: `GoldError` says what is missing.
    """
    pages = ((page, str(gold["published"])) for page, gold in _expected(folder) if gold.get("published"))
    made = ((extract(found, knowledge.rules), true) for found, true in pages if isinstance(found, Found))
    return score_dating(
        folder.name, ((page, true) for page, true in made if isinstance(page, Page)), knowledge
    )


def _times(name: str, rows: list[Gold], knowledge: Knowledge) -> Report:
    """The times of each row's text as `dragoman times` says them."""
    pages = {row["id"]: extract(_found(row), knowledge.rules) for row in rows}
    said: dict[str, Sequence[TimeExpression]] = {
        id: () if isinstance(p, Refused) else times_of_page(p, knowledge) for id, p in pages.items()
    }
    return score_times(name, rows, said)


def _dates(name: str, rows: list[Gold], knowledge: Knowledge) -> Report:
    pages = ((extract(_found(row), knowledge.rules), row["true"]) for row in rows)
    return score_dating(name, ((page, true) for page, true in pages if isinstance(page, Page)), knowledge)


def _speakers(name: str, rows: list[Gold], knowledge: Knowledge) -> Report:
    return score_unknown_speakers(name, rows, _said(rows, knowledge))


def _references(name: str, rows: list[Gold], knowledge: Knowledge) -> Report:
    """Whom every phrase of each row's text means, as the reading decides it before any event."""
    said: dict[str, Sequence[Meant]] = {}
    for row in rows:
        page = extract(_found(row), knowledge.rules)
        if isinstance(page, Page):
            cast, day = read_cast(page, knowledge)
            said[row["id"]] = [(m.start, m.end, actors_on(m, day, knowledge)) for m in cast.members]
    return score_references(name, rows, said)


def _ledger(name: str, rows: list[Gold], knowledge: Knowledge) -> Report:
    return score_ledger(name, rows, _said(rows, knowledge), knowledge.gazetteer)


def _factuality(name: str, rows: list[Gold], knowledge: Knowledge) -> Report:
    return score_factuality(name, rows, _said(rows, knowledge))


def _events(name: str, rows: list[Gold], knowledge: Knowledge) -> Report:
    score = score_pairs if isinstance(rows[0]["source"], str) else score_sentences
    return score(name, rows, _said(rows, knowledge))


Score = Callable[[str, list[Gold], Knowledge], Report]
# The fields that every line of a shape has besides id and text, and its score; the first shape that fits is taken.
SHAPES: tuple[tuple[tuple[str, ...], Score], ...] = (
    (("words", "from", "to"), _times),
    (("true",), _dates),
    (("quotes",), _speakers),
    (("records",), _ledger),
    (("references",), _references),
    (("type", "act", "factuality"), _factuality),
    (("type", "source", "target"), _events),
)


def _said(rows: list[Gold], knowledge: Knowledge) -> dict[str, Findings | None]:
    return {row["id"]: _read(_found(row), knowledge) for row in rows}


def _found(row: Gold) -> Found:
    return Found(id=row["id"], text=row["text"], date=row.get("date"))


def _read(found: Found | Refused, knowledge: Knowledge) -> Findings | None:
    if isinstance(found, Refused):
        return None
    page = extract(found, knowledge.rules)
    return None if isinstance(page, Refused) else read_page(page, knowledge)


def _pages(folder: Path, knowledge: Knowledge) -> Iterator[tuple[str, Gold, Findings | None]]:
    """Every page of the folder that has an expectation, with it and with what the program says."""
    for found, expected in _expected(folder):
        yield found.id, expected, _read(found, knowledge)


def _expected(folder: Path) -> Iterator[tuple[Found | Refused, Gold]]:
    """Every page of the folder that has an expectation, with it."""
    for path in sorted(folder.glob("*.json")):
        gold: Gold = msgspec.json.decode(path.read_bytes())
        sources = [p for p in sorted(folder.glob(f"{path.stem}.*")) if p != path]
        if not sources:
            raise GoldError(f"{path.name}: there is no page {path.stem}.txt or .html beside it")
        wanted = gold.get("pages") or {None: gold}
        for found in find_pages([str(sources[0])], limit=LIMIT):
            expected = wanted.get(found.id, wanted.get(None))
            if expected is not None:
                yield found, expected
