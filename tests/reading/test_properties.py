"""What must hold for any page, whatever stands in it: true offsets, whole passages, ids once, the same bytes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Evidence, Findings, Found, Refused
from dragoman.pages.extraction import extract
from dragoman.reading import read_page
from dragoman.reading.loading import load_knowledge

KNOWLEDGE = load_knowledge()
SURFACES = [
    s.words for s in KNOWLEDGE.gazetteer.data.surfaces if s.kind in ("name", "full name", "adjective")
][::97]
TRIGGERS = sorted(KNOWLEDGE.trigger_forms)[::23]
NOUNS = sorted(KNOWLEDGE.gazetteer.nouns)[::11]
JOINTS = [
    "the",
    "said",
    "that",
    "to",
    "with",
    "on Tuesday",
    "in 60 days",
    "if",
    "not",
    "will",
    "of",
    "by",
    "and",
    "May 2019",
]
MARKS = [
    ",",
    ".",
    ". ",
    "!",
    "?",
    "\n",
    "\n\n",
    "“",
    "”",
    '"',
    "'",
    "’s",
    "(",
    ")",
    " - ",
    "—",
    ":",
    ";",
    "…",
    "\t",
    "\u00a0",
]
ODD = ["é", "İ", "ß", "中", "🙂", "\u200b", "e\u0301", "x" * 40, "0", "1,000", "READ MORE:", "http://a.b/c"]

WORDS = st.one_of(
    st.sampled_from(SURFACES), st.sampled_from(TRIGGERS), st.sampled_from(NOUNS), st.sampled_from(JOINTS)
)
PIECES = st.one_of(WORDS, WORDS, WORDS, st.sampled_from(MARKS), st.sampled_from(ODD))
# Half of the pages are clauses of who, what, whom, so that there is something to record; the others are mere heaps.
CLAUSES = st.tuples(
    st.sampled_from(SURFACES),
    st.sampled_from(["said on Tuesday that", "will", "refused to", "and Japan", "did not", ""]),
    st.sampled_from(TRIGGERS),
    st.sampled_from(["", "an attack on", "a treaty with", "“the deal” of", "aid to", "within 30 days to"]),
    st.sampled_from(SURFACES),
    st.sampled_from([".", ",", "\n", "?", ".” ", ";", " READ MORE:\n"]),
).map(" ".join)
TEXTS = st.one_of(
    st.lists(PIECES, min_size=1, max_size=60).map(" ".join),
    st.lists(st.one_of(CLAUSES, CLAUSES, PIECES), min_size=1, max_size=10).map(" ".join),
)
KINDS = ("events", "quotations", "agreements", "deadlines", "demands", "alignments", "prospects")


def read(text: str, day: str | None) -> tuple[str, Findings] | None:
    """The page's text and its findings; None where the page is refused for a stated reason."""
    page = extract(Found(id="page", text=text, date=day), KNOWLEDGE.rules)
    if isinstance(page, Refused):
        assert page.reason
        return None
    return page.text, read_page(page, KNOWLEDGE)


def spans(said: Findings) -> Iterator[Evidence]:
    for kind in KINDS:
        for record in getattr(said, kind):
            assert record.evidence
            yield from record.evidence


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from([None, "2019-05-14"]))
def test_any_page(text: str, day: str | None) -> None:
    answer = read(text, day)
    if answer is None:
        return
    shown, said = answer
    for evidence in spans(said):
        assert 0 <= evidence.start < evidence.end <= len(shown)
        assert shown[evidence.start : evidence.end] == evidence.text
    passages = said.page.passages
    assert "".join(shown[p.start : p.end] for p in passages) == shown
    assert all(a.end == b.start for a, b in pairwise(passages))
    ids = [record.id for kind in KINDS for record in getattr(said, kind)]
    assert len(ids) == len(set(ids))
    assert msgspec.json.decode(msgspec.json.encode(said), type=Findings) == said
    assert read(text, day) == answer


STORY = """Sudan and Kenya sign a border treaty

NAIROBI, May 14, 2019 - Sudan and Kenya signed a treaty on Tuesday. "We are glad," Kenyan President Uhuru Kenyatta said.
Ethiopia condemned the treaty, threatened to close its border and gave Sudan 30 days to withdraw its troops.
The United States, France and Germany backed Kenya and will meet Sudan in June.
Chad accused Uganda of bombing two villages. Uganda denied it. Russia urged Chad and Uganda to talk.
"""


def test_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(STORY, encoding="utf-8")
    said = [_bytes(page, seed) for seed in ("1", "4242")]
    assert said[0] == said[1]
    findings = msgspec.json.decode(said[0], type=Findings)
    assert len(findings.events) >= 5


def _bytes(page: Path, seed: str) -> bytes:
    run = subprocess.run(
        [sys.executable, "-c", "from dragoman.cli import main; main()", "code", str(page)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        timeout=60,
        check=True,
    )
    return run.stdout
