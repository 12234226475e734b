"""How does an agenda reach a calendar program? As an iCalendar file (RFC 5545), the same bytes for the same record."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dragoman import __version__

Row = dict[str, Any]
PRODUCT = f"-//dragoman//agenda {__version__}//EN"
# What calendar programs know of how sure an entry is.
STATUS = {
    "agreed": "CONFIRMED", "planned": "CONFIRMED", "possible": "TENTATIVE", "ruled out": "CANCELLED",
    "called off": "CANCELLED", "did not happen": "CANCELLED", "withdrawn": "CANCELLED",
}  # fmt: skip


class CalendarError(ValueError):
    """No calendar can be written; the message says what to do."""


def calendar(rows: Iterable[Row]) -> bytes:
    """The rows of `agenda` as whole-day entries of a calendar; their ids stay, so that a program updates its own.

    Errors: `CalendarError` where the library is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise CalendarError(
            "a calendar needs the package icalendar: pip install 'dragoman[calendar]'"
        ) from error
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("x-wr-calname", "Dragoman: deadlines and expected meetings")
    for row in rows:
        whole.add_component(_entry(row))
    return bytes(whole.to_ical())


def _entry(row: Row) -> Any:
    from icalendar import Event

    first, last = row["date_from"], row["date_to"] or row["date_from"]
    entry = Event()
    entry.add("uid", f"{row['id']}@dragoman")
    entry.add("dtstamp", _noon(row["last_day"] or first))
    entry.add("dtstart", first)
    entry.add("dtend", last + timedelta(days=1))  # the day after the last, by the standard
    entry.add("summary", summary(row))
    entry.add("description", _description(row))
    entry.add("categories", [row["kind"]])
    entry.add("transp", "TRANSPARENT")  # it takes nobody's time
    if row["place"]:
        entry.add("location", row["place"])
    if status := STATUS.get(row["status"]) or STATUS.get(row["certainty"] or ""):
        entry.add("status", status)
    return entry


def summary(row: Row) -> str:
    """An entry in one line: "Deadline: ... (United States, Iran)"."""
    what = f"Deadline: {row['what']}" if row["kind"] == "deadline" else row["what"].capitalize()
    where = f" in {row['place']}" if row["place"] else ""
    return f"{what}{where} ({row['parties']})" if row["parties"] else f"{what}{where}"


def _description(row: Row) -> str:
    lines = [
        f"Set by: {row['set_by']}" if row["set_by"] else "",
        f"Or else: {row['consequence']}" if row["consequence"] else "",
        f"How sure: {row['certainty']}" if row["certainty"] else "",
        f"Status: {row['status']} ({row['status_why']})" if row["status"] else "",
        f"Pages: {row['page']}" if row["page"] else "",
        f"dragoman why {row['id']}",
    ]
    return "\n".join(line for line in lines if line)


def _noon(day: date) -> datetime:
    """When the entry was last changed: the last page's day, for the same record must give the same bytes."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
