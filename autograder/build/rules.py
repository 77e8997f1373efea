"""Rules for a whole lesson: header, title, markers, exercises and their tests."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from autograder.build.attributes import check_attributes
from autograder.build.cells import HEADER, Cell, Lesson
from autograder.build.markers import HIDDEN, PROBE, SOLUTION, Region, find_regions
from autograder.build.problems import Problem

__all__ = ["check_header", "check_lesson", "defined_names"]


# JupyterLab writes the name of the kernel that ran the lesson last.
DISPLAY_NAME = re.compile(r"#     display_name: Python 3\b.*")


def check_header(path: Path, text: str) -> list[Problem]:
    """Return a problem where `text` does not start with the header of a lesson."""
    wanted = HEADER.splitlines()
    given = [*text.splitlines(), *[""] * len(wanted)]
    for number, (want, have) in enumerate(zip(wanted, given, strict=False), 1):
        renamed = "display_name" in want and DISPLAY_NAME.fullmatch(have)
        if have != want and not renamed:
            message = f"the header is missing or changed; this line must be {want!r}"
            return [Problem(path, number, message)]
    return []


def check_lesson(lesson: Lesson) -> list[Problem]:
    """Check all cells of a lesson.

    Parameters
    ----------
    lesson : Lesson
        As `parse_cells` cut it.

    Returns
    -------
    list of Problem
        Everything that is wrong; empty if the lesson can be built.
    """
    found = [*_check_title(lesson), *_check_pairs(lesson), *_check_import(lesson)]
    for cell in lesson.cells:
        regions, mistakes = find_regions(cell.source)
        found += [(cell.line, text) for text in check_attributes(cell)]
        found += [(cell.line_of(index), text) for index, text in mistakes]
        found += list(_check_places(cell, regions))
        if cell.kind == "code" and cell.grade_id is not None and not mistakes:
            found += list(_check_python(cell, regions))
    return [Problem(lesson.path, line, text) for line, text in found]


def defined_names(cell: Cell) -> list[str]:
    """Return the functions and classes of an exercise that the learner writes.

    Parameters
    ----------
    cell : Cell
        A cell with `exercise`.

    Returns
    -------
    list of str
        Names of those at top level that hold a solution region.
    """
    regions, _ = find_regions(cell.source)
    begins = [region.begin + 1 for region in regions if region.kind == SOLUTION]
    return [
        node.name
        for node in ast.parse(cell.source).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and any(node.lineno <= line <= (node.end_lineno or 0) for line in begins)
    ]


def _check_title(lesson: Lesson) -> Iterator[tuple[int, str]]:
    first = lesson.cells[0]
    if first.kind != "markdown" or not re.match(r"# +\S", first.source):
        yield (
            first.line,
            "no title; the first cell is `# %% [markdown]` and starts "
            "with a heading `# # 01.1 Title`",
        )
    promised = re.search(r"(\d+(?:\.\d+)?) points?\b", first.source)
    if promised and float(promised[1]) != lesson.points:
        yield (
            first.line,
            f"the first cell promises {promised[1]} points, but the tests give "
            f"{lesson.points:g}; change one of them",
        )


def _check_places(cell: Cell, regions: list[Region]) -> Iterator[tuple[int, str]]:
    for region in regions:
        line = cell.line_of(region.begin)
        if region.kind == SOLUTION and cell.exercise is None:
            yield (
                line,
                "a solution outside an exercise; give the cell exercise=..., "
                "or remove the markers",
            )
        if region.kind != SOLUTION and cell.tests is None:
            yield (
                line,
                f"{region.kind} outside a graded cell; give the cell "
                "tests=... points=..., or remove the markers",
            )
        if region.kind != SOLUTION and region.indent:
            yield line, f"`### BEGIN {region.kind}` is indented; start it at the margin"
        if not any(_code_lines(region.lines(cell.source))):
            yield (
                line,
                f"an empty {region.kind} region; write it, or remove the markers",
            )
    if cell.exercise is not None and not any(r.kind == SOLUTION for r in regions):
        yield (
            cell.line,
            "exercise without a solution; put the answer between "
            "`### BEGIN SOLUTION` and `### END SOLUTION`",
        )
    yield from _check_hidden_last(cell, regions)


def _check_hidden_last(cell: Cell, regions: list[Region]) -> Iterator[tuple[int, str]]:
    hidden = [region for region in regions if region.kind == HIDDEN]
    for region in hidden[1:]:
        yield (
            cell.line_of(region.begin),
            "a second HIDDEN TESTS region in one cell; make one of them",
        )
    if hidden:
        rest = cell.source.split("\n")[hidden[-1].end + 1 :]
        for offset, line in enumerate(rest):
            if line.strip():
                yield (
                    cell.line_of(hidden[-1].end + 1 + offset),
                    "visible checks come before the hidden ones; move this line above "
                    "`### BEGIN HIDDEN TESTS`",
                )
                return


def _check_python(cell: Cell, regions: list[Region]) -> Iterator[tuple[int, str]]:
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        line = cell.line_of((error.lineno or 1) - 1)
        yield line, f"not valid Python ({error.msg}); mend it"
        return
    if cell.tests is not None and not tree.body:
        yield cell.line, "a graded cell without code; write its checks"
    for region in regions:
        # Probes and hidden tests are cut out and run by themselves.
        if region.kind in (HIDDEN, PROBE) and not _parses(region.lines(cell.source)):
            yield (
                cell.line_of(region.begin),
                f"this {region.kind} region cuts a statement in two; move the markers "
                "to where a statement starts and ends",
            )
    if cell.forbids and cell.exercise is not None and not defined_names(cell):
        yield (
            cell.line,
            "forbids needs a function or class whose solution stands inside it; "
            "write the exercise as one",
        )


def _parses(lines: list[str]) -> bool:
    try:
        ast.parse("\n".join(lines))
    except SyntaxError:
        return False
    return True


def _code_lines(lines: list[str]) -> Iterator[str]:
    return (
        line for line in lines if line.strip() and not line.lstrip().startswith("#")
    )


def _check_pairs(lesson: Lesson) -> Iterator[tuple[int, str]]:
    stubs: dict[str, int] = {}
    graded: dict[str, int] = {}
    announced = {cell.exercise for cell in lesson.cells}
    for cell in lesson.cells:
        if cell.exercise is not None:
            if cell.exercise in stubs:
                first = stubs[cell.exercise]
                yield cell.line, _taken("exercise", cell.exercise, first)
            stubs.setdefault(cell.exercise, cell.line)
        if cell.tests is not None:
            if cell.tests not in announced:
                yield (
                    cell.line,
                    f"tests of {cell.tests!r}, but no cell has that exercise; "
                    "check the name, or write the exercise",
                )
            elif cell.tests not in stubs:
                yield (
                    cell.line,
                    f"tests before their exercise {cell.tests!r}; move them below",
                )
            label = str(cell.label)
            if label in graded:
                yield cell.line, _taken("graded cell", label, graded[label])
            graded.setdefault(label, cell.line)
    tested = {cell.tests for cell in lesson.cells}
    for name, line in stubs.items():
        if name not in tested:
            yield line, f'no tests; add a cell `# %% tests="{name}" points=1`'


def _taken(what: str, name: str, line: int) -> str:
    remedy = 'add part="..." ' if what == "graded cell" else "choose another name"
    return f"a second {what} called {name!r} (the first is in line {line}); {remedy}"


def _check_import(lesson: Lesson) -> Iterator[tuple[int, str]]:
    users = [cell for cell in lesson.cells if cell.forbids]
    if users and not any(
        re.search(r"^\s*(from|import)\b.*\bchecks\b", cell.source, re.MULTILINE)
        for cell in lesson.cells
        if cell.kind == "code" and cell.line < users[0].line
    ):
        yield (
            users[0].line,
            "forbids needs `checks`; import it in the set-up cell: "
            "from helpers import checks",
        )
