"""Weigh the signals of confidence and write `data/reading/confidence.toml`: `make calibrate`.

Right is: the type and both sides fit what the development sentences record. Wrong is the rest, and some records of our
own sentences of nothing. A third of the sentences is kept apart, and the reliability is told of it. Whether anything
happened is weighed on our labelled sentences, by models that have not seen them; those of the tests stay unseen.
Nothing but these few weights is learned here; no word of the development sentences is kept.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from dragoman.evaluation.score_sentences import ENOUGH, MERGED, overlap
from dragoman.knowledge import DATA
from dragoman.knowledge.labelled import SEEN_ENTRIES, Labelled, read_seen
from dragoman.knowledge.loading import cache_folder
from dragoman.knowledge.opinion import Opinion
from dragoman.reading.events import is_denied
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.coding import code_sentence
from dragoman.reading.events.compose import Candidate
from dragoman.reading.events.confidence import held, signals
from dragoman.reading.events.factuality import judge
from dragoman.reading.events.second import OpinionRules, Second
from dragoman.reading.events.sides import Sides

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.train_opinion import KNOWLEDGE, Gathered, fit, folder, gather_all, head, parsed

FOLDS_FILE = "gist_folds.npz"  # of tools/train_gist.py
Table = npt.NDArray[np.float64]
FOLDS = 3
TENTH = 10
GOLD = Path(__file__).resolve().parent.parent.parent / "shared/gold/plv_dev.jsonl"


@dataclass(frozen=True)
class Row:
    """One record's signals: of which sentence, whether it is right, and (own sentences) whether anything happens."""

    number: int
    signals: dict[str, float]
    right: bool = False
    happened: bool = True


def acts(clauses: Clauses, sides: Sides, opinion: Opinion) -> Iterator[tuple[Candidate, dict[str, float]]]:
    """Every act that the sentence tells by this opinion, with its signals."""
    rules = KNOWLEDGE.rules.get("opinion", OpinionRules)
    coded, rejected = code_sentence(clauses, sides, KNOWLEDGE.lexicon)
    for act in Second(clauses, sides, opinion, rules, coded, is_denied(rejected)).reviewed():
        real = judge(act, clauses, sides)
        if not real.dropped:
            who, whom = sides.actors(act.who, None), sides.actors(act.whom, None)
            yield act, signals(act, who, whom, sides.actors(real.voices, None))


def development(gold: list[dict[str, Any]]) -> Iterator[Row]:
    """Of each development sentence the record that fits best."""
    plain = [Labelled(text=g["text"], type=None, mode=None, who=None, whom=None, where="") for g in gold]
    for number, (_, clauses, sides) in enumerate(parsed(plain)):
        found = []
        for act, given in acts(clauses, sides, KNOWLEDGE.opinion):
            source, target = sides.actors(act.who, None), sides.actors(act.whom, None)
            shares = overlap(source, gold[number]["source"]), overlap(target, gold[number]["target"])
            # A side that is left empty says nothing wrong; one of the two must be there.
            told = [s for s, actors in zip(shares, (source, target), strict=True) if actors]
            is_type = MERGED.get(act.type, act.type) == gold[number]["type"]
            found.append((sum(shares), Row(number, given, is_type and min(told, default=0.0) >= ENOUGH)))
        yield from (row for _, row in sorted(found, key=lambda one: -one[0])[:1])


