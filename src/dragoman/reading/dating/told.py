"""What a page says of a dated fact, in relative words or in none: "on Tuesday", "next month", "two years after"."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dragoman.model import Struct, TimeExpression
from dragoman.reading.dating.facts import Fact, Hit, Text
from dragoman.reading.dating.weigh import Clue, Part, iso
from dragoman.reading.dating.when import counted, page_days
from dragoman.reading.times.calendar import Tense, needs_page_day
from dragoman.reading.times.calendar import parts as parts_of

NEVER = date(2100, 1, 1).toordinal()


class Fresh(Struct, frozen=True, forbid_unknown_fields=True):
    """How long after a fact a page that names it is written: up to so many days, with this share of all pages."""

    days: int
    share: float


class ToldRules(Struct, frozen=True, forbid_unknown_fields=True):
    """How words are counted back to the page's day; `dating.toml` explains each."""

    around_years: int
    future: tuple[str, ...]
    past: tuple[str, ...]
    past_within: int
    to_come: tuple[str, ...]
    midnight: tuple[str, ...]
    long_ago: tuple[str, ...]
    anniversary: tuple[str, ...]
    after: tuple[str, ...]
    ordinals: dict[str, int]
    ahead_past: float
    ahead_future: float
    ahead_open: float
    weekday_chance: float
    sure_next: float
    sure_far: float
    sure_counted: float
    sure_untimed: float
    known_kinds: tuple[str, ...]
    lasting_kinds: tuple[str, ...]
    sure_lasting: float
    untimed: tuple[Fresh, ...]
    untimed_weekday: tuple[Fresh, ...]
    untimed_lead: tuple[Fresh, ...]
    lead_sentences: int
    sure_weekday: float
    sure_lead: float
    weekdays_most: int
    untimed_lasting: tuple[Fresh, ...]
    untimed_ahead: tuple[Fresh, ...]
    after_kinds: tuple[str, ...]


def told(
    hit: Hit, text: Text, times: Sequence[TimeExpression], rules: ToldRules, weekdays: frozenset[int]
) -> Iterator[Clue]:
    """The clues of one naming of facts: by its nearest times, else by the mere fact that it is named.

    `weekdays` are those that the page tells of as past (0 is Monday).
    """
    start, end = text.starts[hit.sentence], text.ends[hit.until]
    sentence = text.norm[start:end]
    here = [t for t in times if start <= t.start < end and t.kind != "present"]
    if any(word in sentence for word in rules.anniversary):
        yield from _remembered(hit, sentence, rules)
        return
    found = False
    for rank, time in enumerate(sorted(here, key=lambda t: (abs(t.start - hit.at), t.start))[:5]):
        clue = _counted_from(hit, time, rules, rank, sentence) or _by_time(hit, time, here, text, rules, rank)
        if clue is not None:
            found = True
            yield clue
            if rank == 0:
                break
    old = any(word in sentence for word in rules.long_ago) or any(t.from_ for t in here)
    if not found and not old and len(hit.facts) <= 3:
        yield from _untimed(hit, rules, weekdays)


def _counted_from(hit: Hit, time: TimeExpression, rules: ToldRules, rank: int, sentence: str) -> Clue | None:
    """ "Two years after the fact", "eighty years since": the page is about so far from it."""
    kind, *rest = parts_of(time.means)
    if kind not in ("other", "length") or len(rest) != 2 or rank:
        return None
    if not any(f"{time.words.lower()} {word}" in sentence for word in rules.after) and not (
        kind == "other" and time.words.lower().endswith(rules.after)
    ):
        return None
    parts = [counted(f.day, f.day, float(rest[0]), rest[1]) for f in hit.facts]
    why = f'"{time.words}" is counted from {_names(hit.facts)}'
    return Clue(
        tuple((a, b, 1 / len(parts)) for a, b in parts),
        rules.sure_counted * (1 if hit.tight else rules.sure_next),
        why,
    )


