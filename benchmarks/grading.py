"""Grades the same submissions with stock nbgrader and with the autograder, in turns.

`python -m benchmarks.grading --help` tells the options; docs/benchmarks.md says what
each figure means. Exit 0: measured, and all scores are the same; 1: a score differs;
2: it could not be measured; 130: stopped.
"""

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from rich.console import Console

from benchmarks.errors import BenchError
from benchmarks.figures import Figure
from benchmarks.machine import machine_facts, num_cores, require_one_python
from benchmarks.plan import Plan
from benchmarks.report import as_json, show
from benchmarks.scores import Comparison
from benchmarks.session import Session

__all__ = ["main"]

WIDTH = 130  # of the table, where no terminal says otherwise


def main(words: list[str] | None = None) -> int:
    """Measure and report; return the exit code."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        options = _options(words)
        plan = _plan(options)
        if options.json and not options.json.absolute().parent.is_dir():
            raise BenchError(f"there is no folder for {options.json}; make it first")
        require_one_python()
        machine = machine_facts()
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            session = Session(Path(folder), plan, _teller())
            figures = session.measure()
    except KeyboardInterrupt:
        print("Stopped; the temporary folders are removed.", file=sys.stderr)
        return 130
    except BenchError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 2
    plain = as_json(figures, machine, vars(plan), session.comparison)
    if options.json:
        options.json.write_text(json.dumps(plain, indent=1) + "\n")
    _print(figures, machine, plan, session.comparison)
    return 1 if session.comparison.different else 0


def _print(
    figures: list[Figure], machine: dict[str, Any], plan: Plan, scores: Comparison
) -> None:
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    about = "{cores} cores, {cpu}, Python {python}, torch {torch}, nbgrader {nbgrader}"
    quick = "\nA quick run: too small to be quoted." if plan.quick else ""
    show(console, figures, about.format(**machine) + quick)
    lines = scores.different
    console.print(f"Scores compared with stock: {scores.compared}; {len(lines)} differ")
    for line in lines:
        console.print(f"differs: {line}", markup=False)


def _options(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.grading",
        description="Compare the autograder with stock nbgrader on this machine.",
    )
    add = parser.add_argument
    count = _count
    add("--json", type=Path, metavar="FILE", help="write the same figures here")
    add("--submissions", type=count, nargs="+", metavar="N",
        help="sizes for the autograder (10 100 1000)")  # fmt: skip
    add("--stock-submissions", type=count, nargs=2, metavar="N",
        help="two sizes for stock, which takes seconds each (2 10)")  # fmt: skip
    add("--workers", type=count, nargs="+", metavar="N",
        help="how many at a time, for the curve (1, 2, cores)")  # fmt: skip
    add("--repeats", type=count, metavar="N", help="of the comparison (3)")
    add("--module-submissions", type=_count_or_none, metavar="N",
        help="of the whole of module 01; 0: leave it out (2)")  # fmt: skip
    add("--sandbox", choices=["bwrap", "none"], default="bwrap")
    add("--quick", action="store_true", help="about a minute, to see that it works")
    return parser.parse_args(words)


def _plan(options: argparse.Namespace) -> Plan:
    """Return what is measured: what was asked for, else the usual."""
    plan = Plan.small() if options.quick else Plan.usual(num_cores())
    asked = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in vars(options).items()
        if value is not None and name in vars(plan)
    }
    return plan.with_changes(**asked)


def _teller() -> Callable[[str], None]:
    """Return what prints a line of progress with the minutes gone by."""
    started = time.monotonic()

    def tell(text: str) -> None:
        minutes, seconds = divmod(int(time.monotonic() - started), 60)
        print(f"[{minutes:02d}:{seconds:02d}] {text}", file=sys.stderr, flush=True)

    return tell


def _count(text: str) -> int:
    number = _count_or_none(text)
    if number == 0:
        raise argparse.ArgumentTypeError("a whole number from 1 is needed")
    return number


def _count_or_none(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("a whole number is needed")
    return int(text)


def _stop(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
