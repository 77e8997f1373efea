"""What is wrong in a lesson source, where, and how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError

__all__ = ["Problem", "refuse"]


@dataclass(frozen=True)
class Problem:
    """One mistake in a source.

    Attributes
    ----------
    path : Path
        The file.
    line : int
        The line, counted from 1.
    text : str
        What is wrong, and how to mend it.
    """

    path: Path
    line: int
    text: str

    def show(self, root: Path | None = None) -> str:
        """Return `file:line: text`, the file relative to `root` where it can be.

        Examples
        --------
        >>> Problem(Path("course/a.py"), 3, "no title").show(Path("course"))
        'a.py:3: no title'
        """
        path = self.path
        if root is not None and path.is_relative_to(root):
            path = path.relative_to(root)
        return f"{path}:{self.line}: {self.text}"


def refuse(problems: Sequence[Problem], root: Path | None = None) -> None:
    """Raise one error that lists all `problems`; do nothing if there are none.

    Parameters
    ----------
    problems : sequence of Problem
        What was found.
    root : Path, optional
        The folder that file names are shown from.

    Raises
    ------
    CourseError
        If there is a problem.
    """
    if not problems:
        return
    ordered = sorted(set(problems), key=lambda each: (str(each.path), each.line))
    shown = [problem.show(root) for problem in ordered]
    if len(shown) == 1:
        raise CourseError(shown[0])
    raise CourseError("\n  ".join([f"{len(shown)} mistakes in the sources:", *shown]))
