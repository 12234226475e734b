"""Lives across pages: what is joined, what stays apart, what became of it, and that the order of pages is nothing."""

import itertools
import re
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.knowledge import Rules
from dragoman.model import Found
from dragoman.record import open_record
from dragoman.record.intake import read_into
from dragoman.record.lives_schema import LIFE_TABLES
from dragoman.relations.ask import AskError, ask
from dragoman.relations.explain import Explained, JoinOf, LifeOf, why
from dragoman.relations.lists import deadlines, life, prospects
from dragoman.relations.lives import refresh_lives
from dragoman.relations.lives.gather import Review
from dragoman.relations.lives.joining import Reviewed
from dragoman.relations.lives.review import review, reviews
from dragoman.relations.lives.rules import Lives, load_lives
from dragoman.shows.lives import told

ULTIMATUM = Found(
    id="set", date="2021-03-01",
    text="Ghana gave Togo ten days to withdraw its guards from the bridge of Aflao. The guards had come in January.",
)  # fmt: skip
RETOLD = Found(
    id="retold", date="2021-03-04",
    text="Togo keeps silent. On Monday Ghana gave Togo ten days to withdraw its guards from the bridge of Aflao.",
)  # fmt: skip
RAN_OUT = Found(
    id="ran-out", date="2021-03-12",
    text="The ten days that Ghana gave Togo ran out on Thursday, and no guard has left the bridge.",
)  # fmt: skip
RAN_OUT_ON = Found(
    id="ran-out-on", date="2021-03-12",
    text="The ultimatum of Ghana to Togo ran out on Thursday, and no guard has left the bridge.",
)  # fmt: skip
EXTENDED = Found(
    id="extended", date="2021-03-11",
    text="Togo has been given five days more. Ghana said so on Thursday, the last of the ten days.",
)  # fmt: skip
OTHER_TERM = Found(
    id="other", date="2021-06-01",
    text="Ghana gave Togo twenty days to withdraw its boats from the lagoon. Nobody answered in the first hours.",
)  # fmt: skip
ANNOUNCED = Found(
    id="announced", date="2019-03-01",
    text="The presidents of Peru and Chile will meet in Lima on March 20. Their ministers agreed on the day.",
)  # fmt: skip
HELD = Found(
    id="held", date="2019-03-21",
    text="The president of Peru met the president of Chile in Lima on Wednesday and spoke with him about the border.",
)  # fmt: skip
CALLED_OFF = Found(
    id="off", date="2019-03-15",
    text="The summit of the presidents of Peru and Chile is called off. Peru's president would not say why.",
)  # fmt: skip
SIGNED = Found(
    id="signed", date="2018-05-04",
    text="Kenya and Uganda signed a trade agreement in Kampala on Thursday. It opens the border to maize and milk.",
)  # fmt: skip
RECALLED = Found(
    id="recalled", date="2018-05-14",
    text="Kenya ended its part in the Kampala agreement on Monday. The paper signed in Kampala ten days ago had opened"
    " the border of Uganda to its milk.",
)  # fmt: skip
ANOTHER = Found(
    id="another", date="2020-09-02",
    text="Kenya and Uganda signed a border agreement in Nairobi on Wednesday. It moves two stones by a mile.",
)  # fmt: skip
EVERY = (ULTIMATUM, RETOLD, RAN_OUT, OTHER_TERM, ANNOUNCED, HELD, SIGNED, RECALLED, ANOTHER)


def record_of(folder: Path, *pages: Found) -> Path:
    record = folder / "lives.duckdb"
    read_into(pages, record)
    refresh_lives(record)
    return record


