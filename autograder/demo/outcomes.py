"""What became of each attack of the demo's hostile learner, as far as can be seen."""

import json
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

from autograder.demo.attacks import ATTACKS, SIGN, Attack, Surroundings

__all__ = ["Outcome", "Traces", "find_traces", "outcomes"]

Row = dict[str, str]


@dataclass(frozen=True)
class Traces:
    """What the attacks have left behind.

    Attributes
    ----------
    said : str
        All that the hostile notebooks have printed.
    heard : bool
        Somebody connected to the port.
    alive : tuple of psutil.Process
        Processes that the learner's code started and that still run.
    wrote : bool
        The file of the process that was left behind is there.
    """

    said: str
    heard: bool
    alive: tuple[psutil.Process, ...]
    wrote: bool


@dataclass(frozen=True)
class Outcome:
    """What became of one attack, in words, and what it earned.

    Attributes
    ----------
    attack : Attack
    words : str
    score, max_score : float
    is_well : bool
        It ran, was stopped, and scored what its exercise is worth without it.
    """

    attack: Attack
    words: str
    score: float
    max_score: float
    is_well: bool


def find_traces(around: Surroundings, listener: socket.socket, graded: Path) -> Traces:
    """Look for what the attacks have left behind.

    Parameters
    ----------
    around : Surroundings
        What they aimed at.
    listener : socket.socket
        Listens on the port of `around`.
    graded : Path
        The folder of the hostile learner's graded notebooks.

    Returns
    -------
    Traces
    """
    said = "".join(_printed(path) for path in sorted(graded.glob("*.ipynb")))
    alive = tuple(_processes(around.marker))
    return Traces(said, _was_called(listener), alive, around.target.exists())


def outcomes(rows: Iterable[Row], traces: Traces) -> list[Outcome]:
    """Judge every attack.

    Parameters
    ----------
    rows : iterable of dict
        The hostile learner's rows of grades.csv.
    traces : Traces

    Returns
    -------
    list of Outcome
        In the order of `ATTACKS`.
    """
    known = list(rows)
    return [_outcome(attack, known, traces) for attack in ATTACKS]


def _outcome(attack: Attack, rows: list[Row], traces: Traces) -> Outcome:
    own = [row for row in rows if row["exercise"].split("-")[0] == attack.exercise]
    score = sum(float(row["score"]) for row in own)
    most = sum(float(row["max_score"]) for row in own)
    fair = score == (most if attack.body is None else 0)
    if f"{SIGN}{attack.says}" not in traces.said:
        return Outcome(attack, "did not run", score, most, False)
    stopped = fair and not _won(attack, own, traces)
    return Outcome(
        attack, attack.stopped if stopped else attack.won, score, most, stopped
    )


def _won(attack: Attack, rows: list[Row], traces: Traces) -> bool:
    """Return whether an attack reached something that no score tells of."""
    return {
        "neuron": any(row["status"] != "timeout" for row in rows),
        "distance_and_side": f"{SIGN}read 0 files" not in traces.said,
        "perceptron_step": traces.heard,
        "train_perceptron": bool(traces.alive) or traces.wrote,
    }.get(attack.exercise, False)


def _printed(path: Path) -> str:
    """Return the streams of a notebook's outputs."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return "".join("".join(output.get("text", "")) for output in outputs)


def _processes(marker: str) -> Iterable[psutil.Process]:
    """Find processes that have `marker` in their command line."""
    for process in psutil.process_iter(["cmdline"]):
        if marker in (process.info["cmdline"] or ()):
            yield process


def _was_called(listener: socket.socket) -> bool:
    listener.settimeout(0)
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True
