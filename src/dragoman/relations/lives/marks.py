"""By what can a record be known again on another page? Times, places, sides and words about it; and echoes.

An echo is a sentence that takes up a record of an earlier page ("the ultimatum ran out") and makes none of its own.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.knowledge import DATA
from dragoman.knowledge.loading import Knowledge
from dragoman.knowledge.places import Places, load_places, plain
from dragoman.model import Mention, Page, Published, Sentence, Struct, TimeExpression, content_id
from dragoman.reading.actors import find_mentions
from dragoman.reading.screen import split
from dragoman.reading.times import find_times, resolve
from dragoman.relations.lives.kinds import Mark
from dragoman.relations.lives.rules import EchoForm, Lives
from dragoman.relations.lives.sides import sides_of

CAPITALISED = re.compile(r"[A-Z][\w’'-]*[\w-]")
NEXT = re.compile(r"[ \u00a0]+[\w’'-]+")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’-]{3,}")
LONGEST_PLACE = 3  # words of a place's name
LONGEST = 1200  # characters of a sentence that wordings are tried on: longer ones are lists


class Record(Struct):
    """A ledger record of the page: its id, kind, and the spans of its words."""

    id: str
    kind: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A page with its sentences, names and times; the sides and proper names anywhere on it; and the knowledge."""

    key: str
    page: Page
    published: Published
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    knowledge: Knowledge
    lives: Lives

    def sides(self, start: int, end: int) -> tuple[str, ...]:
        """The sides named in a span."""
        inside = (m for m in self.mentions if start <= m.start and m.end <= end)
        return tuple(sorted({s for m in inside for s in sides_of(m, self.knowledge, self.lives)}))


@dataclass(frozen=True, slots=True)
class Whole:
    """What is told anywhere on the page: the sides, and proper names that are no actor's."""

    sides: tuple[str, ...]
    names: tuple[str, ...]


def speaks_of_any(text: str, lives: Lives) -> bool:
    """Whether a page holds any wording of an echo: a glance before names and times are looked for."""
    return any(pattern.search(text) for _, pattern in lives.echoes)


def marks_of(
    key: str, page: Page, published: Published, records: Sequence[Record], knowledge: Knowledge, lives: Lives
) -> tuple[Mark, ...]:
    """The marks of one page, those of its records and then its echoes, in the order of the text."""
    times = find_times(page.text, page.passages, knowledge.rules)
    seen = Seen(key, page, published, split(page), find_mentions(page, knowledge), times, knowledge, lives)
    whole = Whole(seen.sides(0, len(page.text)), _names(seen))
    spoken = [_sentences(seen, record.spans) for record in records]
    taken = {(record.kind, n) for record, numbers in zip(records, spoken, strict=True) for n in numbers}
    every = tuple(_echoes(seen))
    says_own = {(form.kind, n): says for n, form, says, _ in every if form.own}
    own = [
        _mark(
            seen,
            whole,
            numbers,
            record.kind,
            record=record.id,
            says=next((says_own[record.kind, n] for n in numbers if (record.kind, n) in says_own), None),
        )
        for record, numbers in zip(records, spoken, strict=True)
    ]
    echoes = [
        _mark(seen, whole, (n,), form.kind, says=says, phrase=phrase)
        for n, form, says, phrase in every
        if form.beside or (form.kind, n) not in taken
    ]
    return (*own, *echoes)


def _mark(
    seen: Seen,
    whole: Whole,
    numbers: tuple[int, ...],
    kind: str,
    *,
    record: str | None = None,
    says: str | None = None,
    phrase: tuple[int, int] | None = None,
) -> Mark:
    """Sides from the sentence before to the one after; times, places and words from the sentence and the next, where
    details follow: "It was to have been in Singapore on 12 June".
    """
    first, last = (numbers[0], numbers[-1]) if numbers else (0, -1)
    start, end = _reach(seen, first, last)
    wide = _reach(seen, max(0, first - 1), min(last + 1, len(seen.sentences) - 1))
    after = (start, wide[1])
    times = [t for t in seen.times if after[0] <= t.start and t.end <= after[1]]
    return Mark(
        id=record or content_id(seen.key, "echo", kind, start, end),
        page=seen.key,
        kind=kind,
        echo=record is None,
        says=says,
        start=start,
        end=end,
        text=seen.page.text[start:end],
        sides=seen.sides(*wide),
        page_sides=whole.sides,
        days=tuple(sorted({t.days for t in times if t.days and t.kind == "duration"})),
        times=_days(times, seen.published),
        named=_days([t for t in times if t.end <= end], seen.published),
        called=_places(seen, phrase) if phrase else (),
        places=_places(seen, after) or _places(seen, wide),
        subjects=_subjects(seen, kind, (start, end)),
        beside=_subjects(seen, kind, after),
        words=_words(seen, after),
        names=whole.names,
    )


def _reach(seen: Seen, first: int, last: int) -> tuple[int, int]:
    if last < first or not seen.sentences:
        return 0, 0
    return seen.sentences[first].start, seen.sentences[last].end


