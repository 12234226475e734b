"""Does every entry of the knowledge do what its own examples say? Reads them all, whole, and lists those that fail.

A few percent of all parses are wrong, so a few percent of the examples of events fail although their entries are right.
The share that must hold is therefore a floor (`tests/floors.toml`, [knowledge]) and not all of them.
"""

from collections.abc import Callable, Iterator

from dragoman.evaluation.check_actors import check_actors
from dragoman.evaluation.check_events import check_composition, check_events
from dragoman.evaluation.check_rules import check_fabric, check_ledger, check_times
from dragoman.evaluation.checked import Checked, Failure
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Struct

PARTS: dict[str, Callable[[Knowledge], Iterator[Checked]]] = {
    "events": check_events,
    "composition": check_composition,
    "actors": check_actors,
    "fabric": check_fabric,
    "times": check_times,
    "ledger": check_ledger,
}


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
    """Run the examples of the knowledge; `only` is a part ("events") or a name in it ("ASSAULT"), whatever its case.

    Errors: `CheckError` lists the parts where `only` is none of them.
    """
    rows: list[Row] = []
    failures: list[Failure] = []
    wanted = (only or "").lower()
    for part, check in PARTS.items():
        for checked in check(knowledge) if _is_asked(part, wanted) else ():
            if wanted in ("", part, checked.name.lower()):
                rows.append(_row(part, checked))
                failures += checked.failures
    if not rows:
        raise CheckError(
            f"'{only}' is no part of the knowledge; name one of {', '.join(PARTS)}, or a PLOVER type"
        )
    return KnowledgeReport(rows=tuple(rows), failures=tuple(failures))


def _is_asked(part: str, wanted: str) -> bool:
    """Whether a part has to be run at all: it is asked for, or a name that is no part is looked for in it."""
    return wanted in ("", part) or wanted not in PARTS


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
