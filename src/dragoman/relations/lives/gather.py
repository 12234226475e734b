"""What is there to join? The ledger records of all pages as pieces, the events, and what people decided."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import duckdb
import msgspec

from dragoman.knowledge import DATA
from dragoman.knowledge.tables import cells, read_table
from dragoman.reading.ledger.treaties import Treaty
from dragoman.relations.lives.kinds import Act, Days, Happening, Mark, Piece, days_of, length
from dragoman.relations.lives.rules import Lives
from dragoman.relations.lives.sides import apart, side

Row = dict[str, Any]
LEDGER = ("agreements", "deadlines", "demands", "prospects")


class Review(msgspec.Struct, frozen=True):
    """A decision about a join, with where the words of both sides stand."""

    verdict: str
    kind: str
    earlier_page: str
    earlier_start: int
    earlier_end: int
    later_page: str
    later_start: int
    later_end: int


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Row]:
    """The answer of a query as dictionaries."""
    found: list[Row] = connection.execute(sql).to_arrow_table().to_pylist()
    return found


def gather_pieces(connection: duckdb.DuckDBPyConnection, lives: Lives) -> tuple[Piece, ...]:
    """Every ledger record and echo of the record as a piece, in the order of their days."""
    said = {row["key"]: _span(row["published_from"], row["published_to"]) for row in _pages(connection)}
    marks = [msgspec.convert(row, Mark) for row in rows(connection, "SELECT * FROM marks")]
    by_id = {mark.id: mark for mark in marks}
    pieces = [_whole(Piece(mark=mark, said=said.get(mark.page)), "", lives) for mark in marks if mark.echo]
    words = _words(connection)
    for kind in LEDGER:
        actors = _actors(connection, kind, lives)
        acts = _acts(connection) if kind == "agreements" else {}
        for row in rows(connection, f"SELECT * FROM {kind}"):
            if row["id"] in by_id:
                mark, told = by_id[row["id"]], actors.get(row["id"], [])
                row["acts"] = acts.get(row["id"], ())
                made = _MAKERS[kind](row, mark, said.get(row["page"]), told, lives)
                pieces.append(_whole(made, words.get(row["id"], ""), lives))
    return tuple(sorted(pieces, key=lambda piece: piece.order))


def _whole(piece: Piece, words: str, lives: Lives) -> Piece:
    """The piece with all that is asked of it again and again."""
    # The sides named about it stand in where the reading found one party only.
    told = apart(piece.parties, lives)
    core = told if len(told) > 1 else told | frozenset(piece.mark.sides)
    named = tuple(days_of(time) for time in piece.mark.named)
    week, month = timedelta(days=lives.rules.windows["making"]), lives.rules.windows["month"]
    said = piece.said
    past = tuple(t for t in named if said and length(t) <= month and t[1] + week < said[0])
    times = tuple(days_of(time) for time in piece.mark.times)
    return replace(piece, words=words, core=core, lone=len(told) < 2, times=times, named=named, past=past)


def gather_happenings(connection: duckdb.DuckDBPyConnection, lives: Lives) -> tuple[Happening, ...]:
    """The events that are real and of a type that a prospect may come to."""
    types, real = lives.rules.acts["meeting"], lives.rules.acts["real"]
    said = {row["key"]: _span(row["published_from"], row["published_to"]) for row in _pages(connection)}
    actors = _actors(connection, "events", lives)
    where = "FROM evidence v WHERE v.record = e.id"
    query = f"""SELECT e.id, e.page, e.type, e.date_from, e.date_to, e.place_name,
        (SELECT string_agg(text, ' … ' ORDER BY position) {where}) AS words,
        (SELECT min(start) {where}) AS first, (SELECT max("end") {where}) AS last
      FROM events e WHERE e.type IN ({_listed(types)}) AND e.factuality IN ({_listed(real)}) ORDER BY e.id"""
    return tuple(
        Happening(
            id=row["id"], page=row["page"], said=said.get(row["page"]), type=row["type"],
            sides=_parties(told := actors.get(row["id"], [])), people=_people(told),
            span=_span(row["date_from"], row["date_to"]), place=row["place_name"], by=_by(told),
            text=row["words"] or "", where=(row["first"] or 0, row["last"] or 0),
            unknown=any(one.side is None or one.side in lives.rules.state_roles for one in told),
        )
        for row in rows(connection, query)
    )  # fmt: skip


def gather_reviews(connection: duckdb.DuckDBPyConnection) -> tuple[Review, ...]:
    """What people decided, in the order in which they did."""
    return tuple(
        msgspec.convert({n: row[n] for n in Review.__struct_fields__}, Review)
        for row in rows(connection, "SELECT * FROM reviews ORDER BY number")
    )


def _pages(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    return rows(connection, "SELECT key, published_from, published_to FROM pages")


def _words(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    query = f"""SELECT record, string_agg(text, ' … ' ORDER BY position) AS words FROM evidence
      WHERE kind IN ({_listed(LEDGER)}) GROUP BY record"""
    return {row["record"]: row["words"] for row in rows(connection, query)}


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


class Named(msgspec.Struct, frozen=True):
    """An actor of a record: on which side of it, its own side, its usual name, and a person's office."""

    role: str
    side: str | None
    name: str
    known: bool
    office: str | None


