"""Writes one learner's graded notebooks: a whole folder at once, or nothing."""

import os
import shutil
import tempfile
from pathlib import Path

import nbformat

from autograder.course import Course
from autograder.errors import CourseError
from autograder.grade.student import GradedStudent

__all__ = [
    "autograded_folder",
    "replace_folder",
    "require_writable",
    "write_autograded",
]


def autograded_folder(course: Course, output: Path, student: str, module: str) -> Path:
    """Return where nbgrader looks for a learner's graded notebooks."""
    return course.autograded_in(output) / student / module


def require_writable(output: Path) -> None:
    """Make the output folder, and prove that it can be written to.

    Raises
    ------
    CourseError
        If it cannot.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=output, prefix=".try-"):
            pass
    except OSError as error:
        why = error.strerror or error
        raise CourseError(f"cannot write to {output}: {why}") from None


def write_autograded(course: Course, output: Path, graded: GradedStudent) -> None:
    """Write `autograded/<student>/<module>/*.ipynb` as formgrader reads them."""
    texts = {
        f"{notebook.name}.ipynb": nbformat.v4.writes_json(notebook.notebook) + "\n"
        for notebook in graded.notebooks
    }
    target = autograded_folder(course, output, graded.student, graded.module)
    replace_folder(output, target, texts)


def replace_folder(output: Path, target: Path, texts: dict[str, str]) -> None:
    """Put a folder of text files in the place of the one that is there.

    Parameters
    ----------
    output : Path
        A folder on the same disk, where the new one is made first.
    target : Path
        The folder to replace.
    texts : dict of str to str
        File name -> what it holds.
    """
    draft = Path(tempfile.mkdtemp(dir=output, prefix=".draft-"))
    try:
        new = draft / "new"
        new.mkdir()
        for name, text in texts.items():
            # Half a surrogate pair, which no file takes, becomes its name: in JSON
            # that is the same text.
            (new / name).write_bytes(text.encode("utf-8", "backslashreplace"))
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            os.replace(target, draft / "old")
        os.replace(new, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
