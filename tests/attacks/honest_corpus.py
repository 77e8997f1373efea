"""Honest submissions that must lose nothing, and what stock nbgrader makes of them.

Each solves the small course of `toy_course`, in its own way, with the habits that
real learners have. `stock` is what nbgrader 0.9.6 gives: 5 points, or less where its
rules punish an honest thing (text on stderr is no points, whatever the answer).
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from toy_course import RIGHT, answered, code, find

FULL = 5.0
Change = Callable[[NotebookNode], object]
Build = Callable[[Path], object]


@dataclass(frozen=True)
class Honest:
    """One honest submission.

    Attributes
    ----------
    name : str
        Name of the learner.
    cells : dict of str to str
        Place (`square`, `mean`: those answers; `first`, `last`: cells of their own)
        -> text. Answers that are not here are the usual ones.
    change : callable, optional
        Changes the notebook.
    build : callable, optional
        Changes what lies in the folder, called with it.
    stock : float or None
        Points from stock nbgrader; None where it stops and leaves no score.
    """

    name: str
    cells: dict[str, str] = field(default_factory=dict)
    change: Change | None = None
    build: Build | None = None
    stock: float | None = FULL

    def write(self, root: Path) -> None:
        """Hand it in."""
        folder = root / "submitted" / self.name / "ps1"
        folder.mkdir(parents=True)
        notebook = answered({n: self.cells.get(n, text) for n, text in RIGHT.items()})
        if "first" in self.cells:
            notebook.cells.insert(1, new_code_cell(self.cells["first"]))
        if "last" in self.cells:
            notebook.cells.append(new_code_cell(self.cells["last"]))
        if self.change:
            self.change(notebook)
        (folder / "p.ipynb").write_text(json.dumps(notebook))
        if self.build:
            self.build(folder)


def as_format(minor: int) -> Change:
    """Return a change to an older notebook format: before 4.5, cells had no ids."""

    def change(notebook: NotebookNode) -> None:
        notebook.nbformat_minor = minor
        for cell in notebook.cells:
            if minor < 5:
                cell.pop("id", None)

    return change


def with_outputs(notebook: NotebookNode) -> None:
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            cell.execution_count = number
            cell.outputs = [
                new_output("stream", name="stderr", text="old " * 500),
                new_output("error", ename="E", evalue="", traceback=[]),
                new_output("execute_result", data={"text/plain": "0"}),
            ]


def reorder_free(notebook: NotebookNode) -> None:
    """Move the given set-up cell and the headline to the end."""
    notebook.cells = [*notebook.cells[2:], *reversed(notebook.cells[:2])]


def windows(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.source = cell.source.replace("\n", "\r\n")


def trailing_blanks(notebook: NotebookNode) -> None:
    cell = find(notebook, "square-tests")
    cell.source = "\n".join(f"{line}  " for line in cell.source.split("\n")) + "\n\n"


def reencoded(before: bytes = b"", ends: bytes = b"\n") -> Build:
    """Return what writes the file as another program does."""

    def build(folder: Path) -> None:
        path = folder / "p.ipynb"
        text = json.dumps(json.loads(path.read_text()), indent=1, ensure_ascii=False)
        path.write_bytes(before + text.encode().replace(b"\n", ends))

    return build


def rename(folder: Path) -> None:
    (folder / "p.ipynb").rename(folder / "p-Copy1.ipynb")


def empty_beside(folder: Path) -> None:
    (folder / "Untitled.ipynb").write_text(
        json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    )


def add_cells(notebook: NotebookNode) -> None:
    extra = [new_markdown_cell("My notes"), new_code_cell("trial = 1 + 1\ntrial")]
    for place in (0, 3, 6, len(notebook.cells)):
        notebook.cells[place:place] = [c.copy() for c in extra]
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"{cell['id'][:40]}-{number}"


def own_module(folder: Path) -> None:
    (folder / "tools.py").write_text("def power(x):\n    return x * x\n")


def _habits() -> list[Honest]:
    """Read the habits that stand in cells."""
    text = (Path(__file__).parent / "honest_habits.txt").read_text()
    parts = re.split(r"^# %% (.+): (\w+)\n", text, flags=re.M)[1:]
    found: dict[str, dict[str, str]] = {}
    for name, place, cell in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        found.setdefault(name, {})[place] = cell.strip("\n")
    return [
        Honest(name, cells, stock=LOUD.get(name, FULL), build=BESIDE.get(name))
        for name, cells in found.items()
    ]


# Stock gives no points to a test during which anything is written to stderr.
LOUD = dict.fromkeys(
    ("stderr-when-called", "warning-when-called", "logging-when-called",
     "tqdm-when-called", "numpy-warning"), 3.0,
)  # fmt: skip
BESIDE: dict[str, Build] = {"own-module": own_module}
FILES = [
    Honest("extra-cells", change=add_cells),
    Honest("renamed", build=rename, stock=0),
    Honest("copied-cell", stock=None, change=lambda nb: nb.cells.append(
        code(RIGHT["square"], "square"))),
    Honest("free-cells-moved", change=reorder_free),
    Honest("free-cells-gone", change=lambda nb: nb.cells.__delitem__(slice(0, 2))),
    Honest("outputs-left", change=with_outputs),
    Honest("other-kernel", change=lambda nb: nb.metadata.update(
        kernelspec={"name": "conda-env-dl-py", "display_name": "dl"})),
    *[Honest(f"format-4-{minor}", change=as_format(minor)) for minor in range(6)],
    Honest("windows-ends", change=windows, build=reencoded(ends=b"\r\n")),
    Honest("byte-order-mark", build=reencoded(before=b"\xef\xbb\xbf"), stock=None),
    Honest("blanks-after-lines", change=trailing_blanks),
    Honest("empty-beside", build=empty_beside),
]  # fmt: skip
CORPUS = [*_habits(), *FILES]
