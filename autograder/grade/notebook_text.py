"""Reads a learner's notebook file: the text of its cells, and nothing it claims."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, NoReturn

import nbformat

__all__ = ["LearnerCell", "LearnerNotebook", "UnreadableError", "read_notebook"]

MAX_DEPTH = 100
MAX_CELLS = 2000
MAX_CODE = 2 * 2**20  # characters of code in all cells; parsing takes 600 times that
MAX_PARTS = 3_000_000  # brackets: each may become an object of 64 bytes and more
KINDS = ("code", "markdown", "raw")


class UnreadableError(Exception):
    """A file cannot be taken as a notebook; the message says why, for the learner."""


@dataclass(frozen=True)
class LearnerCell:
    """One cell as the learner left it: text, and the names to find its place by."""

    kind: str
    source: str
    grade_id: str | None = None
    cell_id: str | None = None


@dataclass(frozen=True)
class LearnerNotebook:
    """The cells of one file, in its order."""

    name: str
    cells: tuple[LearnerCell, ...]
    digest: str
    notes: tuple[str, ...] = ()

    @property
    def grade_ids(self) -> set[str]:
        """Names that nbgrader has for the cells, as far as they are still there."""
        return {cell.grade_id for cell in self.cells if cell.grade_id}


def read_notebook(name: str, content: bytes) -> LearnerNotebook:
    """Read a notebook from its bytes.

    Parameters
    ----------
    name : str
        File name without ending.
    content : bytes
        What the file holds.

    Returns
    -------
    LearnerNotebook

    Raises
    ------
    UnreadableError
        If it is no notebook; the message says why in one line.

    Examples
    --------
    >>> read_notebook("p", b"")
    Traceback (most recent call last):
    autograder.grade.notebook_text.UnreadableError: the file is empty
    """
    if not content.strip():
        raise UnreadableError("the file is empty")
    raw = _parse(content)
    notes: list[str] = []
    raw = _to_version_4(raw)
    cells = raw.get("cells")
    if not isinstance(cells, list):
        raise UnreadableError("it is not a notebook: it has no list of cells")
    if len(cells) > MAX_CELLS:
        raise UnreadableError(f"it has more than {MAX_CELLS} cells")
    read = [_cell(cell) for cell in cells]
    if None in read:
        notes.append("cells that are not well formed were left out")
    kept = tuple(cell for cell in read if cell is not None)
    if sum(len(cell.source) for cell in kept if cell.kind == "code") > MAX_CODE:
        raise UnreadableError(f"it has more than {MAX_CODE >> 20} MB of code")
    return LearnerNotebook(
        name, kept, hashlib.sha256(content).hexdigest(), tuple(notes)
    )


def _parse(content: bytes) -> dict[str, Any]:
    if content.count(b"{") + content.count(b"[") > MAX_PARTS:
        raise UnreadableError("it has too many parts")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError("it is not UTF-8 text") from None
    try:
        raw = json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise UnreadableError("it is nested too deeply") from None
    except ValueError as error:
        where = f" (line {error.lineno})" if hasattr(error, "lineno") else ""
        raise UnreadableError(f"it is not valid JSON{where}") from None
    if isinstance(raw, dict | list) and _is_deep(raw):
        raise UnreadableError("it is nested too deeply")
    if not isinstance(raw, dict):
        raise UnreadableError("it is not a notebook")
    return raw


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _is_deep(raw: Any) -> bool:
    """Return whether values are nested deeper than any notebook's; no recursion."""
    level: list[Any] = [raw]
    for _ in range(MAX_DEPTH):
        containers = (v.values() if isinstance(v, dict) else v for v in level)
        level = [
            inner for held in containers for inner in held
            if isinstance(inner, dict | list)
        ]  # fmt: skip
        if not level:
            return False
    return True


def _to_version_4(raw: dict[str, Any]) -> dict[str, Any]:
    version = raw.get("nbformat")
    if version == 4 or (version is None and "cells" in raw):
        return raw
    if version not in (1, 2, 3):
        raise UnreadableError(f"its notebook format is unknown ({str(version)[:20]})")
    if _old_cells(raw) > MAX_CELLS:  # counted first: upgrading many takes minutes
        raise UnreadableError(f"it has more than {MAX_CELLS} cells")
    try:
        text = json.dumps(raw)
        return dict(nbformat.reads(text, as_version=4))
    except Exception:  # nbformat raises what it likes on a broken old notebook
        raise UnreadableError("its old notebook format cannot be upgraded") from None


def _old_cells(raw: dict[str, Any]) -> int:
    """Return how many sheets and cells a notebook of an old format has."""
    sheets = raw.get("worksheets")
    sheets = sheets if isinstance(sheets, list) else []
    held = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    lists = [part for part in (raw.get("cells"), *held) if isinstance(part, list)]
    return len(sheets) + sum(map(len, lists))


def _cell(raw: Any) -> LearnerCell | None:
    if not isinstance(raw, dict):
        return None
    source = _joined(raw.get("source", ""))
    if source is None:
        return None
    kind = raw.get("cell_type")
    metadata = raw.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return LearnerCell(
        kind if kind in KINDS else "code",
        source,
        _name(marks.get("grade_id")) if isinstance(marks, dict) else None,
        _name(raw.get("id")),
    )


def _joined(source: Any) -> str | None:
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    # A lone half of a surrogate pair is valid JSON, but no file takes it.
    return source.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _name(value: Any) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= 200 else None
