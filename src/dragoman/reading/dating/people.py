"""What the people of a page tell of its day: offices in force, careers, offices taken up and left."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Protocol

from dragoman.knowledge.entries import Entity, Spell, Surface, Title
from dragoman.model import Mention, Struct, TimeExpression
from dragoman.reading.dating.facts import Fact, Hit, Text
from dragoman.reading.dating.told import NEVER, ToldRules, told
from dragoman.reading.dating.weigh import Clue, Part, iso, one


class People(Protocol):
    """What dating needs of the gazetteer."""

    by_id: dict[str, Entity]
    titles: dict[str, Title]

    def surfaces_of(self, mention: Mention) -> tuple[Surface, ...]:
        """The surfaces that a mention may be."""
        ...


class PeopleRules(Struct, frozen=True, forbid_unknown_fields=True):
    """How offices and careers bound a page's day; `dating.toml` explains each."""

    title_characters: int
    not_in_office: tuple[str, ...]
    sure_titled: float
    sure_career: float
    sure_untitled: float
    tail_days: int
    tail_share: float
    source_begins: str
    unknown_share: float
    before_years: int
    before_share: float
    after_years: int
    after_share: float
    known_before_years: int
    known_after_years: int
    open_years: int
    taken: tuple[str, ...]
    left: tuple[str, ...]
    sure_taken: float
    announced_days: int
    in_office: tuple[str, ...]
    sure_length: float
    leading: tuple[str, ...]
    namesakes: tuple[str, ...]


YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A mention with the surfaces that it may be.
Meant = tuple[Mention, tuple[Surface, ...]]


def people_named(text: Text, mentions: Sequence[Meant], rules: PeopleRules) -> dict[str, list[Meant]]:
    """The persons whom a page names by a name that only they have, with the mentions of each, in order."""
    named: dict[str, list[Meant]] = defaultdict(list)
    for mention, surfaces in mentions:
        people = {s.entity for s in surfaces if s.entity.startswith("person:")}
        if len(people) == 1 and text.norm[mention.start : mention.end] not in rules.namesakes:
            named[people.pop()].append((mention, surfaces))
    return named


def by_people(
    raw: str, text: Text, times: Sequence[TimeExpression], named: dict[str, list[Meant]], gazetteer: People,
    rules: PeopleRules, told_rules: ToldRules,
) -> Iterator[Clue]:  # fmt: skip
    """The clues of everybody whom the page names: at most one of the office or career, and those of changes."""
    for key, mentions in named.items():
        person = gazetteer.by_id[key]
        full = any(s.kind == "full name" for _, surfaces in mentions for s in surfaces)
        titled = next((c for m, _ in mentions if (c := _titled(raw, m, person, gazetteer, rules))), None)
        if titled is not None:
            yield titled
        elif (
            full
            and person.spells
            and not all(
                _is_of_a_year(raw, m, times) or _is_recalled(m, person, text, rules) for m, _ in mentions
            )
        ):
            yield from _career(person, rules)
        for mention, _ in mentions:
            yield from _changes(mention, person, text, times, rules, told_rules)


def _is_of_a_year(raw: str, mention: Mention, times: Sequence[TimeExpression]) -> bool:
    """Whether the sentence before a name tells a year: "signed in 1987 by Mikhail Gorbachev" is history on any day."""
    begin = max(raw.rfind(". ", 0, mention.start), raw.rfind("\n", 0, mention.start))
    return any(t.kind == "year" and begin < t.start < mention.start for t in times)


def _titled(raw: str, mention: Mention, person: Entity, gazetteer: People, rules: PeopleRules) -> Clue | None:
    """A person named with the title of an office that the person held: the page is of those days."""
    title = _title_before(raw, mention.start, gazetteer, rules) or _title_after(
        raw, mention.end, gazetteer, rules
    )
    if title is None or not title.office:
        return None
    spells = [spell for spell in person.spells if spell.office == title.office and spell.from_]
    if not spells:
        return None
    first, last = iso(_first(spells[0])), _last(spells[-1], rules)
    until = "" if last >= NEVER or not spells[-1].to else f" to {iso(last)}"
    return Clue(
        _terms(spells, rules), rules.sure_titled, f"{person.name} was {title.office} from {first}{until}"
    )


def _terms(spells: Sequence[Spell], rules: PeopleRules) -> tuple[Part, ...]:
    """The days of the spells, and a little after the last."""
    core = _runs(spells, rules)
    tails = [(core[-1][1] + 1, core[-1][1] + rules.tail_days, rules.tail_share)]
    if as_of := max((s.as_of for s in spells if s.as_of and _exact(s.as_of)), default=None):
        known = date.fromisoformat(as_of).toordinal()
        # The source ends: an office may have been taken up again after it, or held before it begins.
        begin = date.fromisoformat(rules.source_begins).toordinal()
        tails.append((known, known + round(365.25 * rules.open_years), rules.unknown_share))
        tails.append((begin - round(3652.5), begin, rules.unknown_share))
    left = 1 - sum(share for _, _, share in tails)
    return (*((a, b, share * left) for a, b, share in core), *tails)


def _runs(spells: Sequence[Spell], rules: PeopleRules) -> list[Part]:
    """The days of the spells, joined where they follow each other; all days are alike."""
    runs: list[tuple[int, int]] = []
    for first, last in sorted((_first(s), _last(s, rules)) for s in spells):
        if runs and first <= runs[-1][1] + 31:
            runs[-1] = runs[-1][0], max(last, runs[-1][1])
        else:
            runs.append((first, last))
    whole = sum(b - a + 1 for a, b in runs)
    return [(a, b, (b - a + 1) / whole) for a, b in runs]


