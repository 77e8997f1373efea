"""A learner's zip goes in, whole and harmless, or is refused with a reason."""

import datetime
import io
import json
import os
import stat
import tarfile
import zipfile

import nbformat
import pytest

from autograder.collect import collect
from autograder.errors import CourseError
from autograder.submit import check_student_name, find_module_folder, pack_submission

MODULE = "01_perceptron"


def notebook_text(answer: str = "answer = 1") -> str:
    cell = nbformat.v4.new_code_cell(answer, id="answer")
    cell.metadata["nbgrader"] = {"grade_id": "answer", "solution": True}
    return nbformat.writes(nbformat.v4.new_notebook(cells=[cell]))


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "learner/course" / MODULE
    made.mkdir(parents=True)
    (made / "01_first.ipynb").write_text(notebook_text())
    (made / "02_second.ipynb").write_text(notebook_text("raise NotImplementedError"))
    (made / "notes.txt").write_text("not part of the submission")
    return made


@pytest.fixture
def handed_in(tmp_path):
    made = tmp_path / "handed_in"
    made.mkdir()
    return made


def test_a_submission_makes_the_round_trip(folder, handed_in, tmp_path):
    packed = pack_submission(folder, student="ada", destination=handed_in)
    assert packed.path.name == "ada__01_perceptron.zip"
    assert packed.warnings == ["02_second.ipynb: not answered yet: answer"]
    report = collect(packed.path, tmp_path / "submitted", [MODULE])
    assert report.taken == ["ada: 01_perceptron, 2 notebooks"]
    taken = tmp_path / "submitted/ada" / MODULE
    names = {path.name for path in taken.iterdir()}
    assert names == {"01_first.ipynb", "02_second.ipynb", "timestamp.txt"}
    assert (taken / "01_first.ipynb").read_text() == notebook_text()


def test_a_second_submission_keeps_the_first(folder, handed_in, tmp_path):
    packed = pack_submission(folder, student="ada", destination=handed_in)
    collect(packed.path, tmp_path / "submitted", [MODULE])
    (folder / "01_first.ipynb").write_text(notebook_text("answer = 2"))
    pack_submission(folder, student="ada", destination=handed_in)
    collect(handed_in, tmp_path / "submitted", [MODULE])
    now = tmp_path / "submitted/ada" / MODULE / "01_first.ipynb"
    before = tmp_path / "replaced/ada/01_perceptron-1/01_first.ipynb"
    assert "answer = 2" in now.read_text()
    assert "answer = 1" in before.read_text()


def test_what_an_archive_says_of_its_owner_is_not_believed(folder, handed_in, tmp_path):
    packed = pack_submission(folder, student="ada", destination=handed_in)
    renamed = packed.path.rename(handed_in / "eve__01_perceptron.zip")
    with zipfile.ZipFile(renamed) as archive:
        assert json.loads(archive.read("submission.json"))["student"] == "ada"
    collect(handed_in, tmp_path / "submitted", [MODULE])
    assert [path.name for path in (tmp_path / "submitted").iterdir()] == ["eve"]


def zip_with(path, entries) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


