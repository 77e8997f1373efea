"""Grades a class of attackers and honest neighbours, and says what must hold.

A catalogue is a list of `Attack`. One call of the real command grades all of them
in one class (`grade_class`); then each row is checked for itself (`assert_right`).

In every text of an attack these words are replaced before it is handed in:
@ROOT@ the course's folder, @OUT@ the folder of results, @HOME@ the grader's home,
@SITE@ its site-packages, @PORT@ a port of this machine on which somebody listens,
@MARK@ a word that no honest text holds (name what you write or start with it).
"""

import copy
import json
import os
import subprocess
import sys
import sysconfig
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from attack_course import EXERCISES, Exercise, released, write_course
from class_result import ClassResult, Secrets
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from surroundings import listening, snapshot
from toy_course import find

NEIGHBOURS = ("a-honest", "m-honest", "z-honest")
LONGEST = 600  # seconds of a class run: one that hangs was stopped by an attacker
ALL_LOST = frozenset({"failed", "timeout", "memory", "crashed", "partial"})
Earned = Literal["credit", "no credit", "not applicable"]


@dataclass(frozen=True)
class Attack:
    """One hostile submission, and what has to become of it.

    Attributes
    ----------
    id : str
        Row of the catalogue ("01"), or a name of its own ("split-03").
    name : str
        A short word for test ids.
    row : str
        What it tries.
    answers : dict of str to str
        Exercise -> text of its hostile solution cell; the others are right.
    exercise : str
        The attacked exercise.
    score : float or None
        What its test must give. None: any (the attack is after something else).
    statuses : frozenset of str
        Statuses that its row may have; empty for any.
    same_process : {"credit", "no credit", "not applicable"}
        What it earned when tests ran in the learner's own process.
    first, last : str
        Own cells of the learner's before and after everything else.
    files : dict of str to str
        Other files that are handed in.
    change : callable, optional
        Changes the notebook that is handed in.
    build : callable, optional
        Writes the submission itself: called with its folder and the course's root.
    others : bool
        All other exercises of the same notebook keep full marks.
    silent : bool
        No secret may stand in the outputs of the learner's own cells. (In feedback,
        none may stand whatever the attack.)
    known_loss : bool
        The guard tier cannot stop it: it does get its marks, and that is written
        down in docs/threat-model.md. It may also show the hidden test to itself.
    checks : tuple of callable
        More to check; each is called with the classroom and the attack.
    """

    id: str
    name: str
    row: str
    answers: dict[str, str] = field(default_factory=dict)
    exercise: str = "relu"
    score: float | None = 0
    statuses: frozenset[str] = frozenset({"failed"})
    same_process: Earned = "credit"
    first: str = ""
    last: str = ""
    files: dict[str, str] = field(default_factory=dict)
    change: Callable[[NotebookNode], object] | None = None
    build: Callable[[Path, Path], object] | None = None
    others: bool = True
    silent: bool = True
    known_loss: bool = False
    checks: tuple[Callable[[ClassResult, "Attack"], object], ...] = ()

    @property
    def student(self) -> str:
        """Name of the learner who hands it in."""
        return f"b-{self.id}-{self.name}"


def grade_class(
    root: Path,
    attacks: list[Attack],
    *options: str,
    exercises: tuple[Exercise, ...] = EXERCISES,
    workers: int = 2,
) -> ClassResult:
    """Hand in every attack beside honest neighbours, and grade them all at once.

    `options` go to the command, after this harness's own.
    """
    room = make_class(root, attacks, exercises=exercises)
    with listening() as (port, callers):
        for attack in attacks:
            hand_in(room, attack, port)
        room.before = snapshot(room)
        room.ran = run_grader(room, *options, "--workers", str(workers))
        room.callers = callers
    return room


def make_class(
    root: Path, attacks: list[Attack], *, exercises: tuple[Exercise, ...] = EXERCISES
) -> ClassResult:
    """Write the course, its honest learners, and the places an attack may look."""
    mark = f"mark{uuid.uuid4().hex[:10]}"
    room = ClassResult(root / "course", Secrets.fresh(), mark, exercises)
    secrets = room.secrets
    write_course(room.root, exercises, hidden=secrets.hidden, solution=secrets.solution)
    (root / "home").mkdir()
    (root / "precious.txt").write_text(secrets.outside)
    for name in NEIGHBOURS:
        notebook = _answered(exercises, {})
        notebook.cells.insert(1, new_code_cell(f"# {secrets.neighbour}"))
        _write(room.root / "submitted" / name / "ps1", notebook)
    room.out.mkdir()
    with Gradebook(f"sqlite:///{room.out / 'gradebook.db'}", "toy") as book:
        book.add_student(NEIGHBOURS[0], last_name=secrets.gradebook)
    return room


def hand_in(room: ClassResult, attack: Attack, port: int = 9) -> None:
    """Write one attacker's submission."""
    words = _words(room, port)
    folder = room.root / "submitted" / attack.student / "ps1"
    notebook = _answered(room.exercises, attack.answers)
    if attack.first:
        notebook.cells.insert(1, new_code_cell(attack.first))
    if attack.last:
        notebook.cells.append(new_code_cell(attack.last))
    if attack.change:
        attack.change(notebook)
    for cell in notebook.cells:
        cell.source = _filled(cell.source, words)
    _write(folder, notebook)
    for name, text in attack.files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_filled(text, words))
    if attack.build:
        attack.build(folder, room.root)


def run_grader(room: ClassResult, *options: str) -> subprocess.CompletedProcess[str]:
    """Call the command as an instructor does; its home is one of the test's own."""
    environment = {
        **os.environ,
        "HOME": str(room.root.parent / "home"),
        "SECRET_TOKEN": room.secrets.environment,
    }
    command = [
        sys.executable, "-m", "autograder", "grade", "ps1", "--output", "out",
        "--submissions", "submitted", "--timeout", "10", "--memory", "1024", *options,
    ]  # fmt: skip
    return subprocess.run(
        command, cwd=room.root, capture_output=True, text=True, env=environment,
        timeout=LONGEST,
    )  # fmt: skip


def _answered(exercises: tuple[Exercise, ...], answers: dict[str, str]) -> NotebookNode:
    """Return the released notebook filled in: right but for `answers`."""
    notebook = copy.deepcopy(released(exercises))
    for one in exercises:
        find(notebook, one.name).source = answers.get(one.name, one.right)
    return notebook


def _write(folder: Path, notebook: NotebookNode) -> None:
    folder.mkdir(parents=True)
    (folder / "p.ipynb").write_text(json.dumps(notebook))


def _words(room: ClassResult, port: int) -> dict[str, str]:
    return {
        "@ROOT@": str(room.root),
        "@OUT@": str(room.out),
        "@HOME@": str(room.root.parent / "home"),
        "@SITE@": sysconfig.get_paths()["purelib"],
        "@PORT@": str(port),
        "@MARK@": room.mark,
    }


def _filled(text: str, words: dict[str, str]) -> str:
    for word, value in words.items():
        text = text.replace(word, value)
    return text