def _actors(connection: duckdb.DuckDBPyConnection, kind: str, lives: Lives) -> dict[str, list[Named]]:
    """Each record's actors in their order, those of an agreement's acts left out."""
    found: dict[str, list[Named]] = defaultdict(list)
    table = f"{kind.removesuffix('s')}_actors"
    for row in rows(connection, f"SELECT * FROM {table} ORDER BY record, side, position"):
        bare = row["country"] is None and row["name"] is None  # "the opposition": whose, nobody says
        own = None if bare else side(row["code"], row["country"], row["sector"], row["name"], lives)
        name = row["name"] or row["text"]
        found[row["record"]].append(Named(row["side"], own, name, row["name"] is not None, row["office"]))
    return found


def _acts(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[Act, ...]]:
    doers: dict[tuple[str, int], list[str]] = defaultdict(list)
    query = "SELECT * FROM agreement_actors WHERE side = 'act' ORDER BY record, act, position"
    for row in rows(connection, query):
        doers[row["record"], row["act"]].append(row["name"] or row["text"])
    found: dict[str, tuple[Act, ...]] = defaultdict(tuple)
    for row in rows(connection, "SELECT * FROM agreement_acts ORDER BY record, position"):
        by = ", ".join(doers[row["record"], row["position"]])
        found[row["record"]] += (Act(row["act"], _span(row["date_from"], row["date_to"]), by),)
    return found


def _agreement(row: Row, mark: Mark, said: Days | None, told: list[Named], lives: Lives) -> Piece:
    known = _treaties().get(row["name"])
    made, about = _made(row["acts"], said, known, lives)
    return Piece(
        mark=mark,
        said=said,
        name=row["name"],
        known=known is not None,
        title=row["name"],
        parties=_parties([one for one in told if one.role == "party"]),
        by=_by([one for one in told if one.role == "party"]),
        made=made,
        about=about,
        status=row["status"],
        acts=row["acts"],
    )


def _made(
    acts: tuple[Act, ...], said: Days | None, known: Treaty | None, lives: Lives
) -> tuple[Days | None, bool]:
    """When it was made: by the table, by a dated act, or about the page's day where an act of making has no day."""
    if known and known.signed:
        return _prefix(known.signed), False
    making = [act for act in acts if act.act in lives.rules.acts["making"]]
    dated = next((act.days for act in making if act.days), None)
    if dated or not making or said is None:
        return dated, False
    return (said[0] - timedelta(days=lives.rules.windows["making"]), said[1]), True


def _deadline(row: Row, mark: Mark, said: Days | None, told: list[Named], _: Lives) -> Piece:
    by = [one for one in told if one.role == "by"]
    return Piece(
        mark=mark,
        said=said,
        title=row["condition"] or row["consequence"] or "time limit",
        parties=_parties(told),
        people=_people(told),
        by=_by(by or told),
        span=_span(row["due"], row["due"]),
        days=row["days"],
        status=None,
    )


def _demand(row: Row, mark: Mark, said: Days | None, told: list[Named], _: Lives) -> Piece:
    by = [one for one in told if one.role == "by"]
    return Piece(
        mark=mark,
        said=said,
        title=row["what"],
        parties=_parties(told),
        asking=_parties(by),
        by=_by(by),
        status=None,
    )


def _prospect(row: Row, mark: Mark, said: Days | None, told: list[Named], _: Lives) -> Piece:
    return Piece(
        mark=mark,
        said=said,
        title=row["place_name"] or "",
        parties=_parties(told),
        people=_people(told),
        by=_by(told),
        span=_span(row["date_from"], row["date_to"]),
        status=row["certainty"],
        type=row["type"],
    )


_MAKERS: dict[str, Callable[[Row, Mark, Days | None, list[Named], Lives], Piece]] = {
    "agreements": _agreement,
    "deadlines": _deadline,
    "demands": _demand,
    "prospects": _prospect,
}


def _parties(told: Iterable[Named]) -> frozenset[str]:
    return frozenset(one.side for one in told if one.side)


def _people(told: Iterable[Named]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Who speaks for each side: offices, and names where they are known ("the president" is also who he is)."""
    people: dict[str, set[str]] = defaultdict(set)
    for one in told:
        if one.office and one.side:
            people[one.side] |= {one.office, one.name} if one.known else {one.office}
    return tuple((own, frozenset(names)) for own, names in sorted(people.items()))


def _by(told: Iterable[Named]) -> str:
    return ", ".join(dict.fromkeys(one.name for one in told))


def _span(first: date | None, last: date | None) -> Days | None:
    one = first or last
    return None if one is None else (one, last or one)


def _treaties() -> dict[str, Treaty]:
    return {row.name: row for _, row in read_table(DATA / "agreements.tsv", Treaty)}


def aliases() -> dict[str, tuple[str, ...]]:
    """The other names of each known agreement."""
    return {name: (*cells(row.aliases), *cells(row.weak)) for name, row in _treaties().items()}


def _prefix(day: str) -> Days:
    """The days of an ISO prefix: a day, a month, a year."""
    if len(day) == 10:
        return (date.fromisoformat(day),) * 2
    if len(day) == 7:
        year, month = int(day[:4]), int(day[5:])
        after = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), after - timedelta(days=1)
    return date(int(day), 1, 1), date(int(day), 12, 31)
