"""A course that knows nothing of this project: nbgrader's layout, nbgrader's tools."""

import json
import os
import shutil
from pathlib import Path

import nbformat
import pytest
from department_course import ANSWERS, DUE, enrol, make_course, submit
from grade_running import HAS_JAIL, autograder, grades
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from test_stock_parity import nbgrader
from traitlets.config import Config

pytestmark = [pytest.mark.stock, pytest.mark.xdist_group("stock")]
JAIL = "bwrap" if HAS_JAIL else "none"
GRADE = ("grade", "ps1", "--sandbox", JAIL)
PLACES = {"own": ("results/graded", "pages", "gradebook.db"),
          "out": ("out/autograded", "out/feedback", "out/gradebook.db")}  # fmt: skip


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """Make the course, its release and the submissions of a class."""
    root = make_course(tmp_path_factory.mktemp("department") / "course")
    nbgrader(root, "generate_assignment", "ps1")
    enrol(root)
    submit(root, "ada", ANSWERS, "2024-03-01 11:59:00 UTC")
    submit(root, "late", ANSWERS, "2024-03-01 16:00:00 UTC")
    submit(root, "very-late", ANSWERS, "2024-04-01 12:00:00 UTC")
    early, after = "2024-02-20 08:00:00 UTC", "2024-03-07 23:00:00 UTC"
    submit(root, "forger", ANSWERS, early, changed=after)
    submit(root, "traveller", ANSWERS, "2101-01-01 00:00:00 UTC", changed=early)
    submit(root, "half", {**ANSWERS, "add": "def add(a, b): return 3"})
    submit(root, "blank", {})
    submit(root, "silent", {"why": "An answer, and no code."})
    shutil.rmtree(submit(root, "gone", ANSWERS).parent)
    (submit(root, "one-only", ANSWERS) / "two.ipynb").unlink()
    checkpoints = submit(root, "untidy", ANSWERS) / ".ipynb_checkpoints"
    shutil.copytree(root / "handout" / "ps1", checkpoints)
    return root


@pytest.fixture(scope="module")
def graded(handed_in, tmp_path_factory):
    """Grade it with our command, twice: into its own folders, and into `out`."""
    root = tmp_path_factory.mktemp("ours") / "course"
    shutil.copytree(handed_in, root)
    shutil.copy(root / "gradebook.db", root / "before.db")
    for more in ((), ("--submissions", "inbox", "--output", "out")):
        if more:
            (root / "out").mkdir()
            shutil.copy(root / "before.db", root / "out" / "gradebook.db")
        ran = autograder(root, *GRADE, *more)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    return root


@pytest.fixture(scope="module")
def stock(handed_in, tmp_path_factory):
    """Grade it with nbgrader's own command."""
    root = tmp_path_factory.mktemp("stock") / "course"
    shutil.copytree(handed_in, root)
    nbgrader(root, "autograde", "ps1")
    return root


def book(path: Path) -> dict[tuple[str, ...], tuple[object, ...]]:
    """Return all that a gradebook says of scores."""
    found: dict[tuple[str, ...], tuple[object, ...]] = {}
    with Gradebook(f"sqlite:///{path}") as opened:
        for sent in opened.assignment_submissions("ps1"):
            found[sent.student.id,] = sent.score, sent.max_score, sent.timestamp
            for notebook in sent.notebooks:
                where = sent.student.id, notebook.name
                found[where] = notebook.score, notebook.late_submission_penalty or 0
                for grade in notebook.grades:
                    found[*where, grade.name] = grade.score, grade.needs_manual_grade
    return found


def settings(root: Path, place: str) -> Config:
    """Return a configuration that points nbgrader at one of our results."""
    autograded, feedback, database = PLACES[place]
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.course_id = "data101"
    config.CourseDirectory.source_directory = "instructor"
    config.CourseDirectory.submitted_directory = "inbox"
    config.CourseDirectory.autograded_directory = autograded
    config.CourseDirectory.feedback_directory = feedback
    config.CourseDirectory.db_url = f"sqlite:///{root / database}"
    return config


@pytest.mark.parametrize("place", PLACES)
def test_scores_penalties_and_what_waits_for_a_person_are_those_of_stock(
    graded, stock, place
):
    ours, theirs = book(graded / PLACES[place][2]), book(stock / "gradebook.db")
    assert ours == theirs
    assert ours["ada", "one", "total-tests"] == (2, False)
    assert ours["ada", "two", "why"] == (0, True)
    assert ours["late", "one"] == (5, 1)  # four hours, a quarter of a point each
    assert ours["very-late", "one"] == (5, 2.5)
    assert ours["half", "one", "add-tests"] == (0, False)


