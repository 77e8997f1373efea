"""Notebooks as bytes: stable cell ids, one way of writing them."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode

__all__ = ["new_cell", "new_notebook", "to_bytes"]

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def new_cell(
    kind: str, source: str, metadata: Mapping[str, Any], name: str | None = None
) -> NotebookNode:
    """Make a cell.

    Parameters
    ----------
    kind : str
        "code" or "markdown".
    source : str
        Its text.
    metadata : mapping
        Its metadata.
    name : str, optional
        Its id; without it, one that follows from the text alone.

    Returns
    -------
    NotebookNode
    """
    make = (
        nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    )
    digest = hashlib.sha256(source.encode()).hexdigest()[:16]
    given = name or f"{'code' if kind == 'code' else 'text'}-{digest}"
    return make(source, metadata=dict(metadata), id=given)


def new_notebook(cells: Sequence[NotebookNode]) -> NotebookNode:
    """Make a notebook; its cells' ids become unique.

    An id follows from the cell's name or text alone, so that a cell put in or taken
    out leaves the others' ids as they are; the n-th cell with the same text gets `-n`.

    Parameters
    ----------
    cells : sequence of NotebookNode
        Made by `new_cell`.

    Returns
    -------
    NotebookNode
    """
    seen: Counter[str] = Counter()
    for cell in cells:
        seen[cell.id] += 1
        if seen[cell.id] > 1:
            cell.id = f"{cell.id}-{seen[cell.id]}"
    notebook = nbformat.v4.new_notebook(cells=list(cells), metadata=KERNEL)
    notebook.nbformat_minor = 5
    return notebook


def to_bytes(notebook: NotebookNode) -> bytes:
    """Return the file's content: valid, sorted, without times, one newline last.

    Parameters
    ----------
    notebook : NotebookNode
        In nbformat 4.5.

    Returns
    -------
    bytes
    """
    nbformat.validate(notebook)
    return (nbformat.writes(notebook).rstrip("\n") + "\n").encode()
