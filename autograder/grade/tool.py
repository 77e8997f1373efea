"""What a grade depends on besides the work: this tool, and the libraries it runs."""

import functools
import hashlib
import platform
from importlib import metadata
from pathlib import Path

__all__ = ["environment", "tool"]

LIBRARIES = ("torch", "numpy")


@functools.cache
def tool() -> str:
    """Return a hash of the autograder's own sources: another tool, other grades."""
    package = Path(__file__).resolve().parents[1]
    known = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        known.update(f"{path.relative_to(package)}\0".encode() + path.read_bytes())
    return known.hexdigest()


@functools.cache
def environment() -> dict[str, str]:
    """Return the versions of Python and of what learners compute with.

    Examples
    --------
    >>> sorted(environment())
    ['numpy', 'python', 'torch']
    """
    return {"python": platform.python_version()} | {
        name: _version(name) for name in LIBRARIES
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"
