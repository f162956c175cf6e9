"""A progress bar on the terminal, for runs of more than two seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

_WAIT, _TICK = 2.0, 0.5


@dataclass(slots=True)
class Progress:
    """How many of ``total`` are done, and what else there is to tell."""

    total: int
    note: Callable[[], str]
    done: int = 0


@contextmanager
def progress(total: int, word: str, note: Callable[[], str] = str) -> Iterator[Progress]:
    """A count that a bar follows. No bar, and no import of tqdm, unless stderr is a terminal and two seconds have passed."""
    count, over = Progress(total, note), Event()
    thread = Thread(target=_show, args=(count, word, over), daemon=True)
    if sys.stderr.isatty():
        thread.start()
    try:
        yield count
    finally:
        over.set()
        if thread.is_alive():
            thread.join()


def _show(count: Progress, word: str, over: Event) -> None:
    """From another thread, so that the clock moves while one long report is read."""
    if over.wait(_WAIT):
        return
    from tqdm import tqdm

    with tqdm(total=count.total, desc=word, leave=False, file=sys.stderr) as bar:
        while not over.wait(_TICK):
            bar.n = count.done
            bar.set_postfix_str(count.note())
