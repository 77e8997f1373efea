"""Pack a learner's module into one checked zip."""

import getpass
import hashlib
import io
import json
import os
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.errors import CourseError
from autograder.grade.intake import MAX_NOTEBOOK
from autograder.whole_file import write_whole

STUDENT_PATTERN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,99}")
MANIFEST = "submission.json"


@dataclass(frozen=True)
class Packed:
    """A finished submission: the zip, its notebooks, and words for the learner."""

    path: Path
    notebooks: list[str]
    warnings: list[str]


def find_module_folder(module: str, start: Path) -> Path:
    """Return the folder that holds the learner's notebooks of `module`.

    Looks in `course/` of `start` and of the folders above it, and beside them.

    Raises
    ------
    CourseError
        If there is no such folder.
    """
    start = start.resolve()
    for above in (start, *start.parents):
        for folder in (above / "course" / module, above / module):
            if folder.is_dir() and any(folder.glob("*.ipynb")):
                return folder
    raise CourseError(
        f"no notebooks of {module!r} found in {start} or above; "
        "change into the course's folder, or check the module's name"
    )


def check_student_name(name: str) -> str:
    """Return `name` if it can name a folder safely.

    Raises
    ------
    CourseError
        If it holds anything but letters, digits and ``. _ @ -``, or ``__``.
    """
    if not STUDENT_PATTERN.fullmatch(name) or "__" in name:
        raise CourseError(
            f"{name!r} cannot be a student's name here: use letters, digits and "
            ". _ @ - (no __), for example --student ada.lovelace"
        )
    return name


def default_student() -> str:
    """Return the name that the learner's computer knows them by."""
    return os.environ.get("COURSE_STUDENT") or getpass.getuser()


def pack_submission(
    folder: Path, *, student: str, destination: Path | None = None
) -> Packed:
    """Write `<student>__<module>.zip` with the notebooks of `folder`.

    Parameters
    ----------
    folder : Path
        The learner's folder of one module.
    student : str
        The name under which the work is handed in.
    destination : Path, optional
        Folder for the zip; the current one by default.

    Returns
    -------
    Packed

    Raises
    ------
    CourseError
        If a notebook cannot be read or is too large, or the zip not written.
    """
    check_student_name(student)
    module = folder.name
    contents, warnings = {}, []
    for path in sorted(folder.glob("*.ipynb")):
        contents[path.name] = path.read_bytes()
        warnings += check_notebook(path, contents[path.name])
    manifest = {
        "student": student,
        "module": module,
        "sha256": {n: hashlib.sha256(b).hexdigest() for n, b in contents.items()},
    }
    target = (destination or Path.cwd()) / f"{student}__{module}.zip"
    _write_zip(target, module, contents, manifest)
    return Packed(target, list(contents), warnings)


def check_notebook(path: Path, data: bytes) -> list[str]:
    """Return words of warning about a notebook that is about to be handed in.

    Raises
    ------
    CourseError
        If it is too large, or no notebook at all.
    """
    if len(data) > MAX_NOTEBOOK:  # better heard of now than after the deadline
        raise CourseError(
            f"{path.name} has {len(data) / 2**20:.0f} MB, the most is "
            f"{MAX_NOTEBOOK >> 20} MB: choose "
            "Edit > Clear Outputs of All Cells in JupyterLab, save, and submit again"
        )
    try:
        notebook = nbformat.reads(data.decode(), as_version=4)
    except Exception as error:
        raise CourseError(
            f"{path.name} is no readable notebook ({type(error).__name__}): open it in "
            "JupyterLab, save it, and submit again"
        ) from error
    open_answers = [
        cell.metadata.nbgrader["grade_id"]
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
        and "raise NotImplementedError" in cell.source
    ]
    if open_answers:
        return [f"{path.name}: not answered yet: {', '.join(open_answers)}"]
    return []


def _write_zip(
    target: Path, module: str, contents: dict[str, bytes], manifest: dict
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(f"{module}/{name}", data)
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    try:
        write_whole(target, packed.getvalue())
    except OSError as error:
        raise CourseError(f"cannot write {target}: {error.strerror}") from error
