"""Builds the course for instructors and learners, or compares it with its sources."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.build.files import difference, remove_stale, write_changed
from autograder.build.index import INDEX, index_notebook
from autograder.build.instructor import (
    instructor_notebook,
    plan_instructor,
    released_files,
    write_instructor,
)
from autograder.build.leaks import collect_secrets, find_leaks
from autograder.build.manifest import MANIFEST
from autograder.build.module import Module, examine_module
from autograder.build.notebook import to_bytes
from autograder.build.problems import Problem, refuse
from autograder.course import Course
from autograder.errors import CourseError

__all__ = ["BuildReport", "build_course"]


@dataclass
class BuildReport:
    """What a build did, or would do.

    Attributes
    ----------
    changed : list of Path
        Files of `course/` that were written, or differ from what would be built.
    stale : list of Path
        Files of `course/` that were removed, or should not be there.
    modules : list of str
        The modules that were built.
    """

    changed: list[Path] = field(default_factory=list)
    stale: list[Path] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether `course/` was what the sources build."""
        return not self.changed and not self.stale


def build_course(
    course: Course, modules: Sequence[str] = (), *, check: bool = False
) -> BuildReport:
    """Build modules of a course and its first page.

    Parameters
    ----------
    course : Course
        A course with lesson sources.
    modules : sequence of str, optional
        Names of modules; all of them by default.
    check : bool, default False
        Write nothing, only compare `course/` with what would be built.

    Returns
    -------
    BuildReport

    Raises
    ------
    CourseError
        If sources have mistakes (all are listed), or something would leak; then
        nothing is written.
    """
    if course.solutions is None:
        raise CourseError(
            f"no lesson sources here: {course.root / 'solutions'} is missing"
        )
    for name in modules:
        course.require_module(name)
    names = sorted(set(modules)) or course.modules()
    if not names:
        raise CourseError(f"{course.solutions} holds no module; write one first")
    everything = _read_all(course, names)
    built = [everything[name] for name in names]
    planned = _plan(course, built)
    planned[INDEX] = index_notebook(list(everything.values()))
    leaks = _leaks(built, planned)
    if leaks:
        shown = "\n  ".join(leaks)
        raise CourseError(f"this must not reach learners:\n  {shown}", exit_code=1)
    report = _compare(course, planned, None if not modules else set(names))
    report.modules = names
    if not check:
        for module in built:
            write_instructor(course.source / module.name, plan_instructor(module))
        remove_stale(course.release, report.stale)
        write_changed(course.release, planned, report.changed)
    return report


def _read_all(course: Course, names: Sequence[str]) -> dict[str, Module]:
    # The first page shows every module; mistakes count only in those that are built.
    assert course.solutions is not None
    problems: list[Problem] = []
    everything: dict[str, Module] = {}
    orders: dict[int, str] = {}
    for name in course.modules():
        module, found = examine_module(course.solutions / name)
        problems += found if name in names else []
        if module is not None:
            everything[name] = module
            first = orders.setdefault(module.manifest.order, name)
            if first != name and {first, name} & set(names):
                text = (
                    f"order {module.manifest.order} is also that of {first}; change one"
                )
                problems.append(Problem(module.manifest.folder / MANIFEST, 1, text))
    refuse(problems, course.root)
    return everything


def _plan(course: Course, modules: Sequence[Module]) -> dict[str, bytes]:
    from autograder.build.release import learner_notebook  # nbgrader: two seconds

    planned = {}
    for module in modules:
        for lesson in module.lessons:
            instructor = instructor_notebook(lesson)
            learner = learner_notebook(instructor, course.config, course.root)
            planned[f"{module.name}/{lesson.name}.ipynb"] = to_bytes(learner)
        for name, content in released_files(module).items():
            planned[f"{module.name}/{name}"] = content
    return planned


def _leaks(modules: Sequence[Module], planned: dict[str, bytes]) -> list[str]:
    leaks = []
    for module in modules:
        manifest = module.manifest
        allowed = {f"{lesson}.ipynb" for lesson in manifest.lessons} | set(
            manifest.files
        )
        within = {
            name: content
            for name, content in planned.items()
            if name.startswith(f"{module.name}/")
        }
        listed = {f"{module.name}/{name}" for name in allowed}
        leaks += find_leaks(within, collect_secrets(module.lessons), listed)
    return leaks


def _compare(
    course: Course, planned: dict[str, bytes], only: set[str] | None
) -> BuildReport:
    # What belongs to modules that were not asked for is left as it is.
    links = [course.release, *(course.release / name for name in course.modules())]
    for folder in links:
        if folder.is_symlink():
            raise CourseError(
                f"{folder} is a link; remove it, the build makes a folder"
            )
    changed, stale = difference(course.release, planned)
    if only is not None:
        stale = [path for path in stale if _top(course, path) in only]
    return BuildReport(changed, stale)


def _top(course: Course, path: Path) -> str:
    return path.relative_to(course.release).parts[0]
