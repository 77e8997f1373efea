"""What a run that was killed leaves behind: drafts, and rows not yet in the table."""

import contextlib
import fcntl
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from autograder.errors import CourseError
from autograder.grade.records import read_record
from autograder.grade.rows import GradeRow, is_export, merge_rows, read_rows

__all__ = ["clear_drafts", "only_run", "rows_so_far"]

# What is written beside its place first, and renamed into it.
DRAFTS = (".draft-*", ".try-*", ".*.part", "records/*/.*.part")


@contextlib.contextmanager
def only_run(output: Path) -> Iterator[None]:
    """Keep a second run out of the same folder.

    The lock belongs to this process, not to those it forks, and ends with it,
    however it ends.

    Raises
    ------
    CourseError
        If another run is at work there.
    """
    with _lock_file(output / "records") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            raise CourseError(
                f"another run is grading into {output}; wait for it to end, or choose "
                "another --output",
                exit_code=1,
            ) from None
        except OSError:
            pass  # a network disk without locks
        yield


def _lock_file(folder: Path) -> TextIO:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / ".lock").open("w")
    except OSError as error:
        raise CourseError(f"cannot write to {folder}: {error.strerror}") from None


def clear_drafts(output: Path) -> None:
    """Remove the half-written files of a run that was killed."""
    for pattern in DRAFTS:
        for path in output.glob(pattern):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def rows_so_far(output: Path) -> list[GradeRow]:
    """Return the rows of all that was graded, also by a run that was killed.

    A run writes grades.csv when it ends. Records that are newer than the table
    are therefore of a run that did not get there.

    Parameters
    ----------
    output : Path

    Returns
    -------
    list of GradeRow
        Sorted.

    Raises
    ------
    CourseError
        If the table is not one that `grade` wrote.
    """
    table = output / "grades.csv"
    lost = is_export(table)  # then all rows are in the records
    rows = [] if lost else read_rows(table)
    since = table.stat().st_mtime_ns if table.exists() and not lost else 0
    newer = [
        record
        for path in sorted(output.glob("records/*/*.json"))
        if path.stat().st_mtime_ns >= since and (record := read_record(path))
    ]
    return merge_rows(rows, [row for record in newer for row in record.rows()])
