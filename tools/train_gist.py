"""Train the gist - whether anything political happens in a sentence - on our own sentences: `make gist`, five minutes.

Needs the extra `train` (PyTorch); the program itself runs the net with numpy. Every weight begins at random: only
the labelled sentences and the lexicon's examples are learned from. Besides the net of all sentences, `FOLDS` nets are
trained that each have not seen a part of them; what they say of that part goes to `gist_folds.npz` in the cache, and
`make calibrate` weighs it.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.knowledge import DATA
from dragoman.knowledge.gist import FILE, HEADS, MOST, Gist, Rows, Tables
from dragoman.knowledge.labelled import read_labelled
from dragoman.knowledge.loading import cache_folder, sources_hash
from dragoman.knowledge.opinion import key
from dragoman.reading.events.pairs import phrases
from dragoman.reading.events.traits import Traits, scene
from tools.calibrate import FOLDS_FILE
from tools.train_opinion import lexicon, parsed

FOLDS = 3
WIDTH, LAYERS, EPOCHS, BATCH, RATE = 128, 2, 5, 64, 1e-3
SEEN = 2  # times a word must stand in the sentences to have a row of its own
FORGET = (
    0.08  # share of words that are hidden in training, so that the net learns what to do with unknown ones
)


class Layer(nn.Module):
    """One layer of attention; see `dragoman.knowledge.gist`."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.join = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.wide, self.back = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.related = nn.Parameter(torch.randn(8, HEADS) * 0.5)
        self.drop = nn.Dropout(0.15)

    def forward(self, x: Tensor, related: Tensor, nobody: Tensor) -> Tensor:
        """`x` (sentences, words, WIDTH), `related` (sentences, words, words), `nobody` true where there is no word."""
        many, n, _ = x.shape
        q, k, v = self.qkv(x).view(many, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        heard = q @ k.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + self.related[related].permute(0, 3, 1, 2)
        heard = heard.masked_fill(nobody[:, None, None, :], -1e9).softmax(-1)
        x = self.norm1(x + self.drop(self.join((heard @ v).transpose(1, 2).reshape(many, n, WIDTH))))
        return self.norm2(x + self.drop(self.back(functional.relu(self.wide(x)))))


class Net(nn.Module):
    """The net; `forward` gives log-odds, one a sentence."""

    def __init__(self, words: int, tags: int, labels: int, kinds: int) -> None:
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(n, WIDTH) for n in (words, tags, labels, kinds, MOST))
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.1)
        self.first = nn.LayerNorm(WIDTH)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.hidden, self.out = nn.Linear(2 * WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, 1)
        self.drop = nn.Dropout(0.15)

    def forward(self, batch: Sequence[Tensor]) -> Tensor:
        """`batch`: words, tags, labels, kinds (sentences, words) and relations."""
        words, *others, related = batch
        nobody = words == 0
        if self.training:
            words = torch.where((torch.rand(words.shape) < FORGET) & ~nobody, 1, words)
        places = torch.arange(words.shape[1]).expand_as(words)
        x = sum(table(ids) for table, ids in zip(self.tables, (words, *others, places), strict=True))
        x = self.drop(self.first(x))
        for layer in self.layers:
            x = layer(x, related, nobody)
        there = (~nobody).unsqueeze(-1).float()
        pooled = torch.cat([(x * there).sum(1) / there.sum(1), (x - 1e4 * (1 - there)).max(1).values], -1)
        return self.out(self.drop(functional.relu(self.hidden(self.drop(pooled))))).squeeze(-1)


def collate(rows: Sequence[Rows]) -> list[Tensor]:
    """Rows of several sentences as one batch, the shorter ones filled up with no word."""
    n = max(len(r.words) for r in rows)
    flat = [torch.zeros(len(rows), n, dtype=torch.long) for _ in range(4)]
    related = torch.zeros(len(rows), n, n, dtype=torch.long)
    for i, r in enumerate(rows):
        for table, ids in zip(flat, (r.words, r.tags, r.labels, r.kinds), strict=True):
            table[i, : len(ids)] = torch.from_numpy(ids)
        related[i, : len(r.words), : len(r.words)] = torch.from_numpy(r.relations)
    return [*flat, related]