def entries(record: Path, kind: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ask(
        "SELECT * FROM lives WHERE kind = ? ORDER BY first_day, id", record, [kind]
    ).to_pylist()
    return rows


def derived(record: Path) -> dict[str, list[tuple[object, ...]]]:
    with open_record(record, "read") as connection:
        return {
            table.name: connection.execute(f"SELECT * FROM {table.name} ORDER BY ALL").fetchall()
            for table in LIFE_TABLES
        }


def test_a_deadline_is_one_entry_over_pages_and_another_term_is_another(tmp_path: Path) -> None:
    record = record_of(tmp_path, ULTIMATUM, RETOLD, RAN_OUT, OTHER_TERM)
    first, second = entries(record, "deadlines")
    assert (first["pages"], first["status"]) == (3, "missed")
    assert (second["pages"], second["status"]) == (1, "open")
    steps = life("deadlines", record, actor="TGO", status="missed").to_pylist()
    assert [(step["page"], step["step"]) for step in steps] == [
        ("set", "set for 2021-03-11"), ("retold", steps[1]["step"]), ("ran-out", "missed"),
    ]  # fmt: skip
    assert steps[0]["join_id"] is None and "the same sides: GHA, TGO" in steps[2]["why"]


def test_a_deadline_whose_end_is_a_record_of_its_own_is_missed(tmp_path: Path) -> None:
    record = record_of(tmp_path, ULTIMATUM, RAN_OUT_ON)
    (entry,) = entries(record, "deadlines")
    assert (entry["pages"], entry["status"]) == (2, "missed")
    steps = life("deadlines", record, actor="TGO").to_pylist()
    assert [(step["page"], step["step"]) for step in steps] == [
        ("set", "set for 2021-03-11"), ("ran-out-on", "missed"),
    ]  # fmt: skip


def test_a_deadline_is_extended(tmp_path: Path) -> None:
    (entry,) = entries(record_of(tmp_path, ULTIMATUM, EXTENDED), "deadlines")
    assert (entry["pages"], entry["status"]) == (2, "extended")


def test_a_prospect_comes_to_pass_in_an_event(tmp_path: Path) -> None:
    record = record_of(tmp_path, ANNOUNCED, HELD)
    (row,) = prospects(record, place="Lima", certainty="planned").to_pylist()
    assert (row["status"], row["pages"], str(row["date_from"])) == ("came to pass", 2, "2019-03-20")
    (join,) = ask("SELECT * FROM joins WHERE tie = 'event'", record).to_pylist()
    assert {"parties", "day"} <= set(join["grounds"])


def test_a_prospect_is_called_off(tmp_path: Path) -> None:
    (row,) = prospects(record_of(tmp_path, ANNOUNCED, CALLED_OFF), dyad=("PER", "CHL")).to_pylist()
    assert (row["status"], row["pages"]) == ("called off", 2)


def test_an_agreement_is_known_again_by_its_place_and_day_and_another_is_another(tmp_path: Path) -> None:
    record = record_of(tmp_path, SIGNED, RECALLED, ANOTHER)
    first, second = entries(record, "agreements")
    assert (first["name"], first["pages"], first["status"]) == ("trade agreement", 2, "a party has left")
    assert (second["name"], second["pages"], second["status"]) == ("border agreement", 1, "signed")


def test_no_join_is_by_one_ground_alone() -> None:
    rules = load_lives(Rules()).rules
    sets = [set(some) for kind in rules.enough.values() for some in kind]
    assert all(len(some) > 1 for some in sets)
    assert not any(some <= {"name", "parties", "near"} and "name" not in some for some in sets)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_does_not_matter(tmp_path: Path, seed: int) -> None:
    once = record_of(tmp_path, *EVERY)
    other = tmp_path / "other.duckdb"
    order = next(itertools.islice(itertools.permutations(EVERY), seed * 80_021, None))
    for page in order:  # each page is a run of its own, and the lives are made after each
        read_into([page], other)
        refresh_lives(other)
    assert derived(other) == derived(once)
    assert refresh_lives(other) is False


def a_join(record: Path, tie: str = "same") -> str:
    (row,) = ask("SELECT id FROM joins WHERE tie = ? ORDER BY id LIMIT 1", record, [tie]).to_pylist()
    return str(row["id"])


def test_a_rejected_join_is_undone_and_stays_undone_when_the_pages_are_read_again(tmp_path: Path) -> None:
    record = record_of(tmp_path, ULTIMATUM, RETOLD)
    join = a_join(record)
    assert len(entries(record, "deadlines")) == 1
    done = review(join[:10], "reject", "Ana", "two bridges", record)
    assert (done.join_id, done.verdict) == (join, "reject")
    assert len(entries(record, "deadlines")) == 2
    with open_record(record, "write") as connection:
        for table in (
            "pages",
            "deadlines",
            "deadline_actors",
            "evidence",
            "passages",
            "marks",
            "marked_pages",
        ):
            connection.execute(f"DELETE FROM {table}")
    read_into([RETOLD, ULTIMATUM], record)
    refresh_lives(record)
    assert len(entries(record, "deadlines")) == 2
    with pytest.raises(AskError, match=r"was rejected by Ana \(two bridges\)"):
        why(join, record)
    review(join, "accept", "Ben", "it is one bridge", record)
    assert len(entries(record, "deadlines")) == 1
    assert [row["verdict"] for row in reviews(record).to_pylist()] == ["reject", "accept"]
    found = why(join, record)
    assert isinstance(found, JoinOf) and len(found.reviews) == 2


def test_an_event_is_taken_from_a_prospect_by_a_rejection(tmp_path: Path) -> None:
    record = record_of(tmp_path, ANNOUNCED, HELD)
    review(a_join(record, "event"), "reject", "Ana", "another meeting", record)
    assert prospects(record).to_pylist()[0]["status"] == "past"


def test_a_decision_is_about_words_and_holds_where_a_later_reading_cuts_them_otherwise() -> None:
    kept = Reviewed([Review("reject", "deadlines", "p", 0, 50, "q", 10, 90)])
    assert kept.verdict("deadlines", ("q", 20, 40), ("p", 5, 30)) == "reject"
    assert kept.verdict("deadlines", ("q", 95, 120), ("p", 5, 30)) is None
    assert kept.verdict("agreements", ("q", 20, 40), ("p", 5, 30)) is None


def test_a_decision_needs_a_name_a_reason_and_a_join(tmp_path: Path) -> None:
    record = record_of(tmp_path, ULTIMATUM, RETOLD)
    with pytest.raises(AskError, match="--who and --reason"):
        review(a_join(record), "reject", "", "why not", record)
    with pytest.raises(AskError, match="no join 'ffff'"):
        review("ffff", "reject", "Ana", "none", record)
    with pytest.raises(AskError, match="is not enough"):
        review("", "reject", "Ana", "none", record)


def test_why_tells_a_join_an_entry_and_the_entry_of_a_record(tmp_path: Path) -> None:
    record = record_of(tmp_path, ULTIMATUM, RETOLD, RAN_OUT)
    join = why(a_join(record), record)
    assert isinstance(join, JoinOf) and {"parties", "due"} <= set(join.grounds)
    entry = why(join.life, record)
    assert isinstance(entry, LifeOf) and [s.page for s in entry.steps] == ["set", "retold", "ran-out"]
    one = why(join.earlier.id, record)
    assert isinstance(one, Explained) and one.life == entry
    assert any(line.label == "joined to" and join.id in line.text for line in told(one).lines)
    assert any("ran out" in line.why for line in told(entry).lines)
    assert any(f"review {join.id} --reject" in line.text for line in told(join).lines)
    echo = why(a_join(record, "echo"), record)
    assert isinstance(echo, JoinOf)
    assert why(echo.later.id, record) == echo


def test_filters(tmp_path: Path) -> None:
    record = record_of(tmp_path, *EVERY)
    assert deadlines(record, actor="Ghana", status="missed").num_rows == 1
    assert deadlines(record, name="boats").num_rows == 1
    assert deadlines(record, from_="2021-06-02").num_rows == 1
    assert deadlines(record, to="2021-06-02").num_rows == 1
    assert dragoman.agreements(record, dyad=("Kenya", "Uganda")).num_rows == 2
    assert dragoman.agreements(record, name="trade").num_rows == 1
    assert dragoman.agreements(record, from_="2019-01-01").num_rows == 1
    assert prospects(record, type="CONSULT", place="lima").num_rows == 1
    with pytest.raises(AskError, match="deadlines have no certainty"):
        deadlines(record, certainty="planned")
    with pytest.raises(AskError, match="events have no life"):
        life("events", record)


def test_an_agreement_is_found_by_its_other_names(tmp_path: Path) -> None:
    page = Found(
        id="p", date="2018-05-09", text="The United States withdrew from the Iran nuclear deal on Tuesday."
    )
    record = record_of(tmp_path, page)
    assert [row["name"] for row in dragoman.agreements(record, name="JCPOA").to_pylist()] == [
        "Iran nuclear deal"
    ]
    assert dragoman.agreements(record, name="Doha").num_rows == 0


def test_a_record_of_a_version_that_joined_nothing_is_joined_when_it_is_asked(tmp_path: Path) -> None:
    record = record_of(tmp_path, ULTIMATUM, RETOLD)
    before = derived(record)
    with open_record(record, "write") as connection:
        for table in LIFE_TABLES:
            connection.execute(f"DROP TABLE {table.name}")
    with open_record(record, "read") as connection:
        pass
    assert deadlines(record).num_rows == 1
    assert derived(record) == before


LIVES: Lives = load_lives(Rules())


@pytest.mark.parametrize("form", LIVES.rules.echo, ids=lambda form: form.id)
def test_every_wording_of_an_echo_fits_its_examples_and_nothing_else(form: Any) -> None:
    pattern = next(p for one, p in LIVES.echoes if one is form)
    assert all(pattern.search(text) for text in form.examples)
    assert not any(pattern.search(text) for text in form.nots)
    assert form.kind in LIVES.rules.enough


@pytest.mark.parametrize("form", LIVES.rules.says, ids=lambda form: f"{form.kind}-{form.says}")
def test_every_wording_of_what_became_of_it_fits_its_examples(form: Any) -> None:
    pattern = next(p for one, p in LIVES.says if one is form)
    assert all(pattern.search(text) for text in form.examples)
    assert form.says in LIVES.rules.status[form.kind]


def test_every_ground_of_the_rules_is_a_question_of_the_program() -> None:
    from dragoman.relations.lives.grounds import CONTRARY, QUESTIONS

    asked = {**QUESTIONS, "side": None}  # a side alone counts for events only
    assert all(set(some) <= asked.keys() for kind in LIVES.rules.enough.values() for some in kind)
    assert all(set(some) <= CONTRARY.keys() for some in LIVES.rules.against.values())
    explained = (Rules().folder / "lives.toml").read_text(encoding="utf-8")
    assert [
        n for n in (*QUESTIONS, *CONTRARY) if not re.search(rf"^#.*\b{n}\b ", explained, re.MULTILINE)
    ] == []
