"""Rows 33-40: nobody changes what is not theirs, stays, or ends the class run."""

import pytest
from catalogue_writing import ATTACKS, KILLERS
from grade_running import needs_jail
from harness import grade_class, run_grader
from verdicts import assert_class_is_sound, assert_right

pytestmark = [pytest.mark.attack, pytest.mark.sandbox, needs_jail,
              pytest.mark.xdist_group("attacks-writing")]  # fmt: skip


@pytest.fixture(scope="session")
def room(tmp_path_factory):
    return grade_class(tmp_path_factory.mktemp("writing"), ATTACKS)


@pytest.fixture(scope="session")
def killed(tmp_path_factory):
    return grade_class(tmp_path_factory.mktemp("killing"), KILLERS)


def test_the_class_is_sound(room):
    assert_class_is_sound(room, *ATTACKS)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a.id}-{a.name}")
def test_row(room, attack):
    assert_right(room, attack)


def test_a_run_outlives_its_killers(killed):
    assert_class_is_sound(killed, *KILLERS)


@pytest.mark.parametrize("attack", KILLERS, ids=lambda a: f"{a.id}-{a.name}")
def test_killer(killed, attack):
    assert_right(killed, attack)


def test_the_next_run_passes_no_killer_over(killed):
    before = killed.rows()
    killed.ran = run_grader(killed, "--regrade", "--student", KILLERS[0].student)
    assert_class_is_sound(killed, *KILLERS)
    row = killed.rows()[KILLERS[0].student, "relu-tests"]
    assert (row["score"], row["status"]) == (
        "0",
        before[KILLERS[0].student, "relu-tests"]["status"],
    )
