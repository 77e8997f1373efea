"""Honest work loses nothing, whatever habits it comes with."""

import re
import shutil
import subprocess

import pytest
from grade_running import HAS_JAIL, autograder, grades, page, score, status
from honest_corpus import CORPUS, FULL, Honest
from test_stock_parity import nbgrader, stock_scores
from toy_course import make_course

pytestmark = [pytest.mark.xdist_group("honest")]
JAIL = "bwrap" if HAS_JAIL else "none"


def make_class(root):
    for one in CORPUS:
        one.write(make_course(root) if not root.exists() else root)
    return root


@pytest.fixture(scope="session")
def graded(tmp_path_factory):
    """One class run over everybody."""
    root = make_class(tmp_path_factory.mktemp("honest") / "course")
    ran = autograder(root, "grade", "ps1", "--output", "out", "--sandbox", JAIL,
                     "--workers", "2")  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
    return root / "out"


@pytest.mark.parametrize("one", CORPUS, ids=lambda one: one.name)
def test_honest_work_keeps_full_marks(graded, one: Honest):
    said = page(graded, one.name)
    told = re.findall(r'<div class="verdict">(.*?)</div>', said, re.S)
    assert score(graded, one.name) == FULL, told
    assert status(graded, one.name) == "ok"
    assert status(graded, one.name, "mean-tests") == "ok"
    assert "5 of 5 points" in said
    assert len(said.encode()) <= 300_000


def test_the_corpus_is_large_and_everybody_is_graded(graded):
    names = {one.name for one in CORPUS}
    assert len(names) == len(CORPUS) >= 30
    assert {student for student, _ in grades(graded)} == names


@pytest.mark.stock
def test_stock_gives_what_the_corpus_says(tmp_path):
    """What stops stock's whole class goes last: here, alone."""
    root = make_class(tmp_path / "course")
    stopping = [one.name for one in CORPUS if one.stock is None]
    for name in stopping:
        shutil.move(root / "submitted" / name, tmp_path / name)
    nbgrader(root, "generate_assignment", "ps1")
    stock_autograde(root)
    given = {one.name: 0.0 for one in CORPUS if one.stock is not None}
    for (student, _), points in stock_scores(root).items():
        given[student] += points
    assert given == {o.name: o.stock for o in CORPUS if o.stock is not None}
    for name in stopping:
        shutil.move(tmp_path / name, root / "submitted" / name)
        stock_autograde(root, "--student", name)
        assert not list((root / "autograded").glob(f"{name}/ps1/p.ipynb"))


def stock_autograde(root, *words: str) -> None:
    """Run stock's command; it exits 1 where it leaves somebody without a score."""
    try:
        nbgrader(root, "autograde", "ps1", *words)
    except (AssertionError, subprocess.SubprocessError):
        assert (root / "gradebook.db").is_file()
