"""A run that ends between two of its writes loses nothing: the next one mends it."""

import json
import re
import shutil
import sqlite3
from contextlib import closing

import pytest
from toy_course import RIGHT, answered, make_course, submit

from autograder.course import load_course
from autograder.grade import class_run, writing
from autograder.grade.gradebook import Book
from autograder.grade.gradebook_learner import LearnerRows
from autograder.grade.kernel_jail import KernelExecutor

# The stages of one learner, in their order: where the run is ended, right after.
STAGES = {
    "autograded": (class_run, "write_autograded"),
    "half-the-gradebook": (LearnerRows, "set_points"),
    "gradebook": (Book, "record"),
    "feedback": (class_run, "write_feedback"),
    "record": (class_run, "write_record"),
}
POINTS = """
    select s.student_id, c.name, g.auto_score, g.needs_manual_grade
    from grade g
    join base_cell c on c.id = g.cell_id
    join submitted_notebook n on n.id = g.notebook_id
    join submitted_assignment s on s.id = n.assignment_id
    order by 1, 2"""
COMMENTS = POINTS.replace("grade g", "comment g").replace(
    "g.auto_score, g.needs_manual_grade", "g.auto_comment"
)


class Killed(BaseException):
    """Stands for what ends the process at once."""


class Remembering:
    """Runs every notebook once in a real kernel, and repeats what came of it."""

    def __init__(self):
        self.real, self.known = KernelExecutor("none"), {}

    def __enter__(self):
        self.real.__enter__()
        return self

    def __exit__(self, *why):
        self.real.__exit__(*why)

    def stop(self):
        """Nothing runs by then: all results are known."""

    def execute(self, job):
        key = job.to_bytes()
        if key not in self.known:
            self.known[key] = self.real.execute(job)
        return self.known[key]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course where ada's answer does better once a file is there."""
    root = make_course(tmp_path_factory.mktemp("interrupts") / "toy")
    flag = str(root / "flag")
    moody = (
        "import os\ndef mean(xs):\n"
        f"    if not os.path.exists({flag!r}):\n        raise NotImplementedError\n"
        "    return 1 / 0"
    )
    submit(root, "ada", answered({**RIGHT, "mean": moody}))
    submit(root, "bob", answered({"mean": RIGHT["mean"]}))
    return root


@pytest.fixture(scope="module")
def graded(course, tmp_path_factory):
    """Results before the file was there and after, with the engines that know them.

    "new" is a fresh gradebook and nothing else.
    """
    base = tmp_path_factory.mktemp("graded")
    before, after = Remembering(), Remembering()
    (base / "new").mkdir()
    with Book(load_course(course), f"sqlite:///{base / 'new/gradebook.db'}"):
        pass
    shutil.copytree(base / "new", base / "before")
    grade(course, base / "before", before)
    (course / "flag").touch()
    shutil.copytree(base / "new", base / "after")
    grade(course, base / "after", after)
    shutil.copytree(base / "before", base / "again")
    grade(course, base / "again", after, regrade=True)
    return base, after


def grade(root, output, engine, **more):
    run = class_run.ClassRun(
        load_course(root), "ps1", root / "submitted", output,
        f"sqlite:///{output / 'gradebook.db'}", engine, **more,
    )  # fmt: skip
    report = run.run(lambda done, total: None)
    assert report.failures == []


def end_after(monkeypatch, place, name):
    """Let one thing be done, and end the run then, without a last word."""
    does = getattr(place, name)

    def last(*words, **named):
        does(*words, **named)
        raise Killed

    def nothing(*_):
        raise Killed

    monkeypatch.setattr(place, name, last)
    monkeypatch.setattr(class_run, "_write_table", nothing)


def timeless(record):
    """Return a record without what the clock says."""
    for notebook in record["notebooks"]:
        notebook.pop("timings")
        for cell in notebook["cells"]:
            cell.pop("seconds")
    return record


def state(output):
    """Return everything that a run leaves behind, but for random keys and seconds."""
    files = {
        str(path.relative_to(output)): path.read_bytes()
        for folder in ("autograded", "feedback")
        for path in sorted((output / folder).rglob("*.*"))
        if path.is_file()
    }
    for path in sorted((output / "records").rglob("*.json")):
        files[path.parent.name] = timeless(json.loads(path.read_text()))
    with closing(sqlite3.connect(output / "gradebook.db")) as book:
        points = book.execute(POINTS).fetchall()
        comments = book.execute(COMMENTS).fetchall()
    rows = re.sub(r",[\d.]+$", "", (output / "grades.csv").read_text(), flags=re.M)
    return rows, files, points, comments, sorted(output.glob(".draft-*"))


@pytest.mark.parametrize("stage", STAGES)
def test_a_first_run_that_is_ended_is_mended(
    course, graded, tmp_path, monkeypatch, stage
):
    base, engine = graded
    output = shutil.copytree(base / "new", tmp_path / "out")
    with monkeypatch.context() as patch:
        end_after(patch, *STAGES[stage])
        with pytest.raises(Killed):
            grade(course, output, engine)
    assert not (output / "grades.csv").exists()
    grade(course, output, engine)
    assert state(output) == state(base / "after")


@pytest.mark.parametrize("stage", [*STAGES, "half-a-folder"])
def test_a_regrade_that_is_ended_is_mended(
    course, graded, tmp_path, monkeypatch, stage
):
    base, engine = graded
    output = shutil.copytree(base / "before", tmp_path / "out")
    with monkeypatch.context() as patch:
        end_after(patch, *STAGES.get(stage, (writing.os, "replace")))
        with pytest.raises(Killed):
            grade(course, output, engine, students=("ada",), regrade=True)
    with closing(sqlite3.connect(output / "gradebook.db")) as book:
        assert len(book.execute(POINTS).fetchall()) == 4
    grade(course, output, engine)
    ended, whole = state(output), state(base / "again")
    assert ended[1].keys() == whole[1].keys()
    for name, content in whole[1].items():
        assert ended[1][name] == content, name
    assert ended == whole
    assert ended != state(base / "before")


def test_no_score_of_an_earlier_submission_stays(course, graded, tmp_path):
    base, engine = graded
    output = shutil.copytree(base / "after", tmp_path / "out")
    root = shutil.copytree(course, tmp_path / "toy")
    submit(root, "ada", b"")
    grade(root, output, engine)
    _, _, points, comments, _ = state(output)
    assert [row for row in points if row[0] == "ada"] == [
        ("ada", "mean-tests", 0.0, 0),
        ("ada", "square-tests", 0.0, 0),
    ]
    assert ("bob", "square", "No response.") in comments
