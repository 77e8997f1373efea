"""Write the learners' repository: lessons, helpers, the tool, an environment."""

import os
import shutil
import tempfile
from pathlib import Path

from autograder.course import Course
from autograder.errors import CourseError

# An allow-list: what is not named here never reaches learners.
FOLDERS = ("course", "helpers", "autograder")
FILES = {
    "docs/learner-guide.md": "README.md",
    "pyproject.toml": "pyproject.toml",
    "requirements.lock": "requirements.lock",
    "environment.yml": "environment.yml",
    "LICENSE": "LICENSE",
    "LICENSE-CONTENT": "LICENSE-CONTENT",
    ".gitignore": ".gitignore",
}
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".ipynb_checkpoints", ".*")
MARK = ".published"


def publish(course: Course, destination: Path) -> int:
    """Write or refresh the learners' repository in `destination`.

    What stands there under other names (a ``.git``, say) is left alone.

    Parameters
    ----------
    course : Course
        An own course: with `solutions/`, and `course/` built.
    destination : Path
        A new or empty folder, or one that was published before.

    Returns
    -------
    int
        How many files were written.

    Raises
    ------
    CourseError
        If the folder holds something else, lies in the course, or a file to
        publish is missing.
    """
    destination = destination.resolve()
    _check_destination(course, destination)
    missing = [name for name in (*FOLDERS, *FILES) if not (course.root / name).exists()]
    if missing:
        raise CourseError(f"cannot publish, missing here: {', '.join(missing)}")
    destination.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=destination, prefix=".publishing-") as made:
        _copy_allowed(course.root, Path(made))
        count = sum(1 for path in Path(made).rglob("*") if path.is_file())
        _swap_in(Path(made), destination)
    return count


def _check_destination(course: Course, destination: Path) -> None:
    if destination.is_relative_to(course.root):
        raise CourseError(
            f"{destination} lies inside the course; name a folder outside it"
        )
    if destination.is_file():
        raise CourseError(f"{destination} is a file; name a folder")
    known = {".git", MARK}
    found = set(os.listdir(destination)) if destination.is_dir() else set()
    if found - known and MARK not in found:
        raise CourseError(
            f"{destination} holds other files; name a new or empty folder, or one "
            "that was published before"
        )


def _copy_allowed(root: Path, made: Path) -> None:
    for name in FOLDERS:
        shutil.copytree(root / name, made / name, ignore=LEFT_OUT)
    for name, target in FILES.items():
        shutil.copyfile(root / name, made / target)
    (made / MARK).write_text("Written by `autograder publish`; edits are replaced.\n")


def _swap_in(made: Path, destination: Path) -> None:
    for entry in made.iterdir():
        old = destination / entry.name
        if old.is_dir():
            shutil.rmtree(old)
        os.replace(entry, old)
