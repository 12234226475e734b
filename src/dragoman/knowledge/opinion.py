"""The learned second opinion: linear models over named traits, trained at build time and shipped small."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import cast
from zlib import crc32

import numpy as np
import numpy.typing as npt

from dragoman.model import EventType

FILE = "opinion.npz"
Floats = npt.NDArray[np.float32]
# The columns behind those of the types, from the end: whether the pair is the event's, whether anything happens in it,
# and whether anything does where one side alone is known.
PAIR, REAL, ALONE = -3, -2, -1


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


@dataclass(frozen=True, slots=True)
class Tally:
    """How many known traits there are, and the sums of their weights, a column a model."""

    count: int
    sums: Floats


class Opinion:
    """Weights of the traits that the training kept; a trait is found by the CRC-32 of its name.

    A column a type, then `PAIR`, `REAL` and `ALONE`, as int8, to be multiplied by `scale`; a score is their sum over
    the known traits divided by the root of their number, plus `bias`. `heat` turns the types' scores into shares.
    `glance` has a weight for the few traits that need no look at the words (traits.Traits.glance).
    """

    def __init__(self, path: Path) -> None:
        with np.load(path) as kept:
            self._rows = dict(zip(kept["keys"].tolist(), range(len(kept["keys"])), strict=True))
            self._weights: Floats = kept["weights"].astype(np.float32) * kept["scale"]
            self._bias: Floats = kept["bias"]
            self._heat = float(kept["heat"])
            self._glance = dict(zip(kept["glance_keys"].tolist(), kept["glance"].tolist(), strict=True))
            self._glance_bias = float(kept["glance_bias"])
            self.names = cast(list[EventType], kept["names"].tolist())
            self.sources = str(kept["sources"])

    def tally(self, traits: Iterable[str]) -> Tally:
        """The weights of the traits that are known, each once, added up."""
        find, crc = self._rows.get, crc32
        rows = sorted({row for t in traits if (row := find(crc(t.encode()))) is not None})
        return Tally(len(rows), self._weights[rows].sum(axis=0))

    def glance(self, traits: Iterable[str]) -> float:
        """How likely a pair is an event's, by the traits that need no look at the words; 0 to 1."""
        find, crc = self._glance.get, crc32
        return float(1 / (1 + exp(-self._glance_bias - sum(find(crc(t.encode()), 0.0) for t in traits))))

    def weigh(self, common: Tally, own: Tally) -> Weighed:
        """Weigh one pair by its sentence's traits and its own; no trait is of both kinds."""
        scores = self._scores(common, own)
        kinds = scores[:PAIR]
        heated = np.exp((kinds - kinds.max()) * self._heat)
        shares = heated / heated.sum()
        order = np.argsort(-shares, kind="stable")[:3]
        return Weighed(
            is_pair=_share(scores[PAIR]),
            is_real=_share(scores[REAL]),
            types=tuple((self.names[i], float(shares[i])) for i in order),
        )

    def alone(self, common: Tally, own: Tally) -> float:
        """How likely anything happens, by one side and its sentence; 0 to 1."""
        return _share(self._scores(common, own)[ALONE])

    def leaning(self, common: Tally) -> float:
        """How much a sentence's words alone speak for an act (above 0) or for nothing (below)."""
        return float(common.sums[REAL] / max(1.0, common.count) ** 0.5)

    def _scores(self, common: Tally, own: Tally) -> Floats:
        scores: Floats = (common.sums + own.sums) / max(1.0, common.count + own.count) ** 0.5 + self._bias
        return scores

    def strongest(self, traits: Sequence[str], type_: EventType, most: int = 4) -> list[str]:
        """The traits that spoke most for a type, strongest first."""
        column = self.names.index(type_)
        weights = {
            t: float(self._weights[self._rows[k], column]) for t in traits if (k := key(t)) in self._rows
        }
        return sorted((t for t, w in weights.items() if w > 0), key=lambda t: (-weights[t], t))[:most]


def _share(score: float) -> float:
    return float(1 / (1 + np.exp(-score)))


def key(trait: str) -> int:
    """A trait's number."""
    return crc32(trait.encode())