def test_a_doubtful_time_is_put_before_a_person_and_costs_nothing(graded):
    report = json.loads((graded / "out/report.json").read_text())
    said = {
        student: [one["text"] for one in found if "timestamp.txt" in one["text"]]
        for student, found in report["incidents"].items()
    }
    said = {student: texts for student, texts in said.items() if texts}
    assert set(said) == {"forger", "traveller"}
    assert "changed at 2024-03-07 23:00 UTC, after it was due" in said["forger"][0]
    assert "has not come yet" in said["traveller"][0]
    assert book(graded / "out/gradebook.db")["forger", "one"] == (5, 0)
    assert "2024-03-07" not in (graded / "out/feedback/forger/ps1/one.html").read_text()


@pytest.mark.parametrize("place", PLACES)
def test_formgrader_reads_the_result(graded, place):
    config = settings(graded, place)
    folders = CourseDirectory(config=config)
    api = NbGraderAPI(coursedir=folders, config=config)
    ada = api.get_submission("ps1", "ada")
    assert ada["autograded"]
    assert (ada["score"], ada["max_score"]) == (6, 13.5)
    assert ada["needs_manual_grade"]
    everybody = {one["student"]: one for one in api.get_submissions("ps1")}
    assert all(one["autograded"] for one in everybody.values())
    assert "untidy" in everybody
    assert "only-enrolled" not in everybody
    [mine] = api.get_student_submissions("ada")
    assert mine["score"] == 6
    assert {n["name"] for n in api.get_student_notebook_submissions("ada", "ps1")} == {
        "one", "two",
    }  # fmt: skip
    assert api.get_student("ada")["last_name"] == "L"
    assert api.get_assignment("ps1")["num_submissions"] == len(everybody)
    assert len(api.get_notebook_submissions("ps1", "two")) == len(everybody)


