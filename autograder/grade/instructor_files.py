"""What the instructor wrote, taken through nbgrader's own steps; files beside it."""

import copy
import os
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat import MetadataValidator, SchemaTooOldError
from nbgrader.preprocessors import CheckCellMetadata, ClearSolutions, SaveCells

from autograder.course import Course

__all__ = ["check_marks", "files_beside", "nbgrader_steps"]

# Never taken into a learner's working folder from an instructor's source folder.
HIDDEN = ("__pycache__", "*.pyc")


def check_marks(notebook: NotebookNode) -> None:
    """Refuse marks that nbgrader would: old ones, two cells of one name, and so on.

    Raises
    ------
    ValueError or jsonschema.ValidationError
        The first line says what is wrong.
    """
    try:
        MetadataValidator().validate_nb(copy.deepcopy(notebook))
    except SchemaTooOldError:
        raise ValueError(
            "its marks are of an old version of nbgrader; run nbgrader update on it"
        ) from None


def nbgrader_steps(
    course: Course, module: str, name: str, notebook: NotebookNode
) -> tuple[NotebookNode, NotebookNode, NotebookNode]:
    """Run nbgrader's own steps up to where it would save the cells, then the rest.

    Parameters
    ----------
    course : Course
    module, name : str
    notebook : NotebookNode
        The instructor's.

    Returns
    -------
    master, released, solved : NotebookNode
        What is graded, what learners get, and the instructor's own: cell by cell the
        same, also where a step adds cells (a header).
    """
    config, given = course.config, copy.deepcopy(notebook)
    folders = CourseDirectory(config=config, root=str(course.root))
    app = GenerateAssignment(coursedir=folders, config=config)
    resources: Any = {"nbgrader": {"assignment": module, "notebook": name},
                      "unique_key": name,
                      "metadata": {"path": str(course.root)}}  # fmt: skip
    steps = [step for step in app.preprocessors if step is not CheckCellMetadata]
    cut = steps.index(SaveCells) if SaveCells in steps else len(steps)
    solved = given
    for step in steps[:cut]:
        if step is ClearSolutions:
            solved = copy.deepcopy(notebook)
        notebook, resources = step(parent=app).preprocess(notebook, resources)
    master = copy.deepcopy(notebook)
    if course.solutions is not None:  # this course releases with steps of its own
        from autograder.build.release import learner_notebook

        return master, learner_notebook(given, config, course.root), solved
    for step in steps[cut + 1 :]:
        notebook, resources = step(parent=app).preprocess(notebook, resources)
    return master, notebook, solved


def files_beside(course: Course, module: str, folder: Path) -> dict[str, Path]:
    """Return what lies beside the notebooks of a learner: name -> file.

    As in nbgrader, notebooks in sub-folders and what `CourseDirectory.ignore` names
    are not taken. Hidden files never are: what a listing of the folder does not show
    is not meant for learners.
    """
    base = course.release / module if course.solutions else folder
    ignored = CourseDirectory(config=course.config, root=str(course.root)).ignore
    files = {}
    for top, folders, names in os.walk(base):
        folders[:] = [name for name in folders if not _is_hidden(name, ignored)]
        for name in names:
            path = Path(top, name)
            taken = path.is_file() and path.suffix != ".ipynb"
            if taken and not _is_hidden(name, ignored):
                files[path.relative_to(base).as_posix()] = path
    return dict(sorted(files.items()))


def _is_hidden(name: str, ignored: list[str]) -> bool:
    return name.startswith(".") or any(
        fnmatch(name, one) for one in (*HIDDEN, *ignored)
    )
