"""Which page does a line of JSON Lines hold? `{"id", "text" or "html", "date", "url", "title", "source"}`."""

import re
from datetime import date

import msgspec

from dragoman.model import Found, Refused, Struct
from dragoman.pages.decoding import plain_lines


class Line(Struct, frozen=True):
    """A page as one JSON object; fields that are not named here are passed over."""

    id: str | int | None = None
    text: str | None = None
    html: str | None = None
    date: str | None = None
    url: str | None = None
    title: str | None = None
    # Annotated sentences of the field use this name for the doer of their event, a list: that is no publisher.
    source: str | list[msgspec.Raw] | None = None


_DAY = re.compile(r"\d{4}-\d\d-\d\d(?![^T ])")
_BOM = b"\xef\xbb\xbf"


def read_line(line: bytes, page_id: str, where: str) -> Found | Refused:
    """The page of one line; `page_id` names it when the line has no id of its own."""
    try:
        return _found(msgspec.json.decode(line.removeprefix(_BOM), type=Line), page_id, where)
    except msgspec.ValidationError as error:
        reason = f"the line is not a page: {error}; mend the field"
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        reason = f"the line is not valid JSON ({error}); write one JSON object a line, in UTF-8"
    return Refused(id=page_id, where=where, reason=reason)


def read_object(data: bytes, page_id: str, where: str) -> Found | Refused | None:
    """The page of a file that is one JSON object, on however many lines; None where it is something else."""
    try:
        msgspec.json.decode(data.removeprefix(_BOM), type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        reason = "the file is JSON but not a page; write one object with text or html a line"
        return Refused(id=page_id, where=where, reason=reason)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return read_line(data, page_id, where)


def _found(line: Line, page_id: str, where: str) -> Found | Refused:
    page_id = page_id if line.id in (None, "") else str(line.id)
    reason = _wrong(line)
    if reason:
        return Refused(id=page_id, where=where, reason=reason)
    return Found(
        id=page_id,
        text=None if line.text is None else plain_lines(line.text.removeprefix("\ufeff")),
        html=None if line.html is None else plain_lines(line.html),
        date=line.date[:10] if line.date else None,
        url=line.url,
        title=line.title,
        source=line.source if isinstance(line.source, str) else None,
    )


def _wrong(line: Line) -> str | None:
    if line.text is None and line.html is None:
        return "the line has neither text nor html; give one of the two"
    if line.text is not None and line.html is not None:
        return "the line has both text and html, and offsets can follow only one; leave one out"
    body = line.text or line.html or ""
    if not body.strip():
        return "the line has no text; leave it out"
    if "\0" in body:
        return "the line holds NUL characters, so it is not text; give text or HTML"
    return impossible_date(line.date) if line.date else None


def impossible_date(words: str) -> str | None:
    """What is wrong with a date that a caller gave, None where it is a day (a time after the day is no error).

    >>> impossible_date("2019-02-30")
    "the date '2019-02-30' is no day; write it as 2019-05-14, or leave it out"
    """
    try:
        if _DAY.match(words):
            date.fromisoformat(words[:10])
            return None
    except ValueError:
        # No such day; the sentence is the same as for words that have another shape.
        pass
    return f"the date {words!r} is no day; write it as 2019-05-14, or leave it out"