def own(given: Gathered) -> Iterator[Row]:
    """Acts of our labelled sentences, each weighed by models that have not seen its sentence.

    Of a sentence with an event, the acts that share a side with it; what entries say of sentences that their authors
    had read is left out.
    """
    seen = read_seen(DATA / "sentences" / SEEN_ENTRIES)
    sentences = list(parsed(given.labelled[: given.sentences]))
    with np.load(cache_folder() / FOLDS_FILE) as kept:
        apart = kept["apart"]
    if len(apart) != given.sentences:
        raise SystemExit(
            f"{FOLDS_FILE} is of {len(apart)} sentences, not {given.sentences}: run `make gist` first"
        )
    with TemporaryDirectory() as place:
        for fold in range(FOLDS):
            file = Path(place) / f"{fold}.npz"
            fit(given.without(fold, FOLDS), file)
            opinion = Opinion(file)
            for number in range(fold, given.sentences, FOLDS):
                one, clauses, sides = sentences[number]
                marked = [head(clauses.sentence, span)[1] for span in (one.who, one.whom) if span is not None]
                for act, signs in acts(clauses, sides, opinion):
                    signs["gist"] = held(float(apart[number]))
                    if folder(one) in seen.folders and act.rule.id in seen.entries:
                        continue
                    if one.type is None or any(set(act.who) & m or set(act.whom) & m for m in marked):
                        yield Row(number, signs, happened=one.type is not None)


def matrix(rows: Sequence[Row], names: Sequence[str]) -> Table:
    """One line a record, one column a signal."""
    return np.array([[row.signals[n] for n in names] for row in rows])


def main(least: float) -> None:
    """Fit, tell of what was kept apart, write."""
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    kept = {n for n, g in enumerate(gold) if int(md5(g["id"].encode()).hexdigest(), 16) % 3 == 0}
    told, ours = list(development(gold)), list(own(gather_all()))
    nothing = [row for row in ours if not row.happened]
    names = sorted(told[0].signals)
    table, silent = matrix(told, names), matrix(nothing, names)
    right = np.array([row.right for row in told])
    apart, apart_silent = (np.array([row.number in kept for row in told]), np.arange(len(nothing)) % 3 == 0)
    # As many records of nothing as there are of development sentences times their share in the news is not known;
    # a tenth of those of our own keeps the shares of the development sentences.
    some = np.flatnonzero(~apart_silent)[::TENTH]
    right_model = LogisticRegression(C=1.0, max_iter=1000).fit(
        np.vstack([table[~apart], silent[some]]), np.concatenate([right[~apart], np.zeros(len(some), bool)])
    )
    p = right_model.predict_proba(table)[:, 1]
    print("tenth   all: records right   kept apart: records right")
    for low in np.arange(0, 1, 0.1):
        a, b = ((x >= low) & (x < low + 0.1) for x in (p, p[apart]))
        print(
            f"{low:.1f}  {a.sum():5d} {right[a].mean() if a.any() else 0:.2f}   {b.sum():5d} "
            f"{right[apart][b].mean() if b.any() else 0:.2f}"
        )
    both, happened = matrix(ours, names), np.array([row.happened for row in ours])
    fresh = LogisticRegression(C=1.0, max_iter=1000, class_weight="balanced")
    x = cross_val_predict(fresh, both, happened, cv=5, method="predict_proba")[:, 1]
    happened_model = fresh.fit(both, happened)
    y = happened_model.predict_proba(table)[:, 1]
    print(f"likely to have happened: {happened.sum()} acts of own sentences, {len(nothing)} of nothing")
    for limit in (0.05, *np.arange(0.1, 0.9, 0.1)):
        print(
            f"least {limit:.2f}: of nothing {(x[~happened] >= limit).mean():.3f}, own acts kept "
            f"{(x[happened] >= limit).mean():.3f}; development kept {(y >= limit).mean():.3f}, right ones "
            f"{(y[right] >= limit).mean():.3f}"
        )
    parts = [
        f"[{name}]\nbias = {model.intercept_[0]:.3f}\n[{name}.weights]\n"
        + "".join(f"{n} = {w:.3f}\n" for n, w in zip(names, model.coef_[0], strict=True))
        for name, model in (("right", right_model), ("happened", happened_model))
    ]
    (DATA / "reading/confidence.toml").write_text(
        "# How much each signal says that a record is right, and that anything happened at all: weights of\n"
        "# two logistic models. By tools/calibrate.py from development sentences and our labelled sentences\n"
        "# (docs/decisions/0010).\n"
        "# `least`: how likely an act must have happened to be recorded.\n"
        "# `enough`: the confidence that is enough by itself.\n"
        f"least = {least}\nenough = 0.55\n" + "".join(parts),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(float(sys.argv[1]))
