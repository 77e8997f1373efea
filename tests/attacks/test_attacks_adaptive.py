"""Attacks of our own on the split tier, by somebody who has read its source."""

import pytest
from catalogue_adaptive import ATTACKS as OBJECTS
from catalogue_wire import ATTACKS as WIRE
from catalogue_wire import SCOUT
from grade_running import needs_jail
from harness import grade_class
from verdicts import assert_class_is_sound, assert_right

ATTACKS = [*OBJECTS, *WIRE, SCOUT]
pytestmark = [pytest.mark.attack, pytest.mark.sandbox, needs_jail,
              pytest.mark.xdist_group("attacks-adaptive")]  # fmt: skip


@pytest.fixture(scope="session")
def room(tmp_path_factory):
    return grade_class(tmp_path_factory.mktemp("adaptive"), ATTACKS)


def test_the_class_is_sound(room):
    assert_class_is_sound(room, *ATTACKS)


def test_every_test_is_split(room):
    assert [one["name"] for one in room.report()["guard_tests"]] == []


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a.id}-{a.name}")
def test_row(room, attack):
    assert_right(room, attack)


def test_the_attackers_know_the_engine(room):
    assert "FOUND" in room.outputs(SCOUT.student), "these attacks need new names"
