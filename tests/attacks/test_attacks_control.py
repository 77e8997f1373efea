"""The control: where tests run beside the answers, the same attacks do win.

A catalogue of attacks that never worked would prove nothing. Here every answer that is
said to have won is graded in one kernel with its tests, in the same jail, and wins.
"""

import pytest
from attack_course import EXERCISES, GUARDED
from catalogue_adaptive import ATTACKS as ADAPTIVE
from catalogue_forging import ATTACKS as FORGING
from catalogue_guard import ATTACKS as GUARD
from catalogue_writing import ATTACKS as WRITING
from grade_running import needs_jail
from harness import hand_in, make_class
from verdicts import assert_neighbours_keep_full_marks, earned

from autograder.course import load_course
from autograder.grade.class_run import ClassRun
from autograder.grade.execution import Limits
from autograder.grade.kernel_jail import KernelExecutor

SPLIT = [a for a in (*FORGING, *WRITING, *ADAPTIVE) if a.same_process == "credit"]
BESIDE = [a for a in GUARD if a.same_process == "credit"]
pytestmark = [pytest.mark.attack, pytest.mark.sandbox, needs_jail,
              pytest.mark.xdist_group("attacks-control")]  # fmt: skip


def graded_in_one_process(root, attacks, exercises):
    room = make_class(root, attacks, exercises=exercises)
    for attack in attacks:
        hand_in(room, attack)
    ClassRun(
        load_course(room.root), "ps1", room.root / "submitted", room.out,
        f"sqlite:///{room.out / 'gradebook.db'}", KernelExecutor("bwrap"),
        limits=Limits(cell_seconds=20.0, memory_mb=1024), workers=2,
    ).run(lambda *_: None)  # fmt: skip
    return room


@pytest.fixture(scope="session")
def split_room(tmp_path_factory):
    root = tmp_path_factory.mktemp("control")
    return graded_in_one_process(root, SPLIT, EXERCISES)


@pytest.fixture(scope="session")
def guard_room(tmp_path_factory):
    root = tmp_path_factory.mktemp("control-guard")
    return graded_in_one_process(root, BESIDE, GUARDED)


@pytest.mark.parametrize("attack", SPLIT, ids=lambda a: f"{a.id}-{a.name}")
def test_it_wins_in_one_process(split_room, attack):
    assert earned(split_room, attack) == "credit", attack.row


@pytest.mark.parametrize("attack", BESIDE, ids=lambda a: f"{a.id}-{a.name}")
def test_it_wins_without_a_guard(guard_room, attack):
    assert earned(guard_room, attack) == "credit", attack.row


def test_even_there_neighbours_keep_their_marks(split_room, guard_room):
    assert_neighbours_keep_full_marks(split_room)
    assert_neighbours_keep_full_marks(guard_room)
