"""What a worker answers: a result, or why there is none. Checked before it is used.

An answer is JSON, made by the worker's own process. Dask would carry any Python
object by pickle, so the coordinator lets it carry none: it takes only what
msgpack knows, and of that only bytes.
"""

import json
from dataclasses import dataclass
from typing import Any, get_args

from autograder.grade.execution import CellResult, Job, NotebookResult, Outcome

__all__ = ["Refused", "failed", "read_answer", "refused"]

# Text can grow to six bytes a character in JSON; names and notes come on top.
GROWTH = 8
ALLOWANCE = 2**20
OUTCOMES = get_args(Outcome)


@dataclass(frozen=True)
class Refused:
    """A worker may not do this work: another one has to.

    Attributes
    ----------
    worker : str
        Its address.
    reason : str
    """

    worker: str
    reason: str


def refused(worker: str, reason: str) -> bytes:
    """Return the answer of a worker that is not fit for the work."""
    return json.dumps({"refused": reason, "worker": worker}).encode()


def failed(reason: str) -> bytes:
    """Return the answer of a worker that could not finish."""
    return json.dumps({"failed": reason}).encode()


def read_answer(answer: object, job: Job) -> NotebookResult | Refused:
    """Read a worker's answer to `job`.

    Parameters
    ----------
    answer : object
        What came; believed to be nothing yet.
    job : Job

    Returns
    -------
    NotebookResult or Refused
        The result has one cell for each step.

    Raises
    ------
    RuntimeError
        If the worker says that it failed.
    ValueError
        If the answer is none.
    """
    if type(answer) is not bytes:
        raise ValueError(f"a worker answered with {type(answer).__name__}, not bytes")
    if len(answer) > _largest(job):
        raise ValueError(f"a worker's answer is too large: {len(answer)} bytes")
    try:
        plain = json.loads(answer)
    except (ValueError, RecursionError):
        raise ValueError("a worker's answer cannot be read") from None
    if not isinstance(plain, dict):
        raise ValueError("a worker's answer cannot be read")
    if "refused" in plain:
        return Refused(str(plain.get("worker", "")), str(plain["refused"]))
    if "failed" in plain:
        raise RuntimeError(str(plain["failed"]))
    return _result(answer, job)


def _largest(job: Job) -> int:
    """Return how many bytes a result can have at most."""
    return ALLOWANCE + GROWTH * job.limits.output_bytes * len(job.steps)


def _result(answer: bytes, job: Job) -> NotebookResult:
    try:
        result = NotebookResult.from_bytes(answer)
    except (TypeError, KeyError, ValueError, AttributeError):
        raise ValueError("a worker's answer is no result") from None
    if len(result.cells) != len(job.steps):
        raise ValueError(
            f"a worker answered {len(result.cells)} cells for {len(job.steps)}"
        )
    if not all(_is_sound(cell) for cell in result.cells):
        raise ValueError("a worker's answer holds a cell that is none")
    if not _are_texts((*result.notes, *result.incidents)):
        raise ValueError("a worker's answer holds a note that is none")
    return result


def _is_sound(cell: CellResult) -> bool:
    """Return whether a cell's parts are of the kinds they should be."""
    return (
        cell.outcome in OUTCOMES
        and isinstance(cell.seconds, int | float)
        and isinstance(cell.outputs, list)
        and all(isinstance(output, dict) for output in cell.outputs)
        and _are_texts(cell.notes)
    )


def _are_texts(values: tuple[Any, ...]) -> bool:
    return all(isinstance(value, str) for value in values)