@pytest.mark.parametrize("place", PLACES)
def test_nbgrader_writes_feedback_and_a_table_from_the_result(graded, place, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(graded, root)
    autograded, feedback, database = PLACES[place]
    for student in ("ada", "one-only"):
        page = root / feedback / student / "ps1" / "one.html"
        assert "add-tests" in page.read_text()
    shutil.rmtree(root / feedback)
    where = (f"--CourseDirectory.autograded_directory={autograded}",
             f"--CourseDirectory.feedback_directory={feedback}",
             f"--CourseDirectory.db_url=sqlite:///{root / database}")  # fmt: skip
    nbgrader(root, "generate_feedback", "ps1", *where)
    assert "(Score: 3.0 / 3.0)" in (root / feedback / "ada/ps1/one.html").read_text()
    nbgrader(root, "export", "--to", "table.csv", *where)
    table = (root / "table.csv").read_text()
    assert ",ada,L,Ada," in table
    assert ",only-enrolled,," in table


def test_results_lie_where_the_configuration_says(graded):
    assert (graded / "results/graded/ada/ps1/two.ipynb").is_file()
    assert (graded / "pages/ada/ps1/two.html").is_file()
    assert (graded / "results/grades.csv").is_file()
    assert not (graded / "autograded").exists()
    assert not (graded / "results/gradebook.db").exists()
    assert (graded / "out/autograded/ada/ps1/two.ipynb").is_file()
    assert not (graded / "out/results").exists()


def test_every_folder_has_a_row_and_the_merely_enrolled_have_none(graded):
    students = {student for student, _ in grades(graded / "out")}
    assert students == {p.name for p in (graded / "inbox").iterdir()}
    with (
        Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as opened,
        pytest.raises(MissingEntry),
    ):
        opened.find_submission("ps1", "only-enrolled")


def test_what_a_person_gave_and_wrote_is_kept_at_a_regrade(graded, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(graded, root)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as opened:
        grade = opened.find_grade("why", "two", "ps1", "ada")
        grade.manual_score, grade.extra_credit = 3.5, 0.5
        opened.find_comment("why", "two", "ps1", "ada").manual_comment = "Well put."
        opened.db.commit()
    ran = autograder(root, *GRADE, "--regrade", "--student", "ada")
    assert ran.returncode == 0, ran.stderr
    assert grades(root / "results")["ada", "why"]["score"] == "4"
    assert "Well put." in (root / "pages/ada/ps1/two.html").read_text()
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as opened:
        assert opened.find_student("ada").last_name == "L"
        assert opened.find_assignment("ps1").duedate == DUE
        assert opened.find_grade("why", "two", "ps1", "ada").manual_score == 3.5


def test_a_course_that_stock_has_graded_before_is_graded_on(stock, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(stock, root)
    before = book(root / "gradebook.db")
    ran = autograder(root, *GRADE)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert book(root / "gradebook.db") == before


def test_hidden_ignored_and_nested_files_of_the_source(graded):
    text = (
        "import os\nprint(sorted(os.path.join(t, n)[2:] "
        "for t, _, names in os.walk('.') for n in names))"
    )
    folder = submit(graded, "curious", {**ANSWERS, "plot": text})
    try:
        ran = autograder(graded, *GRADE, "--output", "look", "--student", "curious")
        assert ran.returncode == 0, ran.stderr
    finally:
        shutil.rmtree(folder.parent)
    path = graded / "look/autograded/curious/ps1/two.ipynb"
    cells = {c["id"]: c for c in nbformat.read(path, as_version=4).cells}
    shown = [n for n in eval(cells["plot"].outputs[0].text) if "cache" not in n]
    assert shown == ["data/numbers.py", "mine.py"]


def broken(root: Path, change: str) -> str:
    """Break a small course in one way; return what the command says of it."""
    root = make_course(root)
    source = root / "instructor" / "ps1"
    config = root / "nbgrader_config.py"
    path = source / "one.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cells = notebook.cells
    (root / "inbox" / "ada" / "ps1").mkdir(parents=True)
    match change:
        case "no notebook":
            shutil.rmtree(source)
            source.mkdir()
        case "no points":
            (source / "two.ipynb").unlink()
            notebook.cells = cells[:1]
        case "no end":
            cells[1].source = cells[1].source.replace("SOLUTION ENDS", "")
        case "solution outside":
            cells[0].source = ADD_OUTSIDE
        case "same name twice":
            cells[3].metadata.nbgrader.grade_id = "add"
        case "old marks":
            cells[2].metadata.nbgrader.schema_version = 1
        case "no json":
            path.write_text("{")
        case "config":
            config.write_text("c = get_config(\n")
        case "order":
            config.write_text(
                "c = get_config()\nc.CourseDirectory.source_directory = 'instructor'\n"
                "c.CourseDirectory.directory_structure = "
                "'{assignment_id}/{nbgrader_step}/{student_id}'\n"
            )
    if change != "no json" and source.joinpath("one.ipynb").exists():
        nbformat.write(notebook, path)
    ran = autograder(root, *GRADE, "--output", "out")
    assert ran.returncode == 2, ran.stdout + ran.stderr
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    return ran.stderr


ADD_OUTSIDE = "SOLUTION STARTS\nthe answer\nSOLUTION ENDS"
SAID = {
    "no notebook": "there is nothing to grade",
    "no points": "no cell of ps1 carries points",
    "no end": "no end solution statement",
    "solution outside": "Solution region detected in a non-solution cell",
    "same name twice": "Duplicate grade id: add",
    "old marks": "nbgrader update",
    "no json": "one.ipynb of ps1 cannot be graded",
    "config": "nbgrader_config.py cannot be read",
    "order": "directory_structure",
}


@pytest.mark.parametrize("change", SAID)
def test_a_broken_course_is_told_in_one_line(tmp_path, change):
    assert SAID[change] in broken(tmp_path / "course", change)


def test_a_module_in_the_gradebook_alone_is_told(tmp_path):
    root = make_course(tmp_path / "course")
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "data101") as opened:
        opened.add_assignment("ps9")
    ran = autograder(root, "grade", "ps9")
    assert ran.returncode == 2
    assert "a row in the gradebook is not enough" in ran.stderr
    assert str(root / "instructor") in ran.stderr


def test_a_root_in_the_configuration_is_followed(graded, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    shutil.copytree(graded, tmp_path / "course")
    text = (graded / "nbgrader_config.py").read_text()
    line = f"c.CourseDirectory.root = {os.fspath(tmp_path / 'course')!r}\n"
    (home / "nbgrader_config.py").write_text(text + line)
    shutil.copy(graded / "late.py", home)
    ran = autograder(home, *GRADE, "--student", "ada")
    assert ran.returncode == 0, ran.stderr
    assert "ada: 6 of 13.5 points" in ran.stdout
    assert [p.name for p in home.iterdir() if p.suffix != ""] == [
        "nbgrader_config.py", "late.py",
    ] or not (home / "results").exists()  # fmt: skip
