"""The words by which a page speaks again of somebody: `data/reading/references.toml`, ready to be looked up."""

import re

import msgspec

from dragoman.model import Struct


class Description(Struct, forbid_unknown_fields=True, frozen=True):
    """Descriptions of bodies, groups or persons, and whom they fit; an own passage as example, and the code meant."""

    words: tuple[str, ...]
    example: str
    means: str
    heads: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()
    nouns: bool = False
    titles: tuple[str, ...] = ()
    not_: tuple[str, ...] = msgspec.field(name="not", default=())


class Several(Struct, forbid_unknown_fields=True, frozen=True):
    """Plurals that mean `count` parties named before; see the file for `of`; an example and the codes meant."""

    forms: tuple[str, ...]
    count: int
    of: str
    example: str
    means: tuple[str, ...]


class ReferenceRules(Struct, forbid_unknown_fields=True, frozen=True):
    """`data/reading/references.toml`."""

    others: frozenset[str]
    apart: frozenset[str]
    accusing: frozenset[str]
    of_a_state: frozenset[str]
    counterparts: frozenset[str]
    which: frozenset[str]
    mutual: frozenset[str]
    roles_of_groups: frozenset[str]
    genders: dict[str, frozenset[str]]
    descriptions: tuple[Description, ...]
    several: tuple[Several, ...]
    states_by_kind: dict[str, tuple[str, ...]]
    states_by_half: dict[str, dict[str, str]]


class References:
    """The rules with their look-ups: descriptions by their words, titles and plurals as expressions, built once."""

    def __init__(self, rules: ReferenceRules) -> None:
        self.rules = rules
        self.by_words: dict[str, Description] = {}
        for description in rules.descriptions:
            for words in description.words:
                self.by_words.setdefault(words, description)
        self.heads = frozenset(words.rsplit(maxsplit=1)[-1] for words in self.by_words)
        # What the screen looks for: words that may mean somebody although they are no role by themselves.
        self.nouns = self.heads | {form.rsplit(maxsplit=1)[-1] for s in rules.several for form in s.forms}
        self.several = re.compile("|".join(f"({_any(s.forms)})" for s in rules.several))
        # By the words behind "the": the state meant, by the state that was named.
        self.states = {words[1:]: {s: s for s in states} for words, states in rules.states_by_kind.items()}
        self.states |= {words[1:]: states for words, states in rules.states_by_half.items()}
        # Capitals count: "the North" is a state, "the north" of a country is none, nor is it in "the North Sea".
        self.state = re.compile(rf"\b[Tt]({'|'.join(map(re.escape, self.states))})\b(?! [A-Z])")
        self._titles = {id(d): _titled(d) for d in rules.descriptions if d.titles}

    def titled(self, description: Description, told: str) -> bool:
        """Whether a person told of in these words (lower case) bears a title that the description fits."""
        return bool(self._titles[id(description)].search(told)) if description.titles else False

    def gender(self, told: str) -> str | None:
        """The gender that words of a description say: "spokeswoman"."""
        words = set(told.split())
        return next((g for g, marks in self.rules.genders.items() if words & marks), None)


def _any(forms: tuple[str, ...]) -> str:
    """One expression for all forms, the longest first; "*" is one more word or none. Not with "of" behind."""
    made = [re.escape(f).replace(r"\*\ ", r"(?:[a-z-]+ )?") for f in sorted(forms, key=len, reverse=True)]
    return rf"\b(?:{'|'.join(made)})\b(?! of\b)"


def _titled(description: Description) -> re.Pattern[str]:
    before = "".join(rf"(?<!\b{re.escape(word)} )" for word in description.not_)
    titles = "|".join(re.escape(t) for t in sorted(description.titles, key=len, reverse=True))
    return re.compile(rf"(?<![\w-]){before}(?:{titles})(?![\w-])")
