"""Which pieces belong together? One pass in the order of their days, whatever the order in which pages came in.

Each record joins the entry with which it has most grounds, unless anything in that entry speaks against it; then each
echo does; then events are what was expected. A decision of a person stands over all of this.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from dragoman.model import content_id
from dragoman.relations.lives.gather import Review
from dragoman.relations.lives.grounds import against, comes_to_pass, enough, grounds
from dragoman.relations.lives.kinds import Happening, Join, Piece, Tie
from dragoman.relations.lives.rules import Lives
from dragoman.relations.lives.sides import one_state, with_states

MOST_SIDES = (
    12  # of a piece that are looked up in pairs: a page that names fifty states says nothing by a pair
)
MOST_PAGES = 50  # of an entry that links its pages: what everybody speaks of tells nothing of two


@dataclass(slots=True)
class Entry:
    """An entry as it grows: its pieces in order, the joins between them, and what it came to."""

    pieces: list[Piece]
    joins: list[Join] = field(default_factory=list)
    event: Happening | None = None


class Linked:
    """Which pages share an entry with which, as the kinds are joined one after the other."""

    def __init__(self) -> None:
        self._by: dict[str, set[str]] = defaultdict(set)

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in the joins of one kind."""
        for entry in entries:
            pages = {piece.mark.page for piece in entry.pieces}
            if len(pages) <= MOST_PAGES:
                for page in pages if len(pages) > 1 else ():
                    self._by[page] |= pages - {page}

    def with_(self, page: str) -> frozenset[str]:
        """The other pages that share an entry with a page."""
        return frozenset(self._by.get(page, ()))


class Reviewed:
    """What people decided, looked up by the words of both sides: these stay where a page is read again."""

    def __init__(self, reviews: Iterable[Review]):
        self._by_pages: dict[tuple[str, frozenset[str]], list[Review]] = defaultdict(list)
        for review in reviews:
            pages = frozenset((review.earlier_page, review.later_page))
            self._by_pages[review.kind, pages].append(review)

    def verdict(self, kind: str, one: "tuple[str, int, int]", other: "tuple[str, int, int]") -> str | None:
        """The latest decision about two spans of words (page, start, end), in either order, if any."""
        latest = None
        for review in self._by_pages.get((kind, frozenset((one[0], other[0]))), ()):
            a = (review.earlier_page, review.earlier_start, review.earlier_end)
            b = (review.later_page, review.later_start, review.later_end)
            if (_meet(a, one) and _meet(b, other)) or (_meet(a, other) and _meet(b, one)):
                latest = review.verdict
        return latest


