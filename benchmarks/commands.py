"""Calls nbgrader and the autograder as a user does; takes time and memory."""

import contextlib
import itertools
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from nbgrader.api import Gradebook

from benchmarks.errors import BenchError
from benchmarks.memory import MemoryWatch
from benchmarks.scores import Scores

__all__ = ["Commands", "Ran"]

# Seconds that an interrupted command has to clean up.
PATIENCE = 5.0


@dataclass(frozen=True)
class Ran:
    """One timed call.

    Attributes
    ----------
    seconds : float
        Wall seconds from start to exit, imports and all.
    memory : MemoryWatch
    scores : dict
        What stands in the gradebook that it wrote.
    """

    seconds: float
    memory: MemoryWatch
    scores: Scores


class Commands:
    """Runs both graders with the same Python in the same environment.

    Parameters
    ----------
    folder : Path
        A temporary folder for all that they write.
    sandbox : str
        What `autograder grade --sandbox` gets.
    """

    def __init__(self, folder: Path, sandbox: str) -> None:
        self.folder, self.sandbox = folder, sandbox
        self.environment = _environment(folder)
        self._number = itertools.count()

    def stock(self, root: Path, module: str, submitted: Path) -> Ran:
        """Grade with `nbgrader autograde`, into a gradebook and folder of its own."""
        with self._room() as room:
            book = room / "gradebook.db"
            shutil.copy(root / "stock.db", book)
            words = (
                "nbgrader", "autograde", module,
                f"--CourseDirectory.submitted_directory={submitted}",
                f"--CourseDirectory.autograded_directory={room / 'autograded'}",
                f"--CourseDirectory.db_url=sqlite:///{book}",
            )  # fmt: skip
            return self._timed(words, root, module, book)

    def ours(
        self, root: Path, module: str, submitted: Path, workers: int | None = None
    ) -> Ran:
        """Grade with `autograder grade`; without `workers`, with its own default."""
        with self._room() as room:
            words = (
                "autograder", "grade", module, "--submissions", str(submitted),
                "--output", str(room), "--sandbox", self.sandbox,
                *(("--workers", str(workers)) if workers else ()),
            )  # fmt: skip
            # A database of its own: the configured one is for the course's output.
            return self._timed(words, root, module, room / "gradebook.db")

    def prepare(self, *words: str, cwd: Path) -> str:
        """Run `python -m WORDS` untimed; return what it printed."""
        return self._run(words, cwd)[2]

    def _timed(self, words: tuple[str, ...], cwd: Path, module: str, book: Path) -> Ran:
        seconds, watch, _ = self._run(words, cwd)
        return Ran(seconds, watch, _scores(book, module))

    def _run(self, words: tuple[str, ...], cwd: Path) -> tuple[float, MemoryWatch, str]:
        """Run `python -m WORDS`; return seconds, memory and what it printed."""
        out, err = self.folder / "stdout.txt", self.folder / "stderr.txt"
        with out.open("wb") as stdout, err.open("wb") as stderr:
            started = time.perf_counter()
            # In a session of its own: Ctrl-C reaches it through `_end` alone.
            process = subprocess.Popen(
                [sys.executable, "-m", *words], cwd=cwd, env=self.environment,
                stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr,
                start_new_session=True,
            )  # fmt: skip
            try:
                with MemoryWatch(process.pid) as watch:
                    code = process.wait()
                seconds = time.perf_counter() - started
            except BaseException:
                _end(process)
                raise
        if code != 0:
            said = (err.read_text(errors="replace").strip() or "nothing").splitlines()
            raise BenchError(f"{words[0]} ended with {code}: {said[-1]}")
        return seconds, watch, out.read_text(errors="replace")

    @contextlib.contextmanager
    def _room(self) -> Iterator[Path]:
        """Make a folder for one call's results, and remove it."""
        room = self.folder / f"run-{next(self._number)}"
        room.mkdir()
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment of both: bytecode is cached, no user's settings."""
    unwanted = ("PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME")
    kept = {name: text for name, text in os.environ.items() if name not in unwanted}
    ours = str(Path(sys.executable).parent)  # nbgrader calls `alembic` by its name
    kept["PATH"] = os.pathsep.join([ours, kept.get("PATH", "")])
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        kept[name] = str(folder / name.lower())
    return kept


def _end(process: subprocess.Popen[bytes]) -> None:
    """Interrupt a command as Ctrl-C does; kill what is still there after a while."""
    family: list[psutil.Process] = []
    with contextlib.suppress(psutil.Error):
        family = psutil.Process(process.pid).children(recursive=True)
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(PATIENCE)
    for one in family:
        with contextlib.suppress(psutil.Error):
            one.kill()
    process.kill()
    process.wait()


def _scores(book: Path, module: str) -> Scores:
    """Return what a gradebook holds."""
    with Gradebook(f"sqlite:///{book}") as gradebook:
        return {
            (submission.student_id, notebook.name, grade.name): float(grade.score)
            for submission in gradebook.assignment_submissions(module)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
