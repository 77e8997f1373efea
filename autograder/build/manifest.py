"""Reads and checks `module.toml`: what a module is called and what it releases."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.build.problems import Problem

__all__ = ["MANIFEST", "Manifest", "examine_manifest"]

MANIFEST = "module.toml"
KEYS: dict[str, tuple[type, str]] = {
    "title": (str, "a text"),
    "summary": (str, "one sentence"),
    "order": (int, "the number of the module"),
    "lessons": (list, "a list of lesson names"),
    "files": (list, "a list of files to release, or []"),
    "minutes": (dict, "a table [minutes], one number a lesson"),
}
LESSON_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")


@dataclass(frozen=True)
class Manifest:
    """What `module.toml` says.

    Attributes
    ----------
    folder : Path
        The module's folder in `solutions/`.
    title, summary : str
        For the learners' index.
    order : int
        Place in the course.
    lessons : tuple of str
        Names of the lessons in order.
    files : tuple of str
        Files released beside the notebooks, relative to the folder.
    minutes : dict
        Minutes of each lesson.
    """

    folder: Path
    title: str
    summary: str
    order: int
    lessons: tuple[str, ...]
    files: tuple[str, ...]
    minutes: dict[str, int]

    @property
    def name(self) -> str:
        """Name of the module: its folder's."""
        return self.folder.name

    def sources(self) -> list[Path]:
        """Return the lessons' files in order."""
        return [self.folder / f"{lesson}.py" for lesson in self.lessons]


def examine_manifest(folder: Path) -> tuple[Manifest | None, list[Problem]]:
    """Read `module.toml` in `folder` and check it against what lies there.

    Parameters
    ----------
    folder : Path
        A module of `solutions/`.

    Returns
    -------
    manifest : Manifest or None
        None where the file cannot be read or has the wrong keys.
    problems : list of Problem
        What is wrong; empty if the module can be built.
    """
    path = folder / MANIFEST
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, [Problem(path, 1, "is missing; every module has one: add it")]
    except (OSError, UnicodeDecodeError) as error:
        return None, [Problem(path, 1, f"cannot be read: {error}")]
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        return None, [Problem(path, line, f"not valid TOML: {error}; mend it")]
    mistakes = list(_check_keys(said))
    manifest = None
    if not mistakes:
        said["lessons"], said["files"] = tuple(said["lessons"]), tuple(said["files"])
        manifest = Manifest(folder, **said)
        mistakes = [
            *_check_lessons(manifest),
            *_check_files(manifest),
            *_check_minutes(manifest),
        ]
    return manifest, [
        Problem(path, _line_of(text, word), message) for word, message in mistakes
    ]


def _line_of(text: str, word: str) -> int:
    # tomllib tells no lines: look for the word as a key, as a table, as a value.
    exact = re.escape(word)
    for pattern in (rf"\s*{exact}\s*=", rf"\s*\[{exact}\]", rf".*[\"']{exact}[\"']"):
        for number, line in enumerate(text.splitlines(), 1):
            if re.match(pattern, line):
                return number
    return 1


def _check_keys(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in said:
        if key not in KEYS:
            yield key, f"unknown key {key!r}; the keys are: {', '.join(KEYS)}"
    for key, (kind, meaning) in KEYS.items():
        if key not in said:
            yield key, f"{key!r} is missing; add it: {meaning}"
        elif not isinstance(said[key], kind) or isinstance(said[key], bool):
            yield key, f"{key!r} must be {meaning}, not {said[key]!r}"
        elif kind is list:
            if not all(isinstance(item, str) for item in said[key]):
                yield key, f"{key!r} must hold texts only, each in quotes"
            elif len(set(said[key])) < len(said[key]):
                yield key, f"{key!r} names something twice; name it once"
        elif kind is str and not said[key].strip():
            yield key, f"{key!r} is empty; write {meaning}"


def _check_lessons(manifest: Manifest) -> Iterator[tuple[str, str]]:
    if not manifest.lessons:
        yield "lessons", "no lessons; name at least one"
    for lesson in manifest.lessons:
        source = manifest.folder / f"{lesson}.py"
        if not LESSON_NAME.match(lesson):
            yield (
                lesson,
                f"bad lesson name {lesson!r}; use letters, digits, _ and -, "
                "without the ending .py",
            )
        elif source.is_symlink() or not source.is_file():
            yield (
                lesson,
                f"lesson {lesson!r} has no file {lesson}.py (links do not "
                "count); write it, or remove the name",
            )
    for source in sorted(manifest.folder.glob("*.py")):
        if source.stem not in manifest.lessons:
            yield (
                "lessons",
                f"{source.name} is not in 'lessons'; add {source.stem!r}, "
                "or move the file away",
            )


def _check_files(manifest: Manifest) -> Iterator[tuple[str, str]]:
    for name in manifest.files:
        path = PurePosixPath(name)
        if path.is_absolute() or str(path) != name or {"..", "."} & set(path.parts):
            yield name, f"file {name!r} must lie inside the module's folder"
            continue
        if path.suffix in (".py", ".ipynb") or name == MANIFEST:
            yield (
                name,
                f"file {name!r} cannot be released: 'files' is for data; "
                "notebooks are made from 'lessons'",
            )
            continue
        here = manifest.folder / path
        steps = [manifest.folder.joinpath(*path.parts[:n]) for n in range(1, 99)]
        if any(step.is_symlink() for step in steps[: len(path.parts)]):
            yield (
                name,
                f"file {name!r} is a link or lies behind one; copy the file here",
            )
        elif not here.is_file():
            yield name, f"file {name!r} does not exist; add it, or remove the name"


def _check_minutes(manifest: Manifest) -> Iterator[tuple[str, str]]:
    for lesson in manifest.lessons:
        minutes = manifest.minutes.get(lesson)
        if minutes is None:
            yield (
                "minutes",
                f"no minutes for {lesson!r}; add a line `{lesson} = 60` "
                "under [minutes]",
            )
        elif isinstance(minutes, bool) or not isinstance(minutes, int) or minutes < 1:
            yield lesson, f"minutes of {lesson!r} must be a whole number above 0"
    for lesson in manifest.minutes:
        if lesson not in manifest.lessons:
            yield lesson, f"minutes for {lesson!r}, which is no lesson; remove the line"
