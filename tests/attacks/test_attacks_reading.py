"""Rows 21-32: nobody reads what is not theirs."""

import pytest
from catalogue_reading import ATTACKS
from grade_running import needs_jail
from harness import grade_class
from verdicts import assert_class_is_sound, assert_right

pytestmark = [pytest.mark.attack, pytest.mark.sandbox, needs_jail,
              pytest.mark.xdist_group("attacks-reading")]  # fmt: skip


@pytest.fixture(scope="session")
def room(tmp_path_factory):
    return grade_class(tmp_path_factory.mktemp("reading"), ATTACKS)


def test_the_class_is_sound(room):
    assert_class_is_sound(room, *ATTACKS)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a.id}-{a.name}")
def test_row(room, attack):
    assert_right(room, attack)
