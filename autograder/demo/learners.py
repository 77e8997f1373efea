"""Three sample learners for `autograder demo`: right, partly right, and hostile."""

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.demo.attacks import ANSWER, ATTACKS, Attack, Surroundings

__all__ = ["hostile_answers", "partly_right_answers", "right_answers"]

MARKER = re.compile(r"^\s*### (BEGIN|END) SOLUTION.*\n?", re.M)


def right_answers(instructor: Path, released: Path, target: Path) -> None:
    """Write a submission in which every exercise is answered as the course does."""
    _write_answers(instructor, released, target, lambda name, number, own: own)


def partly_right_answers(instructor: Path, released: Path, target: Path) -> None:
    """Write a submission with every third answer wrong and every third missing."""

    def answer(name: str, number: int, own: str) -> str | None:
        return [own, _with_body(own, "return None"), None][number % 3]

    _write_answers(instructor, released, target, answer)


def hostile_answers(
    instructor: Path, released: Path, target: Path, around: Surroundings
) -> None:
    """Write a submission in which some answers attack; the others are right.

    Parameters
    ----------
    instructor, released : Path
        The module's notebooks, with and without solutions.
    target : Path
        The folder of the submission.
    around : Surroundings
        What the attacks aim at.

    Raises
    ------
    KeyError
        If the module has no exercise that an attack is meant for.
    """
    left = {attack.exercise: attack for attack in ATTACKS}

    def answer(name: str, number: int, own: str) -> str:
        return _attacking(left.pop(name), own, around) if name in left else own

    _write_answers(instructor, released, target, answer)
    if left:
        raise KeyError(f"no exercise for these attacks: {sorted(left)}")


def _attacking(attack: Attack, own: str, around: Surroundings) -> str:
    answer = own if attack.body is None else _with_body(own, attack.body)
    return around.put_into(attack.code.replace(ANSWER, answer))


def _write_answers(
    instructor: Path,
    released: Path,
    target: Path,
    answer: Callable[[str, int, str], str | None],
) -> None:
    """Fill in the released notebooks; None leaves an exercise as it was given."""
    target.mkdir(parents=True)
    number = 0
    for path in sorted(released.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        solved = _solutions(nbformat.read(instructor / path.name, as_version=4))
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in solved:
                text = answer(name, number, solved[name])
                cell.source = cell.source if text is None else text
                number += 1
        nbformat.write(notebook, target / path.name)


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
