"""The course that attackers sit in: small torch exercises, each with hidden tests."""

from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from toy_course import CONFIG, code

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
GIVEN = """\
import numpy as np
import torch


def near(a, b):
    return abs(a - b) < 1e-9"""


@dataclass(frozen=True)
class Exercise:
    """One exercise: its right answer, and what tests it.

    `visible` reaches learners, `hidden` does not; the last line of the test is
    `value` where the test gives partial credit.
    """

    name: str
    points: int
    right: str
    visible: str
    hidden: str = ""
    value: str = ""

    @property
    def solution(self) -> str:
        """Return the instructor's cell, the body between markers."""
        head, _, body = self.right.partition("\n")
        return f"{head}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"

    @property
    def stub(self) -> str:
        """Return the cell that learners get."""
        head = self.right.partition("\n")[0]
        return f"{head}\n    # YOUR CODE HERE\n    raise NotImplementedError()"

    def tests(self, *, released: bool, token: str = "") -> str:
        """Return the text of the test cell, with or without its hidden part."""
        hidden = f"### BEGIN HIDDEN TESTS\n{self.hidden}\n### END HIDDEN TESTS"
        parts = [
            self.visible,
            "" if released or not self.hidden else hidden,
            self.value,
        ]
        return "\n".join(part for part in parts if part).replace("@TOKEN@", token)


RELU = Exercise(
    "relu",
    2,
    "def relu(x):\n    return x.clamp(min=0)",
    "assert torch.equal(relu(torch.tensor([-1.0, 2.0])), torch.tensor([0.0, 2.0]))",
    'mark = "@TOKEN@"\n'
    "given = torch.tensor([-3.0, 5.5, 0.0])\n"
    "wanted = torch.tensor([0.0, 5.5, 0.0])\n"
    "assert torch.equal(relu(given), wanted), mark",
)
PARITY = Exercise(
    "parity",
    2,
    "def parity(n):\n    return n % 2",
    "assert parity(3) == 1",
    'mark = "@TOKEN@"\n'
    "assert parity(10) == 0, mark\n"
    "assert parity(7)\n"
    "assert parity(5) in (1,)",
)
MEAN = Exercise(
    "mean",
    3,
    "def mean(xs):\n    return sum(xs) / len(xs)",
    "points = 0\nif mean([2, 4]) == 3:\n    points += 1\n"
    "if mean([5]) == 5:\n    points += 2",
    value="points",
)
ROOT = Exercise(
    "root",
    2,
    "def root(x):\n    if x < 0:\n        raise ValueError('x must not be negative')\n"
    "    return x ** 0.5",
    "import math\n\nassert math.isclose(root(9), 3)",
    'mark = "@TOKEN@"\n'
    "try:\n    root(-1)\n"
    "except ValueError as error:\n"
    "    assert 'x must not be negative' in str(error), mark\n"
    "else:\n    raise AssertionError(mark)\n"
    "assert math.isclose(root(2), math.sqrt(2)), mark\n"
    "assert abs(root(7) - math.sqrt(7)) < 1e-9, mark",
)
DOUBLE = Exercise(
    "double",
    2,
    "def double(xs):\n    for i in range(len(xs)):\n        xs[i] *= 2",
    "numbers = [1, 2]\ndouble(numbers)\nassert numbers == [2, 4]",
    'mark = "@TOKEN@"\n'
    "numbers = [7, -3, 0]\nassert double(numbers) is None, mark\n"
    "assert numbers == [14, -6, 0], mark",
)
CUBE = Exercise(
    "cube",
    2,
    "def cube(x):\n    return x ** 3",
    "### BEGIN PROBE\n"
    "import cmath\n"
    "at = torch.tensor([1.0, 2.0, -4.0], requires_grad=True)\n"
    "cube(at).sum().backward()\n"
    "slope = at.grad\n"
    "### END PROBE\n"
    "import cmath\n"
    "assert slope.shape == (3,)",
    'mark = "@TOKEN@"\n'
    "assert cmath.isclose(float(slope[1]), 12.0), mark\n"
    "assert torch.allclose(slope[::2], torch.tensor([3.0, 48.0])), mark",
)
DESCRIBE = Exercise(
    "describe",
    2,
    "def describe(x):\n"
    "    return {'mean': float(x.mean()), 'shape': tuple(x.shape), 'top': x.max()}",
    "about = describe(torch.tensor([1.0, 3.0]))\nassert about['shape'] == (2,)",
    'mark = "@TOKEN@"\n'
    "about = describe(torch.tensor([[2.0, 4.0], [6.0, 8.0]]))\n"
    "assert sorted(about) == ['mean', 'shape', 'top'], mark\n"
    "assert about['mean'] == 5.0 and about['shape'] == (2, 2), mark\n"
    "assert float(about['top']) == 8.0, mark",
)
TWICE = Exercise(
    "twice",
    2,
    "def twice(f, x):\n    return f(f(x))",
    "assert twice(lambda v: v + 1, 3) == 5",
    'mark = "@TOKEN@"\n'
    "calls = []\n"
    "def halve(v):\n    assert v > 0, mark\n    calls.append(v)\n    return v / 2\n"
    "assert twice(halve, 12) == 3, mark\n"
    "assert calls == [12, 6], mark",
)
EVENS = Exercise(
    "evens",
    2,
    "def evens(limit):\n    yield from range(0, limit, 2)",
    "assert list(evens(5)) == [0, 2, 4]",
    'mark = "@TOKEN@"\nassert list(evens(8)) == [0, 2, 4, 6], mark',
)
# Tests it with a function that a given cell of the notebook defines.
THIRD = Exercise(
    "third",
    2,
    "def third(x):\n    return x / 3",
    "assert near(third(9), 3)",
    'mark = "@TOKEN@"\n'
    "assert near(third(12), 4), mark\nassert near(third(-3), -1), mark",
)
EXERCISES = (RELU, PARITY, MEAN, ROOT, DOUBLE, CUBE, DESCRIBE, TWICE, EVENS, THIRD)
# Its test asks for the learner's own class, so it has to run beside it (guard tier).
STACK = Exercise(
    "make_stack",
    2,
    "def make_stack(items):\n"
    "    Stack = type('Stack', (list,), {'size': lambda self: len(self)})\n"
    "    return Stack(items)",
    "assert isinstance(make_stack([1]), list)\nassert make_stack([1, 1]).size() == 2",
    'mark = "@TOKEN@"\n'
    "wanted = [3, 1, 2]\n"
    "stack = make_stack([3, 1, 2])\n"
    "assert isinstance(stack, list) and type(stack) is not list, mark\n"
    "assert torch.equal(torch.tensor(list.copy(stack)), torch.tensor(wanted)), mark\n"
    "found = torch.tensor(list.copy(stack))\n"
    "torch.testing.assert_close(found, torch.tensor([3, 1, 2]))",
)
GUARDED = (RELU, STACK, MEAN)


