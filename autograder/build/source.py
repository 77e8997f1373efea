"""Reads a lesson from its source, and refuses one that has mistakes."""

from pathlib import Path

from autograder.build.cells import Lesson, parse_cells
from autograder.build.problems import Problem, refuse
from autograder.build.rules import check_header, check_lesson

__all__ = ["examine_lesson", "read_lesson"]


def read_lesson(path: Path) -> Lesson:
    """Read a lesson.

    Parameters
    ----------
    path : Path
        A percent text file, `solutions/<module>/<lesson>.py`.

    Returns
    -------
    Lesson
        Its cells, exercises and title.

    Raises
    ------
    CourseError
        If the file cannot be read or holds mistakes; the message lists them all.
    """
    lesson, problems = examine_lesson(Path(path))
    refuse(problems)
    return lesson


def examine_lesson(path: Path) -> tuple[Lesson, list[Problem]]:
    """Read a lesson and what is wrong with it.

    Parameters
    ----------
    path : Path
        A percent text file.

    Returns
    -------
    lesson : Lesson
        As far as it can be read.
    problems : list of Problem
        Empty if the lesson can be built.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        return Lesson(path, ()), [Problem(path, 1, f"cannot be read: {error.strerror}")]
    except UnicodeDecodeError:
        return Lesson(path, ()), [Problem(path, 1, "no UTF-8 text; save it as UTF-8")]
    problems = check_header(path, text)
    cells, miscut = parse_cells(path, text)
    lesson = Lesson(path, cells)
    problems += miscut or check_lesson(lesson)
    return lesson, problems
