"""What became of each input of a run, in input order."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor import __version__
from extractor.errors import OutputError
from extractor.export.atomic import not_written, write_together
from extractor.run_console import warn
from extractor.run_inputs import Plan, Task
from extractor.run_names import kept_inputs
from extractor.run_one import Made, lost
from extractor.run_spool import Spool, Spooled
from extractor.run_words import plain, say
from extractor.settings import RunSettings
from schemas.summary import Done, Failed, Summary

_NAMED = 10
"""How many files one line names."""


@dataclass(slots=True)
class Books:
    """Each input is done, failed, or not reached; outputs are written as they come."""

    settings: RunSettings
    order: list[Task | Failed] = field(default_factory=list)
    ends: dict[Task, Done | Failed] = field(default_factory=dict)
    spool: Spool = field(init=False)
    interrupted: bool = False
    halted: str | None = None
    """Why nothing more is begun."""

    def __post_init__(self) -> None:
        """The spool lies with the results: their disk is known to be writable, and ``/tmp`` may be small."""
        self.spool = Spool.within(self.settings.out)

    def open(self, plan: Plan) -> None:
        """Take in the plan, and tell what is already known to be lost or skipped."""
        lang = self.settings.lang
        self.order = [item if isinstance(item, Task) else lost(item, item.where, lang) for item in plan.items]
        for item in self.order:
            if isinstance(item, Failed):
                self._tell(item)
        if plan.skipped:
            self._tell_all("skipped", plan.skipped)
        if plan.own:
            self._tell_all("skipped.own", plan.own)
        if plan.renamed:
            self._tell_all("renamed", [f"{task.source} → {task.stem}" for task in plan.renamed])

    @property
    def tasks(self) -> list[Task]:
        """The files to read."""
        return [item for item in self.order if isinstance(item, Task)]

    def enter(self, task: Task, outcome: Made | Failed) -> None:
        """Write what a task gave, and note how it ended."""
        end = self._write(task, outcome) if isinstance(outcome, Made) else outcome
        self.ends[task] = end
        if isinstance(end, Failed):
            self._tell(end)

    def _write(self, task: Task, made: Made) -> Done | Failed:
        """The JSON comes last: where it stands, the report is whole."""
        out = self.settings.out
        try:
            self._lay_aside(task, made)
            write_together({out / f"{task.stem}.html": made.html, out / f"{task.stem}.json": made.json})
        except OutputError as error:
            self.spool.drop(task)
            return lost(error, task.source, self.settings.lang)
        return made.done

    def _lay_aside(self, task: Task, made: Made) -> None:
        try:
            self.spool.add(task, made.packed)
        except OSError as error:
            raise not_written(self.settings.out / f"{task.stem}.json", error) from error

    def summary(self, seconds: float) -> Summary:
        """The contract's summary."""
        ends = [self.ends.get(item) if isinstance(item, Task) else item for item in self.order]
        left = tuple(item.source for item in self.tasks if item not in self.ends)
        return Summary(
            version=__version__,
            reader=self.settings.reader,
            model=self.settings.model.model if self.settings.model else None,
            interrupted=self.interrupted,
            stopped=self.halted,
            reports=tuple(end for end in ends if isinstance(end, Done)),
            failed=tuple(end for end in ends if isinstance(end, Failed)),
            not_reached=left,
            inputs=kept_inputs(self.settings.out, {task.stem: task.source for task, end in self.ends.items() if isinstance(end, Done)}),
            seconds=round(seconds, 3),
        )

    def extractions(self) -> Spooled:
        """Those of ``summary().reports``, in that order."""
        return self.spool.of(task for task in self.tasks if isinstance(self.ends.get(task), Done))

    def _tell(self, entry: Failed) -> None:
        """On stderr as it happens; where one screen shows both streams, the closing summary says it."""
        if not (sys.stderr.isatty() and sys.stdout.isatty()):
            warn(f"{say(self.settings.lang, 'failed')} {entry.message}")

    def _tell_all(self, key: str, names: Sequence[str]) -> None:
        lang = self.settings.lang
        shown = [*names[:_NAMED], *([say(lang, "more")] if len(names) > _NAMED else [])]
        warn(plain(say(lang, key, count=len(names), names=" ".join(shown))))
