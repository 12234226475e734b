"""The named agreements of `data/agreements.tsv` and the wordings of `agreements.toml`, ready for a page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.knowledge import DATA
from dragoman.knowledge.tables import cells, read_table
from dragoman.model import AgreementStatus, Struct
from dragoman.reading.ledger.ground import Form, Forms, Wordings, compile_forms


class Treaty(Struct):
    """One row: names, codes of the parties, when it was signed and came into force, who left when (ISO prefixes)."""

    name: str
    aliases: str = ""
    weak: str = ""
    context: str = ""
    parties: str = ""
    signed: str | None = None
    in_force: str | None = None
    exits: str = ""
    status: AgreementStatus | None = None


class AgreementForms(Struct):
    """The shape of `agreements.toml`: `status` says what an act makes of an agreement."""

    roles: tuple[str, ...]
    parts: dict[str, str]
    status: dict[str, AgreementStatus]
    form: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Treaties:
    """Named agreements by alias (`weak` ones by lower case), and the wordings of acts."""

    alias: re.Pattern[str]
    weak: re.Pattern[str]
    by_alias: Mapping[str, Treaty]
    by_weak: Mapping[str, Treaty]
    wordings: Wordings
    status: Mapping[str, AgreementStatus]


def compile_treaties(forms: AgreementForms) -> Treaties:
    """Compile table and wordings once a process. Raises `KnowledgeError` for a bad row."""
    rows = [row for _, row in read_table(DATA / "agreements.tsv", Treaty)]
    by_alias = {plain(alias): row for row in rows for alias in (row.name, *cells(row.aliases))}
    by_weak = {plain(alias): row for row in rows for alias in cells(row.weak)}
    return Treaties(
        alias=_words(tuple(a for row in rows for a in (row.name, *cells(row.aliases)))),
        weak=_words(tuple(by_weak)),
        by_alias=by_alias,
        by_weak=by_weak,
        wordings=compile_forms(Forms(roles=forms.roles, parts=forms.parts, form=forms.form)),
        status=forms.status,
    )


def _words(aliases: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(aliases, key=lambda alias: (-len(alias), alias))
    parts = "|".join(re.escape(alias).replace(r"\ ", r"\s+") for alias in longest)
    return re.compile(rf"(?<![\w-])(?:{parts})(?![\w-])", re.IGNORECASE)


def plain(alias: str) -> str:
    """An alias as it is looked up: blanks made one, case folded."""
    return " ".join(alias.split()).lower()
