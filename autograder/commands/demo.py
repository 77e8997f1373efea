"""`autograder demo`: the whole way, on three sample learners."""

import collections
import csv
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from autograder import demo as samples
from autograder.build.instructor import ensure_instructor
from autograder.collect import collect
from autograder.course import Course, find_course
from autograder.errors import CourseError
from autograder.submit import pack_submission

MODULE = "01_perceptron"
CELL_SECONDS = 10
STUDENTS = ("ada", "ben", "mallory")


@click.command(help="Show the whole way on three sample learners.")
def demo() -> None:
    """Submit, collect, grade and export; exit 1 if a score is not what it must be."""
    started = time.monotonic()
    course = find_course()
    if course.solutions is None:
        raise CourseError("the demo needs the course's own lessons in solutions/")
    folder = course.output / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        attacks = _hand_in(course, folder, listener.getsockname()[1])
        click.echo(f"==> Grading three learners of {MODULE}, each in a sandbox")
        _grade(course, folder)
        heard = _was_called(listener)
    rows = _read_grades(folder)
    _show(rows, attacks)
    click.echo(f"Grades, gradebook and feedback pages: {folder}")
    click.echo(f"{time.monotonic() - started:.0f} seconds in all")
    problems = _problems(rows, attacks, heard)
    for line in problems:
        click.echo(f"WRONG: {line}", err=True)
    sys.exit(bool(problems))


def _hand_in(course: Course, folder: Path, port: int) -> list[samples.Attack]:
    """Make three learners' work, pack it as they would, and collect the zips."""
    instructor, released = ensure_instructor(course, MODULE), course.release / MODULE
    work = folder / "learners"
    samples.right_answers(instructor, released, work / "ada" / MODULE)
    samples.partly_right_answers(instructor, released, work / "ben" / MODULE)
    mallory = work / "mallory" / MODULE
    attacks = samples.hostile_answers(instructor, released, mallory, port=port)
    handed_in = folder / "handed_in"
    handed_in.mkdir()
    for student in STUDENTS:
        pack_submission(work / student / MODULE, student=student, destination=handed_in)
    collect(handed_in, folder / "submitted", [MODULE])
    return attacks


def _grade(course: Course, folder: Path) -> None:
    command = [sys.executable, "-m", "autograder", "grade", MODULE]
    command += ["--submissions", str(folder / "submitted"), "--output", str(folder)]
    command += ["--timeout", str(CELL_SECONDS)]
    done = subprocess.run(command, cwd=course.root)
    if done.returncode != 0:
        sys.exit(done.returncode)


def _was_called(listener: socket.socket) -> bool:
    listener.settimeout(0)
    try:
        listener.accept()
    except BlockingIOError:
        return False
    return True


def _read_grades(folder: Path) -> list[dict[str, str]]:
    with (folder / "grades.csv").open(newline="") as table:
        return list(csv.DictReader(table))


def _show(rows: list[dict[str, str]], attacks: list[samples.Attack]) -> None:
    table = Table(title=f"{MODULE}, three sample learners", title_justify="left")
    for heading in ("learner", "notebook", "score", "of", "what happened"):
        right = heading in ("score", "of")
        table.add_column(heading, justify="right" if right else "left")
    for student in STUDENTS:
        own = [row for row in rows if row["student"] == student]
        for notebook, group in _by_notebook(own).items():
            table.add_row(student, notebook, *_totals(group), _states(group))
        table.add_row(student, "all", *_totals(own), style="bold", end_section=True)
    console = Console()
    console.print(table)
    for attack in attacks:
        verdict = ", ".join(
            f"{row['status']}, {row['score']} of {row['max_score']}"
            for row in _rows_of(attack, rows)
        )
        console.print(f"mallory tried {attack.tries} in {attack.exercise}: {verdict}")


def _by_notebook(rows: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault(row["notebook"], []).append(row)
    return groups


def _states(rows: list[dict[str, str]]) -> str:
    counts = collections.Counter(row["status"] for row in rows)
    ordered = sorted(counts.items(), key=lambda item: (item[0] != "ok", item[0]))
    return ", ".join(f"{count} {status}" for status, count in ordered)


def _totals(rows: list[dict[str, str]]) -> tuple[str, str]:
    return _total(rows), _total(rows, "max_score")


def _total(rows: list[dict[str, str]], column: str = "score") -> str:
    return f"{sum(float(row[column]) for row in rows):g}"


def _rows_of(
    attack: samples.Attack, rows: list[dict[str, str]]
) -> list[dict[str, str]]:
    return [
        row
        for row in rows
        if row["student"] == "mallory"
        and row["notebook"] == attack.notebook
        and row["exercise"].split("-")[0] == attack.exercise
    ]


def _problems(
    rows: list[dict[str, str]], attacks: list[samples.Attack], heard: bool
) -> list[str]:
    """Return what did not come out as it must."""
    own = {s: [r for r in rows if r["student"] == s] for s in STUDENTS}
    found = []
    if _total(own["ada"]) != _total(own["ada"], "max_score"):
        found.append("ada answered everything and lost marks")
    if not 0 < float(_total(own["ben"])) < float(_total(own["ben"], "max_score")):
        found.append("ben answered a part and should have a part of the marks")
    attacked = [row for attack in attacks for row in _rows_of(attack, rows)]
    if not attacked or any(float(row["score"]) for row in attacked):
        found.append("an attack of mallory's earned marks")
    honest = [row for row in own["mallory"] if row not in attacked]
    if any(row["score"] != row["max_score"] for row in honest):
        found.append("an attack reached beyond its own exercise")
    if heard:
        found.append("mallory's code reached a socket outside the sandbox")
    return found