NOTEBOOK = f"{MODULE}/01_first.ipynb"
NESTED = io.BytesIO()
zip_with(NESTED, [(NOTEBOOK, notebook_text())])
HOSTILE = {
    "outside": ([("../../evil.ipynb", "x")], "leads outside"),
    "absolute": ([("/tmp/evil.ipynb", "x")], "leads outside"),
    "backslash": ([(f"{MODULE}\\..\\evil.ipynb", "x")], "leads outside"),
    "link": ([(link(NOTEBOOK), "/etc/passwd")], "link or a device"),
    "bomb": ([(NOTEBOOK, b"0" * (19 << 20))], "suspiciously tight"),
    "large": ([(NOTEBOOK, b"0" * (21 << 20))], "over 20 MB"),
    "entries": ([(f"{MODULE}/{i}.ipynb", "x") for i in range(300)], "300 entries"),
    "nested": ([(f"{MODULE}/more.zip", NESTED.getvalue())], "no lesson's notebook"),
    "program": ([(f"{MODULE}/torch.py", "x")], "no lesson's notebook"),
    "empty": ([], "holds no"),
    "other": ([("99_other/01_first.ipynb", "x")], "no lesson's notebook"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused_and_the_next_one_taken(
    name, folder, handed_in, tmp_path
):
    entries, reason = HOSTILE[name]
    zip_with(handed_in / "aaa.zip", entries)
    pack_submission(folder, student="zoe", destination=handed_in)
    before = set(tmp_path.rglob("*"))
    report = collect(handed_in, tmp_path / "submitted", [MODULE])
    assert len(report.refused) == 1
    assert reason in report.refused[0]
    assert report.taken == ["zoe: 01_perceptron, 2 notebooks"]
    new = set(tmp_path.rglob("*")) - before
    assert all(path.is_relative_to(tmp_path / "submitted") for path in new)
    assert not list((tmp_path / "submitted").glob("aaa*"))


def test_a_broken_zip_is_refused(handed_in, tmp_path):
    (handed_in / "ada.zip").write_bytes(b"PK\x03\x04 and then nothing")
    report = collect(handed_in, tmp_path / "submitted", [MODULE])
    assert report.taken == []
    assert report.refused[0].startswith("ada.zip:")


def whole_zip(*names: str) -> bytearray:
    """Return a good zip as bytes, to be damaged."""
    made = io.BytesIO()
    zip_with(made, [(name, notebook_text()) for name in names or (NOTEBOOK,)])
    return bytearray(made.getvalue())


def with_field(archive: bytearray, offset: int, *values: int, size: int) -> bytearray:
    """Return an archive whose table of contents says something else."""
    start = 0
    for value in values:
        start = archive.index(b"PK\x01\x02", start) + 4
        place = start - 4 + offset
        archive[place : place + size] = value.to_bytes(size, "little")
    return archive


def damaged() -> bytearray:
    archive = whole_zip()
    archive[80:90] = bytes(10)
    return archive


def second_damaged() -> bytearray:
    """Return a zip of two modules of which the second cannot be unpacked."""
    archive = whole_zip(NOTEBOOK, "02_other/01_a.ipynb")
    place = archive.rindex(b"PK\x03\x04") + 60
    archive[place : place + 10] = bytes(10)
    return archive


def crowded(path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(100_000):
            archive.writestr(f"{MODULE}/{number}.ipynb", b"")


def tarred(path) -> None:
    with tarfile.open(path, "w:gz") as archive:
        info = tarfile.TarInfo("../../evil.ipynb")
        archive.addfile(info, io.BytesIO())


DAMAGED = {
    "data": (damaged, "broken"),
    "second-module": (second_damaged, "broken"),
    "encrypted": (lambda: with_field(whole_zip(), 8, 1, size=2), "encrypted"),
    "unknown-method": (lambda: with_field(whole_zip(), 10, 97, size=2), "not readable"),
    "larger-than-said": (lambda: with_field(whole_zip(), 24, 9, size=4), "damaged"),
    "far-larger": (
        lambda: with_field(whole_zip(), 24, 2**31, size=4), "unpacks to over"
    ),
    "overlapping": (
        lambda: with_field(whole_zip(NOTEBOOK, f"{MODULE}/02.ipynb"), 42, 0, 0, size=4),
        "damaged",
    ),
    "cut-off": (lambda: whole_zip()[:200], "not a zip"),
    "empty-file": (bytearray, "not a zip"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_archive_is_refused_whole(name, folder, handed_in, tmp_path):
    make, reason = DAMAGED[name]
    (handed_in / "aaa.zip").write_bytes(make())
    pack_submission(folder, student="zoe", destination=handed_in)
    report = collect(handed_in, tmp_path / "submitted", [MODULE, "02_other"])
    assert [reason in line for line in report.refused] == [True], report.refused
    assert report.taken == ["zoe: 01_perceptron, 2 notebooks"]
    assert [path.name for path in (tmp_path / "submitted").iterdir()] == ["zoe"]


def test_what_is_no_plain_zip_is_refused_and_waits_for_nobody(
    folder, handed_in, tmp_path
):
    crowded(handed_in / "crowd.zip")
    tarred(handed_in / "tar.tar.gz")
    os.mkfifo(handed_in / "pipe.zip")
    (handed_in / "folder.zip").mkdir()
    packed = pack_submission(folder, student="zoe", destination=handed_in)
    (handed_in / "link.zip").symlink_to(packed.path)
    (handed_in / "loop.zip").symlink_to(handed_in / "loop.zip")
    report = collect(handed_in, tmp_path / "submitted", [MODULE])
    said = dict(line.split(": ", 1) for line in report.refused)
    assert said == {
        "crowd.zip": "it has far more than 200 entries",
        "folder.zip": "it is not a plain file",
        "link.zip": "a link is refused",
        "loop.zip": "a link is refused",
        "pipe.zip": "it is not a plain file",
        "tar.tar.gz": "only the zips of `autograder submit` are taken in",
    }
    assert report.taken == ["zoe: 01_perceptron, 2 notebooks"]


def test_the_time_of_receipt_is_the_servers(handed_in, tmp_path):
    info = zipfile.ZipInfo(NOTEBOOK, date_time=(1999, 1, 1, 0, 0, 0))
    zip_with(handed_in / "ada.zip", [(info, notebook_text())])
    forged = [(NOTEBOOK, "{}"), (f"{MODULE}/timestamp.txt", "1999-01-01 00:00:00")]
    zip_with(handed_in / "eve.zip", forged)
    before = datetime.datetime.now(datetime.UTC)
    report = collect(handed_in, tmp_path / "submitted", [MODULE])
    assert report.taken == ["ada: 01_perceptron, 1 notebooks"]
    assert "timestamp.txt" in report.refused[0]
    said = (tmp_path / "submitted/ada" / MODULE / "timestamp.txt").read_text()
    received = datetime.datetime.fromisoformat(said.removesuffix(" UTC") + "+00:00")
    assert before <= received <= datetime.datetime.now(datetime.UTC)


def test_a_folder_without_zips_says_so(handed_in, tmp_path):
    with pytest.raises(CourseError, match="nothing to collect"):
        collect(handed_in, tmp_path / "submitted", [MODULE])


@pytest.mark.parametrize(
    "name", ["", "..", "a/b", "a b", ".hidden", "x__y", "-rf", "ä"]
)
def test_unsafe_names_are_refused(name):
    with pytest.raises(CourseError, match="student's name"):
        check_student_name(name)


def test_a_broken_notebook_is_told_before_handing_in(folder, handed_in):
    (folder / "01_first.ipynb").write_text("{")
    with pytest.raises(CourseError, match="is no readable notebook"):
        pack_submission(folder, student="ada", destination=handed_in)
    assert list(handed_in.iterdir()) == []


def test_the_module_is_found_from_anywhere_in_the_course(folder):
    root = folder.parent.parent
    for start in (root, root / "course", folder):
        assert find_module_folder(MODULE, start) == folder
    with pytest.raises(CourseError, match="no notebooks of '02_none'"):
        find_module_folder("02_none", root)
