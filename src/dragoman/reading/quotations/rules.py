"""What the stage knows of speech: the words of `data/reading/quotations.toml`, ready for use."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.model import Struct

ROLES = ("host", "reporter", "official", "guest")


class QuotationRules(Struct):
    """The shape of `quotations.toml`; word lists are strings of words parted by blanks."""

    roles: tuple[str, ...]
    direct_words: int
    reach: int
    cues: str
    strong: str
    tells: str
    names: str
    sayings: tuple[str, ...]
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
    persons: str
    women: str
    men: str
    voiceless: str
    papers: str
    several: str
    descriptors: str
    be: str
    topics: tuple[str, ...]
    hearers: tuple[str, ...]
    turns: "TurnLists"
    broadcasters: str
    according: tuple[str, ...]
    naming: tuple[str, ...]


class TurnLists(Struct):
    """Labels of a transcript's turns by the role of who speaks."""

    host: str
    reporter: str
    official: str
    guest: str


@dataclass(frozen=True, slots=True)
class Speech:
    """The rules compiled: sets of lower-case words. `cues` gives the verb of every form of a cue, `turns` the role of a
    label's word.
    """

    roles: frozenset[str]
    direct_words: int
    reach: int
    cues: dict[str, str]
    strong: frozenset[str]
    tells: frozenset[str]
    names: frozenset[str]
    sayings: frozenset[str]
    participles: frozenset[str]
    according: re.Pattern[str]
    naming: re.Pattern[str]
    between: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    others: frozenset[str]
    pronouns: frozenset[str]
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
    persons: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    voiceless: frozenset[str]
    papers: frozenset[str]
    several: frozenset[str]
    descriptors: frozenset[str]
    be: frozenset[str]
    topics: re.Pattern[str]
    hearers: re.Pattern[str]
    turns: dict[str, str]
    broadcasters: frozenset[str]
    no_nouns: frozenset[str]
    gender: dict[str, str]


def compile_speech(rules: QuotationRules) -> Speech:
    """Compile the rules once a process."""
    forms = {verb: _forms(verb, rules.irregular) for verb in dict.fromkeys(rules.cues.split())}
    lists = rules.words
    return Speech(
        roles=frozenset(rules.roles),
        direct_words=rules.direct_words,
        reach=rules.reach,
        cues={form: verb for verb in forms for form in forms[verb]},
        strong=_all_forms(rules.strong, forms),
        tells=_all_forms(rules.tells, forms),
        names=_all_forms(rules.names, forms),
        sayings=frozenset(rules.sayings),
        participles=frozenset(form for verb in forms for form in forms[verb] if form.endswith("ing")),
        according=_any_of(lists.according),
        naming=re.compile(_any_of(lists.naming).pattern + r"[\s,]*$", re.IGNORECASE),
        between=_set(lists.between),
        he=_set(lists.he),
        she=_set(lists.she),
        others=_set(lists.others),
        pronouns=_set(lists.he) | _set(lists.she) | _set(lists.others),
        determiners=_set(lists.determiners),
        prepositions=_set(lists.prepositions),
        phrase_ends=_set(lists.phrase_ends),
        never_names=_set(lists.never_names),
        titles=_set(lists.titles),
        women_titles=_set(lists.women_titles),
        men_titles=_set(lists.men_titles),
        not_persons=_set(lists.not_persons),
        speakers=_set(lists.speakers) | _set(lists.persons),
        speaker_endings=tuple(lists.speaker_endings.split()),
        persons=_set(lists.persons),
        women=_set(lists.women),
        men=_set(lists.men),
        voiceless=_set(lists.voiceless),
        papers=_set(lists.papers),
        several=_set(lists.several),
        descriptors=_set(lists.descriptors),
        be=_set(lists.be),
        topics=_any_of(lists.topics),
        hearers=_any_of(lists.hearers),
        turns={w: role for role in ROLES for w in str(getattr(lists.turns, role)).split()},
        broadcasters=_set(lists.broadcasters),
        no_nouns=frozenset[str]().union(
            *map(
                _set, (lists.between, lists.phrase_ends, lists.determiners, lists.prepositions, lists.others)
            )
        ),
        gender={name: sex for sex in ("m", "f") for name in rules.given_names[sex].split()},
    )


def _all_forms(verbs: str, forms: dict[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(form for verb in verbs.split() for form in forms[verb])


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
