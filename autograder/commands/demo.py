"""`autograder demo`: the whole way, on three sample learners."""

import collections
import csv
import shutil
import socket
import subprocess
import sys
import time
import uuid
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from autograder.build.instructor import ensure_instructor
from autograder.collect import collect
from autograder.course import Course, find_course
from autograder.demo.attacks import Surroundings
from autograder.demo.learners import (
    hostile_answers,
    partly_right_answers,
    right_answers,
)
from autograder.demo.outcomes import Outcome, find_traces, outcomes
from autograder.errors import CourseError
from autograder.submit import pack_submission

MODULE = "01_perceptron"
CELL_SECONDS = 8
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
        around = _surroundings(course, folder, listener.getsockname()[1])
        _hand_in(course, folder, around)
        click.echo(f"==> Grading three learners of {MODULE}, each in a sandbox")
        _grade(course, folder)
        graded = folder / "autograded" / "mallory" / MODULE
        traces = find_traces(around, listener, graded)
    rows = _read_grades(folder)
    attacks = outcomes([row for row in rows if row["student"] == "mallory"], traces)
    _show(rows)
    _show_attacks(attacks)
    click.echo(f"Grades, gradebook and feedback pages: {folder}")
    click.echo(f"{time.monotonic() - started:.0f} seconds in all")
    problems = _problems(rows, attacks)
    for line in problems:
        click.echo(f"WRONG: {line}", err=True)
    sys.exit(bool(problems))


def _surroundings(course: Course, folder: Path, port: int) -> Surroundings:
    """Return what mallory aims at: ada's work and the solution among others."""
    notebook = Path(MODULE, "01_perceptron_algorithm.ipynb")
    files = (
        folder / "submitted" / "ada" / notebook,
        course.source / notebook,
        folder / "gradebook.db",
    )
    return Surroundings(port, files, folder / "written_later", uuid.uuid4().hex)


def _hand_in(course: Course, folder: Path, around: Surroundings) -> None:
    """Make three learners' work, pack it as they would, and collect the zips."""
    instructor, released = ensure_instructor(course, MODULE), course.release / MODULE
    work = folder / "learners"
    right_answers(instructor, released, work / "ada" / MODULE)
    partly_right_answers(instructor, released, work / "ben" / MODULE)
    hostile_answers(instructor, released, work / "mallory" / MODULE, around)
    handed_in = folder / "handed_in"
    handed_in.mkdir()
    for student in STUDENTS:
        pack_submission(work / student / MODULE, student=student, destination=handed_in)
    collect(handed_in, folder / "submitted", [MODULE])


def _grade(course: Course, folder: Path) -> None:
    command = [sys.executable, "-m", "autograder", "grade", MODULE]
    command += ["--submissions", str(folder / "submitted"), "--output", str(folder)]
    # All three at once: mallory's endless loop holds nobody up.
    command += ["--timeout", str(CELL_SECONDS), "--workers", str(len(STUDENTS))]
    done = subprocess.run(command, cwd=course.root)
    if done.returncode != 0:
        sys.exit(done.returncode)


def _read_grades(folder: Path) -> list[dict[str, str]]:
    with (folder / "grades.csv").open(newline="") as table:
        return list(csv.DictReader(table))


def _show(rows: list[dict[str, str]]) -> None:
    table = Table(title=f"{MODULE}, three sample learners", title_justify="left")
    for heading in ("learner", "notebook", "score", "of", "what happened"):
        right = heading in ("score", "of")
        table.add_column(heading, justify="right" if right else "left")
    for student in STUDENTS:
        own = [row for row in rows if row["student"] == student]
        for notebook, group in _by_notebook(own).items():
            table.add_row(student, notebook, *_totals(group), _states(group))
        table.add_row(student, "all", *_totals(own), style="bold", end_section=True)
    Console().print(table)


def _show_attacks(attacks: list[Outcome]) -> None:
    table = Table(title="What became of mallory's attacks", title_justify="left")
    for heading in ("mallory", "what became of it", "score"):
        table.add_column(heading)
    for one in attacks:
        score = f"{one.score:g} of {one.max_score:g}"
        table.add_row(one.attack.does, one.words, score)
    Console().print(table)


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


def _problems(rows: list[dict[str, str]], attacks: list[Outcome]) -> list[str]:
    """Return what did not come out as it must."""
    own = {s: [r for r in rows if r["student"] == s] for s in STUDENTS}
    found = []
    if _total(own["ada"]) != _total(own["ada"], "max_score"):
        found.append("ada answered everything and lost marks")
    if not 0 < float(_total(own["ben"])) < float(_total(own["ben"], "max_score")):
        found.append("ben answered a part and should have a part of the marks")
    found += [
        f"mallory {one.attack.does}: {one.words}, {one.score:g} of {one.max_score:g}"
        for one in attacks
        if not one.is_well
    ]
    attacked = {one.attack.exercise for one in attacks}
    for row in own["mallory"]:
        honest = row["exercise"].split("-")[0] not in attacked
        if honest and row["score"] != row["max_score"]:
            found.append(f"an attack reached as far as {row['exercise']}")
    return found