def _by_time(
    hit: Hit, time: TimeExpression, here: Sequence[TimeExpression], text: Text, rules: ToldRules, rank: int
) -> Clue | None:
    """The days on which the words of a relative time mean the days of one of the facts."""
    if not needs_page_day(time.means) or time.words.lower() in rules.midnight:
        return None
    tense = tense_of(time, here, text, rules)
    number = text.sentence_at(time.start)
    midnight = any(word in text.norm[text.starts[number] : text.ends[number]] for word in rules.midnight)
    weekday = time.means.startswith("weekday ") and time.means.endswith(" -")
    fitting: list[tuple[Fact, tuple[tuple[float, tuple[int, int]], ...]]] = []
    for fact in hit.facts:
        runs = tuple(
            (weight, run) for weight, *days in _ends(fact, time.means, midnight)
            for run in page_days(time.means, *days, None if weekday else tense, rules.around_years)
        )  # fmt: skip
        if tense == "future" and not weekday:
            end = fact.last.toordinal()
            runs = tuple((weight, (a, min(b, end))) for weight, (a, b) in runs if a <= end)
        if runs:
            fitting.append((fact, runs))
    if not fitting:
        return None
    never_before = fitting[0][0].kind in rules.after_kinds
    parts = [
        (a, b, share * weight / len(fitting) / sum(w for w, _ in runs))
        for _, runs in fitting
        for weight, run in runs
        for a, b, share in _weekday_parts(time.means, run, tense, never_before, rules)
    ]
    sure = hit.sure if rank == 0 else hit.sure * rules.sure_next
    if weekday:
        # One in seven facts that are not meant would fall on this day of the week.
        sure = 1 - (1 - sure) * rules.weekday_chance
    elif fitting[0][0].kind in rules.lasting_kinds:
        sure *= rules.sure_lasting
    return Clue(tuple(parts), sure, f'"{time.words}" is said of {_names([fact for fact, _ in fitting])}')


def _ends(fact: Fact, means: str, midnight: bool) -> tuple[tuple[float, date, date], ...]:
    """The days of a fact, with weights; of one that lasts, a single day in the text is its first, its last, or any.

    What happens at midnight is told of the day before as well.
    """
    first = fact.first - timedelta(days=1) if midnight else fact.first
    if means.startswith(("day ", "weekday")) and (fact.last - first).days > _LASTS and fact.kind != "office":
        last = 0.1 if fact.kind == "war" else 0.3
        return (0.5, first, first), (last, fact.last, fact.last), (0.15, first, fact.last)
    return ((1.0, first, fact.last),)


# Days that a fact may have and still be told by any of them.
_LASTS = 5


def _weekday_parts(
    means: str, run: tuple[int, int], tense: Tense | None, never_before: bool, rules: ToldRules
) -> list[Part]:
    """A day of the week may be past or still to come, whatever the words around it seem to say."""
    first, last = run
    if not means.startswith("weekday ") or not means.endswith(" -") or last - first != 6:
        return [(first, last, 1.0)]
    # `page_days` was asked for the past: the event is on the first day of the run. Which day of that week is the page's
    # the days of the week told of say once for the whole page (`weekday_factors`).
    ahead = {"past": rules.ahead_past, "future": rules.ahead_future, None: rules.ahead_open}[tense]
    if never_before:
        return [(first, last, 1.0)]
    return [(first - 6, first - 1, ahead), (first, last, 1 - ahead)]


def tense_of(
    time: TimeExpression, here: Sequence[TimeExpression], text: Text, rules: ToldRules
) -> Tense | None:
    """Past where a past verb stands right before the time, future where words around it speak of what is to come.

    "Around" goes up to the next times on both sides.
    """
    number = text.sentence_at(time.start)
    before = max((t.end for t in here if t.end <= time.start), default=text.starts[number])
    after = min((t.start for t in here if t.start >= time.end), default=text.ends[number])
    words = text.norm[before : time.start].split()
    earlier = next((t for t in here if t.end == before), None)
    if earlier is not None and words in (["and"], ["or"], ["to"]):
        return "future" if earlier.means.endswith(" 1") else tense_of(earlier, here, text, rules)
    words = words[-rules.past_within :]
    for at in range(len(words) - 1, -1, -1):
        if words[at] in rules.to_come:
            return "future"
        if words[at].endswith("ed") or words[at] in rules.past:
            # "to be held on Friday", and "will release a captured pilot on Friday", where "captured" is no verb.
            before_it = words[max(0, at - 2) : at] if at >= len(words) - 2 else words[:at]
            return "future" if set(before_it) & set(rules.to_come) else "past"
    around = f" {' '.join(words)} {text.norm[time.end : after]} "
    return "future" if any(word in around for word in rules.future) else None


