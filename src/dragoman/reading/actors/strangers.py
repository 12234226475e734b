"""Persons who are in no file: where such a name stands, what is said of its bearer, and who "Novak" is later on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.knowledge.names import name_forms
from dragoman.knowledge.scanner import fold
from dragoman.reading.actors.members import Member
from dragoman.reading.actors.mentions import ActorRules
from dragoman.reading.actors.names import Names

PROPER = ("NNP", "NNPS")
PERSONAL = ("surname", "full name")  # kinds of names that are persons'
LONGEST = 6  # words of a title
MOST_WORDS = 5  # words of a name; longer runs of capitals are headings or bodies


@dataclass(slots=True)
class Strangers:
    """The persons of one page who are in no file, remembered by the forms of their names."""

    gazetteer: Gazetteer
    rules: ActorRules
    _known: dict[str, Member] = field(default_factory=dict)
    _clash: set[str] = field(default_factory=set)

    def remember(self, member: Member) -> None:
        """Keep a person, so that the whole name and the family name mean the same later on."""
        for form in self._forms(member.name, member.country or ""):
            other = self._known.get(form)
            if other is not None and fold(other.name) != fold(member.name):
                self._clash.add(form)
            self._known.setdefault(form, member)

    def again(self, name: str) -> Member | None:
        """Who was described before under that name; None where nobody was, or two share it."""
        form = fold(name)
        return None if form in self._clash else self._known.get(form)

    def is_shared(self, name: str) -> bool:
        """Whether two persons of the page bear that family name, so that it means nobody."""
        return fold(name) in self._clash

    def _forms(self, name: str, country: str) -> Iterator[str]:
        yield fold(name)
        rules = self.gazetteer.data.name_rules
        words = name.split()
        if rules is None or len(words) < 2:
            return
        # "Lee Nak-yon": a given name with a hyphen stands behind the family name in these states only.
        forms = [
            form for form, kind in name_forms(name, country, rules) if kind == "surname" and len(form) > 1
        ]
        yield from dict.fromkeys(fold(form) for form in forms)


def name_at(head: int, first: int, names: Names, gazetteer: Gazetteer) -> tuple[int, int] | None:
    """The first and last token of the proper name that ends at `head`, not before `first`; None where none does."""
    if not (_may_name(head, names) or _is_rest(head, names)):
        return None
    start = head
    while start > first:
        before = start - 1
        if _is_hyphen(before, names) and before > first and _may_begin(before - 1, names):
            start = before - 1
        elif not _goes_on(before, first, names, gazetteer):
            break
        else:
            start = before
    return (start, head) if head - start < 2 * MOST_WORDS else None


def _goes_on(i: int, first: int, names: Names, gazetteer: Gazetteer) -> bool:
    """Whether the word before a part of a name belongs to the name too."""
    if _may_name(i, names):
        return not ends_a_title(i, names, gazetteer)
    return _is_particle(i, names) and i > first and _may_name(i - 1, names)


def first_of_torn(head: int, first: int, names: Names) -> int:
    """The first token of a phrase whose name the parse tears at a hyphen: "al-Thani" and what stands before it."""
    while first > 1 and _is_hyphen(first - 1, names) and _may_begin(first - 2, names):
        first = names.first(first - 2)
    if first == head - 2 and names.tokens[first].head < head and _is_hyphen(first + 1, names):
        first = names.first(first)
    return first


def ends_a_title(token: int, names: Names, gazetteer: Gazetteer) -> bool:
    """Whether a title ends at a token: "State" in "Secretary of State"."""
    starts = range(max(0, token - LONGEST), token + 1)
    return any(names.words(s, token + 1) in gazetteer.titles for s in starts)


def _may_name(i: int, names: Names) -> bool:
    token = names.tokens[i]
    if token.tag not in PROPER or not token.text[0].isupper():
        return False
    if token.text.isupper() and len(token.text) > 1 and "." not in token.text:
        return False  # an acronym
    if names.is_common(i):
        return False
    over = [names.at[h] for h, (a, b) in names.spans.items() if a <= i <= b]
    kinds = {s.kind for m in over for s in names.gazetteer.surfaces_of(m) if s.alone or s.kind in PERSONAL}
    return kinds <= set(PERSONAL)


def _is_rest(i: int, names: Names) -> bool:
    """Whether a token in lower case ends a name all the same: "yon" in "Lee Nak-yon"."""
    return i > 1 and names.tokens[i].text.isalpha() and _is_hyphen(i - 1, names) and _may_name(i - 2, names)


def _may_begin(i: int, names: Names) -> bool:
    return _may_name(i, names) or (i > 0 and _is_particle(i, names) and names.tokens[i - 1].tag in PROPER)


def _is_hyphen(i: int, names: Names) -> bool:
    token = names.tokens[i]
    touches = 0 < i < len(names.tokens) - 1 and token.start == names.tokens[i - 1].end
    return token.text == "-" and touches and token.end == names.tokens[i + 1].start


def _is_particle(i: int, names: Names) -> bool:
    return names.tokens[i].text in names.rules.particles


def met_again(
    known: Member, number: int, head: int, span: tuple[int, int], names: Names, words: str
) -> Member:
    """A person described before, at the place where the name stands again; `words` are the phrase's."""
    first, last = span
    why = f"'{words}' is {known.name}, described before as '{known.text}'; {known.why}"
    return replace(
        known, sentence=number, head=head, first=first, last=last, start=names.tokens[first].start,
        end=names.tokens[last].end, text=words, why=why,
    )  # fmt: skip
