"""Looks in what is released for solution lines, hidden tests, outputs, stray files."""

import base64
import binascii
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.build.cells import Cell, Lesson
from autograder.build.markers import HIDDEN, KINDS, SOLUTION, find_regions

__all__ = ["Secrets", "collect_secrets", "find_leaks"]

# Shorter lines (`return x`, `else:`) and single words tell nothing.
SHORTEST = 12


@dataclass(frozen=True)
class Secrets:
    """Lines that must not be released, white space made even.

    Attributes
    ----------
    anywhere : frozenset of str
        Looked for inside any text.
    whole_lines : frozenset of str
        Also part of a longer line that learners may see: a leak only as a whole line.
    """

    anywhere: frozenset[str]
    whole_lines: frozenset[str]


def collect_secrets(lessons: Collection[Lesson]) -> Secrets:
    """Collect the lines of solutions and hidden tests of a module.

    Parameters
    ----------
    lessons : collection of Lesson
        All lessons of the module.

    Returns
    -------
    Secrets
        Lines that say something and that no learner sees elsewhere in the module.
    """
    secret: set[str] = set()
    shown: set[str] = set()
    for lesson in lessons:
        for cell in lesson.cells:
            shown.add(_even(", ".join(cell.forbids)))  # "Do not use: ..."
            hidden = _hidden_lines(cell)
            for index, line in enumerate(cell.source.split("\n")):
                (secret if index in hidden else shown).add(_even(line))
    secret = {line for line in secret - shown if _says_something(line)}
    everything_shown = "\n".join(sorted(shown))
    partly = frozenset(line for line in secret if line in everything_shown)
    return Secrets(frozenset(secret - partly), partly)


def find_leaks(
    files: Mapping[str, bytes], secrets: Secrets, allowed: Collection[str]
) -> list[str]:
    """Find what must not be released.

    Parameters
    ----------
    files : mapping of str to bytes
        Content of each file that is released, by name.
    secrets : Secrets
        Of `collect_secrets`.
    allowed : collection of str
        Names that may be released.

    Returns
    -------
    list of str
        One sentence a leak: the file, and what is in it.
    """
    leaks = []
    for name, content in sorted(files.items()):
        if name not in allowed:
            leaks.append(f"{name} is released, but module.toml does not list it")
        found = _in_notebook if name.endswith(".ipynb") else _in_data
        leaks += [f"{name}: {what}" for what in dict.fromkeys(found(content, secrets))]
    return leaks


def _hidden_lines(cell: Cell) -> set[int]:
    regions, _ = find_regions(cell.source)
    return {
        index
        for region in regions
        if region.kind in (SOLUTION, HIDDEN)
        for index in range(region.begin, region.end + 1)
    }


def _even(line: str) -> str:
    return " ".join(line.split())


def _says_something(line: str) -> bool:
    marker = line.startswith("### ") and line.endswith(KINDS)
    words = re.findall(r"\w+", line)
    return len(words) > 1 and len(line.replace(" ", "")) >= SHORTEST and not marker


def _in_notebook(content: bytes, secrets: Secrets) -> Iterator[str]:
    notebook = json.loads(content)
    for number, cell in enumerate(notebook["cells"], 1):
        if cell.get("outputs") or cell.get("execution_count") is not None:
            yield f"cell {number} has an output"
        for attachment in cell.get("attachments", {}).values():
            for encoded in _strings(attachment):
                yield from _in_data(_decoded(encoded), secrets)
    yield from _in_text("\n".join(_strings(notebook)), secrets)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list):
        if value and all(isinstance(item, str) for item in value):
            yield "".join(value)  # nbformat splits texts into lines
        for item in value:
            yield from _strings(item)


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=False)
    except (binascii.Error, ValueError):
        return b""


def _in_data(content: bytes, secrets: Secrets) -> Iterator[str]:
    text = content.decode("utf-8", errors="replace")
    yield from _in_text(text, secrets)
    # The same inside a JSON or Python string.
    unescaped = text.replace("\\n", "\n").replace('\\"', '"').replace("\\'", "'")
    yield from _in_text(unescaped, secrets)


def _in_text(text: str, secrets: Secrets) -> Iterator[str]:
    lines = [_even(line) for line in text.splitlines()]
    whole = "\n".join(lines)
    for kind in KINDS:
        if f"### BEGIN {kind}" in whole or f"### END {kind}" in whole:
            yield f"a marker of {kind} is left"
    found = {line for line in secrets.anywhere if line in whole}
    for line in sorted(found | secrets.whole_lines.intersection(lines)):
        yield f"a solution or hidden test: {line!r}"
