"""Makes feedback pages anew from graded work: after grading by hand, for example."""

from autograder.course import Course
from autograder.errors import CourseError
from autograder.feedback.pages import write_feedback
from autograder.grade.gradebook import Book, database_url
from autograder.grade.records import read_record, write_record

__all__ = ["write_again"]


def write_again(course: Course, module: str) -> tuple[int, dict[str, str]]:
    """Write the pages of everybody whose work of `module` is graded.

    Parameters
    ----------
    course : Course
    module : str

    Returns
    -------
    count : int
        For how many learners pages were written.
    failures : dict of str to str
        Learner -> why there is no page.
    """
    paths = sorted(course.output.glob(f"records/*/{module}.json"))
    if not paths:
        return 0, {}
    count, failures = 0, {}
    with Book(course, database_url(course, course.output)) as book:
        known = book.students(module)
        for path in paths:
            record = read_record(path)
            if record is None or record.student not in known:
                failures[path.parent.name] = "not in the gradebook; grade it again"
                continue
            record = record.with_scores(book.scores(module, record.student))
            comments = book.comments(module, record.student)
            try:
                write_feedback(course, course.output, record, comments)
                write_record(path, record)
                count += 1
            except OSError as error:
                failures[record.student] = f"{error.strerror}: {error.filename}"
            except CourseError as error:
                failures[record.student] = str(error)
    return count, failures
