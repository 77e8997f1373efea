"""Short ways to say what becomes of a submission: what is kept, what is lost, why."""

import html
from collections.abc import Callable
from typing import Any

from class_result import ClassResult
from harness import Attack

Check = Callable[[ClassResult, Attack], object]
WRONG = {"relu": "def relu(x):\n    return x"}
LONGEST_PAGE = 300_000
LARGEST_NOTEBOOK = 25_000_000  # what a person can still open; one cell puts out 1 MB


def kept(id: str, name: str, row: str, *checks: Check, **more: Any) -> Attack:
    """Return a submission that is right, and has to keep all its marks."""
    settings = {"score": 2, "statuses": frozenset({"ok"}), **more}
    return Attack(
        id, name, row, same_process="not applicable", checks=checks, **settings
    )


def lost(id: str, name: str, row: str, *checks: Check, **more: Any) -> Attack:
    """Return a wrong answer to `relu` that has to stay wrong."""
    return Attack(id, name, row, checks=checks, **{"answers": WRONG, **more})


def unreadable(
    id: str, name: str, row: str, reason: str, *checks: Check, **more: Any
) -> Attack:
    """Return a submission that nobody can read; its page has to say why."""
    return Attack(
        id, name, row, statuses=frozenset({"invalid"}), others=False,
        same_process="not applicable", checks=(says(reason), *checks), **more,
    )  # fmt: skip


def says(words: str) -> Check:
    """Return a check that the learner's page holds these words."""

    def check(room: ClassResult, attack: Attack) -> None:
        assert words in html.unescape(room.page(attack.student))

    return check


def small(room: ClassResult, attack: Attack) -> None:
    """Check that the page, and the notebook that a person opens, stay small."""
    assert len(room.page(attack.student).encode()) <= LONGEST_PAGE
    folder = room.out / "autograded" / attack.student / "ps1"
    assert (folder / "p.ipynb").stat().st_size < LARGEST_NOTEBOOK


def is_whole(room: ClassResult, attack: Attack) -> None:
    """Check that points are the instructor's, and no cell is graded but theirs."""
    rows = {c: r for (who, c), r in room.rows().items() if who == attack.student}
    wanted = {f"{one.name}-tests": float(one.points) for one in room.exercises}
    assert {cell: float(row["max_score"]) for cell, row in rows.items()} == wanted


def only_notebooks(room: ClassResult, attack: Attack) -> None:
    """Check that nothing but plain notebooks and pages came out."""
    for step in ("autograded", "feedback"):
        for path in (room.out / step / attack.student).rglob("*"):
            assert not path.is_symlink(), path
            if not path.is_dir():
                assert path.suffix in (".ipynb", ".html"), path
                assert not path.stat().st_mode & 0o6111, path
