"""Finds the learners of a class: one folder each, by their names."""

from pathlib import Path

from autograder.errors import CourseError
from autograder.grade.intake import safe_name

__all__ = ["learner_folders"]


def learner_folders(
    submissions: Path, module: str, students: tuple[str, ...] = ()
) -> list[Path]:
    """Return the folders of the learners to grade; looks into none of them.

    Parameters
    ----------
    submissions : Path
        Holds `<student>/<module>/`.
    module : str
    students : tuple of str
        Whom to grade; empty for all.

    Returns
    -------
    list of Path
        Sorted by name, or in the order of `students`.

    Raises
    ------
    CourseError
        If there is none, or not everyone that was asked for.
    """
    if not submissions.is_dir():
        raise CourseError(f"no folder of submissions at {submissions}")
    found = {
        safe_name(path.name): path
        for path in sorted(submissions.iterdir())
        if not path.name.startswith(".") and (path.is_dir() or path.is_symlink())
    }
    if not found:
        raise CourseError(
            f"no submissions in {submissions}; they lie there as "
            f"<student>/{module}/*.ipynb"
        )
    unknown = [name for name in students if name not in found]
    if unknown:
        names = ", ".join(unknown)
        raise CourseError(f"no submission folder of {names} in {submissions}")
    return [found[name] for name in students or found]
