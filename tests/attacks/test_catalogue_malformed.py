"""Rows 51-68: whatever is handed in, it ends with a verdict, a reason and a page."""

import resource
import shutil
from dataclasses import replace

import pytest
from attack_course import MEAN, RELU
from catalogue_malformed import ATTACKS
from grade_running import needs_jail
from harness import Attack, grade_class, hand_in, make_class, run_grader
from outcomes import WRONG
from toy_course import find
from verdicts import assert_class_is_sound, assert_right

pytestmark = [pytest.mark.attack, pytest.mark.sandbox, needs_jail,
              pytest.mark.xdist_group("attacks-malformed")]  # fmt: skip
EXERCISES = (RELU, MEAN)
FIRST = Attack("55", "resubmitted", "a right answer, then a wrong one without tests")


def without_tests(notebook) -> None:
    notebook.cells.remove(find(notebook, "relu-tests"))


@pytest.fixture(scope="session")
def room(tmp_path_factory):
    root = tmp_path_factory.mktemp("malformed")
    return grade_class(root, ATTACKS, exercises=EXERCISES)


def test_the_class_is_sound(room):
    assert_class_is_sound(room, *ATTACKS)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a.id}-{a.name}")
def test_row(room, attack):
    assert_right(room, attack)


def test_nobody_needs_more_memory_than_a_notebook_may(room):
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert largest < 3 * 2**20  # kilobytes; the largest process of the run


def test_row_55_an_old_score_does_not_outlive_a_second_submission(tmp_path):
    room = make_class(tmp_path, [FIRST], exercises=EXERCISES)
    hand_in(room, FIRST)
    assert run_grader(room).returncode == 0
    assert room.score(FIRST.student, "relu") == 2
    shutil.rmtree(room.root / "submitted" / FIRST.student)
    second = replace(FIRST, answers=WRONG, change=without_tests)
    hand_in(room, second)
    ran = run_grader(room)
    assert ran.returncode == 0, ran.stderr
    assert_right(room, second)
    assert room.database_scores(FIRST.student)["relu-tests"] == 0
    assert room.score("a-honest", "relu") == 2


def test_more_than_thirty_ways_to_be_malformed():
    assert len({(attack.id, attack.name) for attack in ATTACKS}) == len(ATTACKS) >= 30
    assert {a.id for a in ATTACKS} >= {str(n) for n in range(51, 68)} - {"55"}
