"""Lets the tests of the engine import what they share, and starts it once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from engine_running import Engine, needs_jail


@pytest.fixture(scope="session")
def engine():
    """One warm engine for all tests."""
    needs_jail()
    with Engine() as started:
        yield started
