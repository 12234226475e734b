"""The verbs that read pages, as Python functions: each does what the verb of its name does."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.model import Findings, Found, Page, Refused, Silence, Struct

if TYPE_CHECKING:
    from dragoman.record.intake import Intake
    from dragoman.relations.ask import KeptPage

RECORD = Path("dragoman.duckdb")


class PageTimes(Struct):
    """The time expressions of one page: a line of `dragoman times`."""

    id: str
    times: tuple[Any, ...]


def code(*inputs: str, jobs: int = 1, limit: int | None = None) -> Iterator[Findings | Refused]:
    """Findings of the pages of `inputs` (files, folders, `-`) in their order; a `Refused` where one was not read."""
    from dragoman.engine.local import code_pages

    for answer in code_pages(_found(inputs, limit), jobs):
        if answer.findings is None:
            yield Refused(
                id=answer.id,
                where=answer.where or answer.id,
                reason=answer.reason or "",
                traceback=answer.traceback,
            )
        else:
            yield msgspec.json.decode(answer.findings, type=Findings)


def read(*inputs: str, record: Path | str = RECORD, jobs: int = 1, limit: int | None = None) -> "Intake":
    """Read the pages of `inputs` into the record; the same call again adds nothing. Returns what was done."""
    from dragoman.record.intake import read_into
    from dragoman.relations.lives import refresh_lives

    done = read_into(_found(inputs, limit), Path(record), jobs=jobs, options={"inputs": list(inputs)})
    refresh_lives(record)
    return done


def text(file: str, limit: int | None = None) -> Page:
    """The one page of `file`: its text, to which all offsets refer, and its passages with their roles.

    Errors: `PageError` where the file holds no page that can be read, or several.
    """
    pages = list(pages_of((file,), limit))
    if len(pages) != 1:
        raise PageError(f"{file}: it holds {len(pages)} pages; name a file of one page")
    if isinstance(pages[0], Refused):
        raise PageError(f"{pages[0].where}: {pages[0].reason}")
    return pages[0]


def times(*inputs: str, limit: int | None = None) -> Iterator[PageTimes | Refused]:
    """Every time expression of the pages, resolved by the page's own date, where that is known, and the tense."""
    from dragoman.reading.loading import load_knowledge
    from dragoman.reading.times.page import times_of_page

    knowledge = load_knowledge()
    for page in pages_of(inputs, limit):
        if isinstance(page, Refused):
            yield page
        else:
            yield PageTimes(id=page.id, times=times_of_page(page, knowledge))


def who(name: str, on: str | None = None) -> tuple[Any, ...]:
    """Whom a name means, and which offices each of them held `on` that day (ISO); every candidate."""
    from dragoman.reading.actors import who as candidates
    from dragoman.reading.loading import load_knowledge

    return tuple(candidates(name, on, load_knowledge()))


def schema() -> dict[str, Any]:
    """The JSON Schema of the findings."""
    return msgspec.json.schema(Findings)


def info(record: Path | str = RECORD) -> dict[str, Any]:
    """Versions of program, knowledge, model and libraries, and how many rows each table of the record has."""
    from dragoman.engine.version import installed

    return {**installed(), "record": _holds(Path(record))}


def pages_of(inputs: tuple[str, ...], limit: int | None = None) -> Iterator[Page | Refused]:
    """The pages of `inputs` after extraction, before any reading."""
    from dragoman.knowledge import Rules
    from dragoman.pages.extraction import extract

    rules = Rules()
    for found in _found(inputs, limit):
        yield found if isinstance(found, Refused) else extract(found, rules)


def surer(findings: Findings, least: float) -> Findings:
    """The findings without the events whose confidence is below `least`, 0 to 1."""
    return msgspec.structs.replace(
        findings, events=tuple(event for event in findings.events if event.confidence >= least)
    )


def silent_sentences(name: str, record: Path | str = RECORD) -> tuple[tuple[str, Silence], ...]:
    """Every sentence of a page (a file, or an id of the record) that could have told an act and made no event.

    With the sentence's words; a page of the record is read anew. Errors: as `marked_page`.
    """
    from dragoman.reading import read_closely
    from dragoman.reading.loading import load_knowledge

    if Path(name).is_file():
        page = text(name)
    else:
        from dragoman.relations.ask import page as kept_page

        kept = kept_page(name, record)
        head = kept.findings.page
        page = Page(
            id=kept.findings.id, text=kept.text, title=head.title, url=head.url, source=head.source,
            language=head.language, given=head.published.from_, passages=head.passages,
        )  # fmt: skip
    _, silent = read_closely(page, load_knowledge())
    return tuple((page.text[one.start : one.end], one) for one in silent)


def marked_page(name: str, record: Path | str = RECORD) -> "KeptPage":
    """A page with its findings, for `show`: a file is read now; any other name is looked up in the record.

    Errors: `PageError` where the file holds no page or several; `AskError` where the record has no such page.
    """
    from dragoman.engine.local import code_pages
    from dragoman.relations.ask import KeptPage, page

    if not Path(name).is_file():
        return page(name, record)
    answers = list(code_pages(_found((name,), None)))
    if len(answers) != 1:
        raise PageError(f"{name}: it holds {len(answers)} pages; read it into a record and name one page")
    answer = answers[0]
    if answer.findings is None or answer.text is None:
        raise PageError(f"{answer.where}: {answer.reason}")
    findings = msgspec.json.decode(answer.findings, type=Findings)
    return KeptPage(key=answer.key, text=answer.text, findings=findings)


class PageError(ValueError):
    """There is no such one page; the message is a sentence that says what to do."""


def _found(inputs: tuple[str, ...], limit: int | None) -> Iterator[Found | Refused]:
    from dragoman.pages.sources import LIMIT, find_pages

    return find_pages(inputs, limit=limit or LIMIT)


def _holds(record: Path) -> dict[str, Any] | None:
    if not record.exists():
        return None
    from dragoman.record.store import counts

    return {"file": str(record), **counts(record)}
