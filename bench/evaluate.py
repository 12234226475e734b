"""`make evaluate`: every scorer in one table, against the floors of `tests/floors.toml`.

The scorers and gold of `../shared` are run where they are; without them only the sample pages are scored, and the table
says so.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from dragoman.evaluation import Report, evaluate, evaluate_dates
from dragoman.evaluation.score_joins import figures as shares
from dragoman.evaluation.score_joins import score_joins
from dragoman.reading.loading import load_knowledge

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
DRAGOMAN = str(Path(sys.executable).parent / "dragoman")


def shared_scores() -> Iterator[tuple[str, dict[str, float]]]:
    """Each shared gold with its scorer's last line of figures; nothing where the gold is not there."""
    if not SHARED.is_dir():
        return
    pages = _figures([str(SHARED / "pages/score.py"), str(SHARED / "pages"), "--program", f"{DRAGOMAN} code"])
    yield "pages", pages
    for name, scorer in (("plover_dev", "score.py"), ("plv_dev", "score_pairs.py")):
        gold = SHARED / "gold" / f"{name}.jsonl"
        yield name, _figures([str(SHARED / "gold" / scorer), str(gold)], said=code(gold))
    quotes = SHARED / "gold/quotes_dev.jsonl"
    yield "quotes_dev", speakers(quotes)


def speakers(quotes: Path) -> dict[str, float]:
    """The quotations' figures, with those of each class of speaker: named, pronoun (hand labels), other, all."""
    said = ROOT / ".quotes_said.jsonl"
    said.write_bytes(code(quotes))
    told = _last([str(SHARED / "gold/score_quotes.py"), str(quotes), str(said)])
    said.unlink()
    classes = {
        "named": told["named"]["acc"],
        "pronoun": told["pronoun"]["hand_acc"],
        "other": told["other"]["acc"],
        "all": told["all"]["acc"],
        "when_answered": told["all"]["acc_answered"],
    }
    return {name: value for name, value in told.items() if isinstance(value, int | float)} | {
        f"speaker_{name}": value for name, value in classes.items()
    }


def code(gold: Path) -> bytes:
    """What `dragoman code` prints for the gold's lines."""
    run = subprocess.run([DRAGOMAN, "code", str(gold)], stdout=subprocess.PIPE, check=False)
    return run.stdout


def _last(command: list[str], said: bytes | None = None) -> dict[str, Any]:
    run = subprocess.run([sys.executable, *command], input=said, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return told


def _figures(command: list[str], said: bytes | None = None) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, value in _last(command, said).items():
        if isinstance(value, str):
            found, _, asked = value.partition("/")
            figures[name] = round(int(found) / max(1, int(asked)), 3)
        elif isinstance(value, int | float):
            figures[name] = value
    return figures


def sample_scores() -> dict[str, float]:
    """The sample pages against their expectations: shares found, and the number of wrong records."""
    report = evaluate(ROOT / "samples", load_knowledge())
    return {m.name: round(m.share, 3) if m.share is not None else m.found for m in report.measures}


def times_scores() -> dict[str, float]:
    """The own dated expressions of `tests/sets/times.jsonl`: found, and with the right days; all and by kind."""
    report = evaluate(ROOT / "tests/sets/times.jsonl", load_knowledge())
    return {m.name: round(m.share, 3) for m in report.measures if m.share is not None}


def dating_scores() -> dict[str, dict[str, float]]:
    """Pages whose date is hidden: the true day inside the span, and spans of a week or less, as shares of all pages."""
    knowledge = load_knowledge()
    return {
        "samples, date hidden": _shares(evaluate_dates(ROOT / "samples", knowledge)),
        "hidden_dates": _shares(evaluate(ROOT / "tests/sets/hidden_dates.jsonl", knowledge)),
    }


def _shares(report: Report) -> dict[str, float]:
    return {m.name: round(m.share or 0.0, 3) for m in report.measures}


def unknown_speakers() -> dict[str, float]:
    """Our own pages with quotations whose speaker cannot be known."""
    report = evaluate(ROOT / "tests/sets/unknown_speakers.jsonl", load_knowledge())
    return {m.name: round(m.share, 3) if m.share is not None else m.found for m in report.measures}


def join_scores() -> Iterator[tuple[str, dict[str, float]]]:
    """The page pairs: records of one thing joined, of two kept apart; as they are read, and given good readings."""
    sets = ROOT / "tests/sets"
    for name, records in (("page_pairs", None), ("page_pairs_given", sets / "page_pairs_records.jsonl")):
        yield name, shares(score_joins(sets / "page_pairs.jsonl", records))


def ledger_scores() -> dict[str, float]:
    """The passages of `tests/sets/ledger.jsonl`: F1 over all records of the ledger, and for each kind."""
    report = evaluate(ROOT / "tests/sets/ledger.jsonl", load_knowledge())
    return {name: round(score, 3) for name, score in report.scores.items()}


def factuality_scores() -> dict[str, float]:
    """Our own set of acts in context: how real each is, and on whose word."""
    measures = evaluate(ROOT / "tests/sets/factuality.jsonl", load_knowledge()).measures
    return {m.name: round(m.share, 3) for m in measures if m.share is not None}


def reference_scores() -> dict[str, float]:
    """Our own passages with pronouns, descriptions and short names: whom the page means, and who is invented."""
    report = evaluate(ROOT / "tests/sets/references.jsonl", load_knowledge())
    return {m.name: round(m.share, 3) if m.share is not None else m.found for m in report.measures}


def reliability() -> dict[str, float]:
    """In each tenth of the confidence the share of the events that are right: type and both sides, on `plv_dev`."""
    gold = SHARED / "gold/plv_dev.jsonl"
    if not gold.exists():
        return {}
    measures = evaluate(gold, load_knowledge()).measures
    return {
        f"{m.name} ({m.asked})": round(m.share, 2) for m in measures if m.share is not None and " " in m.name
    }


def floors() -> dict[str, dict[str, float]]:
    """`tests/floors.toml`: gold -> measure -> floor; a measure that ends in `_most` is a ceiling."""
    return tomllib.loads((ROOT / "tests/floors.toml").read_text(encoding="utf-8"))


def below(name: str, figures: dict[str, float]) -> list[str]:
    """The floors of a gold that its figures do not hold, in words."""
    failed = []
    for measure, floor in floors().get(name, {}).items():
        most = measure.endswith("_most")
        value = figures.get(measure.removesuffix("_most"))
        if value is None or (value > floor if most else value < floor):
            failed.append(f"{name}: {measure} is {value}, its floor {floor}")
    return failed


def main() -> int:
    """Print the table; 1 where a floor does not hold."""
    console, failed = Console(), []
    table = Table("gold", "measure", "figure", "floor")
    for name, figures in (
        *shared_scores(),
        ("samples", sample_scores()),
        ("times", times_scores()),
        *dating_scores().items(),
        ("unknown_speakers", unknown_speakers()),
        *join_scores(),
        ("ledger", ledger_scores()),
        ("factuality", factuality_scores()),
        ("references", reference_scores()),
        ("plv_dev, confidence", reliability()),
    ):
        failed += below(name, figures)
        limits = floors().get(name, {})
        for measure, value in figures.items():
            limit = limits.get(measure, limits.get(f"{measure}_most"))
            table.add_row(name, measure, f"{value}", "" if limit is None else f"{limit}")
        table.add_section()
    console.print(table)
    if not SHARED.is_dir():
        console.print(
            "The shared gold is not beside this checkout: only what is in this repository was scored."
        )
    for line in failed:
        console.print(f"[red]{line}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
