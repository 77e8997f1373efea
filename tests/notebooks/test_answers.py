"""Graders are tested with answers: right ones score full, wrong ones lose marks."""

import multiprocessing
from pathlib import Path

import nbformat
import pytest

from answer_runner import Outcome, exercise_of, is_solution, read_answers, run_answers
from lessons import ROOT, Exercise, exercises

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["torch", "matplotlib.pyplot", "IPython", "sklearn"])


def outcomes_of(exercise: Exercise) -> dict[str, Outcome]:
    """Try every answer to the exercise, and its stub, in a fresh process."""
    answers = dict(read_answers(exercise.answers))
    answers["stub"] = cell_of(exercise, exercise.learner)
    answers["reference"] = cell_of(exercise, exercise.instructor)
    with FORKS.Pool(1) as pool:
        return pool.apply(run_answers, (exercise.instructor, exercise.name, answers))


def cell_of(exercise: Exercise, notebook: Path) -> str:
    """Return the text of the exercise's cell in a notebook."""
    (cell,) = [
        cell
        for cell in nbformat.read(notebook, as_version=4).cells
        if is_solution(cell) and exercise_of(cell) == exercise.name
    ]
    return cell.source


@pytest.mark.parametrize("exercise", exercises(), ids=lambda e: f"{e.module}/{e.name}")
def test_answers_get_what_they_deserve(exercise, monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setenv("MPLBACKEND", "agg")
    outcomes = outcomes_of(exercise)
    right = {t: o for t, o in outcomes.items() if t.startswith("right:")}
    wrong = {t: o for t, o in outcomes.items() if t.startswith("wrong:")}
    assert len(right) >= 2, "two right answers, written differently, are needed"
    assert len(wrong) >= 5, "five plausible wrong answers are needed"
    assert len(right) + len(wrong) + 2 == len(outcomes), "titles: right: or wrong:"

    harsh = {t: o.errors for t, o in right.items() if o.full != exercise.points}
    assert not harsh, f"right answers that lose marks: {harsh}"
    fooled = [t for t, o in wrong.items() if o.full >= exercise.points]
    assert not fooled, f"wrong answers that keep full marks: {fooled}"
    seen = [t for t, o in wrong.items() if o.visible < exercise.points]
    missed = sorted(set(wrong) - set(seen))
    assert len(seen) >= len(wrong) / 2, f"visible tests miss too many: {missed}"
    assert outcomes["stub"].full == 0
    # The experiment's cells were left out here; nbval runs the reference with them.
    assert outcomes["reference"].full == exercise.points


def test_every_file_of_answers_belongs_to_an_exercise():
    known = {exercise.answers for exercise in exercises()}
    assert set((ROOT / "tests/answers").glob("*/*.py")) <= known
