"""Run many answers to one exercise, each in its own forked interpreter.

The lesson's given cells run once; every answer is then tried in a fork of that
state, first against the visible tests alone, then against all of them.
"""

import io
import json
import os
import re
import select
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS[^\n]*\n?", re.M | re.S
)
SECONDS_AN_ANSWER = 60


@dataclass(frozen=True)
class Outcome:
    """What one answer earned: points with the visible tests, and with all."""

    visible: float
    full: float
    errors: list[str]


def released(text: str) -> str:
    """Return a graded cell's text without its hidden tests."""
    return HIDDEN.sub("", text)


def exercise_of(cell: nbformat.NotebookNode) -> str | None:
    """Return the exercise that a solution or graded cell belongs to."""
    return cell.metadata.get("course", {}).get("exercise")


def is_graded(cell: nbformat.NotebookNode) -> bool:
    """Say whether the cell earns points."""
    return cell.metadata.get("nbgrader", {}).get("grade", False)


def is_solution(cell: nbformat.NotebookNode) -> bool:
    """Say whether learners write in this cell."""
    return cell.metadata.get("nbgrader", {}).get("solution", False)


def run_answers(
    notebook: Path, exercise: str, answers: dict[str, str]
) -> dict[str, Outcome]:
    """Try each of `answers` in place of the exercise's cell of `notebook`.

    Call it in a process that has run no torch code in several threads.
    """
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    shell.history_manager.enabled = False
    cells = nbformat.read(notebook, as_version=4).cells
    graded = [c for c in cells if is_graded(c) and exercise_of(c) == exercise]
    _run_given_cells(shell, cells[: cells.index(graded[-1])], exercise)
    return {
        title: _in_a_fork(lambda code=code: _try(shell, code, graded))
        for title, code in answers.items()
    }


def _run_given_cells(shell, cells: list, exercise: str) -> None:
    """Run what stands before the tests, other exercises solved by the reference."""
    for cell in cells:
        skipped = "experiment" in cell.metadata.get("tags", []) or is_graded(cell)
        own = is_solution(cell) and exercise_of(cell) == exercise
        if cell.cell_type == "code" and not skipped and not own:
            result = shell.run_cell(cell.source, silent=True)
            result.raise_error()


def _try(shell, code: str, graded: list) -> Outcome:
    errors = []

    def works(text: str) -> bool:
        result = shell.run_cell(text, silent=True)
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            errors.append(f"{type(error).__name__}: {error}"[:500])
        return error is None

    works(code)
    visible = sum(
        c.metadata.nbgrader.points for c in graded if works(released(c.source))
    )
    full = sum(c.metadata.nbgrader.points for c in graded if works(c.source))
    return Outcome(visible, full, errors)


def _in_a_fork(task) -> Outcome:
    """Return the outcome of `task`, run in a child; a child that dies earns 0."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        sys.stdout = sys.stderr = io.StringIO()
        try:
            os.write(writer, json.dumps(vars(task())).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        ready, _, _ = select.select([pipe], [], [], SECONDS_AN_ANSWER)
        data = pipe.read() if ready else b""
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if not data:
        return Outcome(0.0, 0.0, ["the interpreter died or ran out of time"])
    return Outcome(**json.loads(data))


def read_answers(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (title, code) of each `# %% right: ...` or `# %% wrong: ...` cell."""
    parts = re.split(r"^# %% *(.*)$", path.read_text(), flags=re.M)
    for title, code in zip(parts[1::2], parts[2::2], strict=True):
        yield title.strip(), code.strip() + "\n"