def _meet(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def place_of(piece: Piece) -> tuple[str, int, int]:
    """Where a piece's words stand: page, start, end."""
    return piece.mark.page, piece.mark.start, piece.mark.end


def join_id(earlier: str, later: str) -> str:
    """The id of the join of two."""
    return content_id("join", earlier, later)


def join_pieces(pieces: Sequence[Piece], reviewed: Reviewed, lives: Lives) -> list[Entry]:
    """The entries of all pieces of one kind, in the order of their first pieces. `pieces` are in their order."""
    entries: list[Entry] = []
    shelf = _Shelf(lives)
    for piece in (p for p in pieces if not p.mark.echo):
        best = _best(piece, shelf.near(piece), reviewed, lives)
        if best is None:
            entries.append(Entry([piece]))
        else:
            _add(best, piece, "same")
        shelf.put(entries[-1] if best is None else best.entry, piece)
    for piece in (p for p in pieces if p.mark.echo):
        best = _best(piece, shelf.near(piece), reviewed, lives)
        if best is not None:
            _add(best, piece, "echo")
    for entry in entries:
        entry.pieces.sort(key=lambda one: one.order)
    return entries


@dataclass(frozen=True, slots=True)
class _Match:
    entry: Entry
    with_: Piece
    held: dict[str, str]


class _Shelf:
    """Entries by what a piece must share with one: two sides, or the name of a known agreement."""

    def __init__(self, lives: Lives):
        self._lives = lives
        self._by: dict[object, list[Entry]] = defaultdict(list)

    def put(self, entry: Entry, piece: Piece) -> None:
        for key in _keys(piece, self._lives):
            if not any(one is entry for one in self._by[key]):
                self._by[key].append(entry)

    def near(self, piece: Piece) -> Iterator[Entry]:
        """The entries that share a key with the piece and were spoken of within reach of it, each once."""
        seen = set[int]()
        for key in _keys(piece, self._lives):
            for entry in self._by.get(key, ()):
                if id(entry) not in seen and self._in_reach(entry, piece):
                    seen.add(id(entry))
                    yield entry

    def _in_reach(self, entry: Entry, piece: Piece) -> bool:
        last = max((p.said[1] for p in entry.pieces if p.said), default=None)
        if piece.said is None or last is None or piece.known:
            return True
        return (piece.said[0] - last).days <= self._lives.rules.reach[piece.mark.kind]


def _keys(piece: Piece, lives: Lives) -> Iterator[object]:
    # Parts of the reading name one side only, or none: the sides named about the words and on the page stand in.
    sides = piece.core | with_states(piece.mark.sides, lives)
    if len(sides) < 2 or piece.mark.echo:
        sides |= frozenset(piece.mark.page_sides)
    yield from combinations(sorted(sides)[:MOST_SIDES], 2)
    if piece.known:
        yield ("name", piece.name)
    if piece.mark.kind in lives.rules.within_a_state and (state := one_state(piece.core or sides)):
        yield ("within", state)
    if any("due" in some for some in lives.rules.enough[piece.mark.kind]):
        yield from (("due", day) for day in {t[1] for t in (*piece.times, *filter(None, (piece.span,)))})


def _best(piece: Piece, entries: Iterable[Entry], reviewed: Reviewed, lives: Lives) -> _Match | None:
    """The entry with most grounds; of equal ones one of another page, the one spoken of last, the smallest first id."""
    matches = [match for entry in entries if (match := _match(piece, entry, reviewed, lives))]
    return max(matches, key=lambda match: _rank(match, piece.mark.page), default=None)


def _rank(match: _Match, page: str) -> tuple[bool, int, bool, date, str]:
    last = max((p.said[1] for p in match.entry.pieces if p.said), default=date.min)
    return (
        "review" in match.held,
        len(match.held),
        match.with_.mark.page != page,
        last,
        match.entry.pieces[0].id,
    )


def _match(piece: Piece, entry: Entry, reviewed: Reviewed, lives: Lives) -> _Match | None:
    best: tuple[Piece, dict[str, str]] | None = None
    for one in entry.pieces:
        verdict = reviewed.verdict(piece.mark.kind, place_of(one), place_of(piece))
        if verdict == "reject":
            return None
        if verdict == "accept":
            return _Match(entry, one, {"review": "a person accepted it", **grounds(one, piece, lives)})
        if one.mark.echo:
            continue  # echoes tell of an entry and bring nobody into it
        if piece.mark.echo and _meet(place_of(one), place_of(piece)):
            continue  # what its own sentence makes is not what it takes up
        if against(one, piece, lives):
            return None
        held = grounds(one, piece, lives)
        if enough(piece.mark.kind, held, lives) and (best is None or len(held) > len(best[1])):
            best = one, held
    return best and _Match(entry, *best)


def _add(match: _Match, piece: Piece, tie: Tie) -> None:
    match.entry.pieces.append(piece)
    match.entry.joins.append(_join(piece.mark.kind, match.with_.id, piece.id, tie, match.held))


def _join(kind: str, earlier: str, later: str, tie: Tie, held: dict[str, str]) -> Join:
    grounds = tuple(sorted(held))
    return Join(
        id=join_id(earlier, later), kind=kind, earlier=earlier, later=later, tie=tie, grounds=grounds,
        why="; ".join(held[name] for name in grounds if held[name]),
    )  # fmt: skip


def tie_events(
    entries: Iterable[Entry], events: Sequence[Happening], reviewed: Reviewed, lives: Lives
) -> None:
    """Tie each prospect to the event in which it came to pass: most grounds, then told first, then the smallest id."""
    by_sides: dict[tuple[str, str], list[tuple[date, Happening]]] = defaultdict(list)
    for event in sorted((e for e in events if e.span), key=lambda e: (e.span, e.id)):
        sides = sorted(event.sides)[:MOST_SIDES]
        for pair in (*combinations(sides, 2), *(((one, "") for one in sides) if event.unknown else ())):
            assert event.span
            by_sides[pair].append((event.span[0], event))
    for entry in entries:
        found = [
            m
            for piece in entry.pieces
            if not piece.mark.echo
            for m in _came(piece, by_sides, reviewed, lives)
        ]
        if found:
            held, piece, event = min(
                found, key=lambda m: (-len(m[0]), m[2].said or (date.max,) * 2, m[2].id, m[1].id)
            )
            entry.event = event
            entry.joins.append(_join(piece.mark.kind, piece.id, event.id, "event", held))


def _came(
    piece: Piece,
    by_sides: dict[tuple[str, str], list[tuple[date, Happening]]],
    reviewed: Reviewed,
    lives: Lives,
) -> Iterator[tuple[dict[str, str], Piece, Happening]]:
    if piece.type not in lives.rules.acts["meeting"] or piece.span is None:
        return
    seen = set[str]()
    sides = sorted(piece.parties)[:MOST_SIDES]
    first = piece.span[0] - timedelta(days=lives.rules.windows["near"])  # no event of use has more days
    for pair in (*combinations(sides, 2), *((one, "") for one in sides)):
        found = by_sides.get(pair, [])
        for _, event in found[
            bisect_left(found, first, key=_begins) : bisect_right(found, piece.span[1], key=_begins)
        ]:
            later = event.said is None or piece.said is None or event.said >= piece.said
            if event.id in seen or event.page == piece.mark.page or not later:
                continue
            seen.add(event.id)
            held = comes_to_pass(piece, event, lives)
            there = (event.page, *event.where)
            if held and reviewed.verdict(piece.mark.kind, place_of(piece), there) != "reject":
                yield held, piece, event


def _begins(dated: tuple[date, Happening]) -> date:
    return dated[0]
