"""Checks for graded cells: they compare plain values, and their messages teach.

A failing check raises :class:`CheckFailure`. Its first line says in words what went
wrong; the lines below show the call as it is written in the cell, what came back,
what was expected, and where the two differ.

Examples
--------
>>> from helpers import checks
>>> checks.close(0.5, 0.5, what="The sigmoid of 0 is one half")
>>> checks.equal([1, 2], [1, 2])
"""

from helpers.checks.behaviour import no_warnings, raises, unchanged
from helpers.checks.dynamic import forbidden
from helpers.checks.failure import CheckFailure
from helpers.checks.gradients import gradient
from helpers.checks.properties import device, dtype, finite, shape
from helpers.checks.static import forbids
from helpers.checks.values import close, equal, that

__all__ = [
    "CheckFailure",
    "close",
    "device",
    "dtype",
    "equal",
    "finite",
    "forbidden",
    "forbids",
    "gradient",
    "no_warnings",
    "raises",
    "shape",
    "that",
    "unchanged",
]
