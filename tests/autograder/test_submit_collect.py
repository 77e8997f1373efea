"""A learner's zip goes in, whole and harmless, or is refused with a reason."""

import io
import json
import stat
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
