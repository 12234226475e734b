"""Where is it? Towns, regions and states with coordinates: `data/actors/places.tsv`, read when first asked for."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dragoman.knowledge.tables import KnowledgeError

Point = tuple[float, float]


class Spot(NamedTuple):
    """A row of the table. `kind` is blank for a town, `region` or `state`; `people` are inhabitants.

    `weak` says that the spelling asked for is also a word or a person's name.
    """

    name: str
    kind: str
    state: str | None
    lat: float
    lon: float
    people: int
    weak: bool = False


class Places:
    """Looks up towns and regions by any spelling, and states by their code; a row is read when it is asked for."""

    def __init__(self, path: Path):
        self._path = path
        self._lines: dict[str, list[str]] = {}
        self._states: dict[str, str] = {}
        for line in _lines(path):
            cells = line.split("\t")
            if cells[1] == "state":
                self._states[cells[2]] = line
            else:
                for cell in cells[6:]:
                    for key in cell.split("; "):
                        self._lines.setdefault(key, []).append(line)

    def named(self, name: str) -> tuple[Spot, ...]:
        """The towns and regions of a name, in the order of the table."""
        key = plain(name)
        return tuple(self._spot(line, key) for line in self._lines.get(key, ())) if key else ()

    def state(self, code: str) -> Spot | None:
        """The state with that ISO 3166 alpha-3 code, at its capital."""
        line = self._states.get(code)
        return self._spot(line, "") if line else None

    def capital(self, code: str) -> str:
        """The name of the state's capital, empty where the table has none."""
        cells = self._states.get(code, "").split("\t")
        return " ".join(word.capitalize() for word in cells[6].split()) if len(cells) > 6 else ""

    def _spot(self, line: str, key: str) -> Spot:
        name, kind, state, lat, lon, people, *keys = line.split("\t")
        weak = bool(key) and len(keys) > 1 and key in keys[1].split("; ")
        try:
            return Spot(name, kind, state or None, float(lat), float(lon), int(people), weak)
        except ValueError as error:
            raise KnowledgeError(f"{self._path.name}, '{name}': {error}. Mend the cell.") from error


@cache
def load_places(path: Path) -> Places:
    """The places of a table, read once a process (some 0.1 s).

    Errors: `KnowledgeError` where the file is missing, or a row has too few cells.
    """
    return Places(path)


def plain(name: str) -> str:
    """A name as the table's keys spell it: lower case, no accents, hyphens and apostrophes.

    >>> plain("Deir el-Zour"), plain("Khān Yūnis"), plain("N'Djamena")
    ('deir el zour', 'khan yunis', 'ndjamena')
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    name = re.sub(r"['’‘ʻʼ`ʿʾ.]", "", name)
    return " ".join(name.replace("-", " ").replace("–", " ").lower().split())


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise KnowledgeError(
            f"{path.name} is missing in {path.parent}. Put the file there, or install again."
        ) from error
    rows = [line for line in lines if line and not line.startswith("#")][1:]
    for line in rows:
        if line.count("\t") < 5:
            raise KnowledgeError(
                f"{path.name}: '{line}' has too few cells. Copy the shape of a line beside it."
            )
    return rows
