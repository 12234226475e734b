"""Makes `persons.tsv` from the tables of dated offices and leaders.

    python tools/make_offices.py FOLDER > src/dragoman/knowledge/data/actors/persons.tsv

FOLDER holds `offices.tsv` and `leaders.tsv` in the shape that their README describes. Rows that the tables get wrong
are not mended here but in `persons_checked.tsv`, so that this file can be made anew.
"""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from dragoman.knowledge.names import plain

# The tables write the field's codes for bodies, our tables the ids of bodies.tsv.
HERE = Path(__file__).parent
COLUMNS = (
    "id", "person", "aliases", "short", "gender", "where", "office", "sector", "from", "to",
    "to_basis", "as_of", "basis",
)  # fmt: skip
# Leaders who left before this year are in no news page that anybody reads for relations today.
FIRST_YEAR = "1988"

Row = dict[str, str]


def main(folder: Path) -> None:
    """Writes the table to standard output."""
    labels = [(re.compile(row["pattern"], re.I), row["label"]) for row in _table(HERE / "office_labels.tsv")]
    bodies = {row["code"]: row["id"] for row in _table(HERE / "office_bodies.tsv")}
    rows = list(_office_rows(folder / "offices.tsv", labels, bodies))
    _name_people(rows)
    rows += _leader_rows(folder / "leaders.tsv", rows)
    sys.stdout.write((HERE / "persons_head.txt").read_text(encoding="utf-8") + "\t".join(COLUMNS) + "\n")
    lines = {"\t".join(row.get(column, "") for column in COLUMNS) for row in rows}
    sys.stdout.write("".join(line.rstrip("\t") + "\n" for line in sorted(lines)))


def _table(path: Path) -> list[Row]:
    lines = [
        line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")
    ]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _office_rows(
    path: Path, labels: list[tuple[re.Pattern[str], str]], bodies: dict[str, str]
) -> Iterator[Row]:
    for row in _table(path):
        office = _label(row["office"], labels)
        # A name that has no Latin spelling cannot stand in an English page.
        if (
            not office
            or not _slug(row["person"])
            or (row["to"] and row["from"] and row["to"] < row["from"][: len(row["to"])])
        ):
            continue
        person, _, alias = row["person"].rstrip(")").partition(" (")
        yield {
            "person": person, "aliases": alias, "where": bodies.get(row["iso3"], row["iso3"]), "office": office,
            "sector": row["role"], "from": row["from"], "to": row["to"], "to_basis": row["to_basis"],
            "as_of": row["as_of"], "basis": row["basis"],
        }  # fmt: skip


def _label(office: str, labels: list[tuple[re.Pattern[str], str]]) -> str:
    for pattern, label in labels:
        if match := pattern.fullmatch(office):
            return "" if label == "-" else match.expand(label)
    return office


def _name_people(rows: list[Row]) -> None:
    """Gives every row its person's id: one id for the spellings of a name in a state, and for its bearer in a body."""
    homes: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if len(row["where"]) == 3 and row["where"] not in homes[_key(row["person"])]:
            homes[_key(row["person"])].append(row["where"])
    usual: dict[str, str] = {}
    for row in rows:
        home = homes[_key(row["person"])]
        state = row["where"] if row["where"] in home or len(home) != 1 else home[0]
        key = f"{_key(row['person'])}-{state.lower()}"
        # The first spelling gives name and id; the others become aliases.
        name = usual.setdefault(key, row["person"])
        if row["person"] != name:
            row["aliases"] = "; ".join(filter(None, [row["aliases"], row["person"]]))
        row["person"] = name
        row["id"] = f"{_slug(name)}-{_slug(state)}"


def _key(name: str) -> str:
    """What spellings of one name have in common: no marks, initials, articles, and one Mohammed."""
    words = re.sub(r"\b(al|el|bin|ben|ibn)[- ]", "", plain(name).replace("-", "")).split()
    words = [re.sub(r"^(mohamm?[ae]d|muhamm?[ae]d|mohamed)$", "mohammed", word) for word in words]
    return " ".join(word for word in words if len(word.rstrip(".")) > 1) or plain(name)


def _slug(name: str) -> str:
    letters = (
        plain(name).replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i").replace("ə", "e")
    )
    letters = (
        letters.replace("ß", "ss").replace("æ", "ae").replace("ð", "d").replace("þ", "th").replace("œ", "oe")
    )
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _leader_rows(path: Path, rows: list[Row]) -> Iterator[Row]:
    known: dict[str, list[set[str]]] = defaultdict(list)
    for row in rows:
        known[row["where"]].append(set(_key(row["person"]).split()))
    for row in _table(path):
        words = set(_key(row["leader"]).split())
        late = not row["to"] or row["to"] >= FIRST_YEAR
        # A surname alone, or two shared words, would only double somebody who is there already.
        same = any(len(words & have) >= min(2, len(words)) for have in known[row["country"]])
        if late and len(words) > 1 and not same and not re.search(r"[.(\d]", row["leader"]):
            yield {
                "id": f"{_slug(row['leader'])}-{row['country'].lower()}", "person": row["leader"],
                "where": row["country"], "office": "leader", "sector": "GOV", "from": row["from"], "to": row["to"],
                "to_basis": {"month": "given"}.get(row["to_basis"], row["to_basis"]),
                "as_of": "2021-03-02" if row["to_basis"] == "open" else "", "basis": "reign",
            }  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
