"""Which records does the demo show? A few of weight, spread over types, pages and actors, by rules and not by hand."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.model import Findings
from dragoman.relations.ask import ask

Row = dict[str, Any]
LONGEST_WORDS = 110  # characters of a quotation that stand in one line of a wide terminal
PAGE_SIZE = (600, 1400)  # characters: a page worth looking at that leaves room for the rest
PAGE_RECORDS = (4, 10)
PAGE_HEIGHT = 21  # lines for the page and its records, some of which take a second line
LINE = 110  # characters of a line of a wide terminal

# Both sides known by name and code, of different states, and what it is about is known as well.
# "They" and "a general" are no introduction. A page whose day is only inferred is no good example of a day.
_EVENTS = """
SELECT e.*, e.date_from IS NOT NULL AS dated FROM events_flat e JOIN pages p ON p.key = e.page_key
WHERE p.published_basis IN ('stated', 'given') AND e.source <> '' AND e.target <> '' AND len(e.contexts) > 0
  AND e.confidence >= 0.7
  AND NOT EXISTS (SELECT 1 FROM event_actors a WHERE a.record = e.id AND a.side IN ('source', 'target')
    AND (a.name IS NULL OR a.code IS NULL OR a.code IN (a.sector, '')))
  AND NOT EXISTS (SELECT 1 FROM event_actors a JOIN event_actors b ON a.record = b.record
    WHERE a.record = e.id AND a.side = 'source' AND b.side = 'target'
      AND a.code[:3] = b.code[:3] AND a.code[:3] <> 'IGO')
ORDER BY confidence DESC, dated DESC, attributed_to IS NULL, abs(coalesce(goldstein, 0)) DESC, e.page, e.id
"""
_SPOKEN = """
SELECT * FROM quotations_flat q WHERE kind = 'direct' AND length(words) BETWEEN 20 AND ?
  AND EXISTS (SELECT 1 FROM quotation_actors a WHERE a.record = q.id AND a.name IS NOT NULL AND a.code IS NOT NULL)
ORDER BY length(words) DESC, page, id
"""
_UNKNOWN = """
SELECT * FROM quotations_flat WHERE speaker IS NULL AND why_unknown IS NOT NULL AND length(words) BETWEEN 20 AND ?
ORDER BY page, id LIMIT 1
"""
# Of the ledger: what has a day and names for those who set it, from pages whose own day is written on them.
_DEADLINES = """
SELECT d.id, d.page, d.due, d.days, d.condition,
  string_agg(a.name, '; ' ORDER BY a.position) AS set_by
FROM deadlines d JOIN pages p ON p.key = d.page JOIN deadline_actors a ON a.record = d.id AND a.side = 'by'
WHERE d.due IS NOT NULL AND a.name IS NOT NULL GROUP BY ALL ORDER BY d.due, d.id
"""
_PROSPECTS = """
SELECT r.id, r.page, r.type, r.place_name, r.certainty, r.date_from, r.date_to,
  string_agg(a.name, '; ' ORDER BY a.position) AS parties
