"""Every point of the course is earned with the tests apart from the learner's code.

Graded cells run in another process than the answers (see `autograder/engine`). Here
every answer of tests/answers is graded in that way, and each must earn what it
deserves, as it does in a learner's own notebook (`test_answers`).
"""

import ast
import builtins
from functools import cache

import pytest

from autograder.course import find_course
from autograder.engine.executor import WarmExecutor
from autograder.grade.assignment import Assignment, AssignmentNotebook, load_assignment
from autograder.grade.execution import Job, Limits, Step
from autograder.grade.job import bound_names, make_job
from autograder.grade.tiers import as_submission, with_tiers

from answer_runner import exercise_of, is_graded, is_solution, read_answers
from lessons import ROOT, Exercise, exercises

pytestmark = pytest.mark.sandbox
MODULES = find_course(ROOT).modules()


@pytest.fixture(scope="module")
def executor():
    with WarmExecutor() as warm:
        yield warm


@cache
def assignment(module: str) -> Assignment:
    """Return a module as the grader reads it."""
    return load_assignment(find_course(ROOT), module)


def notebook_of(exercise: Exercise) -> AssignmentNotebook:
    """Return the notebook that an exercise stands in."""
    known = {n.name: n for n in assignment(exercise.module).notebooks}
    return known[exercise.lesson]


@pytest.mark.parametrize("module", MODULES)
def test_every_point_is_in_the_split_tier(module, executor):
    """The reference earns every point so, and no test has to run beside it."""
    found = with_tiers(assignment(module), executor, Limits())
    assert [notebook.tiers for notebook in found.notebooks] == [
        {} for _ in found.notebooks
    ]
    for notebook in found.notebooks:
        job = make_job(found, notebook, as_submission(notebook), {}, Limits())
        ran = executor.execute(job).cells
        cells = zip(notebook.master.cells, job.steps, ran, strict=True)
        graded = [(step, result) for cell, step, result in cells if is_graded(cell)]
        assert {step.tier for step, _ in graded} == {"split"}
        assert {result.outcome for _, result in graded} == {"ok"}


@pytest.mark.parametrize("module", MODULES)
def test_tests_name_nothing_that_a_learner_could_change(module):
    """A test's names are built in, its own, imported by a given cell, or answers."""
    for notebook in assignment(module).notebooks:
        known = set(vars(builtins))
        for cell in notebook.master.cells:
            if cell.cell_type != "code":
                continue
            if is_graded(cell):
                assert not _free_names(cell.source) - known, (notebook.name, cell.id)
            elif is_solution(cell):
                known |= bound_names(cell.source)
            else:
                known |= _imported(cell.source)


def _imported(source: str) -> set[str]:
    nodes = ast.parse(source).body
    imports = [n for n in nodes if isinstance(n, ast.Import | ast.ImportFrom)]
    return {a.asname or a.name.split(".")[0] for n in imports for a in n.names}


def _free_names(source: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(source)))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    bound = {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    bound |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    bound |= {
        node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    bound |= {
        a.asname or a.name.split(".")[0]
        for node in nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        for a in node.names
    }
    return {node.id for node in names} - bound


@pytest.mark.parametrize("exercise", exercises(), ids=lambda e: f"{e.module}/{e.name}")
def test_answers_get_what_they_deserve_from_outside(exercise, executor):
    answers = dict(read_answers(exercise.answers))
    points = _points_of(exercise, answers, executor)
    harsh = [
        t for t, p in points.items() if t.startswith("right:") and p != exercise.points
    ]
    assert not harsh, "right answers that lose marks"
    fooled = [
        t for t, p in points.items() if t.startswith("wrong:") and p >= exercise.points
    ]
    assert not fooled, "wrong answers that keep full marks"


def _points_of(
    exercise: Exercise, answers: dict[str, str], executor: WarmExecutor
) -> dict[str, float]:
    """Grade all answers one after another, in one notebook."""
    module, notebook = assignment(exercise.module), notebook_of(exercise)
    files = {name: path.read_bytes() for name, path in module.files.items()}
    job = make_job(module, notebook, as_submission(notebook), files, Limits())
    mine = [
        i
        for i, c in enumerate(notebook.master.cells)
        if exercise_of(c) == exercise.name
    ]
    tests = [i for i in mine if is_graded(notebook.master.cells[i])]
    (answer,) = (i for i in mine if is_solution(notebook.master.cells[i]))
    before = [s for s in job.steps[: tests[0]] if s.kind == "learner"]
    before.remove(job.steps[answer])
    steps = list(before)
    for code in answers.values():
        steps.append(Step("learner", code, defines=job.steps[answer].defines))
        steps += [job.steps[i] for i in tests]
    limits = Limits(notebook_cells=60)
    ran = executor.execute(
        Job(tuple(steps), files, limits, modules=module.modules)
    ).cells
    worth = [notebook.master.cells[i].metadata.nbgrader.points for i in tests]
    earned = {}
    for number, title in enumerate(answers):
        start = len(before) + number * (1 + len(tests)) + 1
        cells = ran[start : start + len(tests)]
        earned[title] = sum(
            points
            for points, cell in zip(worth, cells, strict=True)
            if cell.outcome == "ok"
        )
    return earned