def _career(person: Entity, rules: PeopleRules) -> Iterator[Clue]:
    """A person without a title: mostly in an office, and hardly named before the first one."""
    spells = [spell for spell in person.spells if spell.from_]
    if not spells:
        return
    first, last = min(map(_first, spells)), max(_last(s, rules) for s in spells)
    why = f"{person.name} held an office from {iso(first)}" + (f" to {iso(last)}" if last < NEVER else "")
    before, after = round(365.25 * rules.before_years), round(365.25 * rules.after_years)
    in_office = 1 - rules.before_share - rules.after_share
    parts = (
        (first - before, first - 1, rules.before_share),
        *((a, b, share * in_office) for a, b, share in _runs(spells, rules)),
        (last + 1, last + after, rules.after_share),
    )
    yield Clue(parts, rules.sure_untitled, why)
    years = (first - round(365.25 * rules.known_before_years), last + round(365.25 * rules.known_after_years))
    yield one(*years, rules.sure_career, why)


def _is_recalled(mention: Mention, person: Entity, text: Text, rules: PeopleRules) -> bool:
    """Whether the sentence names a year in which the person held an office: it tells of that year, not of today."""
    number = text.sentence_at(mention.start)
    years = {int(year) for year in YEAR.findall(text.norm[text.starts[number] : text.ends[number]])}
    spells = [spell for spell in person.spells if spell.from_]
    return any(
        date.fromordinal(_first(s)).year <= year <= date.fromordinal(_last(s, rules)).year
        for s in spells
        for year in years
    )


def _changes(
    mention: Mention, person: Entity, text: Text, times: Sequence[TimeExpression], rules: PeopleRules,
    told_rules: ToldRules,
) -> Iterator[Clue]:  # fmt: skip
    """An office taken up or left, told with a relative time; a length of time in office."""
    number = text.sentence_at(mention.start)
    start, end = text.starts[number], text.ends[number]
    sentence = text.norm[start:end]
    here = [t for t in times if start <= t.start < end]
    if not here:
        return
    leading = [s for s in person.spells if s.office in rules.leading]
    if any(word in sentence for word in rules.taken):
        facts = tuple(_fact(s, person, "begins") for s in leading if _exact(s.from_))
        hit = Hit(facts, number, number, mention.start, rules.sure_taken)
        yield from told(hit, text, here, told_rules, frozenset()) if facts else ()
    if any(word in sentence for word in rules.left):
        facts = tuple(_fact(s, person, "ends", rules.announced_days) for s in leading if _exact(s.to))
        hit = Hit(facts, number, number, mention.start, rules.sure_taken)
        yield from told(hit, text, here, told_rules, frozenset()) if facts else ()
    lengths = [t for t in here if t.means.startswith("length ") and t.days]
    if lengths and any(word in sentence for word in rules.in_office):
        parts = [_so_long(_first(s), lengths[0].days or 0.0) for s in leading if s.from_]
        if parts:
            why = f'"{lengths[0].words}" in office, said of {person.name}'
            yield Clue(tuple((a, b, 1 / len(parts)) for a, b in parts), rules.sure_length, why)


def _so_long(first: int, days: float) -> tuple[int, int]:
    """The days on which an office is held for so long; lengths are rounded words."""
    loose = 1 if days < 10 else round(0.15 * days) + 2
    return first + round(days) - loose, first + round(days) + loose


def _fact(spell: Spell, person: Entity, change: str, announced: int = 0) -> Fact:
    """The first or last day of an office as a fact; the end may be told from its announcement on."""
    day = date.fromisoformat((spell.from_ if change == "begins" else spell.to) or "")
    return Fact(
        day - timedelta(days=announced), day, f"{person.name}'s time as {spell.office} {change}", "office"
    )


def _exact(day: str | None) -> bool:
    return day is not None and len(day) == 10


def _title_before(raw: str, start: int, gazetteer: People, rules: PeopleRules) -> Title | None:
    """The longest title that ends where a name begins; None where words say that the office is over."""
    before = re.split(r"[.;\n]\s", raw[max(0, start - rules.title_characters) : start])[-1].lower()
    if any(word in before for word in rules.not_in_office):
        return None
    words = before.replace(",", "").split()
    for size in range(min(6, len(words)), 0, -1):
        if title := gazetteer.titles.get(" ".join(words[-size:])):
            return title
    return None


def _title_after(raw: str, end: int, gazetteer: People, rules: PeopleRules) -> Title | None:
    """The longest title in the apposition that follows a name: ", the Omani foreign minister,"."""
    if raw[end : end + 2] != ", ":
        return None
    after = re.split(r"[,.;\n]", raw[end + 2 : end + 2 + rules.title_characters])[0].lower()
    if any(word in after for word in rules.not_in_office):
        return None
    words = after.split()[:7]
    for skip in range(min(4, len(words))):
        for size in range(len(words) - skip, 0, -1):
            if title := gazetteer.titles.get(" ".join(words[skip : skip + size])):
                return title
    return None


def _first(spell: Spell) -> int:
    year, month, day = ([*map(int, (spell.from_ or "1").split("-")), 1, 1])[:3]
    return date(year, month, day).toordinal()


def _last(spell: Spell, rules: PeopleRules) -> int:
    """The last day of an office; open ones last some years beyond what their source knew."""
    if not spell.to:
        known = int((spell.as_of or spell.from_ or "2100")[:4])
        return date(known + rules.open_years, 12, 31).toordinal()
    year, month, day = ([*map(int, spell.to.split("-")), 0, 0])[:3]
    if day:
        return date(year, month, day).toordinal()
    if month:
        return date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
    return date(year, 12, 31).toordinal()