def released(exercises: tuple[Exercise, ...] = EXERCISES) -> NotebookNode:
    """Return the notebook as learners get it."""
    return _notebook(exercises, released=True)


def write_course(
    root: Path, exercises: tuple[Exercise, ...], *, hidden: str, solution: str
) -> None:
    """Write nbgrader's layout with one module, `ps1`, of one notebook, `p`.

    `hidden` and `solution` are secrets: one stands in every hidden test, one in
    every solution.
    """
    (root / "source" / "ps1").mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    notebook = _notebook(exercises, released=False, token=hidden)
    for exercise in exercises:
        cell = next(c for c in notebook.cells if c["id"] == exercise.name)
        cell.source = cell.source.replace(
            "SOLUTION\n", f"SOLUTION\n    # {solution}\n", 1
        )
    nbformat.write(notebook, root / "source" / "ps1" / "p.ipynb")
    (root / "source" / "ps1" / "data.txt").write_text("42")


def _notebook(
    exercises: tuple[Exercise, ...], *, released: bool, token: str = ""
) -> NotebookNode:
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": KERNEL})
    notebook.cells = [
        nbformat.v4.new_markdown_cell("# Attacked", id="title"),
        code(GIVEN),
    ]
    for one in exercises:
        text = one.stub if released else one.solution
        tests = one.tests(released=released, token=token)
        notebook.cells += [
            code(text, one.name),
            code(tests, f"{one.name}-tests", one.points),
        ]
    return notebook
