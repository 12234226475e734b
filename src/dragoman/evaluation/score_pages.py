"""Whole pages against what a careful reader records: what was found, and what must not be there."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from dragoman.evaluation.report import Measure, Report
from dragoman.evaluation.score_sentences import MUTUAL, codes
from dragoman.knowledge.names import plain
from dragoman.model import Actor, Findings

Gold = dict[str, Any]
KINDS = ("events", "quotations", "agreements", "deadlines", "alignments", "prospects")


def score_pages(name: str, pages: list[tuple[str, Gold, Findings | None]]) -> Report:
    """Each kind of record found, by kind; `wrong` counts records out of page fabric or on a page that has none."""
    asked, found = Counter[str](), Counter[str]()
    misses: list[str] = []
    wrong: list[str] = []
    for page_id, gold, said in pages:
        if said is None:
            wrong.append(f"{page_id}: the page was refused")
            continue
        for kind in KINDS:
            for record in gold.get(kind, ()):
                hit = CHECKS[kind](record, said)
                if record.get("optional") and not hit:
                    continue
                asked[kind] += 1
                found[kind] += hit
                if not hit:
                    misses.append(f"{page_id}: missed {kind} {record}")
        if gold.get("published"):
            asked["published"] += 1
            found["published"] += _is_dated(gold["published"], said)
        wrong += [f"{page_id}: wrong {w}" for w in _wrong(gold, said)]
    measures = [Measure(name=k, found=found[k], asked=asked[k]) for k in (*KINDS, "published") if asked[k]]
    measures.append(Measure(name="found", found=found.total(), asked=asked.total()))
    measures.append(Measure(name="wrong", found=len(wrong), asked=0))
    return Report(gold=name, measures=tuple(measures), scores={}, misses=(*misses, *wrong))


def _plain(text: str | None) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in plain(text or "")).lower().split())


def _event(gold: Gold, said: Findings) -> bool:
    types = {gold["type"], *gold.get("alternatives", ())}
    source, target = set(gold["source"]), set(gold["target"])
    for event in said.events:
        if event.type not in types:
            continue
        s, t = codes(event.source), codes(event.target)
        if (source | target <= s | t) if gold["type"] in MUTUAL else (source <= s and target <= t):
            return True
    return False


def _quotation(gold: Gold, said: Findings) -> bool:
    for quotation in said.quotations:
        if _plain(gold["words"]) in _plain(quotation.words):
            speaker = quotation.speaker
            if gold["speaker"] is None or speaker is None:
                return gold["speaker"] is None and speaker is None
            last = _plain(gold["speaker"]).split()[-1]
            return last in _plain(speaker.name or speaker.text) and (speaker.code or "")[:3] == gold["code"]
    return False


def _parties(gold: Gold, actors: Iterable[Actor]) -> bool:
    return set(gold["parties"]) <= codes(actors)


def _agreement(gold: Gold, said: Findings) -> bool:
    return any(_parties(gold, a.parties) for a in said.agreements)


def _deadline(gold: Gold, said: Findings) -> bool:
    return any(
        _parties(gold, d.parties)
        and ("days" not in gold or d.days == gold["days"])
        and ("due" not in gold or (d.due is not None and abs(_days(d.due, gold["due"])) <= 1))
        for d in said.deadlines
    )


def _days(a: str, b: str) -> int:
    return (date.fromisoformat(a) - date.fromisoformat(b)).days


def _alignment(gold: Gold, said: Findings) -> bool:
    last = _plain(gold["supported"]).split()[-1]
    return any(
        (a.supporter.code or "")[:3] == gold["supporter"]
        and (last in _plain(a.supported.name) or (a.supported.code or "")[:3] == gold["supported"])
        for a in said.alignments
    )


def _prospect(gold: Gold, said: Findings) -> bool:
    return any(
        _parties(gold, p.parties)
        and p.certainty == gold["certainty"]
        and ("from" not in gold or bool(p.from_ and p.to and p.from_ <= gold["to"] and p.to >= gold["from"]))
        for p in said.prospects
    )


CHECKS: dict[str, Callable[[Gold, Findings], bool]] = {
    "events": _event,
    "quotations": _quotation,
    "agreements": _agreement,
    "deadlines": _deadline,
    "alignments": _alignment,
    "prospects": _prospect,
}


def _is_dated(gold: str, said: Findings) -> bool:
    published = said.page.published
    return bool(published.from_ and published.to and published.from_ <= gold <= published.to)


def _wrong(gold: Gold, said: Findings) -> list[str]:
    wrong = []
    fabric = [_plain(f) for f in gold.get("fabric", ())]
    for kind in (*KINDS, "demands"):
        for record in getattr(said, kind):
            words = _plain(" ".join(e.text for e in record.evidence))
            if any(f in words or (words and words in f) for f in fabric):
                wrong.append(f"{kind} out of page fabric: {words[:80]}")
    if gold.get("no_events"):
        wrong += [f"event on a page that has none: {e.type} {e.evidence[0].text[:80]}" for e in said.events]
    actors = [a for e in said.events for a in (*e.source, *e.target)]
    actors += [q.speaker for q in said.quotations if q.speaker is not None]
    for name in gold.get("not_actors", ()):
        wrong += [f"actor: {name}" for a in actors if _plain(name) in _plain(f"{a.text} {a.name or ''}")]
    return wrong
