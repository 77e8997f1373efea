"""Takes one submission in: reads bytes under limits, runs nothing, follows no link."""

import errno
import hashlib
import itertools
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from autograder.grade.notebook_text import (
    LearnerNotebook,
    UnreadableError,
    read_notebook,
)

__all__ = [
    "MAX_ENTRIES",
    "MAX_NOTEBOOK",
    "Submission",
    "read_submission",
    "safe_name",
]

MAX_NOTEBOOK = 20 * 2**20
MAX_NOTEBOOKS = 100 * 2**20  # of all notebooks together
MAX_FILES = 20 * 2**20  # of all files that are not notebooks
MAX_ENTRIES = 200
MAX_LISTED = 2000
MAX_TOP = 200_000  # names in the module's own folder, where the notebooks lie
MAX_DEPTH = 4
ENDING = ".ipynb"


@dataclass
class Submission:
    """What a learner handed in, as far as it can be read.

    Attributes
    ----------
    student : str
        Name of the learner's folder.
    notebooks : dict of str to LearnerNotebook
        File name without ending -> what it holds.
    broken : dict of str to str
        File name without ending -> why it cannot be read.
    files : dict of str to bytes
        Other files: path in the submission -> content.
    notes : list of str
        What was left out, and why.
    fault : str
        Why the whole submission cannot be read; empty if it can.
    absent : bool
        Nothing was handed in.
    digest : str
        Hash of everything that was read.
    timestamp : str
        What `timestamp.txt` says; empty if there is none.
    changed : float or None
        When the newest notebook was changed, in seconds since 1970.
    """

    student: str
    notebooks: dict[str, LearnerNotebook] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    fault: str = ""
    absent: bool = False
    digest: str = ""
    timestamp: str = ""
    changed: float | None = None


def safe_name(name: str) -> str:
    """Return a file's name as text that every file, table and terminal takes."""
    raw = os.fsencode(name)
    text = raw.decode("utf-8", "backslashreplace")
    if text.encode() == raw and text.isprintable():
        return text
    text = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    # Shorter than any limit, and never the name that somebody else has.
    mark = hashlib.sha256(raw).hexdigest()[:8]
    return f"{text.encode()[:150].decode('utf-8', 'ignore')}-{mark}"


def read_submission(student_folder: Path, module: str) -> Submission:
    """Read what lies in `student_folder/module`.

    Parameters
    ----------
    student_folder : Path
        The learner's folder of submissions.
    module : str
        Which module of it.

    Returns
    -------
    Submission
        Always: what is wrong with it stands in it.
    """
    submission = Submission(safe_name(student_folder.name))
    folder = student_folder / module
    try:
        if student_folder.is_symlink() or folder.is_symlink():
            submission.fault = "the folder is a symbolic link; links are not followed"
        elif not folder.is_dir():
            submission.absent = True
            submission.fault = "nothing was handed in for this module"
        else:
            _read_folder(folder, submission)
    except OSError as error:
        submission.fault = f"the folder cannot be read: {error.strerror}"
    submission.digest = _digest(submission)
    return submission


def _read_folder(folder: Path, submission: Submission) -> None:
    notebooks = _notebook_paths(folder)
    left = MAX_NOTEBOOKS
    for path in notebooks[:MAX_ENTRIES]:
        name = safe_name(path.name[: -len(ENDING)])
        try:
            content = _read(path, MAX_NOTEBOOK)
            left -= len(content)
            if left < 0:
                raise UnreadableError("the notebooks together are too large")
            submission.notebooks[name] = read_notebook(name, content)
        except UnreadableError as error:
            submission.broken[name] = str(error)
    times = [path.lstat().st_mtime for path in notebooks[:MAX_ENTRIES]]
    submission.changed = max(times, default=None)
    _read_files(folder, _other_files(folder, submission), submission)
    if len(notebooks) > MAX_ENTRIES:
        submission.notes.append(f"left out all but {MAX_ENTRIES} of the notebooks")
    if not notebooks:
        submission.absent = True
        submission.fault = "the folder holds no notebook"


