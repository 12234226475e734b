"""Gold in, report out: reads the gold, has its pages read, and hands both to the score of its shape."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from dragoman.evaluation.report import Report
from dragoman.evaluation.score_dating import score_dating
from dragoman.evaluation.score_ledger import score_ledger
from dragoman.evaluation.score_pages import score_pages
from dragoman.evaluation.score_sentences import score_pairs, score_sentences
from dragoman.evaluation.score_times import score_times
from dragoman.evaluation.score_unknown_speakers import score_unknown_speakers
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Findings, Found, Refused, TimeExpression
from dragoman.model import Findings, Found, Page, Refused
from dragoman.pages.extraction import extract
from dragoman.pages.sources import find_pages
from dragoman.reading import read_page
from dragoman.reading.times.page import times_of_page

Gold = dict[str, Any]
LIMIT = 10 * 2**20


class GoldError(ValueError):
    """The gold does not have one of the shapes that can be scored."""


def evaluate(gold: Path, knowledge: Knowledge) -> Report:
    """Score the program on `gold`: JSON Lines of sentences or times, or a folder of pages with `NAME.json` beside them.
    """Score the program on `gold`: a JSON Lines file, or a folder of pages with `NAME.json` beside them.
    """Score the program on `gold`: a JSON Lines file of sentences or passages, or a folder of pages with `NAME.json`.

    The lines are sentences (see the README), or pages with the `true` day on which they were written.
    Errors: `GoldError` says what is missing.
    """
    if gold.is_dir():
        return score_pages(gold.name, list(_pages(gold, knowledge)))
    rows = [msgspec.json.decode(line) for line in gold.read_bytes().splitlines() if line.strip()]
    if rows and all(
        isinstance(row, dict) and {"id", "text", "words", "from", "to"} <= row.keys() for row in rows
    ):
        return score_times(gold.name, rows, {row["id"]: _times(row, knowledge) for row in rows})
    if rows and all(isinstance(row, dict) and {"id", "text", "true"} <= row.keys() for row in rows):
        return score_dating(gold.name, _dated_rows(rows, knowledge), knowledge)
    if not rows or not all(isinstance(row, dict) and {"id", "text", "type"} <= row.keys() for row in rows):
        raise GoldError(
            f"{gold.name}: every line must be an object with id, text, type, source and target,"
            " or with id, text, words, from and to"
    last = "quotes" if rows and isinstance(rows[0], dict) and "quotes" in rows[0] else "type"
    if not rows or not all(isinstance(row, dict) and {"id", "text", last} <= row.keys() for row in rows):
        raise GoldError(
            f"{gold.name}: every line must be an object with id, text, type, source and target,"
            " or with id, text and quotes"
    shape = {"id", "text", "records"} if rows and "records" in rows[0] else {"id", "text", "type"}
    if not rows or not all(isinstance(row, dict) and shape <= row.keys() for row in rows):
        raise GoldError(
            f"{gold.name}: every line must be an object with id, text, type, source and target, or with id, text and"
            " records"
        )
    said = {
        row["id"]: _read(Found(id=row["id"], text=row["text"], date=row.get("date")), knowledge)
        for row in rows
    }
    return _score_of(rows[0])(gold.name, rows, said)


def _score_of(row: Gold) -> Callable[[str, list[Gold], dict[str, Findings | None]], Report]:
    """The score that fits the shape of a line."""
    if "quotes" in row:
        return score_unknown_speakers
    return score_pairs if isinstance(row.get("source"), str) else score_sentences


def _times(row: Gold, knowledge: Knowledge) -> tuple[TimeExpression, ...]:
    """The times of the row's text as `dragoman times` says them."""
    page = extract(Found(id=row["id"], text=row["text"], date=row.get("date")), knowledge.rules)
    return () if isinstance(page, Refused) else times_of_page(page, knowledge)
def evaluate_dates(folder: Path, knowledge: Knowledge) -> Report:
    """Score when the pages of a folder were written, by their stories alone: what states the day is hidden.

    Errors: `GoldError` says what is missing.
    """
    pages = ((page, str(gold["published"])) for page, gold in _expected(folder) if gold.get("published"))
    made = ((extract(found, knowledge.rules), true) for found, true in pages if isinstance(found, Found))
    return score_dating(
        folder.name, ((page, true) for page, true in made if isinstance(page, Page)), knowledge
    if "records" in shape:
        return score_ledger(gold.name, rows, said, knowledge.gazetteer)
    score: Callable[[str, list[Gold], dict[str, Findings | None]], Report] = (
        score_pairs if isinstance(rows[0]["source"], str) else score_sentences
    )


def _dated_rows(rows: list[Gold], knowledge: Knowledge) -> Iterator[tuple[Page, str]]:
    for row in rows:
        page = extract(Found(id=row["id"], text=row["text"]), knowledge.rules)
        if isinstance(page, Page):
            yield page, row["true"]


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
