"""Which people does the page name, in full and in short, and is each a man or a woman as far as the page tells?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dragoman.model import Struct
from dragoman.reading.quotations.narration import Word, words_of
from dragoman.reading.quotations.rules import Speech

Gender = Literal["f", "m"]
PARTICLES = frozenset(
    [
        "de",
        "van",
        "von",
        "bin",
        "bint",
        "ibn",
        "al",
        "el",
        "da",
        "dos",
        "della",
        "der",
        "den",
        "du",
        "ten",
        "la",
        "le",
    ]
)
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
LONGEST = 4  # words; a longer run of capitals is a heading


class Named(Struct):
    """A person's name in the text: `parts` without titles; `owner` is True for a possessive ("Kim's")."""

    start: int
    end: int
    parts: tuple[str, ...]
    gender: Gender | None
    titled: bool
    owner: bool

    @property
    def last(self) -> str:
        """The last name in lower case."""
        kept = [part for part in self.parts if part.lower().rstrip(".") not in SUFFIXES]
        return (kept or self.parts)[-1].lower()


@dataclass(frozen=True, slots=True)
class People:
    """All people that a page names."""

    named: tuple[Named, ...]
    full: dict[str, list[Named]] = field(default_factory=dict)
    genders: dict[str, Gender] = field(default_factory=dict)

    def whole(self, one: Named) -> str:
        """The fullest name that the page gives for the person of `one`: the nearest before it, else the first."""
        if len(one.parts) > 1:
            return " ".join(one.parts)
        known = self.full.get(one.last, [])
        fit = [n for n in known if not one.gender or self.gender_of(n) in (None, one.gender)] or known
        before = [n for n in fit if n.start < one.start]
        chosen = before[-1] if before else (fit[0] if fit else one)
        return " ".join(chosen.parts)

    def gender_of(self, one: Named) -> Gender | None:
        """Man or woman by title or given name, wherever on the page that stands."""
        return one.gender or self.genders.get(self.whole(one) if len(one.parts) == 1 else " ".join(one.parts))


def find_people(text: str, bodies: Sequence[tuple[int, int]], speech: Speech) -> People:
    """Every name of a person in `text`; `bodies` are spans known to name states, bodies and places."""
    inside = _covered(bodies)
    runs = (run for run in _runs(words_of(text, 0, len(text)), speech) if run[-1].start not in inside)
    # Words in capitals only are headings and labels.
    named = tuple(o for run in runs if (o := name_of(run, speech)) and not all(p.isupper() for p in o.parts))
    full: defaultdict[str, list[Named]] = defaultdict(list)
    genders: dict[str, Gender] = {}
    for one in named:
        if len(one.parts) > 1:
            full[one.last].append(one)
            if one.parts[0].lower() in speech.gender:
                full[one.parts[0].lower()].append(one)
    people = People(named=named, full=dict(full), genders=genders)
    for one in named:
        if one.gender:
            genders.setdefault(people.whole(one), one.gender)
    return people


def _covered(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end))


def _runs(words: Sequence[Word], speech: Speech) -> Iterable[list[Word]]:
    run: list[Word] = []
    for word in words:
        joins = run and word.start - run[-1].end <= 1 and not run[-1].text.endswith(("'s", "’s", "s’", "s'"))
        named = word.capital and word.low not in speech.never_names
        titled = word.capital and word.low in speech.titles
        if run and not (joins and (named or titled or word.low in PARTICLES)):
            yield run
            run = []
        if named or titled or (run and word.low in PARTICLES):
            run.append(word)
    if run:
        yield run


def name_of(run: Sequence[Word], speech: Speech) -> Named | None:
    """The person named at the end of a run of capitalised words, or None where it ends in a body or a title."""
    while run and not run[-1].capital:
        run = run[:-1]
    kept: list[Word] = []
    for word in reversed(run):
        if word.low in speech.not_persons or word.low in speech.titles:
            break
        kept.insert(0, word)
    while kept and not kept[0].capital:
        kept = kept[1:]
    if not kept or len(kept) > LONGEST or any(character.isdigit() for character in kept[-1].text):
        return None
    before = [word.low for word in run if word.end <= kept[0].start]
    parts = tuple(_bare(word.text) for word in kept)
    return Named(
        start=kept[0].start,
        end=kept[-1].end,
        parts=parts,
        gender=_gender(before, parts, speech),
        titled=bool(before) and before[-1] in speech.titles,
        owner=kept[-1].text.endswith(("'s", "’s", "'", "’")),
    )


def _bare(word: str) -> str:
    for ending in ("'s", "’s"):
        word = word.removesuffix(ending)
    return word


def _gender(titles: Sequence[str], parts: tuple[str, ...], speech: Speech) -> Gender | None:
    if titles and titles[-1] in speech.women_titles:
        return "f"
    if titles and titles[-1] in speech.men_titles:
        return "m"
    found = speech.gender.get(parts[0].lower()) if len(parts) > 1 else None
    return "f" if found == "f" else "m" if found == "m" else None
