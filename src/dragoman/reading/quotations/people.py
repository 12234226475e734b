"""Which people does the page name, in full and in short, and is each a man or a woman as far as the page tells?"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec
from msgspec.structs import replace

from dragoman.model import Struct
from dragoman.reading.quotations.narration import Word
from dragoman.reading.quotations.rules import Speech

Gender = Literal["f", "m"]
PARTICLES = frozenset(
    ("de", "van", "von", "bin", "bint", "ibn", "al", "el", "da", "dos", "der", "den", "du", "la", "le")
)
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
LONGEST = 4  # words; a longer run of capitals is a heading
BESIDE = 12  # words beside a name in which its office can stand


class Named(Struct):
    """A person's name in the text: `parts` without titles; `owner` is True where the name only says whose ("Kim's",
    "the Kim campaign"). `at` is the index of its first word among the page's words, `titles` the words before it.
    """

    start: int
    end: int
    parts: tuple[str, ...]
    gender: Gender | None
    titled: bool
    owner: bool
    at: int = -1
    titles: tuple[str, ...] = ()

    @property
    def last(self) -> str:
        """The last name in lower case."""
        kept = [part for part in self.parts if part.lower().rstrip(".") not in SUFFIXES]
        return (kept or self.parts)[-1].lower()


class Known(Struct):
    """What the knowledge says of a page's names: spans that are no person, and man or woman by a name's last offset."""

    bodies: tuple[tuple[int, int], ...] = ()
    genders: dict[int, Gender] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class People:
    """All people that a page names, in order, and the page's words."""

    named: tuple[Named, ...]
    words: Sequence[Word] = ()
    starts: tuple[int, ...] = ()
    full: dict[str, list[Named]] = field(default_factory=dict)
    genders: dict[str, Gender] = field(default_factory=dict)

    def whole(self, one: Named) -> str:
        """The fullest name that the page gives for the person of `one`: the nearest before it, else the first."""
        return " ".join(self.fullest(one).parts)

    def fullest(self, one: Named) -> Named:
        """Where the person of `one` is named most fully."""
        if len(one.parts) > 1:
            return one
        known = self.full.get(one.last, [])
        fit = [n for n in known if not one.gender or self.gender_of(n) in (None, one.gender)] or known
        before = [n for n in fit if n.start < one.start]
        return before[-1] if before else (fit[0] if fit else one)

    def gender_of(self, one: Named) -> Gender | None:
        """Man or woman by title or given name, wherever on the page that stands."""
        return one.gender or self.genders.get(self.whole(one) if len(one.parts) == 1 else " ".join(one.parts))

    def between(self, start: int, end: int) -> Sequence[Named]:
        """Who is named between two offsets."""
        return self.named[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def called(self, noun: str, before: int, speech: Speech) -> Named | None:
        """The one person whom the page before an offset calls `noun` ("senator"); None for nobody, or several."""
        found: dict[str, Named] = {}
        for one in self.named[: bisect_left(self.starts, before)]:
            if not one.owner and noun in self._roles(one, speech):
                found.setdefault(self.whole(one).split()[-1].lower(), one)
        return self.fullest(next(iter(found.values()))) if len(found) == 1 else None

    def _roles(self, one: Named, speech: Speech) -> set[str]:
        """What a person is called beside the name: "Minister Ana Souza", "Ana Souza, the minister of health,"."""
        roles = {title for title in one.titles if title in speech.persons}
        after = one.at + len(one.parts)
        if after + 1 < len(self.words) and self.words[after].text == ",":
            # The head noun of the apposition, which ends at a comma, a preposition or a relative pronoun.
            for word in self.words[after + 1 : after + BESIDE]:
                if word.text in (",", ".", ";") or word.low in speech.phrase_ends:
                    break
                if word.low in speech.prepositions:
                    break
                if word.low in speech.persons and word.text.islower():
                    roles.add(word.low)
        return roles


def find_people(words: Sequence[Word], known: Known, speech: Speech) -> People:
    """Every name of a person among a page's words."""
    inside = _covered(known.bodies)
    found: list[Named] = []
    for first, run in _runs(words, speech):
        if run[-1].start in inside:
            continue
        one = name_of(run, speech, words[first - 1] if first else None, words[first + len(run) :][:4], first)
        # Words in capitals only are headings and labels.
        if one and not all(part.isupper() for part in one.parts):
            sex = None if one.gender else known.genders.get(one.end)
            found.append(replace(one, gender=sex) if sex else one)
    named = tuple(one for one in _sure(found, words))
    full: defaultdict[str, list[Named]] = defaultdict(list)
    genders: dict[str, Gender] = {}
    for one in named:
        if len(one.parts) > 1:
            full[one.last].append(one)
            if one.parts[0].lower() in speech.gender:
                full[one.parts[0].lower()].append(one)
    people = People(
        named=named, words=words, starts=tuple(o.start for o in named), full=dict(full), genders=genders
    )
    for one in named:
        if one.gender:
            genders.setdefault(people.whole(one), one.gender)
    return people


def _covered(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end))


