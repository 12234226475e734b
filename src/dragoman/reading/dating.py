"""When was the page written? Given, else stated, else inferred from what the text says, else unknown; never a guess."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Protocol

import blingfire
import msgspec

from dragoman.knowledge import Rules
from dragoman.knowledge.entries import Entity, Spell, Surface, Title
from dragoman.knowledge.tables import cells, read_table
from dragoman.model import Mention, Page, Published, Struct, TimeExpression
from dragoman.reading.times.calendar import days_of, needs_page_day


class People(Protocol):
    """What dating needs of the gazetteer."""

    by_id: dict[str, Entity]
    titles: dict[str, Title]

    def surfaces_of(self, mention: Mention) -> tuple[Surface, ...]:
        """The surfaces that a mention may be."""
        ...


class DatingRules(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `dating.toml`."""

    widest_days: int
    around_years: int
    fresh_days: int
    line_words: int
    head_characters: int
    title_characters: int
    not_in_office: tuple[str, ...]
    after_kinds: tuple[str, ...]


class DatedEvent(Struct, frozen=True):
    """A row of `dated_events.tsv`; its head explains the columns."""

    from_: str = msgspec.field(name="from")
    to: str = ""
    name: str = ""
    words: str = ""
    place: str = ""
    kind: str = ""
    parties: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """What one clue says of the page's day: not before `first`, not after `last`."""

    first: date
    last: date
    why: str


def date_page(
    page: Page, times: Sequence[TimeExpression], mentions: Sequence[Mention], gazetteer: People, rules: Rules
) -> Published:
    """The days on which the page may have been published, on what basis, and why.

    A clue that contradicts those before it is left out and named in `why`. Unknown where the clues leave an end open
    or a span wider than `widest_days`.
    """
    if page.given:
        return Published(from_=page.given, to=page.given, basis="given", why="the caller gave the date")
    if page.stated:
        why = f"the page's {page.stated_where or 'metadata'} states it"
        return Published(from_=page.stated, to=page.stated, basis="stated", why=why)
    dating: DatingRules = rules.get("dating", DatingRules)
    if line := _dated_line(page, times, dating):
        why = f'a line of the page states it: "{line.words}"'
        return Published(from_=line.from_, to=line.from_, basis="stated", why=why)
    events = _events(rules.folder.parent / "dated_events.tsv")
    bounds = (
        *_by_events(page.text, times, events, dating),
        *_by_full_dates(page, times, dating),
        *_by_offices(page, mentions, gazetteer, dating),
    )
    found, reasons = _meet(bounds)
    return _with_dateline(page, times, found, reasons) or _published(found, reasons, dating)


def _dated_line(page: Page, times: Sequence[TimeExpression], rules: DatingRules) -> TimeExpression | None:
    """A full date in a dateline, or in a short line at the head of the page."""
    for time in times:
        if time.kind != "day" or time.from_ is None:
            continue
        if _role_at(page, time.start) in ("dateline", "navigation", "byline"):
            return time
        line = page.text[page.text.rfind("\n", 0, time.start) + 1 :].split("\n", 1)[0]
        if time.start < rules.head_characters and len(line.split()) <= rules.line_words and line.split():
            return time
    return None


def _role_at(page: Page, offset: int) -> str:
    return next((p.role for p in page.passages if p.start <= offset < p.end), "story")


@cache
def _events(path: Path) -> tuple[tuple[DatedEvent, tuple[tuple[str, ...], ...]], ...]:
    """The events that texts name, with the sets of lower-case words that name them; read once a process."""
    rows = (row for _, row in read_table(path, DatedEvent) if row.words)
    return tuple(
        (row, tuple(tuple(w.lower() for w in way.split("+")) for way in cells(row.words))) for row in rows
    )


def _by_events(
    text: str,
    times: Sequence[TimeExpression],
    events: Sequence[tuple[DatedEvent, tuple[tuple[str, ...], ...]]],
    rules: DatingRules,
) -> Iterator[Bound]:
    """Sentences that name a dated event, with a relative time or of a kind that is only spoken of afterwards."""
    lower = text.lower()
    # Most events are not on the page at all: only those whose words are somewhere in it are looked for by sentence.
    events = [(e, ways) for e, ways in events if any(all(w in lower for w in way) for way in ways)]
    for start, end in _sentences(text) if events else []:
        sentence = text[start:end].lower()
        named = [(event, at) for event, ways in events if (at := _named(sentence, ways)) is not None]
        for event, at in named:
            if sum(other.from_ != event.from_ and place == at for other, place in named) > 0:
                # The same words fit several years: they tell nothing alone.
                continue
            near = [
                t for t in times if start <= t.start < end and needs_page_day(t.means) and t.kind != "day"
            ]
            if near:
                yield from _counted(event, min(near, key=lambda t: abs(t.start - start - at)), rules)
            elif event.kind in rules.after_kinds:
                why = f"it speaks of {event.name} ({event.from_})"
                yield Bound(date.fromisoformat(event.from_), date.max, why)


def _sentences(text: str) -> list[tuple[int, int]]:
    return list(blingfire.text_to_sentences_and_offsets(text)[1]) if text.strip() else []


def _named(sentence: str, ways: tuple[tuple[str, ...], ...]) -> int | None:
    """Where the sentence names the event, None where it does not."""
    for words in ways:
        places = [
            re.search(rf"(?<!\w){re.escape(word)}(?!\w)", sentence) for word in words if word in sentence
        ]
        if len(places) == len(words) and all(places):
            return next(place.start() for place in places if place)
    return None


