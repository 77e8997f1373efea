"""Rows 41-50: whoever takes too much is stopped, and nobody else notices."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from attack_course import PARITY, RELU, TWICE, write_course
from catalogue_resources import ATTACKS
from grade_running import needs_jail
from harness import grade_class
from verdicts import assert_class_is_sound, assert_right

pytestmark = [pytest.mark.attack, pytest.mark.sandbox, needs_jail,
              pytest.mark.xdist_group("attacks-resources")]  # fmt: skip
# Seconds a cell: slow machines import torch in it, and row 43 needs ten times this.
SECONDS = "7"


@pytest.fixture(scope="session")
def room(tmp_path_factory):
    root = tmp_path_factory.mktemp("resources")
    exercises = (RELU, PARITY, TWICE)
    return grade_class(root, ATTACKS, "--timeout", SECONDS, exercises=exercises)


def test_the_class_is_sound(room):
    assert_class_is_sound(room, *ATTACKS)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a.id}-{a.name}")
def test_row(room, attack):
    assert_right(room, attack)


def packed(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return made.getvalue()


def nested_bomb() -> bytes:
    """Return a zip of a few hundred bytes that holds 150 MB three zips deep."""
    inner = packed("ps1/p.ipynb", bytes(150 * 2**20))
    return packed("ps1/b.zip", packed("ps1/a.zip", inner))


BOMBS = {
    "nested": (nested_bomb, "no lesson's notebook"),
    "flat": (lambda: packed("ps1/p.ipynb", bytes(150 * 2**20)), "over"),
    "tight": (lambda: packed("ps1/p.ipynb", bytes(15 * 2**20)), "suspiciously tight"),
}


def collected(root: Path) -> subprocess.CompletedProcess[str]:
    """Call `autograder collect` as an instructor does."""
    command = [sys.executable, "-m", "autograder", "collect", "handed_in"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True,
                          env={**os.environ, "HOME": str(root)})  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_row_50_a_bomb_is_refused_and_the_neighbour_taken(name, tmp_path):
    make, reason = BOMBS[name]
    write_course(tmp_path, (PARITY,), hidden="h", solution="s")
    handed_in = tmp_path / "handed_in"
    handed_in.mkdir()
    (handed_in / "aaa__ps1.zip").write_bytes(make())
    honest = (tmp_path / "source" / "ps1" / "p.ipynb").read_bytes()
    (handed_in / "zoe__ps1.zip").write_bytes(packed("ps1/p.ipynb", honest))
    ran = collected(tmp_path)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert ran.stderr.startswith("refused: aaa__ps1.zip: ")
    assert reason in ran.stderr
    assert [path.name for path in (tmp_path / "submitted").iterdir()] == ["zoe"]
    assert (tmp_path / "submitted/zoe/ps1/p.ipynb").read_bytes() == honest
    assert sum(p.stat().st_size for p in tmp_path.rglob("*")) < 2 * 2**20


def test_every_row_is_here():
    assert len({(attack.id, attack.name) for attack in ATTACKS}) == len(ATTACKS)
    assert {attack.id for attack in ATTACKS} == {str(n) for n in range(41, 50)}
