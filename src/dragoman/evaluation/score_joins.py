"""Pairs of pages with labelled joins: are records of one thing joined over both, and those of two things kept apart?

Each pair is read into a fresh record. A label names a thing by its kind and a key in words; `same` says whether both
pages tell of one. An entry that spans both pages is set against the labels of its kind by the words of the keys.
"""

import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.engine.batch import Answer, answers_batch
from dragoman.engine.local import code_pages
from dragoman.engine.parts import part_file, write_part
from dragoman.engine.version import origin_unloaded
from dragoman.evaluation.report import Measure, Report
from dragoman.model import Agreement, Deadline, Demand, Findings, Found, Prospect
from dragoman.record.store import load_parts
from dragoman.relations.ask import ask
from dragoman.relations.lives import refresh_lives
from dragoman.relations.lives.gather import LEDGER

STEM = 5  # letters by which the words of a key and of an entry are compared


class Label(msgspec.Struct, frozen=True):
    """One labelled join of a pair."""

    kind: str
    key: str
    same: bool
    why: str = ""


class Spanning(msgspec.Struct, frozen=True):
    """An entry that has words on both pages: its kind and all its words."""

    kind: str
    words: str


class Pair(msgspec.Struct, frozen=True):
    """Two pages and what is to be joined between them."""

    id: str
    pages: tuple[dict[str, str], ...]
    joins: tuple[Label, ...]


class Given(msgspec.Struct, frozen=True):
    """Records that a reader finds on a page, written by hand: what the joins make of a good reading."""

    page: str
    agreements: tuple[Agreement, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    demands: tuple[Demand, ...] = ()
    prospects: tuple[Prospect, ...] = ()


def score_joins(path: Path, records: Path | None = None) -> Report:
    """Score every pair of a JSON Lines file; with `records` (`Given`, a line a page) these are added to what is read.

    `joined rightly`: of all labels; a thing that the reading saw on neither or one page counts as not joined.
    `joined of one thing`: of the labels with `same`. `of those read`: the same where both pages have a record, or the
    later words that take one up. `not read` are the others. `false joins`: labels of two things joined into one.
    """
    counts: Counter[str] = Counter()
    misses = []
    given = _given(records) if records else {}
    for line in path.read_bytes().splitlines():
        pair = msgspec.json.decode(line, type=Pair)
        seen, spanning = _read(pair, given)
        joined = _assigned(pair.joins, spanning)
        for label, is_joined in zip(pair.joins, joined, strict=True):
            right = is_joined == label.same
            both = all(_told(label, seen[label.kind, page["id"]]) for page in pair.pages)
            counts["labels"] += 1
            counts["right"] += right
            counts["false"] += is_joined and not label.same
            counts["same"] += label.same
            counts["found"] += label.same and right
            counts["read"] += label.same and both
            counts["found_read"] += label.same and both and right
            if not right:
                unread = "" if both or is_joined else " (not read on both pages)"
                misses.append(
                    f"{pair.id} {label.kind} '{label.key}': {'joined' if is_joined else 'apart'}{unread}"
                )
    measures = (
        Measure(name="joined rightly", found=counts["right"], asked=counts["labels"]),
        Measure(name="joined of one thing", found=counts["found"], asked=counts["same"]),
        Measure(name="of those read", found=counts["found_read"], asked=counts["read"]),
        Measure(name="not read", found=counts["same"] - counts["read"], asked=counts["same"]),
        Measure(name="false joins", found=counts["false"], asked=counts["labels"]),
    )
    return Report(gold=path.name, measures=measures, scores={}, misses=tuple(misses))


def figures(report: Report) -> dict[str, float]:
    """The shares by names as `floors.toml` has them."""
    return {m.name.replace(" ", "_"): round(m.share or 0.0, 3) for m in report.measures}


def _told(label: Label, words: Sequence[str]) -> bool:
    """Whether some record of a page (or words that take one up) can be the one that the label means."""
    return any(_stems(label.key) & _stems(one) for one in words)


def _read(pair: Pair, given: dict[str, Given]) -> tuple[dict[tuple[str, str], list[str]], list[Spanning]]:
    """The words of the records (and of what takes one up) by kind and page, and the entries over both pages."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "pair.duckdb"
        found = (Found(id=page["id"], text=page["text"], date=page["date"]) for page in pair.pages)
        answers = [_added(answer, given) for answer in code_pages(found)]
        write_part(part_file(Path(folder), "pair"), answers_batch(answers), origin_unloaded())
        load_parts(record, Path(folder))
        refresh_lives(record)
        query = (
            "SELECT m.kind, m.text, p.id AS page FROM marks m JOIN pages p ON p.key = m.page ORDER BY m.id"
        )
        seen: dict[tuple[str, str], list[str]] = defaultdict(list)
        for mark in ask(query, record).to_pylist():
            seen[mark["kind"].removesuffix("s"), mark["page"]].append(mark["text"])
        query = (
            "SELECT l.kind, l.name || ' ' || string_agg(s.words, ' ' ORDER BY s.position) AS words FROM lives l"
            " JOIN life_steps s ON s.life = l.id GROUP BY l.id, l.kind, l.name HAVING count(DISTINCT s.page) > 1"
            " ORDER BY l.id"
        )
        rows = ask(query, record).to_pylist()
        return seen, [Spanning(kind=row["kind"].removesuffix("s"), words=row["words"]) for row in rows]


def _given(records: Path) -> dict[str, Given]:
    lines = records.read_bytes().splitlines()
    return {one.page: one for one in (msgspec.json.decode(line, type=Given) for line in lines)}


def _added(answer: Answer, given: dict[str, Given]) -> Answer:
    """The answer with the records that were written by hand for its page behind those that were read."""
    more = given.get(answer.id)
    if more is None or answer.findings is None:
        return answer
    findings = msgspec.json.decode(answer.findings, type=Findings)
    lists = {kind: (*getattr(findings, kind), *getattr(more, kind)) for kind in LEDGER}
    whole = msgspec.structs.replace(findings, **lists)
    return msgspec.structs.replace(answer, findings=msgspec.json.encode(whole))


def _assigned(labels: Sequence[Label], spanning: Sequence[Spanning]) -> list[bool]:
    """For each label whether an entry over both pages is of its thing: each entry goes to the label it fits best.

    Of labels that fit as well the one that says `same` has it; an entry of a kind without labels is not judged.
    """
    joined = [False] * len(labels)
    for entry in spanning:
        own = [n for n, label in enumerate(labels) if label.kind == entry.kind]
        if own:
            best = max(own, key=lambda n: (_overlap(labels[n], entry), labels[n].same, -n))
            joined[best] = True
    return joined


def _overlap(label: Label, entry: Spanning) -> int:
    return len(_stems(label.key) & _stems(entry.words))


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in re.findall(r"\w+", text.lower()) if len(word) > 2}
