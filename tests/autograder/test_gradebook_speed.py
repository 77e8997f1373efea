"""Writing a learner's scores takes as long in a large class as in a small one."""

import pytest
from sqlalchemy import event, text
from toy_course import make_course, submit

from autograder.course import load_course
from autograder.grade.assignment import load_assignment
from autograder.grade.execution import Limits
from autograder.grade.gradebook import Book
from autograder.grade.intake import read_submission
from autograder.grade.kernel_jail import KernelExecutor
from autograder.grade.student import grade_student

# The tables that grow with the class.
OF_LEARNERS = (
    "student",
    "submitted_assignment",
    "submitted_notebook",
    "grade",
    "comment",
)
TOTAL = "select sum(auto_score) from grade"


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    root = make_course(tmp_path_factory.mktemp("speed") / "toy")
    submit(root, "ada")
    course = load_course(root)
    assignment = load_assignment(course, "ps1")
    with KernelExecutor("none") as executor:
        sent = read_submission(root / "submitted/ada", "ps1")
        ada = grade_student(assignment, sent, executor, Limits())
    return course, assignment, ada


@pytest.fixture
def book(graded, tmp_path):
    course, assignment, _ = graded
    with Book(course, f"sqlite:///{tmp_path / 'gradebook.db'}") as opened:
        opened.prepare(assignment)
        yield opened


def watched(book, work):
    """Return what a piece of work asks of the database, and how often it commits."""
    asked, commits = [], []
    engine = book.gradebook.engine

    def ask(connection, cursor, statement, parameters, context, many):
        asked.append((statement, parameters[0] if many else parameters))

    def commit(connection):
        commits.append(connection)

    event.listen(engine, "before_cursor_execute", ask)
    event.listen(engine, "commit", commit)
    work()
    event.remove(engine, "before_cursor_execute", ask)
    event.remove(engine, "commit", commit)
    return asked, len(commits)


def scanned(book, asked):
    """Return the learners' tables that SQLite would read from end to end."""
    found = []
    with book.gradebook.engine.connect() as connection:
        for statement, parameters in asked:
            plan = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}", parameters
            )
            steps = [row[3] for row in plan]
            found += [s for s in steps if s.removeprefix("SCAN ") in OF_LEARNERS]
    return found


def test_a_learner_is_written_by_index_and_in_one_commit(book, graded):
    _, _, ada = graded
    book.record(ada)
    for work in (
        lambda: book.record(ada),
        lambda: book.scores("ps1", "ada"),
        lambda: book.comments("ps1", "ada"),
    ):
        asked, commits = watched(book, work)
        assert len(asked) <= 8
        assert commits <= 1
        assert scanned(book, asked) == []


def test_a_scan_would_be_seen(book):
    asked, _ = watched(book, lambda: book.gradebook.db.execute(text(TOTAL)))
    assert scanned(book, asked) == ["SCAN grade"]


def test_preparing_asks_no_more_of_a_large_class(book, graded):
    _, assignment, ada = graded
    book.record(ada)
    few, _ = watched(book, lambda: book.prepare(assignment))
    try:
        for number in range(30):
            ada.submission.student = f"learner-{number}"
            book.record(ada)
    finally:
        ada.submission.student = "ada"
    many, _ = watched(book, lambda: book.prepare(assignment))
    assert len(many) == len(few)
    assert len(book.students("ps1")) == 31
