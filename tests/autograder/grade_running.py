"""Runs the command as a user does, and reads what it wrote."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def works(command: list[str]) -> bool:
    """Return whether a command ends well."""
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, capture_output=True).returncode == 0


HAS_JAIL = works(["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"])
needs_jail = pytest.mark.skipif(not HAS_JAIL, reason="bubblewrap does not work here")


def autograder(
    root: Path, *words: str, **extra: str
) -> subprocess.CompletedProcess[str]:
    """Call `autograder` in a course's folder."""
    command = [sys.executable, "-m", "autograder", *words]
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, env={**os.environ, **extra}
    )


def grades(root: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Return grades.csv: (student, exercise) -> row."""
    with (root / "grades.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["student"], row["exercise"]): row for row in rows}


def score(root: Path, student: str) -> float:
    """Return the points of one learner."""
    return sum(
        float(r["score"]) for (who, _), r in grades(root).items() if who == student
    )


def status(root: Path, student: str, exercise: str = "square-tests") -> str:
    """Return the status of one row."""
    return grades(root)[student, exercise]["status"]


def page(root: Path, student: str) -> str:
    """Return a learner's feedback page."""
    return (root / "feedback" / student / "ps1" / "p.html").read_text()
