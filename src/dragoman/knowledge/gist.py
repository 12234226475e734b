"""The gist of a sentence: a small net that tells whether anything political happens in it at all.

Two layers of attention over the words, their tags, their places in the parse and what the phrases are; each head of
attention learns how much a parent, a child, a sibling or a neighbour in the tree counts. Names of actors are masked.
Trained on our own labelled sentences and the lexicon's examples alone, from nothing (tools/train_gist.py), and run here
with numpy, a sentence at a time, so that no sentence's score hangs on another's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

FILE = "gist.npz"
MOST = 60  # words of a sentence that are read
HEADS = 4
UNKNOWN = 1  # the row of a word that training did not see; row 0 is for no word
# How two words stand to each other in the tree, a later one of these before an earlier one.
FAR, NEAR, BELOW, ABOVE, SIBLING, CHILD, PARENT, SELF = range(8)
Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence as the net reads it, a word each: masked lemma, tag, label, head's index, kind of a phrase headed."""

    words: Sequence[str]
    tags: Sequence[str]
    labels: Sequence[str]
    heads: Sequence[int]
    kinds: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Rows:
    """A scene in numbers: rows of the tables of words, tags, labels and kinds, (n,) each; relations, (n, n)."""

    words: Numbers
    tags: Numbers
    labels: Numbers
    kinds: Numbers
    relations: Numbers


@dataclass(frozen=True, slots=True)
class Tables:
    """Which row each word (by its CRC-32), tag, label and kind has; those not named have row 0, words `UNKNOWN`."""

    words: Mapping[int, int]
    tags: Mapping[str, int]
    labels: Mapping[str, int]
    kinds: Mapping[str, int]

    def rows(self, scene: Scene) -> Rows:
        """The scene in numbers, of its first `MOST` words."""
        n = min(len(scene.words), MOST)
        heads = np.array([h if h < n else i for i, h in enumerate(scene.heads[:n])], dtype=np.int64)
        return Rows(
            words=_array(self.words.get(crc32(w.encode()), UNKNOWN) for w in scene.words[:n]),
            tags=_array(self.tags.get(t, 0) for t in scene.tags[:n]),
            labels=_array(self.labels.get(d, 0) for d in scene.labels[:n]),
            kinds=_array(self.kinds.get(scene.kinds.get(i, ""), 0) for i in range(n)),
            relations=relations(heads),
        )


def _array(values: Any) -> Numbers:
    return np.fromiter(values, dtype=np.int64)


def relations(heads: Numbers) -> Numbers:
    """How each word (row) stands to each other (column), (n, n)."""
    n = len(heads)
    at = np.arange(n)
    above = np.zeros((n, n), dtype=bool)
    up = heads
    for _ in range(n):
        if above[at, up].all():
            break
        above[at, up] = True
        up = heads[up]
    found = np.full((n, n), FAR, dtype=np.int64)
    found[np.abs(at[:, None] - at[None, :]) <= 2] = NEAR
    found[above.T] = BELOW
    found[above] = ABOVE
    found[heads[:, None] == heads[None, :]] = SIBLING
    found[heads, at] = CHILD
    found[at, heads] = PARENT
    found[at, at] = SELF
    return found


@dataclass(frozen=True, slots=True)
class Trained:
    """What a file of a trained net holds: its weights by name, its tables, its layers and what it was trained on."""

    weights: Mapping[str, Floats]
    tables: Tables
    layers: int
    sources: str

    @classmethod
    def read(cls, path: Path) -> "Trained":
        """Read a file. `FileNotFoundError` where it is missing: `make gist` writes it."""
        with np.load(path) as kept:
            names = [name.removesuffix(".scale") for name in kept.files if name.endswith(".scale")]
            columns = (kept[column].tolist() for column in ("tags", "labels", "kinds"))
            return cls(
                {name: kept[name].astype(np.float32) * kept[f"{name}.scale"] for name in names},
                Tables(
                    {number: row + 2 for row, number in enumerate(kept["keys"].tolist())},
                    *({name: row + 1 for row, name in enumerate(column)} for column in columns),
                ),
                int(kept["layers"]),
                str(kept["sources"]),
            )


@dataclass(frozen=True)
class Gist:
    """The net of a file, read when it is first asked: a page without an act never needs it."""

    path: Path

    @cached_property
    def trained(self) -> Trained:
        """The net itself; errors as for `Trained.read`."""
        return Trained.read(self.path)

    def score(self, scene: Scene) -> float:
        """The log-odds that something political happens in the sentence; 0 for one without words."""
        if not scene.words:
            return 0.0
        rows, w = self.trained.tables.rows(scene), self.trained.weights
        x = w["word"][rows.words] + w["tag"][rows.tags] + w["label"][rows.labels] + w["kind"][rows.kinds]
        x = _normal(x + w["place"][: len(x)], w["first.w"], w["first.b"])
        for layer in range(self.trained.layers):
            x = self._layer(x, rows.relations, f"{layer}.")
        pooled = np.concatenate([x.mean(axis=0), x.max(axis=0)])
        hidden = np.maximum(pooled @ w["hidden.w"] + w["hidden.b"], 0)
        return float((hidden @ w["out.w"] + w["out.b"])[0])

    def _layer(self, x: Floats, related: Numbers, of: str) -> Floats:
        w = self.trained.weights
        n, width = x.shape
        every = (x @ w[of + "qkv.w"] + w[of + "qkv.b"]).reshape(n, 3, HEADS, width // HEADS)
        q, k, v = (every[:, part].transpose(1, 0, 2) for part in range(3))
        heard = (q * np.float32((width // HEADS) ** -0.5)) @ k.transpose(0, 2, 1)
        heard += w[of + "related"].T[:, related]
        heard -= heard.max(axis=-1, keepdims=True)
        np.exp(heard, out=heard)
        heard /= heard.sum(axis=-1, keepdims=True)
        joined = (heard @ v).transpose(1, 0, 2).reshape(n, width)
        x = _normal(x + joined @ w[of + "join.w"] + w[of + "join.b"], w[of + "norm1.w"], w[of + "norm1.b"])
        wide = np.maximum(x @ w[of + "wide.w"] + w[of + "wide.b"], 0)
        return _normal(x + wide @ w[of + "back.w"] + w[of + "back.b"], w[of + "norm2.w"], w[of + "norm2.b"])


def _normal(x: Floats, weight: Floats, bias: Floats) -> Floats:
    share = np.full(x.shape[-1], 1 / x.shape[-1], dtype=np.float32)  # a product is quicker than a mean
    apart = x - (x @ share)[:, None]
    apart /= np.sqrt((apart * apart) @ share + np.float32(1e-5))[:, None]
    apart *= weight
    apart += bias
    return apart
