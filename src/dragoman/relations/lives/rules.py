"""By which rules are records of different pages joined? `data/reading/lives.toml`, read once and compiled."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import dragoman.record
from dragoman.knowledge import DATA, Rules
from dragoman.knowledge.loading import sources_hash
from dragoman.model import Struct


class EchoForm(Struct):
    """A wording by which a later page takes up a record of `kind`, what it says of it, and examples of our own.

    One that may stand `beside` counts in a sentence with a record of its kind, too: it speaks of another. One of its
    `own` says it of the record of its sentence: "Togo ignored a Monday deadline to leave".
    """

    id: str
    kind: str
    says: str
    pattern: str
    examples: tuple[str, ...]
    nots: tuple[str, ...] = ()
    beside: bool = False
    own: bool = False


class SaysForm(Struct):
    """A wording in the same sentence that says more of what became of it."""

    kind: str
    says: str
    pattern: str
    examples: tuple[str, ...]


class LifeRules(Struct, forbid_unknown_fields=True):
    """The shape of `lives.toml`; the file explains each field. Windows are in days."""

    state_roles: tuple[str, ...]
    armed_roles: tuple[str, ...]
    within_a_state: tuple[str, ...]
    place_words: tuple[str, ...]
    common: tuple[str, ...]
    shortest: int
    stem: int
    subjects: dict[str, dict[str, str]]
    windows: dict[str, int]
    reach: dict[str, int]
    enough: dict[str, tuple[tuple[str, ...], ...]]
    against: dict[str, tuple[str, ...]]
    acts: dict[str, tuple[str, ...]]
    status: dict[str, dict[str, str]]
    open_says: tuple[str, ...]
    parts: dict[str, str]
    echo: tuple[EchoForm, ...]
    says: tuple[SaysForm, ...]


@dataclass(frozen=True, slots=True)
class Lives:
    """The rules with their patterns compiled. `version` changes with the rules, the names and the programs."""

    rules: LifeRules
    echoes: tuple[tuple[EchoForm, re.Pattern[str]], ...]
    says: tuple[tuple[SaysForm, re.Pattern[str]], ...]
    subjects: Mapping[str, Mapping[str, re.Pattern[str]]]
    places: re.Pattern[str]
    noun: re.Pattern[str]
    common: frozenset[str]


def compile_lives(rules: LifeRules) -> Lives:
    """Compile the rules once a process."""
    parts = {name: rules.parts[name] for name in rules.parts}
    return Lives(
        rules=rules,
        echoes=tuple((form, _compiled(form.pattern, parts)) for form in rules.echo),
        says=tuple((form, _compiled(form.pattern, parts)) for form in rules.says),
        subjects={
            kind: {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in some.items()}
            for kind, some in rules.subjects.items()
        },
        places=re.compile(rf"\b(?:{'|'.join(rules.place_words)})\s+(?=[A-Z])", re.IGNORECASE),
        noun=re.compile(rf"\s+{parts['deal']}\b", re.IGNORECASE),
        common=frozenset(rules.common),
    )


def load_lives(rules: Rules) -> Lives:
    """The compiled rules of `rules`."""
    lives: Lives = rules.get("lives", LifeRules, compile_lives)
    return lives


@cache
def lives_version() -> str:
    """A hash of what marks are made from: the names and wordings of the knowledge, and these programs."""
    folders = [
        DATA / "actors",
        DATA / "reading",
        Path(dragoman.record.__file__).parent,
        Path(__file__).parent,
    ]
    return sources_hash(folders)


def _compiled(pattern: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    while "{" in pattern and (filled := _filled(pattern, parts)) != pattern:
        pattern = filled
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda found: parts[found.group(1)], pattern)