FROM prospects r JOIN pages p ON p.key = r.page JOIN prospect_actors a ON a.record = r.id
WHERE r.date_from >= p.published_from AND p.published_basis IN ('stated', 'given') AND r.certainty <> 'ruled out'
GROUP BY ALL HAVING count(*) >= 2 AND count(*) = count(a.name) ORDER BY count(r.place_name) = 0, r.date_from, r.id
"""
_ALIGNMENTS = """
SELECT r.*, a.name AS supporter, b.name AS supported FROM alignments r
JOIN alignment_actors a ON a.record = r.id AND a.side = 'supporter'
JOIN alignment_actors b ON b.record = r.id AND b.side = 'supported'
WHERE a.name IS NOT NULL AND b.name IS NOT NULL AND r."as" IS NOT NULL ORDER BY length(r."as"), r.page, r.id
"""
_PAGES = "SELECT id, key, text, findings FROM pages WHERE chars BETWEEN ? AND ? ORDER BY id, key"


def main_events(record: Path, count: int) -> list[Row]:
    """At most `count` events, by date: sure ones first, then dated ones, those on somebody's word, then weighty ones.

    Both sides must be known by name and code and be of different states; the contexts must be known too. Each type
    has its turn before a second of any type; no page and no pair of actors comes twice. Undated events come last.
    """
    chosen = _in_turns(_rows(_EVENTS, record), count)
    return sorted(chosen, key=lambda row: (row["date_from"] is None, str(row["date_from"]), row["id"]))


def quotations(record: Path, count: int) -> list[Row]:
    """At most `count` quotations of different speakers, the longest that fit one line, and one of an unknown."""
    unknown = _rows(_UNKNOWN, record, LONGEST_WORDS)
    known = _each_once(_rows(_SPOKEN, record, LONGEST_WORDS), "page_key", "speaker")
    return known[: count - len(unknown)] + unknown


def deadlines(record: Path, count: int) -> list[Row]:
    """At most `count` deadlines with a day, of different setters and days."""
    return _each_once(_rows(_DEADLINES, record), "due", "set_by")[:count]


def prospects(record: Path, count: int) -> list[Row]:
    """At most `count` meetings and other acts to come, of different parties; those with a place first."""
    return _each_once(_rows(_PROSPECTS, record), "page", "parties")[:count]


def alignments(record: Path, count: int) -> list[Row]:
    """At most `count` alignments that say as what somebody is backed, of different pages and sides."""
    return _each_once(_rows(_ALIGNMENTS, record), "page", "supported", "supporter")[:count]


def page_to_show(record: Path) -> str | None:
    """The key of a page that is short, has a handful of records, and these of as many kinds as possible."""
    rows = _rows(_PAGES, record, *PAGE_SIZE)
    scored = [
        (_variety(row["text"], msgspec.json.decode(row["findings"], type=Findings)), row["key"])
        for row in rows
    ]
    fitting = [(variety, key) for variety, key in scored if variety is not None]
    return max(fitting, key=lambda one: one[0])[1] if fitting else None


def _variety(text: str, findings: Findings) -> tuple[int, int] | None:
    """How many kinds of records (and fabric) a page has, and how many records; None where it is not fit to be shown."""
    kinds = (
        findings.quotations, findings.agreements, findings.deadlines, findings.demands,
        findings.alignments, findings.prospects,
    )  # fmt: skip
    count = len(findings.events) + sum(map(len, kinds))
    height = count + sum(1 + len(line) // LINE for line in text.splitlines())
    if not findings.events or not PAGE_RECORDS[0] <= count <= PAGE_RECORDS[1] or height > PAGE_HEIGHT:
        return None
    fabric = any(p.role in ("links", "promotion", "navigation", "comments") for p in findings.page.passages)
    return (sum(map(bool, kinds)) + fabric, count)


def _rows(sql: str, record: Path, *parameters: object) -> list[Row]:
    rows: list[Row] = ask(sql, record, list(parameters)).to_pylist()
    return rows


def _in_turns(rows: Sequence[Row], count: int) -> list[Row]:
    """Each type takes its best row that repeats no page and no pair, type after type, until there are `count`."""
    left = [{**row, "pair": _pair(row)} for row in rows]
    chosen: list[Row] = []
    while left and len(chosen) < count:
        for kind in dict.fromkeys(row["type"] for row in left):
            best = next((row for row in left if row["type"] == kind), None)
            if best and len(chosen) < count:
                chosen.append(best)
                left = [
                    row for row in left if row["page_key"] != best["page_key"] and row["pair"] != best["pair"]
                ]
    return chosen


def _pair(row: Row) -> str:
    """The two states (or bodies) of an event, whichever acts."""
    return " ".join(sorted(code[:3] for code in (row["source_code"], row["target_code"])))


def _each_once(rows: Iterable[Row], *columns: str) -> list[Row]:
    """The rows in which no value of any of the columns was seen before."""
    seen: set[tuple[str, object]] = set()
    chosen = []
    for row in rows:
        values = {(column, row[column]) for column in columns}
        if not values & seen:
            chosen.append(row)
            seen |= values
    return chosen
