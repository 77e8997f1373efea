"""Where a course keeps its folders: this house, or any nbgrader course."""

from dataclasses import dataclass
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from autograder.errors import CourseError

CONFIG_NAME = "nbgrader_config.py"


@dataclass(frozen=True)
class Course:
    """The folders of a course.

    Attributes
    ----------
    root : Path
        The folder that holds `nbgrader_config.py`.
    config : traitlets.config.Config
        What `nbgrader_config.py` says; nbgrader's own classes take it.
    solutions : Path or None
        Lesson sources as percent text; None in a plain nbgrader course.
    source : Path
        Instructor notebooks, one folder a module.
    release : Path
        Learner notebooks, one folder a module.
    submitted : Path
        Submissions: `<student>/<module>/*.ipynb`.
    output : Path
        Where graded work, feedback and the gradebook go by default.
    """

    root: Path
    config: Config
    solutions: Path | None
    source: Path
    release: Path
    submitted: Path
    output: Path

    def modules(self) -> list[str]:
        """Return the names of the modules, sorted."""
        folder = self.solutions or self.source
        if not folder.is_dir():
            return []
        return sorted(
            entry.name
            for entry in folder.iterdir()
            if entry.is_dir() and not entry.name.startswith((".", "_"))
        )

    def require_module(self, name: str) -> str:
        """Return `name` if it is a module of this course.

        Raises
        ------
        CourseError
            If there is no such module; the message lists those there are.
        """
        known = self.modules()
        if name not in known:
            listed = ", ".join(known) or "none"
            raise CourseError(f"no module called {name!r} here; there are: {listed}")
        return name


def find_course(start: Path | None = None) -> Course:
    """Find the course that `start` lies in, looking upwards.

    Parameters
    ----------
    start : Path, optional
        A folder in the course; the current folder by default.

    Returns
    -------
    Course

    Raises
    ------
    CourseError
        If neither `start` nor any folder above it holds `nbgrader_config.py`.
    """
    here = (start or Path.cwd()).resolve()
    for root in (here, *here.parents):
        if (root / CONFIG_NAME).is_file():
            return load_course(root)
    raise CourseError(
        f"no course found: {here} and the folders above hold no {CONFIG_NAME}; "
        "change into the course's folder"
    )


def load_course(root: Path) -> Course:
    """Read the folders of the course at `root` from its nbgrader configuration.

    Raises
    ------
    CourseError
        If the configuration cannot be read.
    """
    config = _read_config(root)
    named = config.CourseDirectory
    solutions = root / "solutions"
    own = any(solutions.glob("*/module.toml"))
    autograded = root / str(named.get("autograded_directory", "autograded"))
    return Course(
        root=root,
        config=config,
        solutions=solutions if own else None,
        source=root / str(named.get("source_directory", "source")),
        release=root / str(named.get("release_directory", "release")),
        submitted=root / str(named.get("submitted_directory", "submitted")),
        output=autograded.parent,
    )


def _read_config(root: Path) -> Config:
    try:
        return PyFileConfigLoader(CONFIG_NAME, path=str(root)).load_config()
    except ConfigFileNotFound:
        raise CourseError(f"{root} holds no {CONFIG_NAME}") from None
    except Exception as error:
        raise CourseError(f"{root / CONFIG_NAME} cannot be read: {error}") from error
