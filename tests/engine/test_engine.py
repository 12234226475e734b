"""Batches, workers and parts."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from dragoman.engine.batch import ANSWERS, found_batch, page_key, read_batch
from dragoman.engine.local import read_parts
from dragoman.engine.parts import cut, finished, pieces, read_part, sweep
from dragoman.engine.workers import EngineError, Killed, in_workers
from dragoman.model import Found, Refused
from dragoman.reading.loading import load_knowledge
from many_pages import run, write_pages


def double(payload: int, knowledge: object) -> int:
    return 2 * payload


def deadly_on_three(payload: int, knowledge: object) -> int:
    if payload == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return payload


def deadly_once(payload: Path, knowledge: object) -> str:
    if not payload.exists():
        payload.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "survived"


def full_disk(payload: int, knowledge: object) -> Any:
    raise OSError("no space left on device")


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_payloads(jobs: int) -> None:
    assert list(in_workers(double, range(20), jobs)) == [2 * n for n in range(20)]


def test_payloads_are_taken_only_as_workers_come_free() -> None:
    numbers = iter(range(1000))
    assert next(in_workers(double, numbers, 2)) == 0
    assert next(numbers) <= 5


def test_a_task_that_kills_two_workers_is_given_up_and_the_others_are_done() -> None:
    results = list(in_workers(deadly_on_three, range(6), 2))
    assert results == [0, 1, 2, Killed(exit=-signal.SIGKILL), 4, 5]


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    assert list(in_workers(deadly_once, [tmp_path / "mark"], 2)) == ["survived"]


def test_what_would_fail_on_every_task_ends_the_run_in_a_sentence() -> None:
    with pytest.raises(EngineError, match="no space left"):
        list(in_workers(full_disk, range(4), 2))


def test_a_batch_answers_every_row_in_order() -> None:
    rows: list[Found | Refused] = [
        Found(id="a", text="France recalled its ambassador from Italy on Friday."),
        Refused(id="b", where="b, line 2", reason="the line is not JSON"),
        Found(id="c", text=""),
        Found(id="d", text="half a character: \ud83d"),
    ]
    answers = read_batch(found_batch(rows), load_knowledge())
    assert answers.schema == ANSWERS
    assert answers["id"].to_pylist() == ["a", "b", "c", "d"]
    assert [reason is None for reason in answers["reason"].to_pylist()] == [True, False, False, False]
    assert answers.equals(read_batch(found_batch(rows), load_knowledge()))


def test_two_pages_of_one_name_share_no_record_id() -> None:
    text = "Spain signed a treaty with Peru. Spain signed a treaty with Peru."
    rows = [Found(id="same", text=text), Found(id="same", text=text + " It rained.")]
    answers = read_batch(found_batch(rows), load_knowledge())
    assert len(set(answers["key"].to_pylist())) == 2


def test_a_key_is_of_everything_that_was_given() -> None:
    one = Found(id="a", text="x")
    others = [
        Found(id="a", text="x", date="2019-01-01"),
        Found(id="a", text="x", url=""),
        Found(id="a", html="x"),
    ]
    assert len({page_key(row) for row in (one, *others)}) == 4


def test_pieces_end_by_pages_or_by_length() -> None:
    rows = [Found(id=str(n), text="x" * size) for n, size in enumerate([10, 10, 500, 1, 1, 1])]
    assert [len(piece) for piece in pieces(rows, 3, 100)] == [3, 3]
    assert [len(piece) for piece in pieces(rows, 10, 100)] == [3, 3]


def test_a_part_leaves_out_what_is_known_and_is_named_for_the_rest() -> None:
    rows = [Found(id=str(n), text="x") for n in range(3)]
    known = frozenset({page_key(rows[1])})
    (part,) = cut(rows, "v", lambda keys: known & frozenset(keys))
    (same,) = cut([rows[2], rows[0]], "v", lambda keys: frozenset())
    assert [row.id for row in part.rows] == ["0", "2"]
    assert part.name == same.name


def test_a_finished_part_is_not_read_again_and_a_half_one_is_swept(tmp_path: Path) -> None:
    rows = [Found(id="a", text="Chile thanked Peru.")]
    assert len(list(read_parts(rows, tmp_path))) == 1
    assert list(read_parts(rows, tmp_path)) == []
    (tmp_path / "half.999999999.aside").touch()
    sweep(tmp_path)
    (part,) = finished(tmp_path)
    assert read_part(part)["id"].to_pylist() == ["a"]
    assert list(tmp_path.iterdir()) == [part]


def test_code_prints_the_same_bytes_for_any_jobs_and_hash_seed(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 20)
    one = run("code", pages, "--jobs", 1, seed="1")
    two = run("code", pages, "--jobs", 2, seed="2")
    assert one.returncode == 0, one.stderr
    assert one.stdout == two.stdout
    assert one.stdout.count(b"\n") == 20
