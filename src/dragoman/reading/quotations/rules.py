"""What the stage knows of speech: the words of `data/reading/quotations.toml`, ready for use."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.model import Struct


class QuotationRules(Struct):
    """The shape of `quotations.toml`; word lists are strings of words parted by blanks."""

    roles: tuple[str, ...]
    direct_words: int
    reach: int
    cues: str
    strong: str
    irregular: dict[str, str]
    words: "WordLists"
    given_names: dict[str, str]


class WordLists(Struct):
    """The plain word lists of the rules."""

    between: str
    he: str
    she: str
    others: str
    determiners: str
    prepositions: str
    phrase_ends: str
    never_names: str
    titles: str
    women_titles: str
    men_titles: str
    not_persons: str
    speakers: str
    speaker_endings: str
    according: tuple[str, ...]
    naming: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """The rules compiled: sets of lower-case words, and the pattern of every form of every cue verb."""

    roles: frozenset[str]
    direct_words: int
    reach: int
    cue: re.Pattern[str]
    strong: frozenset[str]
    participles: frozenset[str]
    according: re.Pattern[str]
    naming: re.Pattern[str]
    between: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    others: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    phrase_ends: frozenset[str]
    never_names: frozenset[str]
    titles: frozenset[str]
    women_titles: frozenset[str]
    men_titles: frozenset[str]
    not_persons: frozenset[str]
    speakers: frozenset[str]
    speaker_endings: tuple[str, ...]
    gender: dict[str, str]


def compile_speech(rules: QuotationRules) -> Speech:
    """Compile the rules once a process."""
    forms = {verb: _forms(verb, rules.irregular) for verb in dict.fromkeys(rules.cues.split())}
    every = [form for verb in forms for form in forms[verb]]
    lists = rules.words
    return Speech(
        roles=frozenset(rules.roles),
        direct_words=rules.direct_words,
        reach=rules.reach,
        cue=_any_of(every),
        strong=frozenset(form for verb in rules.strong.split() for form in forms[verb]),
        participles=frozenset(form for form in every if form.endswith("ing")),
        according=_any_of(lists.according),
        naming=re.compile(_any_of(lists.naming).pattern + r"[\s,]*$", re.IGNORECASE),
        between=_set(lists.between),
        he=_set(lists.he),
        she=_set(lists.she),
        others=_set(lists.others),
        determiners=_set(lists.determiners),
        prepositions=_set(lists.prepositions),
        phrase_ends=_set(lists.phrase_ends),
        never_names=_set(lists.never_names),
        titles=_set(lists.titles),
        women_titles=_set(lists.women_titles),
        men_titles=_set(lists.men_titles),
        not_persons=_set(lists.not_persons),
        speakers=_set(lists.speakers),
        speaker_endings=tuple(lists.speaker_endings.split()),
        gender={name: sex for sex in ("m", "f") for name in rules.given_names[sex].split()},
    )


def _forms(verb: str, irregular: dict[str, str]) -> tuple[str, ...]:
    if verb in irregular:
        return tuple(irregular[verb].split())
    stem = verb.removesuffix("e")
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return third, stem + "ed", stem + "ing"


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, ordered))})(?![\w'’-])", re.IGNORECASE)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())
