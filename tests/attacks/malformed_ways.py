"""Ways to hand in what is no proper notebook: what writes or changes a submission."""

import json
import os
import shutil
import socket
import stat
from collections.abc import Callable
from pathlib import Path

from nbformat import NotebookNode
from toy_course import find

Change = Callable[[NotebookNode], object]
Build = Callable[[Path, Path], object]
TESTS = "relu-tests"


def marks(**changed: object) -> Change:
    """Return a change of what the test cell says of itself."""
    return lambda nb: find(nb, TESTS).metadata.nbgrader.update(changed)


def add(*cells: NotebookNode) -> Change:
    return lambda nb: nb.cells.extend(cells)


def strip_marks(nb: NotebookNode) -> None:
    cell = find(nb, TESTS)
    cell["id"] = "somebody-else"
    del cell.metadata["nbgrader"]


def with_string_metadata(nb: NotebookNode) -> None:
    nb["metadata"] = "no dict"
    nb.cells[0]["metadata"] = "neither"


def spaced_ids(nb: NotebookNode) -> None:
    for cell in nb.cells:
        cell["id"] = f"{cell['id']} \n é"


def attached(nb: NotebookNode) -> None:
    nb.cells[0]["attachments"] = {"a.png": {"image/png": "!" * 10**6}, "b": 7}


def start_with(cells: str) -> Build:
    """Return what puts this before the first cell."""
    return edited(lambda text: text.replace('"cells": [', f'"cells": [{cells}, ', 1))


def content(data: bytes) -> Build:
    """Return what writes these bytes as the notebook."""
    return lambda folder, root: (folder / "p.ipynb").write_bytes(data)


def edited(change: Callable[[str], str]) -> Build:
    """Return what changes the notebook as text."""

    def build(folder: Path, root: Path) -> None:
        path = folder / "p.ipynb"
        path.write_text(change(path.read_text()))

    return build


def instead(make: Callable[[Path], object]) -> Build:
    """Return what puts something else in the notebook's place."""

    def build(folder: Path, root: Path) -> None:
        (folder / "p.ipynb").unlink()
        make(folder / "p.ipynb")

    return build


def listen(path: Path) -> None:
    """Leave a unix socket; its address has room for about 100 characters."""
    here = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"/proc/self/fd/{here}/{path.name}")
    os.close(here)


def device(path: Path) -> None:
    """Leave a device; who may not make one leaves a pipe."""
    try:
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 5))
    except PermissionError:
        os.mkfifo(path)


def rename(name: str) -> Build:
    return lambda folder, root: (folder / "p.ipynb").rename(folder / name)


def neighbour(root: Path) -> Path:
    return root / "submitted" / "a-honest" / "ps1"


def linked_folder(folder: Path, root: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(neighbour(root))


def linked_learner(folder: Path, root: Path) -> None:
    shutil.rmtree(folder.parent)
    folder.parent.symlink_to(neighbour(root).parent)


def linked_files(folder: Path, root: Path) -> None:
    (folder / "book.txt").symlink_to(root / "out" / "gradebook.db")
    (folder / "around").symlink_to(folder)
    (folder / "away").symlink_to(root.parent)


def hard_links(folder: Path, root: Path) -> None:
    (folder / "theirs.txt").hardlink_to(root / "nbgrader_config.py")


def old_format(folder: Path, root: Path) -> None:
    """Write the notebook as the format was in 2013."""
    notebook = json.loads((folder / "p.ipynb").read_text())
    cells = [
        {"cell_type": "code", "input": c["source"], "outputs": [], "collapsed": False,
         "language": "python", "metadata": c["metadata"]}
        for c in notebook["cells"] if c["cell_type"] == "code"
    ]  # fmt: skip
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {},
           "worksheets": [{"cells": cells, "metadata": {}}]}  # fmt: skip
    (folder / "p.ipynb").write_text(json.dumps(old))


def odd_names(folder: Path, root: Path) -> None:
    here = os.fsencode(folder)
    for name in (b"a\nb.txt", b"n" * 255, b"\xff" * 255, b"\xff", b"-rf", b"a b'\"$x"):
        with open(here + b"/" + name, "wb") as file:
            file.write(b"1")
    os.mkdir(here + b"/\\xff")


def odd_modes(folder: Path, root: Path) -> None:
    for name, mode in (("run.sh", 0o6777), ("locked.txt", 0o000)):
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(mode)
    (folder / "p.ipynb").chmod(0o6777)


def crowd(folder: Path, root: Path) -> None:
    for number in range(3000):
        (folder / f"{number}.txt").touch()


def nested(folder: Path, root: Path) -> None:
    (folder / "/".join("d" * 300)).mkdir(parents=True)


def case_clash(folder: Path, root: Path) -> None:
    (folder / "P.ipynb").write_text("{")
    (folder / "p.IPYNB").write_text("[]")


def odd_times(text: bytes) -> Build:
    return lambda folder, root: (folder / "timestamp.txt").write_bytes(text)


def time_folder(folder: Path, root: Path) -> None:
    (folder / "timestamp.txt").mkdir()
