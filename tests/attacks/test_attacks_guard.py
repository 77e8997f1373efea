"""Attacks on the guard tier: what it stops, and what it is known to lose."""

import pytest
from attack_course import GUARDED
from catalogue_guard import ATTACKS
from grade_running import needs_jail
from harness import grade_class
from verdicts import assert_class_is_sound, assert_right

pytestmark = [pytest.mark.attack, pytest.mark.sandbox, needs_jail,
              pytest.mark.xdist_group("attacks-guard")]  # fmt: skip


@pytest.fixture(scope="session")
def room(tmp_path_factory):
    root = tmp_path_factory.mktemp("guard")
    return grade_class(root, ATTACKS, exercises=GUARDED)


def test_the_class_is_sound(room):
    assert_class_is_sound(room, *ATTACKS)


def test_only_the_test_that_asks_for_it_is_guarded(room):
    assert [one["name"] for one in room.report()["guard_tests"]] == ["make_stack-tests"]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a.id}-{a.name}")
def test_row(room, attack):
    assert_right(room, attack)


def test_what_was_restored_is_reported(room):
    told = room.report()["incidents"]["b-guard-01-patched"]
    assert "torch.equal was replaced" in [one["text"] for one in told]
