"""Tasks through one process or several; each answer as soon as it is there."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from threading import Thread
from typing import TypeVar

from extractor.grammar import MANY
from extractor.run_one import processors
from extractor.settings import RunSettings

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[T], R]

_TICK = 0.5


def processes(settings: RunSettings, tasks: int) -> int:
    """How many tasks to do at a time. Each asks at least one question at a time, so there are no more than those."""
    jobs = settings.jobs or (processors() if tasks > MANY else 1)
    return max(1, min(jobs, tasks, settings.model.concurrency if settings.model else jobs))


def one_by_one(tasks: Sequence[T], work: Work[T, R], breathe: Callable[[], None]) -> Generator[tuple[T, R], None, None]:
    """In this process. ``breathe`` is called between tasks and may raise."""
    for task in tasks:
        breathe()
        yield task, work(task)


def side_by_side(
    tasks: Sequence[T], work: Work[T, R], breathe: Callable[[], None], jobs: int, died: Work[T, R]
) -> Generator[tuple[T, R], None, None]:
    """In ``jobs`` processes. Those on whose watch a process died are tried again alone; what kills again gives ``died``."""
    waiting, suspects = deque(tasks), deque[T]()
    while waiting or suspects:
        alone = bool(suspects)
        source, width = (suspects, 1) if alone else (waiting, jobs)
        broken: list[T] = []
        for task, future in _through_pool(source, work, breathe, width, single=alone):
            try:
                yield task, future.result()
            except BrokenProcessPool:
                if alone:
                    yield task, died(task)
                else:
                    broken.append(task)
        suspects.extend(broken)


def _through_pool(
    source: deque[T], work: Work[T, R], breathe: Callable[[], None], width: int, single: bool
) -> Iterator[tuple[T, Future[R]]]:
    """Finished futures until ``source`` is empty or the pool is broken; no more than ``width`` are under way."""
    pool = ProcessPoolExecutor(width, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)
    running: dict[Future[R], T] = {}
    try:
        while running or source:
            while source and len(running) < width:
                try:
                    future = pool.submit(work, source[0])
                except BrokenProcessPool:
                    break
                running[future] = source.popleft()
            if not running:
                return
            done, _ = wait(running, timeout=_TICK, return_when=FIRST_COMPLETED)
            breathe()
            for future in done:
                yield running.pop(future), future
            if single and done:
                return
    except BaseException:  # an interrupt, or nobody listens any more: tasks under way are not waited for; they write nothing
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """A worker leaves interrupts to its parent, and does not outlive it, however that ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
