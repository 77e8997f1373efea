"""Rows 69-74: nothing acts on a screen, and nothing honest is taken for hostile."""

import csv
import io
import json
import shutil
from pathlib import Path

import nbformat
import pytest
from attack_course import MEAN, RELU, Exercise
from catalogue_screens import ATTACKS, LUCKY_ONES, SECOND
from grade_running import autograder, needs_jail
from harness import NEIGHBOURS, grade_class, make_class, run_grader
from verdicts import assert_class_is_sound, assert_right

from answer_runner import exercise_of, is_graded, is_solution, read_answers
from lessons import ROOT, exercises

pytestmark = [pytest.mark.attack, pytest.mark.sandbox, needs_jail,
              pytest.mark.xdist_group("attacks-screens")]  # fmt: skip


@pytest.fixture(scope="session")
def room(tmp_path_factory):
    root = tmp_path_factory.mktemp("screens")
    return grade_class(root, ATTACKS, exercises=(RELU, MEAN))


def test_the_class_is_sound(room):
    assert_class_is_sound(room, *ATTACKS)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a.id}-{a.name}")
def test_row(room, attack):
    assert_right(room, attack)


def what_came(room, attack) -> tuple[list[dict[str, str]], str]:
    """Return a learner's rows without seconds, and what their cells said."""
    rows = [r for (who, _), r in sorted(room.rows().items()) if who == attack.student]
    kept = [{**r, "student": "", "seconds": ""} for r in rows]
    return kept, room.outputs(attack.student, tests=True)


def test_row_73_chance_is_the_same_for_everybody_and_every_time(room):
    one, two = LUCKY_ONES
    first = what_came(room, one)
    assert "0." in first[1]
    assert what_came(room, two) == first
    students = [word for a in (one, SECOND) for word in ("--student", a.student)]
    ran = run_grader(room, "--regrade", *students)
    assert ran.returncode == 0, ran.stderr
    assert what_came(room, one) == first
    assert_right(room, SECOND)


NAMES = [
    '=HYPERLINK("example.org","x")', "+1", "-1+1", "@sum(a1)", "a,b", 'a"b', "a\nb",
    "=1\n=2", "'=1", "\tx", "\r=1",
]  # fmt: skip
# The instructor's own name for an exercise may begin like a formula, too.
SUMS = Exercise(
    "-total", 2, "def total(xs):\n    return sum(xs)", "assert total([1, 2]) == 3"
)


def _text(path: Path) -> str:
    """Return a file's text with the ends of lines that it has."""
    return path.read_bytes().decode()


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    """Every table of grades that is written of learners with odd names."""
    room = make_class(tmp_path_factory.mktemp("names"), [], exercises=(SUMS,))
    honest = room.root / "submitted" / NEIGHBOURS[0]
    for name in NAMES:
        shutil.copytree(honest, honest.with_name(name))
    ran = run_grader(room)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    shutil.copytree(room.out, room.root, dirs_exist_ok=True)
    texts = {"grades": _text(room.out / "grades.csv")}
    for kind in ("csv", "canvas", "moodle"):
        path = room.root / f"{kind}.csv"
        made = autograder(room.root, "export", "--format", kind, "--output", str(path))
        assert made.returncode == 0, made.stderr
        texts[kind] = _text(path)
    return room, texts


@pytest.mark.parametrize("kind", ["grades", "csv", "canvas", "moodle"])
def test_row_71_no_name_is_a_formula_or_a_line_of_its_own(tables, kind):
    lines = list(csv.reader(io.StringIO(tables[1][kind], newline="")))
    assert len(lines) >= len(NAMES) + len(NEIGHBOURS) + 1
    assert {len(line) for line in lines} == {len(lines[0])}
    for cell in (cell for line in lines for cell in line):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell


def test_row_71_odd_names_cost_nothing(tables):
    room, _ = tables
    rows = [r for r in room.rows().values() if (r["score"], r["status"]) == ("2", "ok")]
    assert len(rows) == len(NAMES) + len(NEIGHBOURS)
    pages = [path.read_text() for path in room.out.glob("feedback/*/ps1/p.html")]
    assert len(pages) == len(rows)
    assert all("2 of 2 points" in page for page in pages)
    assert all(path.name.isprintable() for path in room.out.glob("feedback/*"))


LESSON = "03_sigmoid_and_softmax"


def library_answers() -> dict[str, list[tuple[str, str]]]:
    """Return the wrong answers of one lesson that let a library do the work."""
    found = {}
    for exercise in exercises():
        if exercise.lesson == LESSON:
            answers = dict(read_answers(exercise.answers))
            calls = [a for a in answers.items() if a[0].startswith("wrong: calls")]
            if calls:
                found[exercise.name] = calls
    return found


def hand_in_lesson(root, student: str, answers: dict[str, str]) -> None:
    """Hand in the lesson with the reference's answers, but for `answers`."""
    (exercise,) = [e for e in exercises() if e.name == "softmax"]
    solved = nbformat.read(exercise.instructor, as_version=4)
    texts = {exercise_of(c): c.source for c in solved.cells if is_solution(c)}
    notebook = nbformat.read(exercise.learner, as_version=4)
    for cell in notebook.cells:
        if is_solution(cell):
            name = exercise_of(cell)
            cell.source = answers.get(name, texts[name])
    folder = root / "submitted" / student / exercise.module
    folder.mkdir(parents=True)
    (folder / f"{LESSON}.ipynb").write_text(json.dumps(notebook))


@pytest.fixture(scope="session")
def lesson(tmp_path_factory):
    """A real lesson: an honest learner, and some who call what they may not."""
    root = tmp_path_factory.mktemp("lesson")
    library = library_answers()
    assert set(library) >= {"sigmoid", "softmax"}
    hand_in_lesson(root, "honest", {})
    for turn in range(max(map(len, library.values()))):
        answers = {name: a[turn % len(a)][1] for name, a in library.items()}
        hand_in_lesson(root, f"caller-{turn}", answers)
    ran = autograder(
        ROOT, "grade", "01_perceptron", "--submissions", str(root / "submitted"),
        "--output", str(root / "out"), "--db", f"sqlite:///{root / 'gradebook.db'}",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    with (root / "out" / "grades.csv").open(newline="") as file:
        return library, [r for r in csv.DictReader(file) if r["notebook"] == LESSON]


def points(rows, student: str, exercise: str, column: str = "score") -> float:
    return sum(
        float(row[column])
        for row in rows
        if row["student"] == student and row["exercise"] in graded_names(exercise)
    )


def graded_names(exercise: str) -> set[str]:
    (found,) = [e for e in exercises() if e.name == exercise]
    cells = nbformat.read(found.instructor, as_version=4).cells
    graded = [c for c in cells if is_graded(c) and exercise_of(c) == exercise]
    parts = {c.metadata.course.get("part", "") for c in graded}
    return {f"{exercise}-{part}" if part else exercise for part in parts}


def test_row_74_a_forbidden_call_loses_its_marks(lesson):
    library, rows = lesson
    for name, answers in library.items():
        possible = points(rows, "honest", name, "max_score")
        assert points(rows, "honest", name) == possible > 0, name
        for turn in range(max(map(len, library.values()))):
            title = answers[turn % len(answers)][0]
            earned = points(rows, f"caller-{turn}", name)
            assert earned < possible, f"{name}, {title}: {earned} of {possible}"


def test_every_row_is_here():
    assert {attack.id for attack in ATTACKS} == {"69", "70", "72", "73"}
    assert len({(attack.id, attack.name) for attack in ATTACKS}) == len(ATTACKS)
