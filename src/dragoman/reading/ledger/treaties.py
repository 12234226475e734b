"""The named agreements of `data/agreements.tsv` and the wordings of `agreements.toml`, ready for a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.knowledge import DATA
from dragoman.knowledge.scanner import WordScanner, fold
from dragoman.knowledge.tables import cells, read_table
from dragoman.model import AgreementStatus, Struct
from dragoman.reading.ledger.wordings import Form, Forms, Wordings, compile_forms


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
    """The shape of `agreements.toml`: `status` says what an act makes of an agreement, in the order of its life."""

    roles: tuple[str, ...]
    gate: str
    parts: dict[str, str]
    status: dict[str, AgreementStatus]
    form: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Treaties:
    """Named agreements by alias, and the wordings of acts; `names` says for each alias of the scanner whose it is,
    whether it is a weak one, which counts only beside words of its context, and its words in capitals.
    """

    scanner: WordScanner
    names: tuple[tuple[Treaty, bool, tuple[str, ...]], ...]
    wordings: Wordings
    status: Mapping[str, AgreementStatus]

    def find(self, text: str) -> tuple[tuple[int, int, Treaty, bool], ...]:
        """Every named agreement of a text: start, end, whose name it is, whether it is a weak one; the longest names,
        never two that overlap, in order.
        """
        found, end = list[tuple[int, int, Treaty, bool]](), 0
        for start, last, index in sorted(self.scanner.matches(text), key=lambda m: (m[0], -m[1])):
            # A name begins with a capital; the rest varies: "Singapore agreement", "Singapore Agreement".
            treaty, weak, capitals = self.names[index]
            cased = all(
                word in text[start:last] for word in capitals
            )  # "New Start for Culture" is no "New START"
            if start >= end and cased and (weak or not text[start].islower()):
                found.append((start, last, treaty, weak))
                end = last
        return tuple(found)


def compile_treaties(forms: AgreementForms) -> Treaties:
    """Compile table and wordings once a process. Raises `KnowledgeError` for a bad row."""
    rows = [row for _, row in read_table(DATA / "agreements.tsv", Treaty)]
    names = {fold(alias): (row, True, _capitals(alias)) for row in rows for alias in cells(row.weak)}
    names |= {
        fold(alias): (row, False, _capitals(alias))
        for row in rows
        for alias in (row.name, *cells(row.aliases))
    }
    return Treaties(
        scanner=WordScanner.build(names),
        names=tuple(names.values()),
        wordings=compile_forms(Forms(roles=forms.roles, gate=forms.gate, parts=forms.parts, form=forms.form)),
        status=forms.status,
    )


def _capitals(alias: str) -> tuple[str, ...]:
    """The words of a name that are written in capitals throughout: "START" of "New START"."""
    return tuple(word for word in alias.split() if word.isupper() and len(word) > 2)
