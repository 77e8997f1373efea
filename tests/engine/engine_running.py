"""Runs cells in the warm engine, as the tests of it do."""

import pytest

from autograder.engine.executor import WarmExecutor
from autograder.errors import CourseError
from autograder.grade.bubblewrap import require_bubblewrap
from autograder.grade.execution import CellResult, Job, Limits, Step

MODULES = ("torch", "numpy", "matplotlib.pyplot", "helpers.checks")
LIMITS = Limits(cell_seconds=10)


def learner(source: str, *defines: str) -> Step:
    """Return a cell of the learner's; `defines`: the names it answers for."""
    return Step("learner", source, defines=defines)


def given(source: str) -> Step:
    """Return a cell of the instructor's that is no answer."""
    return Step("learner", source, given=source)


def graded(source: str) -> Step:
    """Return a test cell."""
    return Step("test", source)


class Engine:
    """A warm executor that takes steps and returns what became of each."""

    def __init__(self) -> None:
        self.executor = WarmExecutor()

    def __enter__(self) -> "Engine":
        self.executor.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.executor.__exit__(None, None, None)

    def run(self, *steps: Step, limits: Limits = LIMITS) -> list[CellResult]:
        """Run a notebook of these cells."""
        job = Job(steps, limits=limits, modules=MODULES)
        return self.executor.execute(job).cells

    def check(self, *steps: Step) -> None:
        """Run cells, all of which have to succeed."""
        for step, cell in zip(steps, self.run(*steps), strict=True):
            assert cell.outcome == "ok", (step.source, error_of(cell), cell.notes)


def error_of(cell: CellResult) -> str:
    """Return "Name: text" of a cell's error; "" if there is none."""
    errors = [o for o in cell.outputs if o["output_type"] == "error"]
    return f"{errors[-1]['ename']}: {errors[-1]['evalue']}" if errors else ""


def text_of(cell: CellResult, name: str = "stdout") -> str:
    """Return what a cell has printed."""
    return "".join(o["text"] for o in cell.outputs if o.get("name") == name)


def needs_jail() -> None:
    """Skip the tests where no sandbox can be had: graders refuse such machines, too."""
    try:
        require_bubblewrap()
    except CourseError as error:
        pytest.skip(str(error))
