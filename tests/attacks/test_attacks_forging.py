"""Rows 01-20: nobody gets marks by forging the result of a test."""

import pytest
from catalogue_forging import ATTACKS
from grade_running import needs_jail
from harness import grade_class
from verdicts import assert_class_is_sound, assert_right

pytestmark = [pytest.mark.attack, pytest.mark.sandbox, needs_jail,
              pytest.mark.xdist_group("attacks-forging")]  # fmt: skip


@pytest.fixture(scope="session")
def room(tmp_path_factory):
    return grade_class(tmp_path_factory.mktemp("forging"), ATTACKS)


def test_the_class_is_sound(room):
    assert_class_is_sound(room, *ATTACKS)


def test_every_test_is_split(room):
    assert [one["name"] for one in room.report()["guard_tests"]] == []


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a.id}-{a.name}")
def test_row(room, attack):
    assert_right(room, attack)