def _sentences(seen: Seen, spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The numbers of the sentences that hold the first of these spans."""
    for start, end in spans[:1]:
        first = bisect_right(seen.sentences, start, key=lambda s: s.end)
        last = bisect_left(seen.sentences, end, key=lambda s: s.start)
        return tuple(range(first, last))
    return ()


def _days(times: Sequence[TimeExpression], published: Published) -> tuple[str, ...]:
    return tuple(sorted({span for time in times for span in _spans(time, published)}))


def _spans(time: TimeExpression, published: Published) -> Iterator[str]:
    """The days of a time as its sentence may mean them: back from the page's day, or forth."""
    for tense in ("past", "future"):
        known = resolve(time, published, tense)
        if known.from_ and known.to:
            yield f"{known.from_}/{known.to}"


def _places(seen: Seen, span: tuple[int, int]) -> tuple[str, ...]:
    """Towns and regions behind a word of place: "in Geneva"; or before an agreement: "the Doha agreement"."""
    text, found, lives = seen.page.text, set(), seen.lives
    places = load_places(DATA / "actors/places.tsv")
    for lead in lives.places.finditer(text, *span):
        name = _place(text, lead.end(), span[1], places)
        if name:
            found.add(name)
    for mention in CAPITALISED.finditer(text, *span):
        if lives.noun.match(text, mention.end(), span[1]) and (spots := places.named(mention[0])):
            found.add(plain(spots[0].name))
    return tuple(sorted(found))


def _place(text: str, at: int, end: int, places: Places) -> str | None:
    """The longest name at an offset that is a place's, in the spelling by which places are compared."""
    words: list[str] = []
    best = None
    while len(words) < LONGEST_PLACE and (word := CAPITALISED.match(text, at, end)):
        words.append(word[0].removesuffix("’s").removesuffix("'s"))
        # Capitals throughout are a body's: there is a town called Nato.
        if not words[-1].isupper() and (spots := places.named(" ".join(words))):
            best = plain(spots[0].name)
        at = word.end() + 1
    return best


def _subjects(seen: Seen, kind: str, span: tuple[int, int]) -> tuple[str, ...]:
    return tuple(
        name for name, p in seen.lives.subjects.get(kind, {}).items() if p.search(seen.page.text, *span)
    )


def _words(seen: Seen, span: tuple[int, int]) -> tuple[str, ...]:
    rules, named = seen.lives.rules, [(m.start, m.end) for m in seen.mentions if span[0] <= m.start < span[1]]
    words = {
        word[0].lower()[: rules.stem]
        for word in WORD.finditer(seen.page.text, *span)
        if len(word[0]) >= rules.shortest
        and word[0].lower() not in seen.lives.common
        and not any(start <= word.start() < end for start, end in named)
    }
    return tuple(sorted(words))


def _names(seen: Seen) -> tuple[str, ...]:
    """Proper names of the page that mean no actor and no time, and are no title before one."""
    gazetteer, common = seen.knowledge.gazetteer, seen.lives.common
    taken = sorted([(m.start, m.end) for m in seen.mentions] + [(t.start, t.end) for t in seen.times])
    starts = [start for start, _ in taken]
    found = set()
    for sentence in seen.sentences:
        for name in NAME.finditer(seen.page.text, sentence.start, sentence.end):
            word = name[0].lower()
            if word in gazetteer.nouns or word in gazetteer.titles or word in common:
                continue
            at = bisect_right(starts, name.start()) - 1
            if at < 0 or taken[at][1] <= name.start():
                found.add(name[0].removesuffix("’s"))
    return tuple(sorted(found))


def _echoes(seen: Seen) -> Iterator[tuple[int, EchoForm, str, tuple[int, int]]]:
    """Each sentence that takes up a record, once a kind: its number, the wording, what it says, and the words that name
    the thing, with the place that may follow: "the paper signed in Doha".
    """
    for number, sentence in enumerate(seen.sentences):
        end = min(sentence.end, sentence.start + LONGEST)
        told = set[str]()
        for form, pattern in seen.lives.echoes:
            if form.kind not in told and (found := pattern.search(seen.page.text, sentence.start, end)):
                told.add(form.kind)
                says = _says(seen.page.text, sentence.start, end, form, seen.lives)
                behind = _behind(seen.page.text, found.end(), end)
                yield number, form, says, (found.start(), behind)


def _behind(text: str, at: int, end: int) -> int:
    """Where the first few words behind a wording end."""
    for _ in range(LONGEST_PLACE + 1):
        word = NEXT.match(text, at, end)
        if word is None:
            break
        at = word.end()
    return at


def _says(text: str, start: int, end: int, form: EchoForm, lives: Lives) -> str:
    for more, pattern in lives.says:
        # What is said outright stands; a mere mention, or an end of which more is told, takes what stands beside it.
        if more.kind == form.kind and form.says in lives.rules.open_says and pattern.search(text, start, end):
            return more.says
    return form.says