def train(rows: Sequence[Rows], happens: Sequence[bool], sizes: Sequence[int]) -> Net:
    """A net trained on these sentences; the same data give the same net on the same machine."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    chance = random.Random(0)
    net = Net(*sizes)
    steps = EPOCHS * (len(rows) // BATCH + 2 * 20)
    machine = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.05)
    pace = torch.optim.lr_scheduler.OneCycleLR(machine, RATE, total_steps=steps, pct_start=0.1)
    order = list(range(len(rows)))
    said = torch.tensor(happens, dtype=torch.float32) * 0.95 + 0.025
    for _ in range(EPOCHS):
        chance.shuffle(order)
        # Sentences of like length go together.
        parts = [
            sorted(order[i : i + BATCH * 20], key=lambda k: len(rows[k].words))
            for i in range(0, len(order), BATCH * 20)
        ]
        batches = [part[i : i + BATCH] for part in parts for i in range(0, len(part), BATCH)]
        chance.shuffle(batches)
        for batch in batches:
            given = net(collate([rows[k] for k in batch]))
            loss = functional.binary_cross_entropy_with_logits(given, said[batch])
            machine.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            machine.step()
            pace.step()
    return net.eval()


def write(net: Net, keys: Sequence[int], names: Sequence[Sequence[str]], out: Path) -> None:
    """The net as numpy reads it: matrices from the right, eight bits a weight, a scale a column or row."""
    weights: dict[str, np.ndarray] = {}
    for name, table in zip(("word", "tag", "label", "kind", "place"), net.tables, strict=True):
        weights[name] = table.weight.detach().numpy()
    parts = {"first": net.first, "hidden": net.hidden, "out": net.out}
    for number, layer in enumerate(net.layers):
        weights[f"{number}.related"] = layer.related.detach().numpy()
        for name in ("qkv", "join", "wide", "back", "norm1", "norm2"):
            parts[f"{number}.{name}"] = getattr(layer, name)
    for name, part in parts.items():
        weights[f"{name}.w"] = part.weight.detach().numpy().T
        weights[f"{name}.b"] = part.bias.detach().numpy()
    kept: dict[str, np.ndarray] = {}
    for name, matrix in weights.items():
        axis = -1 if name in ("word", "tag", "label", "kind", "place") else 0
        scale = np.maximum(np.abs(matrix).max(axis=axis if matrix.ndim > 1 else 0, keepdims=True), 1e-8) / 127
        kept[name] = np.round(matrix / scale).astype(np.int8)
        kept[f"{name}.scale"] = scale.astype(np.float32)
    np.savez_compressed(
        out, **kept, keys=np.array(keys, dtype=np.uint32), tags=np.array(names[0]), labels=np.array(names[1]),
        kinds=np.array(names[2]), layers=np.array(LAYERS),
        sources=np.array(sources_hash([DATA / "sentences"], (".tsv",))),
    )  # fmt: skip


def often(values: Iterable[str], least: int) -> list[str]:
    """Those that stand there so often, sorted."""
    return sorted(v for v, n in Counter(values).items() if n >= least)


def main(out: Path = DATA / "sentences" / FILE) -> None:
    """Train the net of all sentences and those of the folds, side by side; write."""
    began = time.time()
    labelled = list(read_labelled(DATA / "sentences"))
    every = [*labelled, *lexicon()]
    scenes, happens = [], []
    for one, clauses, sides in parsed(every):
        scenes.append(scene(Traits(clauses, phrases(clauses, sides))))
        happens.append(one.type is not None)
    words = {key(w): w for w in often((w for s in scenes for w in s.words), SEEN)}
    keys = sorted(words)
    names = [
        often((t for s in scenes for t in s.tags), 20),
        often((t for s in scenes for t in s.labels), 20),
        often((k for s in scenes for k in s.kinds.values()), 20),
    ]
    tables = Tables(
        {k: row + 2 for row, k in enumerate(keys)},
        *({name: row + 1 for row, name in enumerate(column)} for column in names),
    )
    rows = [tables.rows(s) for s in scenes]
    sizes = [len(keys) + 2, *(len(column) + 1 for column in names)]
    print(f"{len(labelled)} sentences, {len(every) - len(labelled)} examples, {len(keys)} words", flush=True)
    known = [i for i, r in enumerate(rows) if len(r.words) > 0]
    jobs = []
    for fold in range(-1, FOLDS):
        ids = [i for i in known if fold < 0 or i >= len(labelled) or i % FOLDS != fold]
        place = out if fold < 0 else cache_folder() / f"gist_{fold}.npz"
        jobs.append(([rows[i] for i in ids], [happens[i] for i in ids], sizes, keys, names, place))
    with get_context("spawn").Pool(2) as pool:
        pool.starmap(train_and_write, jobs, chunksize=1)
    apart = np.zeros(len(labelled), dtype=np.float32)
    for fold in range(FOLDS):
        net = Gist(cache_folder() / f"gist_{fold}.npz")
        for i in range(fold, len(labelled), FOLDS):
            apart[i] = net.score(scenes[i])
    np.savez_compressed(cache_folder() / FOLDS_FILE, apart=apart)
    said = np.array(happens[: len(labelled)])
    print(
        f"{out.name}: {out.stat().st_size / 1e6:.1f} MB, {time.time() - began:.0f} s; of sentences not seen:"
    )
    for limit in (-2.0, -1.0, 0.0, 1.0, 2.0):
        events, nothing = (apart[said] >= limit).mean(), (apart[~said] >= limit).mean()
        print(f"  from {limit:+.0f}: events {events:.3f}, of nothing {nothing:.3f}")


def train_and_write(
    rows: Sequence[Rows], happens: Sequence[bool], sizes: Sequence[int], keys: Sequence[int],
    names: Sequence[Sequence[str]], out: Path,
) -> None:  # fmt: skip
    """Train one net and write it: one process's work."""
    write(train(rows, happens, sizes), keys, names, out)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
