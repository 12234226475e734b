"""Passages with the ledger that a careful reader keeps of them: kind, parties and the value that matters.

A line of the gold is `{"id", "text", "date", "records": [{"kind", ...}]}`; the fields of each kind are those of the
findings with plain names for the actors. A record that the gold does not have is as wrong as one that it misses.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dragoman.evaluation.report import Measure, Report
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.knowledge.names import plain
from dragoman.model import Actor, Agreement, Alignment, Deadline, Demand, Findings, Prospect

Gold = dict[str, Any]
Record = Agreement | Deadline | Demand | Alignment | Prospect
KINDS = ("agreement", "deadline", "demand", "alignment", "prospect")
MORE = 1  # parties that a record may have beyond the gold's: a guarantor, a host


class Names:
    """Whom a plain name of the gold means: a code of the knowledge, or its words."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._codes: dict[str, str] = {}
        for surface in gazetteer.data.surfaces:
            entity = gazetteer.by_id.get(surface.entity)
            if entity is not None and entity.code and entity.kind != "person":
                self._codes.setdefault(_words(surface.words), entity.code)

    def fits(self, name: str, actor: Actor) -> bool:
        """Whether an actor of the findings is the one that the gold names.

        A state by its code, whoever acts for it; a body or group by its whole code or by its name; anybody else, as
        "Ukrainian opposition" or a person in no file, by the state of its first word and by its last word.
        """
        code = self._codes.get(_words(name))
        said = _words(f"{actor.name or ''} {actor.text}").split()
        if code is not None:
            state = code[:3] if len(code) == 3 else None
            named = _words(name) in " ".join(said)
            return named or (actor.country == state if state else (actor.code or "").startswith(code[:6]))
        words = _words(name).split()
        if words[-1] in said:
            return True
        state = next((c for word in words[:-1] if len(c := self._codes.get(word, "")) == 3), None)
        return state is not None and actor.country == state

    def same(self, asked: Sequence[str], actors: Sequence[Actor]) -> bool:
        """Every name has its actor, and at most `MORE` actors nobody asked for."""
        more = [actor for actor in actors if not any(self.fits(name, actor) for name in asked)]
        sides = {actor.country or actor.code or actor.name or actor.text for actor in more}
        return len(sides) <= MORE and all(any(self.fits(name, a) for a in actors) for name in asked)


def score_ledger(
    name: str, rows: list[Gold], said: dict[str, Findings | None], gazetteer: Gazetteer
) -> Report:
    """F1 over all records and for each kind; the measures are recall (`found` of `asked`) by kind."""
    names = Names(gazetteer)
    asked, found, told = Counter[str](), Counter[str](), Counter[str]()
    misses: list[str] = []
    for row in rows:
        records = _records(said.get(row["id"]))
        for kind in KINDS:
            wanted = [gold | {"text": row["text"]} for gold in row["records"] if gold["kind"] == kind]
            left = list(records[kind])
            asked[kind] += len(wanted)
            told[kind] += len(left)
            for gold in wanted:
                hit = next((one for one in left if CHECKS[kind](gold, one, names)), None)
                if hit is None:
                    misses.append(f"{row['id']} missed {_short_gold(gold)}: {row['text']}")
                else:
                    left.remove(hit)
                    found[kind] += 1
            misses += [f"{row['id']} more {kind} {_short(one)}: {row['text']}" for one in left]
    measures = [Measure(name=kind, found=found[kind], asked=asked[kind]) for kind in KINDS]
    measures.append(Measure(name="found", found=found.total(), asked=asked.total()))
    scores = {"f1": _f1(found.total(), asked.total(), told.total())}
    scores |= {f"{kind}_f1": _f1(found[kind], asked[kind], told[kind]) for kind in KINDS}
    return Report(gold=name, measures=tuple(measures), scores=scores, misses=tuple(misses))


def _f1(found: int, asked: int, told: int) -> float:
    return 2 * found / (asked + told) if asked + told else 0.0


def _records(findings: Findings | None) -> dict[str, tuple[Any, ...]]:
    return {kind: getattr(findings, f"{kind}s") if findings else () for kind in KINDS}


def _agreement(gold: Gold, said: Agreement, names: Names) -> bool:
    """Parties that the passage does not name come out of the table of agreements: they are right, and not asked for."""
    fair = {gold["status"], *gold.get("status_ok", ())}
    text = _words(gold["text"])
    asked = gold["parties"]
    told = [a for a in said.parties if _words(a.text) in text or any(names.fits(name, a) for name in asked)]
    return said.status in fair and names.same(asked, told)


def _deadline(gold: Gold, said: Deadline, names: Names) -> bool:
    counted = gold["days"] is not None and said.days == gold["days"]
    return (counted or said.due == gold["due"]) and names.same(gold["parties"], said.parties)


def _demand(gold: Gold, said: Demand, names: Names) -> bool:
    return names.same(gold["by"], said.by) and names.same(gold["of"], said.of)


def _alignment(gold: Gold, said: Alignment, names: Names) -> bool:
    sides = names.fits(gold["supporter"], said.supporter) and names.fits(gold["supported"], said.supported)
    return sides and said.stance == gold["stance"]


def _prospect(gold: Gold, said: Prospect, names: Names) -> bool:
    return said.certainty == gold["certainty"] and names.same(gold["parties"], said.parties)


CHECKS: dict[str, Callable[[Gold, Any, Names], bool]] = {
    "agreement": _agreement,
    "deadline": _deadline,
    "demand": _demand,
    "alignment": _alignment,
    "prospect": _prospect,
}


def _words(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in plain(text)).split())


def _short_gold(gold: Gold) -> str:
    return " ".join(
        f"{k}={v}" for k, v in gold.items() if v not in (None, [], "") and k not in ("acts", "text")
    )


def _short(said: Record) -> str:
    match said:
        case Agreement():
            return f"{said.name} ({_codes(said.parties)}) {said.status} {[act.act for act in said.acts]}"
        case Deadline():
            return f"({_codes(said.parties)}) {said.days} {said.due} [{said.why}]"
        case Demand():
            return f"{_codes(said.by)} of {_codes(said.of)}: {said.what} [{said.why}]"
        case Alignment():
            return f"{_codes((said.supporter,))} {said.stance} {_codes((said.supported,))} [{said.why}]"
        case _:
            return f"({_codes(said.parties)}) {said.type} {said.certainty} [{said.why}]"


def _codes(actors: Iterable[Actor]) -> str:
    return ", ".join(f"{actor.name or actor.text}/{actor.code}" for actor in actors)
