"""How likely is a record right, and how likely did anything happen at all? Signals weighed on development data.

Right is: the type and both sides are those that a careful reader records; that is the record's confidence, and `make
evaluate` shows how often the records of each tenth are. Whether anything happened decides if there is a record: it is
weighed on our labelled sentences by models that have not seen them (tools/calibrate.py, docs/decisions/0010, 0016).
"""

from collections.abc import Mapping
from math import exp, log

from dragoman.model import Actor, Struct
from dragoman.reading.events.compose import Candidate

CERTAIN = 6.0  # log-odds of the gist further from 0 say no more
EDGE = 0.003  # shares nearer to 0 or 1 say no more
STATE = 3  # letters of the code of a state; longer ones also say what somebody is in it


class Weights(Struct, forbid_unknown_fields=True):
    """A logistic model: a weight a signal, and the bias."""

    bias: float
    weights: dict[str, float]

    def share(self, signals: Mapping[str, float]) -> float:
        """The model's answer, 0 to 1."""
        score = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in signals.items())
        return 1 / (1 + exp(-score))


class ConfidenceRules(Struct, forbid_unknown_fields=True):
    """`data/reading/confidence.toml`: the two models, how likely an act must have happened to be recorded, and the
    confidence that is enough by itself.
    """

    least: float
    enough: float
    right: Weights
    happened: Weights

    def keeps(self, happened: float, right: float) -> bool:
        """Whether an act is recorded: it likely happened, or all of it is likely right."""
        return happened >= self.least or right >= self.enough


def signals(
    candidate: Candidate, source: tuple[Actor, ...], target: tuple[Actor, ...], voices: tuple[Actor, ...]
) -> dict[str, float]:
    """The signals of one record: shares of the second opinion, also as log-odds, and yes or no as 1 or 0."""
    codes = [a.code for a in (*source, *target) if a.code is not None]
    shares = {
        "pair": candidate.pair,
        "real": candidate.real,
        "side": candidate.side,
        "agrees": candidate.agrees,
    }
    return {
        "weighed": float(candidate.pair is not None),
        "exact": float(candidate.exact),
        "near": float(candidate.near),
        "learned": float(candidate.learned is not None),
        "known": float(all(a.code is not None for a in (*source, *target)) and bool(source)),
        "both": float(bool(source) and bool(target)),
        "mutual": float(bool(candidate.who) and candidate.who == candidate.whom),
        "alone": float(not candidate.who or not candidate.whom),
        "composed": float(bool(candidate.operators)),
        "office": float(any(len(c) > STATE for c in codes)),
        "offices": float(len(codes) > 1 and all(len(c) > STATE for c in codes)),
        "told": float(bool(voices)),
        "told_by_known": float(any(v.code is not None for v in voices)),
        "gist": held(candidate.gist or 0.0),
        **{name: share or 0.0 for name, share in shares.items()},
        **{f"odds_{name}": 0.0 if share is None else _odds(share) for name, share in shares.items()},
    }


def held(gist: float) -> float:
    """The log-odds of the gist, held within what it can be certain of."""
    return min(max(gist, -CERTAIN), CERTAIN)


def _odds(share: float) -> float:
    share = min(max(share, EDGE), 1 - EDGE)
    return log(share / (1 - share))
