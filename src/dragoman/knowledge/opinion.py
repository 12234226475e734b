"""The learned second opinion: two linear models over named traits, trained at build time and shipped small."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from zlib import crc32

import numpy as np
import numpy.typing as npt

from dragoman.model import EventType

FILE = "opinion.npz"
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the models say of one pair: how likely it is the event's pair, how likely anything
    political happens between them at all, and of each type how likely it is that."""

    is_pair: float
    is_real: float
    types: tuple[tuple[EventType, float], ...]

    @property
    def type(self) -> EventType:
        """The likeliest type."""
        return self.types[0][0]

    @property
    def sure(self) -> float:
        """How likely the likeliest type is, 0 to 1."""
        return self.types[0][1]


class Opinion:
    """Weights of the traits that the training kept; a trait is found by the CRC-32 of its name.

    `types` (traits x types) and `pair` (traits) are int8, to be multiplied by `scale`; a pair's score is their sum over
    its known traits divided by the root of their number, plus `bias`. `heat` turns scores into shares.
    """

    def __init__(self, path: Path) -> None:
        with np.load(path) as kept:
            self._rows = dict(zip(kept["keys"].tolist(), range(len(kept["keys"])), strict=True))
            self._weights: Floats = kept["weights"].astype(np.float32) * kept["scale"]
            self._bias: Floats = kept["bias"]
            self._heat = float(kept["heat"])
            self.names = cast(list[EventType], kept["names"].tolist())
            self.sources = str(kept["sources"])

    def rows(self, traits: Iterable[str]) -> frozenset[int]:
        """The rows of the traits that are known."""
        find, crc = self._rows.get, crc32
        return frozenset(row for t in traits if (row := find(crc(t.encode()))) is not None)

    def weigh(self, known: frozenset[int]) -> Weighed:
        """Weigh one pair by the rows of its traits."""
        rows = sorted(known)
        scores = self._weights[rows].sum(axis=0) / max(1.0, len(rows)) ** 0.5 + self._bias
        heated = np.exp((scores[:-2] - scores[:-2].max()) * self._heat)
        shares = heated / heated.sum()
        order = np.argsort(-shares, kind="stable")[:3]
        return Weighed(
            is_pair=float(1 / (1 + np.exp(-scores[-2]))),
            is_real=float(1 / (1 + np.exp(-scores[-1]))),
            types=tuple((self.names[i], float(shares[i])) for i in order),
        )

    def leaning(self, known: frozenset[int]) -> float:
        """How much a sentence's words alone speak for an act (above 0) or for nothing (below)."""
        rows = sorted(known)
        return float(self._weights[rows, -1].sum() / max(1.0, len(rows)) ** 0.5)

    def strongest(self, traits: Sequence[str], type_: EventType, most: int = 4) -> list[str]:
        """The traits that spoke most for a type, strongest first."""
        column = self.names.index(type_)
        weights = {
            t: float(self._weights[self._rows[k], column]) for t in traits if (k := key(t)) in self._rows
        }
        return sorted((t for t, w in weights.items() if w > 0), key=lambda t: (-weights[t], t))[:most]


def key(trait: str) -> int:
    """A trait's number."""
    return crc32(trait.encode())