def _sure(found: Sequence[Named], words: Sequence[Word]) -> Iterable[Named]:
    """Names without the single capitalised words that only open a sentence ("Leaflets fell", "Below them")."""
    surnames = {one.last for one in found if len(one.parts) > 1 or one.titled}
    inner = {one.last for one in found if not opens_sentence(words, one.at)}
    for one in found:
        if len(one.parts) > 1 or one.titled or one.last in surnames or one.last in inner:
            yield one


def opens_sentence(words: Sequence[Word], at: int) -> bool:
    """Whether a word is the first of a sentence, so that its capital says nothing."""
    return at <= 0 or words[at - 1].text in '.!?…:\n“"”' or words[at].start - words[at - 1].end > 1


def _runs(words: Sequence[Word], speech: Speech) -> Iterable[tuple[int, list[Word]]]:
    run: list[Word] = []
    first = 0
    for at, word in enumerate(words):
        if not run and not word.capital:
            continue
        joins = run and word.start - run[-1].end <= 1 and not run[-1].owner
        named = word.capital and word.low not in speech.never_names and not _contracted(word, speech)
        titled = word.capital and word.low in speech.titles
        particle = bool(run) and word.low in PARTICLES
        if run and not (joins and (named or titled or particle)):
            yield first, run
            run = []
        if named or titled or (run and particle):
            if not run:
                first = at
            run.append(word)
    if run:
        yield first, run


def _contracted(word: Word, speech: Speech) -> bool:
    # "We're", "I'm"
    if "'" not in word.low and "’" not in word.low:
        return False
    return word.low.replace("’", "'").split("'")[0] in speech.never_names


def name_of(
    run: Sequence[Word],
    speech: Speech,
    previous: Word | None = None,
    following: Sequence[Word] = (),
    first: int = -1,
) -> Named | None:
    """The person named at the end of a run of capitalised words, or None where it ends in a body or a title.

    `previous` and `following` are the words around it, `first` its index: "the Royal Bank" is no person, and in "the
    Kim campaign" the name only says whose.
    """
    while run and not run[-1].capital:
        run = run[:-1]
    kept: list[Word] = []
    for word in reversed(run):
        given = bool(kept) and word.low in speech.gender  # "Bill Clinton"
        if (word.low in speech.not_persons or word.low in speech.titles) and not given:
            break
        kept.insert(0, word)
    while kept and not kept[0].capital:
        kept = kept[1:]
    if not kept or len(kept) > LONGEST or any(character.isdigit() for character in kept[-1].text):
        return None
    before = [word.low for word in run if word.end <= kept[0].start]
    titled = bool(before) and before[-1] in speech.titles and before[-1] not in speech.descriptors
    owner = kept[-1].text.endswith(("'s", "’s", "'", "’"))
    if previous is not None and previous.low == "the" and not before:
        return None
    if following and following[0].text.islower() and following[0].low in speech.speakers:
        owner = True
    parts = tuple(_bare(word.text) for word in kept)
    return Named(
        start=kept[0].start,
        end=kept[-1].end,
        parts=parts,
        gender=_gender(before, parts, speech),
        titled=titled,
        owner=owner,
        at=first + len(run) - len(kept) if first >= 0 else -1,
        titles=tuple(before),
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
    first = parts[0].lower() if len(parts) > 1 else ""
    found = speech.gender.get(first) or speech.gender.get(first.rpartition("-")[2])
    return "f" if found == "f" else "m" if found == "m" else None
