"""Submissions that are broken, renamed or tampered with: each gets its verdict."""

import json
import os

import pytest
from grade_running import HAS_JAIL, autograder, grades, page, score, status
from nbformat.v4 import new_code_cell
from toy_course import MEAN_TESTS, RIGHT, answered, code, find, make_course, submit

pytestmark = [pytest.mark.xdist_group("malformed")]
SANDBOX = "bwrap" if HAS_JAIL else "none"


def text_of(notebook) -> bytes:
    return json.dumps(notebook).encode()


def remove(name: str):
    return lambda nb: nb.cells.remove(find(nb, name))


def set_source(name: str, source: str):
    return lambda nb: find(nb, name).update(source=source)


def set_marks(name: str, **marks):
    return lambda nb: find(nb, name).metadata.nbgrader.update(marks)


def add_copy(nb):
    nb.cells.append(code("def square(x):\n    return 0", "square"))


def split_cell(nb):
    find(nb, "mean").source = "total = sum"
    second = code("def mean(xs):\n    return total(xs) / len(xs)", "mean")
    second["id"] = "second-half"
    nb.cells.insert(nb.cells.index(find(nb, "mean")) + 1, second)


def old_format() -> bytes:
    cells = [
        {"cell_type": "code", "input": c.source, "outputs": [], "language": "python",
         "metadata": c.metadata, "collapsed": False}
        for c in answered().cells if c.cell_type == "code"
    ]  # fmt: skip
    sheets = [{"cells": cells, "metadata": {}}]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": sheets}
    return json.dumps(old).encode()


def with_string_metadata() -> bytes:
    notebook = json.loads(text_of(answered()))
    notebook["metadata"] = "no dict"
    notebook["cells"][0]["metadata"] = "neither"
    return json.dumps(notebook).encode()


