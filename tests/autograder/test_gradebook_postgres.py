"""A department's gradebook: the same command, with PostgreSQL behind it."""

import subprocess
import sys

import pytest
from grade_running import autograder, grades, score
from postgres_server import PASSWORD, Server, find_binaries, free_port
from test_stock_parity import nbgrader
from toy_course import RIGHT, answered, make_course, submit

BINARIES = find_binaries()
pytestmark = [
    pytest.mark.skipif(BINARIES is None, reason="no PostgreSQL server is installed"),
    pytest.mark.xdist_group("postgres"),
]
PARTLY = {**RIGHT, "mean": "def mean(xs):\n    return 3"}
POINTS = """
    select s.student_id, c.name, g.auto_score
    from grade g
    join base_cell c on c.id = g.cell_id
    join submitted_notebook n on n.id = g.notebook_id
    join submitted_assignment s on s.id = n.assignment_id
    order by 1, 2"""


@pytest.fixture(scope="module")
def server():
    running = Server(BINARIES)
    try:
        running.start()
        yield running
    finally:
        running.remove()


@pytest.fixture
def course(tmp_path):
    root = make_course(tmp_path / "toy")
    submit(root, "ada")
    submit(root, "bob", answered(PARTLY))
    return root


def run(root, url, *words, code=0):
    ran = autograder(root, "grade", "ps1", "--sandbox", "none", "--db", url, *words)
    assert ran.returncode == code, ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
    assert PASSWORD not in ran.stdout + ran.stderr
    assert "s3cret" not in ran.stdout + ran.stderr
    return ran


def refused(root, url) -> str:
    """Grade where the gradebook cannot be opened: one line says so."""
    lines = run(root, url, code=2).stderr.splitlines()
    (line,) = [one for one in lines if "No sandbox" not in one]
    return line


def test_a_class_is_graded_and_graded_again(server, course):
    url = server.new_database("again")
    run(course, url)
    assert server.ask("again", POINTS) == [
        ("ada", "mean-tests", 3.0), ("ada", "square-tests", 2.0),
        ("bob", "mean-tests", 1.0), ("bob", "square-tests", 2.0),
    ]  # fmt: skip
    assert not (course / "gradebook.db").exists()
    ran = run(course, url)
    assert "ada: 5 of 5 points, graded before" in ran.stdout
    assert "bob: 3 of 5 points, graded before" in ran.stdout


def test_old_scores_go_and_a_persons_stay(server, course):
    url = server.new_database("reset")
    run(course, url)
    server.ask("reset", "update grade set manual_score = 2.5 where auto_score = 1")
    submit(course, "ada", answered({}), change=lambda nb: nb.cells.clear())
    run(course, url, "--regrade")
    assert (score(course, "ada"), score(course, "bob")) == (0, 4.5)
    assert dict(row[1:] for row in server.ask("reset", POINTS)[:2]) == {
        "mean-tests": 0.0,
        "square-tests": 0.0,
    }


def test_a_changed_module_brings_its_rows_up_to_date(server, course):
    url = server.new_database("changed")
    run(course, url)
    source = course / "source/ps1/p.ipynb"
    source.write_text(source.read_text().replace("square-tests", "square-checks"))
    run(course, url, "--student", "ada")
    assert {(who, cell) for who, cell, _ in server.ask("changed", POINTS)} == {
        (who, cell)
        for who in ("ada", "bob")
        for cell in ("mean-tests", "square-checks")
    }


def test_nbgrader_itself_takes_the_new_gradebook(server, course, monkeypatch):
    server.new_database("stock")
    monkeypatch.setenv("PGPASSWORD", PASSWORD)  # so it need not stand in the address
    url = server.url("stock", None)
    run(course, url)
    (head,) = server.ask("stock", "select version_num from alembic_version")
    nbgrader(course, "db", "upgrade", "--db", url)
    assert server.ask("stock", "select version_num from alembic_version") == [head]
    nbgrader(course, "export", "--db", url)
    exported = (course / "grades.csv").read_text()
    assert "ps1" in exported
    assert "bob" in exported


def test_a_wrong_password_is_one_line_without_it(server, course):
    server.new_database("locked")
    said = refused(course, server.url("locked", "s3cret-but-wrong"))
    assert "password authentication failed" in said
    assert f"postgresql+psycopg://127.0.0.1:{server.port}/locked" in said


def test_no_server_and_no_database_are_one_line(server, course):
    there = server.url("nothing")
    said = refused(course, there.replace(str(server.port), str(free_port())))
    assert "cannot open the gradebook postgresql+psycopg://127.0.0.1" in said
    assert "nothing" in refused(course, there)


def test_an_address_that_cannot_be_read_shows_no_password(course):
    said = refused(course, "postgresql+psycopg://grader:s3cret@host:port/grades")
    assert "is no SQLAlchemy URL" in said
    said = refused(course, "postgresql+psycopg://127.0.0.1:1/x?password=s3cret")
    assert "cannot open the gradebook postgresql+psycopg://127.0.0.1:1/x:" in said


def test_a_name_that_no_column_takes_is_told(server, course):
    url = server.new_database("names")
    submit(course, "x" * 200)
    ran = run(course, url, code=1)
    assert "at most 128 characters" in ran.stdout
    assert score(course, "ada") == 5


def test_a_server_that_stops_in_the_middle_loses_nothing(server, course):
    url = server.new_database("middle")
    slow = "import time; time.sleep(6)\ndef mean(xs):\n    return 3"
    for name in ("cleo", "dan"):
        submit(course, name, answered({**RIGHT, "mean": slow}))
    command = [sys.executable, "-m", "autograder", "grade", "ps1", "--sandbox", "none",
               "--db", url, "--workers", "1"]  # fmt: skip
    with subprocess.Popen(
        command, cwd=course, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert "ada: 5 of 5 points" in process.stdout.readline()
        assert "bob: 3 of 5 points" in process.stdout.readline()
        server.stop()
        told, said = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "does not answer" in told + said
    assert "run the same command again" in told + said
    assert "Traceback" not in said
    assert "s3cret" not in told + said
    assert {student for student, _ in grades(course)} == {"ada", "bob"}
    server.start()
    ran = run(course, url)
    assert "ada: 5 of 5 points, graded before" in ran.stdout
    assert "cleo: 3 of 5 points\n" in ran.stdout
    assert len(server.ask("middle", POINTS)) == 8
