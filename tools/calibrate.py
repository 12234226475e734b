"""Weigh the signals of confidence on development data and write `data/reading/confidence.toml`: `make calibrate`.

Right is: the type and both sides fit what the development sentences record. Wrong is the rest, and every record of a
sentence in which nothing political happens. A third of the sentences is kept apart, and the reliability is told of it.
Nothing but these few weights is learned here; no word of the sentences is kept.
"""

import json
import sys
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from dragoman.evaluation.score_sentences import ENOUGH, MERGED, overlap
from dragoman.knowledge import DATA
from dragoman.knowledge.labelled import Labelled
from dragoman.reading.events import is_denied
from dragoman.reading.events.coding import code_sentence
from dragoman.reading.events.confidence import signals
from dragoman.reading.events.factuality import judge
from dragoman.reading.events.second import OpinionRules, Second

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.reading.test_events_silence import SENTENCES, UNDER_OPERATORS

from tools.train_opinion import KNOWLEDGE, parsed

GOLD = Path(__file__).resolve().parent.parent.parent / "shared/gold/plv_dev.jsonl"


def rows(texts: list[tuple[str, dict[str, Any] | None]]) -> Iterator[tuple[int, dict[str, float], bool]]:
    """Of each sentence its number, and the signals and rightness of the record that fits best (of nothing: of all)."""
    labelled = [Labelled(text=t, type=None, mode=None, who=None, whom=None, where="") for t, _ in texts]
    rules = KNOWLEDGE.rules.get("opinion", OpinionRules)
    for number, (_, clauses, sides) in enumerate(parsed(labelled)):
        gold = texts[number][1]
        acts, rejected = code_sentence(clauses, sides, KNOWLEDGE.lexicon)
        found = []
        for act in Second(clauses, sides, KNOWLEDGE.opinion, rules, acts, is_denied(rejected)).reviewed():
            real = judge(act, clauses, sides)
            if real.dropped:
                continue
            source, target = sides.actors(act.who, None), sides.actors(act.whom, None)
            right, fit = False, 0.0
            if gold is not None:
                shares = overlap(source, gold["source"]), overlap(target, gold["target"])
                fit = sum(shares)
                # A side that is left empty says nothing wrong; one of the two must be there.
                told = [s for s, actors in zip(shares, (source, target), strict=True) if actors]
                right = MERGED.get(act.type, act.type) == gold["type"] and min(told, default=0.0) >= ENOUGH
            found.append((fit, signals(act, source, target, sides.actors(real.voices, None)), right))
        best = found if gold is None else sorted(found, key=lambda one: -one[0])[:1]
        for _, given, right in best:
            yield number, given, right


def main() -> None:
    """Fit on two thirds, tell of the last third, write."""
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    kept = {g["id"] for g in gold if int(md5(g["id"].encode()).hexdigest(), 16) % 3 == 0}
    told = list(rows([(g["text"], g) for g in gold]))
    silence = (*SENTENCES, *UNDER_OPERATORS)
    nothing = list(rows([(text, None) for text in silence]))
    names = sorted(told[0][1])
    table = np.array([[given[n] for n in names] for _, given, _ in told])
    right = np.array([r for *_, r in told])
    apart = np.array([gold[number]["id"] in kept for number, *_ in told])
    silent = np.array([[given[n] for n in names] for _, given, _ in nothing])
    apart_silent = np.array([number % 3 == 0 for number, *_ in nothing])
    right_model = LogisticRegression(C=1.0, max_iter=1000).fit(
        np.vstack([table[~apart], silent[~apart_silent]]),
        np.concatenate([right[~apart], np.zeros((~apart_silent).sum(), bool)]),
    )
    p, q = right_model.predict_proba(table)[:, 1], right_model.predict_proba(silent)[:, 1]
    print("tenth   all: records right   kept apart: records right   of nothing")
    for low in np.arange(0, 1, 0.1):
        a, b, c = ((x >= low) & (x < low + 0.1) for x in (p, p[apart], q))
        print(
            f"{low:.1f}  {a.sum():5d} {right[a].mean() if a.any() else 0:.2f}   {b.sum():5d} "
            f"{right[apart][b].mean() if b.any() else 0:.2f}   {c.sum():4d}"
        )
    both, happened = np.vstack([table, silent]), np.repeat([1, 0], [len(table), len(silent)])
    fresh = LogisticRegression(C=1.0, max_iter=1000, class_weight="balanced")
    x = cross_val_predict(fresh, both, happened, cv=5, method="predict_proba")[:, 1]
    numbers = np.array([number for number, *_ in nothing])
    print("likely to have happened (each fifth weighed by the other four)")
    for least in np.arange(0.1, 0.9, 0.05):
        alarms = len(set(numbers[x[len(table) :] >= least])) / len(silence)
        kept = x[: len(table)] >= least
        print(
            f"least {least:.2f}: false alarms {alarms:.3f}, kept {kept.mean():.3f}, right ones {kept[right].mean():.2f}"
        )
    happened_model = fresh.fit(both, happened)
    least = float(sys.argv[1]) if len(sys.argv) > 1 else 0.0
    parts = [
        f"[{name}]\nbias = {model.intercept_[0]:.3f}\n[{name}.weights]\n"
        + "".join(f"{n} = {w:.3f}\n" for n, w in zip(names, model.coef_[0], strict=True))
        for name, model in (("right", right_model), ("happened", happened_model))
    ]
    (DATA / "reading/confidence.toml").write_text(
        "# How much each signal says that a record is right, and that anything happened at all: weights of\n"
        "# two logistic models. By tools/calibrate.py from development sentences and own sentences of nothing\n"
        "# (docs/decisions/0010).\n"
        "# `least`: how likely an act must have happened to be recorded.\n"
        "# `enough`: the confidence that is enough by itself.\n"
        f"least = {least}\nenough = 0.4\n" + "".join(parts),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
