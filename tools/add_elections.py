"""Adds the elections of a list of dated facts to `dated_events.tsv`, and sorts it.

    python tools/add_elections.py FACTS.tsv src/dragoman/knowledge/data/dated_events.tsv > new.tsv

FACTS.tsv has the columns from, to, name, place, kind, parties, basis; its elections are those of REIGN (Bell, Besaw,
Frank 2021, One Earth Future; MIT). They get no words: the texts name them by "election" and the country (`[[naming]]`
in `dating.toml`). Rows that our table has already (same day, place and kind) stay as they are.
"""

import csv
import sys
from pathlib import Path

COLUMNS = ("from", "to", "name", "words", "place", "kind", "parties")


def main(facts: Path, table: Path) -> None:
    """Writes the table to standard output: its head, then all rows by their days."""
    lines = table.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    rows = _rows([line for line in lines if line and not line.startswith("#")])
    known = {(row["from"], row["place"], row["kind"]) for row in rows}
    for row in _rows(facts.read_text(encoding="utf-8").splitlines()):
        if row["kind"] == "election" and (row["from"], row["place"], row["kind"]) not in known:
            rows.append({column: row.get(column) or "" for column in COLUMNS})
    rows.sort(key=lambda row: (row["from"], row["to"] or "", row["name"]))
    print("\n".join(head))
    print("\t".join(COLUMNS))
    for row in rows:
        print("\t".join(row[column] or "" for column in COLUMNS).rstrip("\t"))


def _rows(lines: list[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
