"""Who does the work? Processes that each load the knowledge once and take one task at a time.

Our own few lines and not `concurrent.futures`: its pool does not say which task killed a worker, and its workers
outlive a killed parent. Here each worker hangs on its own pipe: the parent's end closed is the worker's end.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from dragoman.knowledge.loading import Knowledge
from dragoman.reading.loading import load_knowledge

# A job runs in a worker: a module-level function, since it is named and not sent.
Job = Callable[[Any, Knowledge], Any]
DEATHS = 2  # a task that kills a second worker is not tried again


class EngineError(ValueError):
    """The engine cannot run; the message is a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Killed:
    """The result of a task whose worker died `DEATHS` times; `exit` is the last exit code (-9: killed)."""

    exit: int | None


@dataclass(slots=True)
class Task:
    """A payload under way; `deaths` counts the workers that it has cost."""

    number: int
    payload: Any
    deaths: int = 0


@dataclass(slots=True)
class Worker:
    """A process, our end of its pipe, and what it is doing."""

    process: BaseProcess
    pipe: Connection
    task: Task | None = None


@dataclass(slots=True)
class Crew:
    """The state of a run: who works, what waits to be tried again, what is done but not yet handed out."""

    job: Job
    jobs: int
    workers: list[Worker] = field(default_factory=list)
    again: deque[Task] = field(default_factory=deque)
    done: dict[int, Any] = field(default_factory=dict)


def in_workers(job: Job, payloads: Iterable[Any], jobs: int) -> Iterator[Any]:
    """Yield `job(payload, knowledge)` for each payload in the order of the payloads, computed by `jobs` processes.

    Payloads are taken from the iterable only as workers come free: at most `2 * jobs` are held at a time. A worker that
    dies is replaced and its task tried again; a task that kills two yields `Killed`.
    Errors: `EngineError` where a worker cannot load the knowledge.
    """
    crew = Crew(job=job, jobs=jobs)
    tasks = (Task(number=n, payload=payload) for n, payload in enumerate(payloads))
    try:
        yield from _in_order(crew, tasks)
    finally:
        _dismiss(crew)


def _in_order(crew: Crew, tasks: Iterator[Task]) -> Iterator[Any]:
    following, more = 0, True
    while more or _busy(crew) or crew.again or crew.done:
        while following in crew.done:
            yield crew.done.pop(following)
            following += 1
        more = _hand_out(crew, tasks, following) and more
        if _busy(crew):
            _collect(crew)


def _hand_out(crew: Crew, tasks: Iterator[Task], following: int) -> bool:
    """Give a task to each free worker; False when the tasks are at an end."""
    while len(_busy(crew)) < crew.jobs:
        # What waits behind a slow page is held in memory, so nobody may run far ahead of it.
        ahead = len(_busy(crew)) + len(crew.done) + len(crew.again)
        if not crew.again and ahead >= 2 * crew.jobs:
            return True
        task = crew.again.popleft() if crew.again else next(tasks, None)
        if task is None:
            return False
        _start(crew, task)
        if following in crew.done:
            return True
    return True


def _busy(crew: Crew) -> list[Worker]:
    return [worker for worker in crew.workers if worker.task is not None]


def _start(crew: Crew, task: Task) -> None:
    worker = next((w for w in crew.workers if w.task is None), None) or _hire(crew)
    worker.task = task
    try:
        worker.pipe.send(task.payload)
    except OSError:  # it died while idle: no fault of this task
        _bury(crew, worker)
        crew.again.appendleft(task)


def _hire(crew: Crew) -> Worker:
    # Not forked: a fork of a process with threads (Arrow has some) can deadlock.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, crew.job), daemon=True)
    process.start()
    theirs.close()
    worker = Worker(process=process, pipe=ours)
    crew.workers.append(worker)
    return worker


def _collect(crew: Crew) -> None:
    """Wait until a worker answers or dies, and book it."""
    pipes = {worker.pipe: worker for worker in _busy(crew)}
    for pipe in wait(list(pipes)):
        worker = pipes[pipe]  # type: ignore[index]
        try:
            good, result = worker.pipe.recv()
        except (EOFError, OSError):
            _mourn(crew, worker)
            continue
        if not good:
            raise EngineError(result)
        assert worker.task is not None
        crew.done[worker.task.number] = result
        worker.task = None


def _mourn(crew: Crew, worker: Worker) -> None:
    """A worker died over its task: try it again in another, or give it up."""
    task = worker.task
    assert task is not None
    code = _bury(crew, worker)
    task.deaths += 1
    if task.deaths < DEATHS:
        crew.again.append(task)
    else:
        crew.done[task.number] = Killed(exit=code)


def _bury(crew: Crew, worker: Worker) -> int | None:
    crew.workers.remove(worker)
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
    return worker.process.exitcode


def _dismiss(crew: Crew) -> None:
    for worker in list(crew.workers):
        _bury(crew, worker)


def _serve(pipe: Connection, job: Job) -> None:
    """The life of a worker: load the knowledge, then answer task after task until the parent's end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    knowledge: Knowledge | None = None
    while True:
        try:
            payload = pipe.recv()
            knowledge = knowledge or load_knowledge()
            pipe.send((True, job(payload, knowledge)))
        except (EOFError, BrokenPipeError):
            return
        except Exception as error:
            # Pages' own failures are rows of the batch; what comes here (knowledge, disk) would fail on every task.
            pipe.send((False, f"a worker cannot go on: {error} ({type(error).__name__})"))
            return
