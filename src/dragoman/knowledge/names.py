"""Which forms of a person's name a text may use: full name, surname, order. Rules: `name_forms.toml`."""

import unicodedata
from pathlib import Path

import msgspec

from dragoman.knowledge.entries import SurfaceKind
from dragoman.knowledge.tables import KnowledgeError
from dragoman.model import Struct


class NameRules(Struct, frozen=True):
    """How names are built, by state; see the comments of `name_forms.toml`."""

    particles: tuple[str, ...]
    articles: tuple[str, ...]
    honorifics: tuple[str, ...]
    family_first: tuple[str, ...]
    family_names: tuple[str, ...]
    both_orders: tuple[str, ...]
    given_name_used: tuple[str, ...]
    no_surname: tuple[str, ...]
    two_surnames: tuple[str, ...]
    never_alone: tuple[str, ...]


def read_name_rules(path: Path) -> NameRules:
    """The rules of `name_forms.toml`; `KnowledgeError` says what is wrong in it."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=NameRules)
    except (OSError, msgspec.DecodeError) as error:
        raise KnowledgeError(f"{path.name}: {error}. Mend the file, or install again.") from error


def name_forms(name: str, country: str, rules: NameRules) -> tuple[tuple[str, SurfaceKind], ...]:
    """The forms of a full name with their kinds, without repetition, the full name first.

    `country` is ISO 3166 alpha-3, or "" where none is known.
    """
    words = _without_honorific(name.split(), rules)
    forms: list[tuple[str, SurfaceKind]] = [(" ".join(words), "full name")]
    forms += [(form, "full name") for form in _other_orders(words, country, rules)]
    forms += [(form, "surname") for form in _surnames(words, country, rules)]
    seen: dict[str, SurfaceKind] = {}
    for form, kind in forms:
        seen.setdefault(form, kind)
    return tuple(seen.items())


def plain(words: str) -> str:
    """The words in lower case without diacritics: what two spellings of a name have in common.

    >>> plain("Juan Guaidó")
    'juan guaido'
    """
    split = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in split if not unicodedata.combining(letter)).lower()


def _without_honorific(words: list[str], rules: NameRules) -> list[str]:
    if len(words) > 2 and words[0].lower().rstrip(".") in rules.honorifics:
        return words[1:]
    return words


def _other_orders(words: list[str], country: str, rules: NameRules) -> list[str]:
    if len(words) == 2 and (country in rules.both_orders or _family_first(words, country, rules)):
        return [f"{words[1]} {words[0]}"]
    articles = [word for word in words[1:] if _article(word, rules)]
    if articles:
        return [" ".join(_bare(word, rules) for word in words)]
    if len(words) == 3 and len(words[1].rstrip(".")) == 1:
        return [f"{words[0]} {words[2]}"]
    return []


def _surnames(words: list[str], country: str, rules: NameRules) -> list[str]:
    if len(words) < 2 or country in rules.no_surname:
        return []
    if country in rules.given_name_used:
        return [words[0], words[-1]]
    if _family_first(words, country, rules):
        return [words[0]]
    found = [_last(words, rules)]
    if country in rules.two_surnames and len(words) >= 3:
        found.append(" ".join(words[-2:]))
        if len(words) == 3:
            found.append(words[1])
    bare = _bare(words[-1], rules)
    return [form for form in [*found, bare] if plain(form) not in rules.never_alone]


def _family_first(words: list[str], country: str, rules: NameRules) -> bool:
    # "Joseph Wu" and "Carrie Lam" are in western order although their states write the family name first.
    if country not in rules.family_first:
        return False
    return plain(words[0]) in rules.family_names or plain(words[-1]) not in rules.family_names


def _last(words: list[str], rules: NameRules) -> str:
    start = len(words) - 1
    while start > 1 and plain(words[start - 1]) in rules.particles:
        start -= 1
    return " ".join(words[start:])


def _article(word: str, rules: NameRules) -> bool:
    head, hyphen, rest = plain(word).partition("-")
    return bool(hyphen and rest) and head in rules.articles


def _bare(word: str, rules: NameRules) -> str:
    return word.split("-", 1)[1] if _article(word, rules) else word
