"""Tells how a class run goes: a live bar, plain lines now and then, or JSON events."""

import json
import sys
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import asdict
from types import TracebackType
from typing import Any, Protocol, Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from autograder.grade.outcomes import Done, Report

__all__ = ["Bar", "Events", "Lines", "Pace", "Teller", "choose_teller", "summary"]

# A class of up to this many learners is told one by one.
SMALL = 20
# Seconds between two plain lines about a larger one.
PAUSE = 5.0
ORDER = ("ok", "partial", "failed")


class Pace:
    """How fast the last submissions went, and how long the others will take.

    Parameters
    ----------
    total : int
        Learners.
    clock : callable
        Returns seconds.
    """

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.total, self.clock, self.count = total, clock, 0
        self.statuses: Counter[str] = Counter()
        self._last = deque([clock()], maxlen=200)

    def step(self, done: Done) -> None:
        """Count one more learner."""
        self.count += 1
        self.statuses[done.status] += 1
        self._last.append(self.clock())

    @property
    def rate(self) -> float:
        """Submissions a second, over the last ones; 0 before the first."""
        passed = self._last[-1] - self._last[0]
        return (len(self._last) - 1) / passed if passed else 0.0

    @property
    def left(self) -> float | None:
        """Seconds that the others will take; None while nobody knows."""
        return (self.total - self.count) / self.rate if self.rate else None

    def words(self) -> str:
        """Return rate, time left and counts by status, for a person."""
        left = "" if self.left is None else f", {duration(self.left)} left"
        return f"{self.rate:.1f} a second{left}: {counts(self.statuses)}"


def duration(seconds: float) -> str:
    """Return seconds as a person says them.

    Examples
    --------
    >>> duration(8.4), duration(88), duration(7260)
    ('8 s', '1 min 28 s', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


def counts(statuses: Counter[str]) -> str:
    """Return counts by status, what is usual first.

    Examples
    --------
    >>> counts(Counter(timeout=1, ok=2))
    '2 ok, 1 timeout'
    """
    rare = sorted(set(statuses) - set(ORDER))
    named = [status for status in (*ORDER, *rare) if statuses[status]]
    return ", ".join(f"{statuses[status]} {status}" for status in named)


def summary(done: Done) -> str:
    """Return one learner's line: points, and what was not simply right or wrong."""
    if done.error:
        return printable(f"{done.student}: could not be graded: {done.error}")
    marks = sorted({row.status for row in done.rows} - {*ORDER})
    told = f" ({', '.join(marks)})" if marks else ""
    before = ", graded before" if done.skipped else ""
    points = f"{done.score:g} of {done.max_score:g} points"
    return printable(f"{done.student}: {points}{told}{before}")


def printable(text: str) -> str:
    """Return text without what would steer a terminal: names are not ours."""
    return "".join(char if char.isprintable() else "?" for char in text)


class Teller(Protocol):
    """Hears of a run; may be left by an exception at any time."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def begin(self, total: int) -> None:
        """Hear that so many learners are about to be graded."""
        ...

    def learner(self, done: Done, total: int) -> None:
        """Hear of one that is done with."""
        ...

    def end(self, report: Report) -> None:
        """Hear how the run ended."""
        ...


class _Quiet:
    """What tellers share: nothing to open, nothing to close."""

    pace: Pace

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    def begin(self, total: int) -> None:
        self.pace = Pace(total, self.clock)

    def end(self, report: Report) -> None:
        pass


def _is_told(done: Done, total: int) -> bool:
    """Return whether a learner gets a line: in a large class, only trouble does."""
    trouble = bool(done.error) or (done.hit_limit and not done.skipped)
    return trouble or total <= SMALL


class Lines(_Quiet):
    """Plain lines on stdout, for logs: each of a few learners, or now and then one.

    Parameters
    ----------
    clock : callable
        Returns seconds.
    """

    def begin(self, total: int) -> None:
        """Start the clock; say how many, if they are not named one by one."""
        super().begin(total)
        self.told = self.clock()
        if total > SMALL:
            click.echo(f"Grading {total} submissions")

    def learner(self, done: Done, total: int) -> None:
        """Write a line for this learner, or for the class if it is time for one."""
        self.pace.step(done)
        if _is_told(done, total):
            click.echo(f"{self.pace.count}/{total} {summary(done)}")
        if total > SMALL and self.clock() - self.told >= PAUSE:
            self.told = self.clock()
            click.echo(f"{self.pace.count}/{total} graded, {self.pace.words()}")


class Bar(_Quiet):
    """A live bar on stderr, with a line above it for what is worth one."""

    def __init__(self) -> None:
        super().__init__()
        columns = (TextColumn("Grading"), BarColumn(), MofNCompleteColumn(),
                   TextColumn("{task.description}", markup=False))  # fmt: skip
        self.bar = Progress(*columns, console=Console(stderr=True))

    def begin(self, total: int) -> None:
        """Draw the bar; not before the workers are there, it has a thread."""
        super().begin(total)
        self.task = self.bar.add_task("", total=total)
        self.bar.start()

    def learner(self, done: Done, total: int) -> None:
        """Move the bar."""
        self.pace.step(done)
        words = self.pace.words()
        self.bar.update(self.task, advance=1, description=words)
        if _is_told(done, total):
            self.bar.console.print(summary(done), markup=False, highlight=False)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the bar as it is, and the terminal as it was."""
        self.bar.stop()


class Events(_Quiet):
    """One JSON object a line on stdout, for programs; the guide lists the fields.

    Parameters
    ----------
    module : str
    """

    def __init__(self, module: str) -> None:
        super().__init__()
        self.module = module

    def begin(self, total: int) -> None:
        """Write `start`."""
        super().begin(total)
        self._write("start", module=self.module, total=total)

    def learner(self, done: Done, total: int) -> None:
        """Write `learner`, and an `incident` for each of theirs."""
        self.pace.step(done)
        left = self.pace.left
        self._write(
            "learner", student=done.student, status=done.status, score=done.score,
            max_score=done.max_score, seconds=round(done.seconds, 3),
            kept=done.skipped, error=done.error, done=self.pace.count, total=total,
            rate=round(self.pace.rate, 3),
            eta_seconds=None if left is None else round(left, 1),
        )  # fmt: skip
        for incident in done.incidents:
            self._write("incident", student=done.student, **asdict(incident))

    def end(self, report: Report) -> None:
        """Write `end`."""
        self._write(
            "end", interrupted=report.interrupted, total=report.total,
            graded=report.graded, failed=len(report.failures),
            kept=sum(one.skipped for one in report.done),
            seconds=round(report.seconds, 3), rate=round(report.rate, 3),
            statuses=dict(report.by_status),
        )  # fmt: skip

    def _write(self, event: str, **more: Any) -> None:
        click.echo(json.dumps({"event": event, "module": self.module} | more))


def choose_teller(module: str, *, as_json: bool) -> Teller:
    """Return what suits: events if asked for, a bar on a terminal, lines elsewhere."""
    if as_json:
        return Events(module)
    return Bar() if sys.stderr.isatty() else Lines()
