"""When was the page written? Given, else stated, else inferred from what the text says, else unknown; never a guess."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from dragoman.knowledge import Rules
from dragoman.knowledge.scanner import fold
from dragoman.model import Mention, Page, Published, Struct, TimeExpression
from dragoman.reading.dating.days import Age, DaysRules, by_age, by_days, weekday_factors
from dragoman.reading.dating.facts import DatedEvent, Naming, Text, load_facts, narrowest
from dragoman.reading.dating.people import Meant, People, PeopleRules, by_people, people_named
from dragoman.reading.dating.told import ToldRules, past_weekdays, told
from dragoman.reading.dating.weigh import Clue, Outcome, iso, one, weigh
from dragoman.reading.times.calendar import parts

BOUNDS = ("since", "until")  # meanings with one end that is named

__all__ = ["DatedEvent", "DatingRules", "date_page", "states_the_day"]


class FactRules(Struct, frozen=True, forbid_unknown_fields=True):
    """How sure it is that words which name a dated fact mean it."""

    sure: float
    sure_loose: float


class DatingRules(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `dating.toml`."""

    first_day: str
    last_day: str
    cover: tuple[float, float]
    widest_days: int
    line_words: int
    head_characters: int
    head_sentences: int
    story_roles: tuple[str, ...]
    abbreviations: tuple[str, ...]
    sure_named: float
    facts: FactRules
    told: ToldRules
    people: PeopleRules
    days: DaysRules
    naming: tuple[Naming, ...]
    age: tuple[Age, ...]


def date_page(
    page: Page, times: Sequence[TimeExpression], mentions: Sequence[Mention], gazetteer: People, rules: Rules
) -> Published:
    """The days on which the page may have been published, on what basis, and why.

    Inferred spans hold the likeliest days up to a share of `cover` of all probability (see `weigh`). A clue that
    contradicts them is named in `why`. Unknown where the span is wider than `widest_days`.
    """
    if page.given:
        return Published(from_=page.given, to=page.given, basis="given", why="the caller gave the date")
    if page.stated:
        why = f"the page's {page.stated_where or 'metadata'} states it"
        return Published(from_=page.stated, to=page.stated, basis="stated", why=why)
    dating: DatingRules = rules.get("dating", DatingRules)
    own = [time for time in times if states_the_day(page, time, rules)]
    if line := next((t for t in own if t.kind == "day" and t.from_ is not None), None):
        why = f'a line of the page states it: "{line.words}"'
        return Published(from_=line.from_, to=line.from_, basis="stated", why=why)
    return _inferred(page, times, own, mentions, gazetteer, rules, dating)


def states_the_day(page: Page, time: TimeExpression, rules: Rules) -> bool:
    """Whether a time is the page's own date: in a dateline, a byline, or a short line at the head of the page."""
    return time.means.startswith(("date ", "numbers ")) and _is_own(
        page, time, rules.get("dating", DatingRules)
    )


def _is_own(page: Page, time: TimeExpression, rules: DatingRules) -> bool:
    if _role_at(page, time.start) in ("dateline", "navigation", "byline"):
        return True
    line = page.text[page.text.rfind("\n", 0, time.start) + 1 :].split("\n", 1)[0]
    return time.start < rules.head_characters and len(line.split()) <= rules.line_words


def _role_at(page: Page, offset: int) -> str:
    return next((p.role for p in page.passages if p.start <= offset < p.end), "story")