def _notebook_paths(folder: Path) -> list[Path]:
    """Return all that is called a notebook: also folders, links and pipes."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in itertools.islice(entries, MAX_TOP + 1)]
    if len(names) > MAX_TOP:
        raise OSError(errno.E2BIG, f"more than {MAX_TOP} entries")
    named = [n for n in names if n.lower().endswith(ENDING) and n[0] != "."]
    return [folder / name for name in sorted(named)]


def _other_files(folder: Path, submission: Submission) -> list[Path]:
    """Return the files that are no notebooks; none of them if there are too many."""
    found: list[Path] = []
    open_folders, seen = [folder], 0
    while open_folders:
        for entry in _entries(open_folders.pop(), submission):
            seen += 1
            if seen > MAX_LISTED:  # which come first differs from disk to disk
                submission.notes = [f"left out other files: more than {MAX_LISTED}"]
                return []
            path = Path(entry.path)
            hidden = entry.name.startswith(".") or entry.name == "__pycache__"
            if hidden or entry.name.lower().endswith(ENDING):
                continue
            why = _not_wanted(entry)
            if why:
                name = safe_name(entry.name)
                submission.notes.append(f"left out {name}: {why}")
            elif not entry.is_dir(follow_symlinks=False):
                found.append(path)
            elif len(path.relative_to(folder).parts) < MAX_DEPTH:
                open_folders.append(path)
    return sorted(found)


def _entries(folder: Path, submission: Submission) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(itertools.islice(entries, MAX_LISTED + 1))
    except OSError as error:
        name = safe_name(folder.name)
        submission.notes.append(f"left out {name}: {error.strerror}")
        return []


def _not_wanted(entry: os.DirEntry[str]) -> str:
    """Return why an entry is left out; empty if it may be read."""
    if entry.is_symlink():
        return "it is a link"
    if safe_name(entry.name) != entry.name:
        return "its name is no plain text"
    return ""


def _read_files(folder: Path, paths: list[Path], submission: Submission) -> None:
    left = MAX_FILES
    for path in paths[:MAX_ENTRIES]:
        name = safe_name(str(path.relative_to(folder)))
        try:
            content = _read(path, left)
        except UnreadableError as error:
            submission.notes.append(f"left out {name}: {error}")
            continue
        left -= len(content)
        if name == "timestamp.txt":
            submission.timestamp = content[:100].decode("utf-8", "replace").strip()
        else:
            submission.files[name] = content
    if len(paths) > MAX_ENTRIES:
        submission.notes.append(f"left out all but {MAX_ENTRIES} of the other files")


def _read(path: Path, most: int) -> bytes:
    """Return a file's bytes; never through a link, never of a device or a pipe."""
    try:
        kind = os.lstat(path).st_mode
        if stat.S_ISLNK(kind):
            raise UnreadableError("it is a link; links are not followed")
        if not stat.S_ISREG(kind):  # the mere opening of a device may do something
            raise UnreadableError("it is not a plain file")
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise UnreadableError(f"it cannot be opened: {error.strerror}") from None
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableError("it is not a plain file")
        if about.st_size > most:
            raise UnreadableError(_too_large(about.st_size, most))
        try:
            content = file.read(most + 1)
        except OSError as error:
            raise UnreadableError(f"it cannot be read: {error.strerror}") from None
    if len(content) > most:
        raise UnreadableError(_too_large(len(content), most))
    return content


def _too_large(size: int, most: int) -> str:
    return f"it is too large ({size / 2**20:.0f} MB; at most {most / 2**20:.0f} MB)"


def _digest(submission: Submission) -> str:
    known = hashlib.sha256(submission.fault.encode())
    for name, notebook in sorted(submission.notebooks.items()):
        known.update(f"\0{name}\0{notebook.digest}".encode())
    for name, reason in sorted(submission.broken.items()):
        known.update(f"\0{name}\0{reason}".encode())
    for name, content in sorted(submission.files.items()):
        known.update(f"\0{name}\0".encode() + hashlib.sha256(content).digest())
    known.update(submission.timestamp.encode())
    return known.hexdigest()