def _counted(event: DatedEvent, time: TimeExpression, rules: DatingRules) -> Iterator[Bound]:
    """The days on which the words of a relative time would mean the days of the event."""
    first = date.fromisoformat(event.from_)
    last = date.fromisoformat(event.to or event.from_)
    reach = 366 * rules.around_years
    days = (first + timedelta(days=shift) for shift in range(-reach, reach))
    fits = [
        day
        for day in days
        if (span := days_of(time.means, day, None)) and span[0] <= last and span[1] >= first
    ]
    if fits and len(fits) < reach:
        yield Bound(fits[0], fits[-1], f'"{time.words}" is said of {event.name} ({event.from_})')


def _by_full_dates(page: Page, times: Sequence[TimeExpression], rules: DatingRules) -> Iterator[Bound]:
    """A weekday with a full date is fresh news."""
    for time in times:
        fresh = time.kind == "day" and time.from_ and re.match(r"[A-Z][a-z]+day\b", time.words)
        if fresh and time.from_ and _role_at(page, time.start) == "story":
            day = date.fromisoformat(time.from_)
            yield Bound(
                day, day + timedelta(days=rules.fresh_days), f'it tells of "{time.words}" by its weekday'
            )


def _by_offices(
    page: Page, mentions: Sequence[Mention], gazetteer: People, rules: DatingRules
) -> Iterator[Bound]:
    """Persons named with their titles: the page is of a day when they held the office."""
    seen = set[str]()
    for mention in mentions:
        if _role_at(page, mention.start) != "story":
            continue
        title = _title_before(page.text, mention.start, gazetteer, rules)
        people = {s.entity for s in gazetteer.surfaces_of(mention) if s.entity.startswith("person:")}
        if title is None or not title.office or len(people) != 1:
            continue
        person = gazetteer.by_id[people.pop()]
        spells = [spell for spell in person.spells if spell.office == title.office and spell.from_]
        if spells and person.id not in seen:
            seen.add(person.id)
            first, last = min(map(_first, spells)), max(map(_last, spells))
            until = "" if last == date.max else f" to {last}"
            yield Bound(first, last, f"{person.name} was {title.office} from {first}{until}")


def _title_before(text: str, start: int, gazetteer: People, rules: DatingRules) -> Title | None:
    """The longest title that ends where a name begins; None where words say that the office is over."""
    before = re.split(r"[.;\n]\s", text[max(0, start - rules.title_characters) : start])[-1].lower()
    if any(word in before for word in rules.not_in_office):
        return None
    words = before.replace(",", "").split()
    for size in range(min(6, len(words)), 0, -1):
        if title := gazetteer.titles.get(" ".join(words[-size:])):
            return title
    return None


def _first(spell: Spell) -> date:
    year, month, day = ([*map(int, (spell.from_ or "1").split("-")), 1, 1])[:3]
    return date(year, month, day)


def _last(spell: Spell) -> date:
    if not spell.to:
        return date.max
    year, month, day = ([*map(int, spell.to.split("-")), 0, 0])[:3]
    if day:
        return date(year, month, day)
    return (
        (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        if month
        else date(year, 12, 31)
    )


def _meet(bounds: Sequence[Bound]) -> tuple[Bound, list[str]]:
    """The days that all clues leave; the narrowest clue first, since a wide one can hardly be wrong about it."""
    found, reasons = Bound(date.min, date.max, ""), list[str]()
    for bound in sorted(bounds, key=lambda b: ((b.last - b.first).days, b.first, b.why)):
        first, last = max(found.first, bound.first), min(found.last, bound.last)
        if first > last:
            reasons.append(f"left out, for it contradicts the rest: {bound.why}")
            continue
        found = Bound(first, last, "")
        reasons.append(bound.why)
    return found, list(dict.fromkeys(reasons))


def _with_dateline(
    page: Page, times: Sequence[TimeExpression], found: Bound, reasons: Sequence[str]
) -> Published | None:
    """A dateline without a year: the year in which its day lies between the other clues, if there is only one."""
    for time in times:
        if time.means.startswith("date - ") and _role_at(page, time.start) == "dateline":
            years = range(max(found.first.year, 1990), min(found.last.year, 2100) + 1)
            days = [
                span[0]
                for year in years
                if (span := days_of(time.means.replace("-", str(year), 1), date.min, None))
            ]
            days = [day for day in days if found.first <= day <= found.last]
            if len(days) > 1:
                days = _of_the_weekday(times, days)
            if len(days) == 1:
                why = f'the dateline says "{time.words}"; the year is inferred: ' + (
                    "; ".join(reasons) or "by the weekday"
                )
                return Published(from_=days[0].isoformat(), to=days[0].isoformat(), basis="inferred", why=why)
    return None


def _of_the_weekday(times: Sequence[TimeExpression], days: list[date]) -> list[date]:
    """The days that are, or follow by one day, the weekday on which the first sentences say it happened."""
    weekday = next((int(t.means.split()[1]) for t in times if t.means.startswith("weekday ")), None)
    return [day for day in days if weekday in (day.weekday(), (day.weekday() - 1) % 7)]


def _published(found: Bound, reasons: Sequence[str], rules: DatingRules) -> Published:
    if not reasons:
        return Published(why="neither metadata nor a date line, and no words that fix the day")
    told = "; ".join(reasons)
    if found.first == date.min or found.last == date.max:
        return Published(why=f"the words leave one end open: {told}")
    if (found.last - found.first).days > rules.widest_days:
        return Published(why=f"the words leave too many days ({found.first} to {found.last}): {told}")
    return Published(from_=found.first.isoformat(), to=found.last.isoformat(), basis="inferred", why=told)
