"""A module as a whole: its manifest and its lessons, read and checked together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.build.cells import Lesson
from autograder.build.manifest import Manifest, examine_manifest
from autograder.build.problems import Problem, refuse
from autograder.build.source import examine_lesson

__all__ = ["Module", "examine_module", "read_module"]


@dataclass(frozen=True)
class Module:
    """A module's manifest and lessons, in order."""

    manifest: Manifest
    lessons: tuple[Lesson, ...]

    @property
    def name(self) -> str:
        """Name of the module."""
        return self.manifest.name


def read_module(folder: Path, root: Path | None = None) -> Module:
    """Read a module, and refuse it if anything in it is wrong.

    Parameters
    ----------
    folder : Path
        A module of `solutions/`.
    root : Path, optional
        The folder that file names in messages are shown from.

    Returns
    -------
    Module

    Raises
    ------
    CourseError
        With all mistakes of the module.
    """
    module, problems = examine_module(folder)
    refuse(problems, root)
    assert module is not None, "a module without mistakes has a manifest"
    return module


def examine_module(folder: Path) -> tuple[Module | None, list[Problem]]:
    """Read a module and what is wrong with it.

    Returns
    -------
    module : Module or None
        As far as it can be read; None without a readable manifest.
    problems : list of Problem
        Of the manifest, of each lesson, and of all lessons together.
    """
    manifest, problems = examine_manifest(folder)
    if manifest is None:
        return None, problems
    lessons = []
    for path in manifest.sources():
        if path.is_file():
            lesson, found = examine_lesson(path)
            lessons.append(lesson)
            problems += found
    module = Module(manifest, tuple(lessons))
    return module, [*problems, *_check_names(module), *_check_promise(module)]


def _check_names(module: Module) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for lesson in module.lessons:
        for exercise in lesson.exercises:
            owner = first.setdefault(exercise.name, lesson.name)
            if owner != lesson.name:
                text = (
                    f"exercise {exercise.name!r} is also in {owner}; names are unique "
                    "within a module: choose another name"
                )
                yield Problem(lesson.path, exercise.line, text)


def _check_promise(module: Module) -> Iterator[Problem]:
    for lesson in module.lessons:
        first = lesson.cells[0].source if lesson.cells else ""
        promised = re.search(r"(\d+) minutes?\b", first)
        minutes = module.manifest.minutes.get(lesson.name)
        if promised and minutes is not None and int(promised[1]) != minutes:
            text = (
                f"the first cell promises {promised[1]} minutes, module.toml says "
                f"{minutes}; change one of them"
            )
            yield Problem(lesson.path, lesson.cells[0].line, text)
