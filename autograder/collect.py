"""Take in submitted zips and folders, believing nothing that they say."""

import datetime
import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.errors import CourseError
from autograder.grade.intake import MAX_ENTRIES, MAX_NOTEBOOK, safe_name
from autograder.submit import MANIFEST, check_student_name

MAX_BYTES = 100 * 2**20
MAX_RATIO = 200  # a notebook compresses about tenfold; a bomb a thousandfold
ENTRY = b"PK\x01\x02"  # begins each entry of a zip's table of contents
OTHERS = (".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")


@dataclass
class Collected:
    """What was taken in, and what was refused and why."""

    taken: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def collect(source: Path, submitted: Path, modules: list[str]) -> Collected:
    """Put submissions into `submitted/<student>/<module>/`.

    Parameters
    ----------
    source : Path
        A zip made by `autograder submit`, or a folder of such zips (as an LMS
        hands them out). The student's name is the file name up to ``__``:
        what the archive itself says about its owner is not believed.
    submitted : Path
        The folder of submissions. Work that is already there is kept in
        `replaced/` beside it.
    modules : list of str
        The modules that there are.

    Returns
    -------
    Collected

    Raises
    ------
    CourseError
        If `source` is neither a zip nor a folder with zips.
    """
    archives = [source] if source.is_file() else _archives(source)
    if not archives:
        raise CourseError(f"{source} is no zip and holds none: nothing to collect")
    report = Collected()
    for path in archives:
        try:
            report.taken += list(_collect_zip(path, submitted, modules))
        except Exception as error:  # a broken zip raises whatever its parts raise
            report.refused.append(f"{safe_name(path.name)}: {_reason(error)}")
    return report


def _archives(folder: Path) -> list[Path]:
    """Return what looks handed in, also what will be refused: nobody is forgotten."""
    endings = (".zip", *OTHERS)
    found = folder.glob("**/*")
    return sorted(path for path in found if path.name.lower().endswith(endings))


def _reason(error: Exception) -> str:
    """Return in one line why an archive is refused."""
    if isinstance(error, CourseError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    said = (str(error) or type(error).__name__).splitlines()[0][:200]
    return f"the zip is broken or not readable here ({said})"


def _collect_zip(path: Path, submitted: Path, modules: list[str]) -> Iterator[str]:
    _check_file(path)
    student = check_student_name(path.stem.split("__")[0])
    submitted.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path) as archive:
        notebooks = _checked_entries(archive, modules)
        if not notebooks:
            listed = ", ".join(modules)
            raise CourseError(f"holds no <module>/<notebook>.ipynb of: {listed}")
        if archive.testzip():  # before the first module is stored: all or nothing
            raise CourseError("it is damaged; ask for it again")
        for module in sorted({info_path.parts[0] for info_path in notebooks}):
            own = {p: i for p, i in notebooks.items() if p.parts[0] == module}
            _store(archive, own, submitted / student / module)
            yield f"{student}: {module}, {len(own)} notebooks"


def _check_file(path: Path) -> None:
    """Look at a file before any of it is believed: a pipe would never end."""
    about = path.lstat()
    if stat.S_ISLNK(about.st_mode):
        raise CourseError("a link is refused")
    if not stat.S_ISREG(about.st_mode):
        raise CourseError("it is not a plain file")
    if path.suffix.lower() != ".zip":
        raise CourseError("only the zips of `autograder submit` are taken in")
    if about.st_size > MAX_BYTES:
        raise CourseError(f"it has over {MAX_BYTES >> 20} MB")
    if path.read_bytes().count(ENTRY) > 10 * MAX_ENTRIES:
        raise CourseError(f"it has far more than {MAX_ENTRIES} entries")


def _checked_entries(
    archive: zipfile.ZipFile, modules: list[str]
) -> dict[PurePosixPath, zipfile.ZipInfo]:
    """Return the notebooks of an archive whose every entry is harmless."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise CourseError(f"{len(entries)} entries, the most is {MAX_ENTRIES}")
    if sum(info.file_size for info in entries) > MAX_BYTES:
        raise CourseError(f"unpacks to over {MAX_BYTES >> 20} MB")
    notebooks = {}
    for info in entries:
        path = PurePosixPath(info.filename)
        _check_entry(info, path)
        is_notebook = len(path.parts) == 2 and path.suffix == ".ipynb"
        if is_notebook and path.parts[0] in modules:
            notebooks[path] = info
        elif not info.is_dir() and info.filename != MANIFEST:
            raise CourseError(f"holds {info.filename!r}, which is no lesson's notebook")
    return notebooks


def _check_entry(info: zipfile.ZipInfo, path: PurePosixPath) -> None:
    name = info.filename
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
        raise CourseError(f"an entry's path leads outside: {name!r}")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise CourseError(f"{name!r} is a link or a device")
    if info.file_size > MAX_NOTEBOOK:
        raise CourseError(f"{name!r} has over {MAX_NOTEBOOK >> 20} MB")
    if info.file_size > MAX_RATIO * max(info.compress_size, 1000):
        raise CourseError(f"{name!r} is packed suspiciously tight")


def _store(
    archive: zipfile.ZipFile,
    notebooks: dict[PurePosixPath, zipfile.ZipInfo],
    folder: Path,
) -> None:
    """Unpack beside the destination, then swap; earlier work is kept."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".taking-") as temporary:
        fresh = Path(temporary) / folder.name
        fresh.mkdir()
        for path, info in notebooks.items():
            with archive.open(info) as packed, open(fresh / path.name, "wb") as out:
                shutil.copyfileobj(packed, out)
        # nbgrader reads the time of receipt here; the learner's clock is not asked.
        received = datetime.datetime.now(datetime.UTC)
        (fresh / "timestamp.txt").write_text(f"{received:%Y-%m-%d %H:%M:%S.%f} UTC")
        if folder.exists():
            _keep_replaced(folder)
        os.replace(fresh, folder)


def _keep_replaced(folder: Path) -> None:
    submitted = folder.parent.parent
    kept = submitted.with_name("replaced") / folder.parent.name
    kept.mkdir(parents=True, exist_ok=True)
    number = 1 + sum(1 for _ in kept.glob(f"{folder.name}-*"))
    os.replace(folder, kept / f"{folder.name}-{number}")
