"""Where a course keeps its folders: this house, or any nbgrader course."""

from dataclasses import dataclass
from pathlib import Path, PurePath

from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from autograder.errors import CourseError

CONFIG_NAME = "nbgrader_config.py"
STRUCTURE = "{nbgrader_step}/{student_id}/{assignment_id}"


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

    @property
    def autograded(self) -> Path:
        """Where nbgrader's own commands look for graded work."""
        return _folder(self.root, self.config, "autograded")

    @property
    def feedback(self) -> Path:
        """Where nbgrader's own commands look for pages."""
        return _folder(self.root, self.config, "feedback")

    def is_own(self, output: Path) -> bool:
        """Return whether results in `output` are those that nbgrader looks for."""
        return output.resolve() == self.output.resolve()

    def autograded_in(self, output: Path) -> Path:
        """Return the folder of graded work: the configuration's, if it is its own."""
        return self.autograded if self.is_own(output) else output / "autograded"

    def feedback_in(self, output: Path) -> Path:
        """Return the folder of pages: the configuration's, if it is its own."""
        return self.feedback if self.is_own(output) else output / "feedback"

    def modules(self) -> list[str]:
        """Return the names of the modules, sorted."""
        folder = self.solutions or self.source
        hidden = (".", "_") if self.solutions else (".",)
        if not folder.is_dir():
            return []
        return sorted(
            entry.name
            for entry in folder.iterdir()
            if entry.is_dir() and not entry.name.startswith(hidden)
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
            place = self.solutions or self.source
            raise CourseError(
                f"no module called {name!r} here; there are: {listed}; grading needs "
                f"its folder in {place}, a row in the gradebook is not enough"
            )
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
    root = root / str(named.get("root", "") or "")
    _check_structure(str(named.get("directory_structure", "") or STRUCTURE))
    solutions = root / "solutions"
    own = any(solutions.glob("*/module.toml"))
    return Course(
        root=root,
        config=config,
        solutions=solutions if own else None,
        source=_folder(root, config, "source"),
        release=_folder(root, config, "release"),
        submitted=_folder(root, config, "submitted"),
        output=_folder(root, config, "autograded").parent,
    )


def _folder(root: Path, config: Config, step: str) -> Path:
    """Return the folder of one of nbgrader's steps."""
    return root / str(config.CourseDirectory.get(f"{step}_directory", step))


def _check_structure(structure: str) -> None:
    """Refuse folders in another order than nbgrader's own."""
    if PurePath(structure) != PurePath(STRUCTURE):
        raise CourseError(
            f"{CONFIG_NAME} sets CourseDirectory.directory_structure to {structure!r}; "
            f"only nbgrader's own {STRUCTURE!r} is read"
        )


def _read_config(root: Path) -> Config:
    try:
        return PyFileConfigLoader(CONFIG_NAME, path=str(root)).load_config()
    except ConfigFileNotFound:
        raise CourseError(f"{root} holds no {CONFIG_NAME}") from None
    except Exception as error:
        raise CourseError(f"{root / CONFIG_NAME} cannot be read: {error}") from error
