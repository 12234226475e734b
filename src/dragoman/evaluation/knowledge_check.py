"""Does every entry of the knowledge do what its own examples say? Reads them all, whole, and lists those that fail.

A few percent of all parses are wrong, so a few percent of the examples of events fail although their entries are right.
The share that must hold is therefore a floor (`tests/floors.toml`, [knowledge]) and not all of them.
"""

from collections.abc import Callable, Iterator
from typing import get_args

from dragoman.evaluation.check_actors import check_actors
from dragoman.evaluation.check_events import check_composition, check_events
from dragoman.evaluation.check_rules import check_fabric, check_ledger, check_times
from dragoman.evaluation.checked import Checked, Failure
from dragoman.knowledge.loading import Knowledge
from dragoman.model import EventType, Struct

PARTS: dict[str, Callable[[Knowledge], Iterator[Checked]]] = {
    "events": check_events,
    "composition": check_composition,
    "actors": check_actors,
    "fabric": check_fabric,
    "times": check_times,
    "ledger": check_ledger,
}
TYPES: dict[str, EventType] = {name.lower(): name for name in get_args(EventType)}


class CheckError(ValueError):
    """The call asks for a part that is none."""


class Row(Struct):
    """A line of the table: `hold` of `examples` came out as stated; `sisters` of them by another entry of the type."""

    part: str
    name: str
    entries: int
    examples: int
    hold: int
    sisters: int


class KnowledgeReport(Struct):
    """All lines of the table, and each failure with what was said instead."""

    rows: tuple[Row, ...]
    failures: tuple[Failure, ...]

    def share(self, part: str | None = None) -> float | None:
        """The share of the examples (of a part) that hold, 0 to 1; None where there are none."""
        rows = [row for row in self.rows if part in (None, row.part)]
        asked = sum(row.examples for row in rows)
        return sum(row.hold for row in rows) / asked if asked else None


def check_knowledge(knowledge: Knowledge, only: str | None = None) -> KnowledgeReport:
    """Run the examples of the knowledge; `only` is a part ("events") or a PLOVER type ("ASSAULT"), whatever its case.

    Errors: `CheckError` lists the parts where `only` is none of them.
    """
    wanted = (only or "").lower()
    if wanted and wanted not in (*PARTS, *TYPES):
        raise CheckError(
            f"'{only}' is no part of the knowledge; name one of {', '.join(PARTS)}, or a PLOVER type"
        )
    rows: list[Row] = []
    failures: list[Failure] = []
    for part, checked in _checked(knowledge, wanted):
        rows.append(_row(part, checked))
        failures += checked.failures
    return KnowledgeReport(rows=tuple(rows), failures=tuple(failures))


def _checked(knowledge: Knowledge, wanted: str) -> Iterator[tuple[str, Checked]]:
    if wanted in TYPES:
        yield from (("events", checked) for checked in check_events(knowledge, TYPES[wanted]))
        return
    for part, check in PARTS.items():
        if wanted in ("", part):
            yield from ((part, checked) for checked in check(knowledge))


def _row(part: str, checked: Checked) -> Row:
    wrong = sum(failure.counts for failure in checked.failures)
    return Row(
        part=part,
        name=checked.name,
        entries=checked.entries,
        examples=checked.examples,
        hold=checked.examples - wrong,
        sisters=checked.sisters,
    )
