"""Folders as no honest learner leaves them: read within limits, and never stuck."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from toy_course import answered

from autograder.grade.intake import MAX_NOTEBOOK, read_submission, safe_name


def learner(root, name: str = "ada", text: bytes = b"") -> Path:
    """Return a learner's folder with a notebook in it."""
    folder = root / name / "ps1"
    folder.mkdir(parents=True)
    (folder / "p.ipynb").write_bytes(text or json.dumps(answered()).encode())
    return folder


def test_a_hundred_thousand_files_are_counted_and_not_read(tmp_path):
    folder = learner(tmp_path)
    for number in range(100_000):
        os.close(os.open(folder / f"{number}.txt", os.O_CREAT | os.O_WRONLY))
    found = read_submission(folder.parent, "ps1")
    assert list(found.notebooks) == ["p"]
    assert found.files == {}
    assert found.notes == ["left out other files: more than 2000"]


def test_folders_a_thousand_deep_are_left_alone(tmp_path):
    folder = learner(tmp_path)
    here = os.open(folder, os.O_RDONLY)
    for _ in range(1000):
        os.mkdir("deeper", dir_fd=here)
        here, above = os.open("deeper", os.O_RDONLY, dir_fd=here), here
        os.close(above)
    os.close(here)
    found = read_submission(folder.parent, "ps1")
    subprocess.run(["rm", "-rf", str(folder)], check=True)  # pytest's own gives up
    assert (list(found.notebooks), found.files, found.fault) == (["p"], {}, "")


def test_names_that_are_no_text_clash_with_nobody(tmp_path):
    names = [b"\xff", rb"\xff", b"\xfe" * 255, b"a\nb", "é".encode() * 127]
    for name in names:
        os.mkdir(os.fsencode(tmp_path) + b"/" + name)
    read = {read_submission(path, "ps1").student for path in tmp_path.iterdir()}
    assert len(read) == len(names)
    assert all(len(name.encode()) <= 255 for name in read)
    assert all(name.isprintable() for name in read)
    assert [safe_name(name) for name in ("ada", "é 平", "a,b")] == [
        "ada",
        "é 平",
        "a,b",
    ]


def test_notebooks_together_have_a_limit(tmp_path):
    folder = learner(tmp_path)
    for number in range(7):
        with (folder / f"q{number}.ipynb").open("wb") as file:
            file.truncate(MAX_NOTEBOOK)
    found = read_submission(folder.parent, "ps1")
    assert list(found.notebooks) == ["p"]
    assert "together are too large" in found.broken["q6"]


def test_a_file_that_changes_while_it_is_read_is_read_once(tmp_path):
    folder, stop = learner(tmp_path, text=b"x"), threading.Event()

    def change() -> None:
        while not stop.is_set():
            for size in (0, 10**6, MAX_NOTEBOOK + 10**6):
                os.truncate(folder / "p.ipynb", size)

    changer = threading.Thread(target=change)
    changer.start()
    try:
        for _ in range(50):
            found = read_submission(folder.parent, "ps1")
            assert found.fault == ""
            assert list(found.broken) == ["p"]
    finally:
        stop.set()
        changer.join()


READ_AS_SOMEBODY = """
import json, os, sys
from pathlib import Path
from autograder.grade.intake import read_submission
"".encode("utf-8-sig")  # found now: later, Python's own folder may be closed
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
for name in sys.argv[2:]:
    found = read_submission(Path(sys.argv[1], name), "ps1")
    print(json.dumps([found.fault, found.broken, found.notes, list(found.files)]))
"""


@pytest.fixture
def open_folder():
    """A folder that others may enter; those that pytest makes are for us alone."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_what_may_not_be_opened_is_said_and_stops_nobody(open_folder):
    closed, module, notebook, part = [
        learner(open_folder, name) for name in ("closed", "module", "notebook", "part")
    ]
    (part / "inner").mkdir()
    (part / "x.txt").write_text("1")
    for path in (closed.parent, module, notebook / "p.ipynb", part / "inner"):
        path.chmod(0)
    command = [sys.executable, "-c", READ_AS_SOMEBODY, str(open_folder),
               "closed", "module", "notebook", "part"]  # fmt: skip
    ran = subprocess.run(command, capture_output=True, text=True)
    for path in (closed.parent, module, part / "inner"):
        path.chmod(0o755)
    assert ran.returncode == 0, ran.stderr
    faults = [json.loads(line) for line in ran.stdout.splitlines()]
    refused = "Permission denied"
    assert faults[0][0] == faults[1][0] == f"the folder cannot be read: {refused}"
    assert faults[2][1] == {"p": f"it cannot be opened: {refused}"}
    assert faults[3] == ["", {}, [f"left out inner: {refused}"], ["x.txt"]]