def _inferred(
    page: Page, times: Sequence[TimeExpression], own: Sequence[TimeExpression], mentions: Sequence[Mention],
    gazetteer: People, rules: Rules, dating: DatingRules,
) -> Published:  # fmt: skip
    window = (
        date.fromisoformat(dating.first_day).toordinal(),
        date.fromisoformat(dating.last_day).toordinal(),
    )
    meant = [(m, gazetteer.surfaces_of(m)) for m in mentions if _role_at(page, m.start) in dating.story_roles]
    text = _text(page, meant, gazetteer, dating)
    times = [_bounded(t) for t in times if _role_at(page, t.start) in dating.story_roles and t not in own]
    named = people_named(text, meant, dating.people)
    facts = load_facts(rules.folder.parent / "dated_events.tsv", dating.naming)
    hits = narrowest((*facts.named(text, dating.facts.sure, dating.facts.sure_loose), *facts.of_kind(text)))
    weekdays = past_weekdays(times, text, dating.told)
    clues = (
        *(clue for hit in hits for clue in told(hit, text, times, dating.told, frozenset(weekdays))),
        *by_people(page.text, text, times, named, gazetteer, dating.people, dating.told),
        *by_days(text, times, own, window, dating.days, dating.told),
        *by_age(text, dating.age, window),
        *_by_entities(meant, gazetteer, dating, window),
    )
    # The same said twice is one clue: the surer.
    once: dict[object, Clue] = {}
    for clue in sorted(clues, key=lambda c: (-c.sure, c.why)):
        once.setdefault(clue.parts, clue)
    found = weigh(
        tuple(once.values()), window, dating.cover, weekday_factors(weekdays, _says_today(times), dating.days)
    )
    return _published(found, len(once), window, dating)


def _bounded(time: TimeExpression) -> TimeExpression:
    """Of "since Wednesday" the Wednesday: what is said of a fact is the end that is named."""
    kind, *rest = parts(time.means) or ("",)
    return msgspec.structs.replace(time, means=rest[0]) if kind in BOUNDS else time


def _says_today(times: Sequence[TimeExpression]) -> bool:
    return any(time.means == "day 0" and time.kind == "day" for time in times)


def _text(page: Page, mentions: Sequence[Meant], gazetteer: People, dating: DatingRules) -> Text:
    """The story's sentences, searched for by a look at the signs alone: what stands near what need not be exact."""
    norm = fold(page.text)
    starts, ends = list[int](), list[int]()
    heads: dict[int, int] = {}
    for passage in page.passages:
        if passage.role not in dating.story_roles:
            continue
        if passage.role in ("headline", "dateline"):
            heads[len(starts)] = len(starts) + dating.head_sentences
        begun = passage.start
        for end in _SENTENCE_END.finditer(page.text, passage.start, passage.end):
            if not page.text[begun : end.start() + 1].endswith(dating.abbreviations):
                starts.append(begun)
                ends.append(end.end())
                begun = end.end()
        starts.append(begun)
        ends.append(passage.end)
    countries: dict[str, list[int]] = defaultdict(list)
    for mention, surfaces in mentions:
        entities = {s.entity for s in surfaces if s.entity.startswith(("state:", "person:"))}
        if len(entities) == 1 and (country := gazetteer.by_id[entities.pop()].country):
            countries[country.lower()].append(mention.start)
    words = frozenset(_WORD.findall(norm))
    return Text(norm, starts or [0], ends or [0], words, countries, heads)


_SENTENCE_END = re.compile(r"""(?<!\b[A-Z])[.!?]["”’')]*\s+(?=["“‘(]?[A-Z0-9])|\n\s*""")
_WORD = re.compile(r"[^\W_]+")


def _by_entities(
    mentions: Sequence[Meant], gazetteer: People, dating: DatingRules, window: tuple[int, int]
) -> Iterator[Clue]:
    """States, bodies and groups whose beginning is known: hardly a page names them before."""
    for _, surfaces in mentions:
        if surfaces[0].alone and len({s.entity for s in surfaces}) == 1:
            entity = gazetteer.by_id[surfaces[0].entity]
            if entity.kind != "person" and entity.from_ and entity.from_[:4] >= dating.first_day[:4]:
                first = date(int(entity.from_[:4]), 1, 1).toordinal()
                yield one(first, window[1], dating.sure_named, f"{entity.name} exists from {entity.from_}")


def _published(found: Outcome, clues: int, window: tuple[int, int], rules: DatingRules) -> Published:
    if not clues:
        return Published(why="neither metadata nor a date line, and no words that fix the day")
    width = found.last - found.first + 1
    reasons = [
        clue.why for clue in found.used if sum(b - a + 1 for a, b, _ in clue.parts) < window[1] - window[0]
    ]
    reasons += [f"left out, for it contradicts the rest: {clue.why}" for clue in found.against]
    why = "; ".join(dict.fromkeys(reasons))
    if width > rules.widest_days:
        return Published(
            why=f"the words leave too many days ({iso(found.first)} to {iso(found.last)}): {why}"
        )
    return Published(from_=iso(found.first), to=iso(found.last), basis="inferred", why=why)