INVALID = {
    "broken": (b'{"cells": [', "not valid JSON"),
    "empty": (b"", "empty"),
    "latin": ('{"cells": "é"}'.encode("latin-1"), "not UTF-8"),
    "large": (b" " * 50 * 2**20, "too large (50 MB; at most 20 MB)"),
    "deep": (b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
    "deep-valid": (b'{"cells": ' + b"[" * 300 + b"]" * 300 + b"}", "nested too deeply"),
    "list": (b"[]", "not a notebook"),
    "nan": (b'{"cells": [NaN]}', "not valid JSON"),
    "future": (b'{"nbformat": 9}', "format is unknown"),
}
WHOLE = {
    "honest": None,
    "wrong-kernel": lambda nb: nb.metadata.update(kernelspec={"name": "sage-9"}),
    "deleted-test": remove("square-tests"),
    "deleted-setup": lambda nb: nb.cells.pop(1),
    "copied": add_copy,
    "split": split_cell,
    "old-schema": set_marks("square-tests", schema_version=2),
    "richer": set_marks("square-tests", points=200),
    "not-graded": set_marks("square-tests", grade=False, solution=True),
    "renamed-id": set_marks("square-tests", grade_id="else"),
    "raises-tag": lambda nb: find(nb, "mean").metadata.update(
        tags=["raises-exception"]
    ),
    "reordered": lambda nb: nb.cells.reverse(),
    "markdown-test": lambda nb: find(nb, "square-tests").update(cell_type="markdown"),
    "stderr": set_source(
        "square",
        "def square(x):\n    import sys; print(1, file=sys.stderr); return x * x",
    ),
    "surrogate": set_source("square", f"# \ud800 \x00\n{RIGHT['square']}"),
    "extra": lambda nb: nb.cells.append(code("assert True", "bonus", 100)),
}


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    """One class run over everybody."""
    root = make_course(tmp_path_factory.mktemp("malformed"))
    for name, (content, _) in INVALID.items():
        submit(root, name, content)
    for name, change in WHOLE.items():
        submit(root, name, change=change)
    submit(root, "version-3", old_format())
    submit(root, "string-metadata", with_string_metadata())
    submit(root, "renamed", name="p (1).ipynb")
    submit(root, "beside", b"{", name="p.ipynb")
    submit(root, "beside", name="p-Copy1.ipynb")
    edited = set_source("square-tests", "pass  # nothing to see")
    submit(root, "editor", change=edited)
    cheat = answered({**RIGHT, "square": "def square(x): return 1"})
    submit(root, "cheat", cheat, change=edited)
    submit(root, "no-answer", change=remove("square"))
    moved = new_code_cell(RIGHT["square"])
    submit(root, "moved", change=lambda nb: (remove("square")(nb),
                                             nb.cells.insert(2, moved)))  # fmt: skip
    links(root)
    (root / "submitted" / "nobody").mkdir()
    submit(root, "crowd")
    for number in range(2100):
        (root / "submitted/crowd/ps1" / f"{number}.txt").touch()
    (root / "submitted" / "bare" / "ps1").mkdir(parents=True)
    ran = autograder(root, "grade", "ps1", "--output", "out", "--sandbox", SANDBOX)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
    return root / "out"


def links(root):
    """Hand in links, a pipe and a device instead of notebooks."""
    honest = root / "submitted" / "honest" / "ps1"
    for name in ("link", "pipe", "file-link"):
        (root / "submitted" / name / "ps1").mkdir(parents=True)
    (root / "submitted/link/ps1/p.ipynb").symlink_to(honest / "p.ipynb")
    os.mkfifo(root / "submitted/pipe/ps1/p.ipynb")
    submit(root, "file-link")
    (root / "submitted/file-link/ps1/book.txt").symlink_to(root / "nbgrader_config.py")
    (root / "submitted" / "dir-link").mkdir()
    (root / "submitted/dir-link/ps1").symlink_to(honest)
    (root / "submitted" / "person-link").symlink_to(root / "submitted" / "honest")


@pytest.mark.parametrize("name", INVALID)
def test_a_broken_file_is_a_verdict_with_a_reason(classroom, name):
    row = grades(classroom)[name, "square-tests"]
    assert (row["status"], row["score"], row["max_score"]) == ("invalid", "0", "2")
    assert INVALID[name][1] in page(classroom, name)


@pytest.mark.parametrize("name", WHOLE)
def test_honest_work_keeps_full_marks(classroom, name):
    assert score(classroom, name) == 5
    assert status(classroom, name) == "ok"
    assert len([key for key in grades(classroom) if key[0] == name]) == 2


@pytest.mark.parametrize(
    "name", ["version-3", "string-metadata", "renamed", "beside", "moved", "file-link"]
)
def test_odd_but_whole_work_keeps_full_marks(classroom, name):
    assert score(classroom, name) == 5


def test_a_renamed_notebook_is_noted(classroom):
    assert "p (1).ipynb was recognised by its cells" in page(classroom, "renamed")


def test_an_edited_test_is_restored_and_marked(classroom):
    assert status(classroom, "editor") == "tampered"
    assert status(classroom, "editor", "mean-tests") == "ok"
    assert score(classroom, "editor") == 5
    assert "was edited and has its own text again" in page(classroom, "editor")
    assert (status(classroom, "cheat"), score(classroom, "cheat")) == ("tampered", 3)


def test_a_deleted_test_is_noted(classroom):
    assert "was deleted and is back" in page(classroom, "deleted-test")


def test_a_copy_is_noted(classroom):
    assert "the first copy counts" in page(classroom, "copied")


def test_a_missing_answer_is_missing(classroom):
    row = grades(classroom)["no-answer", "square-tests"]
    assert (row["status"], row["score"]) == ("missing", "0")
    assert status(classroom, "no-answer", "mean-tests") == "ok"


@pytest.mark.parametrize("name", ["link", "pipe", "dir-link", "person-link"])
def test_no_link_and_no_device_is_read(classroom, name):
    assert (status(classroom, name), score(classroom, name)) == ("invalid", 0)


def test_too_many_files_cost_the_files_and_not_the_marks(classroom):
    assert (status(classroom, "crowd"), score(classroom, "crowd")) == ("ok", 5)
    assert "left out other files: more than 2000" in page(classroom, "crowd")


def test_a_linked_file_reaches_no_output(classroom):
    held = [
        p.read_text() for p in classroom.rglob("*") if p.suffix in (".html", ".ipynb")
    ]
    assert not any("get_config" in text for text in held)
    assert not list(classroom.rglob("book.txt"))


@pytest.mark.parametrize("name", ["nobody", "bare"])
def test_nothing_handed_in_is_missing(classroom, name):
    assert (status(classroom, name), score(classroom, name)) == ("missing", 0)
    assert "0 of 5 points" in page(classroom, name)


def test_graded_notebooks_hold_the_true_tests(classroom):
    path = classroom / "autograded" / "cheat" / "ps1" / "p.ipynb"
    cells = {c["id"]: c for c in json.loads(path.read_text())["cells"]}
    source = cells["mean-tests"]["source"]
    assert ("".join(source) if isinstance(source, list) else source) == MEAN_TESTS
    assert cells["square-tests"]["metadata"]["nbgrader"]["points"] == 2
