"""What does a batch of pages say? One Arrow batch of found pages in, one row a page out.

The same function runs in this process, in a worker and on a cluster; it knows nothing of where it runs.
"""

import traceback
from collections.abc import Sequence
from typing import Any

import msgspec
import pyarrow as pa

from dragoman.knowledge.loading import Knowledge
from dragoman.model import (
    Findings,
    Found,
    Page,
    Refused,
    Struct,
    content_id,
)
from dragoman.pages.extraction import extract
from dragoman.reading import read_page

# A row is a found page, or (with `reason` set) an input that was refused before it became one.
FOUND = pa.schema(
    [(name, pa.string()) for name in (*Found.__struct_fields__, "where", "reason", "traceback")]
)
# A row has `text` and `findings`, or `where` and `reason`; `traceback` says that the program failed.
ANSWERS = pa.schema(
    [
        ("key", pa.string()),
        ("id", pa.string()),
        ("text", pa.string()),
        ("findings", pa.binary()),
        ("where", pa.string()),
        ("reason", pa.string()),
        ("traceback", pa.string()),
    ]
)
RECORDS = ("events", "quotations", "agreements", "deadlines", "demands", "alignments", "prospects")


class Answer(Struct):
    """What came of one page: its text and findings (JSON), or where and why it was refused."""

    key: str
    id: str
    text: str | None = None
    findings: bytes | None = None
    where: str | None = None
    reason: str | None = None
    traceback: str | None = None


def read_batch(batch: pa.RecordBatch, knowledge: Knowledge) -> pa.RecordBatch:
    """Read each page of `batch` (schema `FOUND`, the last three columns may be missing); schema `ANSWERS`.

    Rows keep their order. A page that cannot be read is a row with a reason; a programming error sets its page aside
    with the traceback. Same batch, same bytes.
    """
    rows = [_row(row) for row in batch.to_pylist()]
    return answers_batch([_answer(row, knowledge) for row in rows])


def found_batch(rows: Sequence[Found | Refused]) -> pa.RecordBatch:
    """The rows as an Arrow batch of schema `FOUND`."""
    return pa.RecordBatch.from_pylist([msgspec.to_builtins(_sound(row)) for row in rows], schema=FOUND)


def answers_batch(answers: Sequence[Answer]) -> pa.RecordBatch:
    """The answers as an Arrow batch of schema `ANSWERS`."""
    return pa.RecordBatch.from_pylist([msgspec.structs.asdict(a) for a in answers], schema=ANSWERS)


def page_key(row: Found | Refused) -> str:
    """The id of what went in: a hash of all that the caller gave. Another text or date is another page."""
    if isinstance(row, Refused):
        return content_id("refused", row.id, row.where, row.reason)
    fields = (getattr(row, name) for name in Found.__struct_fields__)
    # "" and an absent field are told apart, else two pages could share a key.
    return content_id("page", *("-" if field is None else f"+{field}" for field in fields))


def refusal(row: Refused) -> Answer:
    """The answer to an input that was refused before it was read."""
    return Answer(key=page_key(row), id=row.id, where=row.where, reason=row.reason, traceback=row.traceback)


def _row(row: dict[str, Any]) -> Found | Refused:
    given = {name: value for name, value in row.items() if value is not None}
    if "reason" in given:
        return msgspec.convert(given, Refused)
    return msgspec.convert(given, Found)


def _sound(row: Found | Refused) -> Found | Refused:
    # Half of a surrogate pair, which a JSON line can hold, is no character: neither Arrow nor DuckDB takes it.
    try:
        msgspec.json.encode(row)
    except UnicodeEncodeError:
        name = row.id.encode(errors="replace").decode()
        reason = "the page holds half a character (a lone surrogate): write it again as valid UTF-8"
        return Refused(id=name, where=name, reason=reason)
    return row


def _answer(row: Found | Refused, knowledge: Knowledge) -> Answer:
    if isinstance(row, Refused):
        return refusal(row)
    try:
        page = extract(row, knowledge.rules)
        if isinstance(page, Refused):
            return msgspec.structs.replace(refusal(page), key=page_key(row))
        return _found_out(page_key(row), page, knowledge)
    except Exception as error:
        # A bug in a stage must not end a run of a million pages; the page is set aside and the status says so.
        return _failed(row, error)


def _found_out(key: str, page: Page, knowledge: Knowledge) -> Answer:
    findings = _with_own_ids(key, read_page(page, knowledge))
    return Answer(key=key, id=page.id, text=page.text, findings=msgspec.json.encode(findings))


def _with_own_ids(key: str, findings: Findings) -> Findings:
    """Ids that differ between pages of one name, and between two records that one stage gave one id."""
    lists = {name: _renamed(key, getattr(findings, name)) for name in RECORDS}
    return msgspec.structs.replace(findings, **lists)


def _renamed(key: str, records: tuple[Any, ...]) -> tuple[Any, ...]:
    seen: dict[str, int] = {}
    named = []
    for record in records:
        count = seen[record.id] = seen.get(record.id, 0) + 1
        named.append(msgspec.structs.replace(record, id=content_id(key, record.id, count)))
    return tuple(named)


def _failed(row: Found, error: Exception) -> Answer:
    reason = (
        f"the program failed on this page ({type(error).__name__}: {error}); "
        "the page is set aside, please report it with the traceback"
    )
    trace = "".join(traceback.format_exception(error))
    return Answer(key=page_key(row), id=row.id, where=row.id, reason=reason, traceback=trace)