def _remembered(hit: Hit, sentence: str, rules: ToldRules) -> Iterator[Clue]:
    """The anniversary of a fact: of the years that the sentence counts, else of any year."""
    count = next((int(n) for n in re.findall(r"\b(\d{1,3})(?:st|nd|rd|th)\b", sentence)), None)
    count = count or next((n for word, n in rules.ordinals.items() if f" {word} " in f" {sentence} "), None)
    spans = []
    for fact in hit.facts:
        for years in (count,) if count else range(1, 51):
            day = fact.first.toordinal() + round(365.2425 * years)
            spans.append((day - 10, day + 7))
    share = 1 / len(spans)
    why = f"the anniversary of {_names(hit.facts)}"
    yield Clue(tuple((a, b, share) for a, b in spans), rules.sure_counted if count else rules.sure_far, why)


def _untimed(hit: Hit, rules: ToldRules, weekdays: frozenset[int]) -> Iterator[Clue]:
    """A fact that is named without a time is mostly fresh, and of some kinds nobody speaks before they happen.

    It is hardly anything else where the page tells of the fact's day of the week, or of the day after.
    """
    parts: list[Part] = []
    sure = rules.sure_untimed if hit.tight else rules.sure_untimed * rules.sure_far
    few = weekdays if len(weekdays) <= rules.weekdays_most else frozenset[int]()
    for fact in hit.facts:
        start = fact.first.toordinal()
        after = rules.untimed_lasting if fact.kind in rules.lasting_kinds else rules.untimed
        ahead = () if fact.kind in rules.after_kinds else rules.untimed_ahead
        day = fact.first.weekday()
        if fact.kind not in rules.known_kinds and {day, (day + 1) % 7} & few:
            leads = hit.tight and hit.sentence < rules.lead_sentences
            after, ahead = rules.untimed_lead if leads else rules.untimed_weekday, ()
            sure = max(sure, rules.sure_lead if leads else rules.sure_weekday if hit.tight else 0)
        whole = sum(f.share for f in (*after, *ahead)) * len(hit.facts)
        # While it lasts a fact is as fresh as on its last day.
        last, done = fact.last.toordinal(), start - 1
        for fresh in after:
            parts.append((done + 1, last + fresh.days, fresh.share / whole))
            done = last + fresh.days
        done = 0
        for fresh in ahead:
            parts.append((start - fresh.days, start - done - 1, fresh.share / whole))
            done = fresh.days
    yield Clue(tuple(parts), sure, f"it speaks of {_names(hit.facts)}")


def past_weekdays(times: Sequence[TimeExpression], text: Text, rules: ToldRules) -> tuple[int, ...]:
    """The days of the week (0 is Monday) that a page tells of as past, in the order of the text."""
    found: list[int] = []
    for time in times:
        kind, *rest = parts_of(time.means)
        if kind == "weekday" and rest[1] == "-":
            number = text.sentence_at(time.start)
            here = [t for t in times if text.starts[number] <= t.start < text.ends[number]]
            tense = tense_of(time, here, text, rules)
            # Without a sign of the tense the first is past, for news begins with what happened.
            if tense == "past" or (tense is None and not found):
                found.append(int(rest[0]))
    return tuple(dict.fromkeys(found))


def _names(facts: Sequence[Fact]) -> str:
    """One fact by its name and day; of many the first and how many more."""
    more = f" or one of {len(facts) - 1} more" if len(facts) > 1 else ""
    return facts[0].told + more


__all__ = ["NEVER", "ToldRules", "iso", "past_weekdays", "tense_of", "told"]
