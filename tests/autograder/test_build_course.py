"""Building a small course: notebooks, index, and what --check says."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from autograder.build.course_build import build_course
from autograder.build.forbids import indent_code
from autograder.build.instructor import ensure_instructor
from autograder.build.release import ONLY_HIDDEN, stub
from autograder.commands.build import build
from autograder.course import load_course
from autograder.errors import CourseError
from autograder.whole_file import write_whole

SMALL = Path(__file__).parent / "fixtures" / "small_course"
RELEASED = {
    "index.ipynb",
    "01_small/01_area.ipynb",
    "01_small/02_stack.ipynb",
    "01_small/data/rooms.csv",
    "02_second/01_alone.ipynb",
}


@pytest.fixture
def course(tmp_path):
    shutil.copytree(SMALL, tmp_path / "small")
    return load_course(tmp_path / "small")


@pytest.fixture
def built(course):
    build_course(course)
    return course


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def cells_of(path: Path) -> dict:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return {cell.id: cell for cell in notebook.cells}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_build_releases_notebooks_and_listed_files_only(built):
    assert set(contents(built.release)) == RELEASED


def test_the_same_sources_give_the_same_bytes(built, tmp_path):
    shutil.copytree(SMALL, tmp_path / "again")
    again = load_course(tmp_path / "again")
    build_course(again)
    assert contents(again.release) == contents(built.release)
    assert contents(again.source) == contents(built.source)
    for content in contents(again.release).values():
        assert content.endswith(b"\n")
        assert not content.endswith(b"\n\n")


def test_bytes_do_not_depend_on_the_hash_seed(built):
    code = (
        "from pathlib import Path; from autograder.course import load_course; "
        "from autograder.build.course_build import build_course; "
        f"report = build_course(load_course(Path({str(built.root)!r})), check=True); "
        "raise SystemExit(not report.clean)"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "TZ": "Asia/Tokyo",
    }
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def test_instructor_notebooks_have_answers_and_nbgraders_marks(built):
    cells = cells_of(built.source / "01_small" / "01_area.ipynb")
    exercise, tests = cells["room_area"], cells["room_area-tests"]
    errors = cells["room_area-errors-tests"]
    assert exercise.source.startswith("# Do not use: math.prod, helpers\ndef room_area")
    assert "    return width * length" in exercise.source
    assert exercise.metadata.nbgrader == {
        "schema_version": 3,
        "grade": False,
        "solution": True,
        "locked": False,
        "task": False,
        "grade_id": "room_area",
    }
    assert tests.metadata.nbgrader["points"] == 3
    assert tests.metadata.nbgrader["locked"]
    assert errors.metadata.course == {
        "exercise": "room_area",
        "part": "errors",
        "label": "room_area-errors",
        "forbids": ["math.prod", "helpers"],
    }
    (experiment,) = (c for c in cells.values() if c.metadata.get("tags"))
    assert experiment.metadata == {
        "tags": ["experiment"],
        "course": {"experiment": True},
    }
    data = built.source / "01_small" / "data" / "rooms.csv"
    assert (
        data.read_bytes() == (SMALL / "solutions/01_small/data/rooms.csv").read_bytes()
    )


def test_forbidden_calls_are_checked_in_the_open_and_in_hiding(built):
    tests = cells_of(built.source / "01_small" / "01_area.ipynb")["room_area-tests"]
    lines = tests.source.split("\n")
    assert lines[0] == 'checks.forbids(room_area, "math.prod helpers")'
    begin = lines.index("### BEGIN HIDDEN TESTS")
    assert lines[begin + 1] == 'with checks.forbidden("math.prod helpers"):'
    assert "second line, at the margin" in lines  # inside a string: not indented
    assert "    ### BEGIN PROBE" in lines[begin:]


class Recorder:
    """Stands for helpers.checks: notes what is asked of it."""

    def __init__(self):
        self.asked = []

    def forbids(self, answer, names):
        self.asked.append(("forbids", names))

    def close(self, result, expected):
        assert result == expected

    def forbidden(self, names):
        self.asked.append(("forbidden", names))
        return open(os.devnull)


def test_instructor_cells_run(built, monkeypatch):
    recorder = Recorder()
    monkeypatch.setitem(sys.modules, "helpers", SimpleNamespace(checks=recorder))
    for lesson in ("01_area", "02_stack"):
        names: dict = {}
        for cell in cells_of(built.source / "01_small" / f"{lesson}.ipynb").values():
            if cell.cell_type == "code":
                exec(cell.source, names)
    wanted = ("forbids", "math.prod helpers"), ("forbidden", "math.prod helpers")
    assert recorder.asked == [*wanted, *wanted]


def test_learner_notebooks_have_stubs_and_no_secrets(built):
    cells = cells_of(built.release / "01_small" / "01_area.ipynb")
    assert cells["room_area"].source == "\n".join(
        [
            "# Do not use: math.prod, helpers",
            "def room_area(width, length):",
            '    """Return the area of a room in square metres."""',
            '    raise NotImplementedError("write room_area here")',
        ]
    )
    assert cells["room_area-tests"].source == "\n".join(
        [
            'checks.forbids(room_area, "math.prod helpers")',
            "checks.close(room_area(3, 4), 12)",
            "halves = room_area(0.5, 0.5)",
            "assert halves == 0.25",
        ]
    )
    errors = cells["room_area-errors-tests"].source
    assert errors == 'checks.forbids(room_area, "math.prod helpers")'
    stack = cells_of(built.release / "01_small" / "02_stack.ipynb")["stack"].source
    assert stack.count(f"        {stub('stack')}") == 2


def test_a_cell_of_hidden_tests_only_says_so(course):
    source = course.solutions / "01_small" / "01_area.py"
    edit(source, ' forbids="math.prod helpers"', "")
    build_course(course)
    cells = cells_of(course.release / "01_small" / "01_area.ipynb")
    assert cells["room_area-errors-tests"].source == ONLY_HIDDEN


def test_learner_cells_are_locked_and_carry_checksums(built):
    from nbgrader.utils import compute_checksum

    cells = cells_of(built.release / "01_small" / "01_area.ipynb")
    tests = cells["room_area-tests"]
    assert tests.metadata.deletable is False
    assert tests.metadata.editable is False
    assert cells["room_area"].metadata.deletable is False
    for cell in cells.values():
        if "nbgrader" in cell.metadata:
            assert cell.metadata.nbgrader.checksum == compute_checksum(cell)


def test_nbgrader_finds_the_same_exercises(built):
    from nbgrader.preprocessors import CheckCellMetadata
    from nbgrader.utils import is_grade, is_solution

    for folder in (built.source, built.release):
        notebook = nbformat.read(folder / "01_small" / "01_area.ipynb", as_version=4)
        CheckCellMetadata().preprocess(notebook, {})
        assert [c.id for c in notebook.cells if is_solution(c)] == ["room_area"]
        points = [c.metadata.nbgrader.points for c in notebook.cells if is_grade(c)]
        assert points == [3, 1.5]


def test_a_cell_put_in_leaves_the_ids_of_others(built):
    before = list(cells_of(built.release / "01_small" / "02_stack.ipynb"))
    assert len(set(before)) == len(before)
    source = built.solutions / "01_small" / "02_stack.py"
    edit(source, '# %% exercise="stack"', '# %%\nnew = 1\n\n# %% exercise="stack"')
    build_course(built)
    after = list(cells_of(built.release / "01_small" / "02_stack.ipynb"))
    assert [each for each in after if each in before] == before
    assert len(after) == len(before) + 1


def test_nothing_is_written_twice(built):
    times = {path: path.stat().st_mtime_ns for path in built.root.rglob("*.*")}
    report = build_course(built)
    assert report.clean
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_one_module_leaves_the_others_alone(built):
    other = built.release / "02_second" / "01_alone.ipynb"
    other.write_text("changed by hand", encoding="utf-8")
    edit(built.solutions / "01_small" / "02_stack.py", "Last in", "Last one in")
    report = build_course(built, ["01_small"])
    assert report.changed == [built.release / "01_small" / "02_stack.ipynb"]
    assert report.stale == []
    assert other.read_text(encoding="utf-8") == "changed by hand"


def test_mistakes_in_another_module_do_not_stop_a_build(built):
    edit(built.solutions / "02_second" / "01_alone.py", "points=1", "points=0")
    (built.solutions / "03_begun").mkdir()
    assert build_course(built, ["01_small"]).modules == ["01_small"]
    with pytest.raises(CourseError) as caught:
        build_course(built)
    assert "solutions/02_second/01_alone.py:25: points=0 must" in str(caught.value)
    assert "solutions/03_begun/module.toml:1: is missing" in str(caught.value)


def test_two_modules_with_one_number(course):
    edit(course.solutions / "02_second" / "module.toml", "order = 2", "order = 1")
    with pytest.raises(CourseError, match="order 1 is also that of 01_small"):
        build_course(course)


def test_mistakes_leave_everything_as_it_was(built):
    before = contents(built.root)
    source = built.solutions / "01_small" / "01_area.py"
    edit(source, "Measure a room.", "Measure all rooms.")
    edit(source, "### END SOLUTION", "")
    with pytest.raises(CourseError):
        build_course(built)
    name = "solutions/01_small/01_area.py"
    assert {**contents(built.root), name: b""} == {**before, name: b""}


def run_build(course, monkeypatch, *arguments):
    monkeypatch.chdir(course.root / "solutions")
    return CliRunner().invoke(build, arguments)


def test_check_names_what_differs(built, monkeypatch):
    assert run_build(built, monkeypatch, "--check").exit_code == 0
    edit(built.release / "01_small" / "01_area.ipynb", "Measure", "Mesure")
    (built.release / "index.ipynb").unlink()
    (built.release / "01_small" / "solution.txt").write_text("42", encoding="utf-8")
    before = contents(built.root)
    result = run_build(built, monkeypatch, "--check")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "course/01_small/01_area.ipynb: differs",
        "course/index.ipynb: missing",
        "course/01_small/solution.txt: should not be there",
        "course/ is not what solutions/ builds: run `autograder build`",
    ]
    assert contents(built.root) == before
    assert run_build(built, monkeypatch).exit_code == 0
    assert run_build(built, monkeypatch, "--check").exit_code == 0


def test_what_no_source_makes_is_removed(built):
    outside = built.root / "keep.txt"
    outside.write_text("mine", encoding="utf-8")
    (built.release / "01_small" / "old").mkdir()
    (built.release / "01_small" / "old" / "old.ipynb").write_text(
        "{}", encoding="utf-8"
    )
    (built.release / "01_small" / "link.txt").symlink_to(outside)
    (built.source / "01_small" / "old.ipynb").write_text("{}", encoding="utf-8")
    shutil.rmtree(built.solutions / "02_second")
    report = build_course(built)
    names = {path.relative_to(built.release).as_posix() for path in report.stale}
    gone = {"01_small/old/old.ipynb", "01_small/link.txt", "02_second/01_alone.ipynb"}
    assert names == gone
    assert set(contents(built.release)) == RELEASED - gone
    assert not (built.release / "01_small" / "old").exists()
    assert not (built.source / "01_small" / "old.ipynb").exists()
    assert outside.read_text(encoding="utf-8") == "mine"


def test_what_jupyter_leaves_behind_is_overlooked(built):
    folder = built.release / "01_small" / ".ipynb_checkpoints"
    folder.mkdir()
    (folder / "01_area-checkpoint.ipynb").write_text("{}", encoding="utf-8")
    assert build_course(built, check=True).clean


def test_a_link_in_place_of_a_folder_is_refused(course, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    course.release.mkdir()
    (course.release / "01_small").symlink_to(elsewhere)
    with pytest.raises(CourseError, match="is a link"):
        build_course(course)
    assert not list(elsewhere.iterdir())


def test_a_link_in_place_of_a_file_is_replaced(built, tmp_path):
    path = built.release / "01_small" / "01_area.ipynb"
    outside = tmp_path / "outside.ipynb"
    shutil.move(path, outside)
    path.symlink_to(outside)
    assert build_course(built).changed == [path]
    assert not path.is_symlink()


def test_unknown_modules_and_missing_sources_get_a_clear_line(course):
    with pytest.raises(CourseError, match="no module called '09_none'"):
        build_course(course, ["09_none"])
    shutil.rmtree(course.solutions)
    with pytest.raises(CourseError, match="no lesson sources here"):
        build_course(load_course(course.root))


def test_an_empty_course_is_not_built_over_a_full_one(built):
    for folder in built.solutions.iterdir():
        shutil.rmtree(folder)
    with pytest.raises(CourseError, match="holds no module"):
        build_course(built)
    assert set(contents(built.release)) == RELEASED


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "file"
    write_whole(path, b"old")

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_whole(path, b"new")
    assert contents(tmp_path) == {"file": b"old"}


def test_ensure_instructor_builds_and_follows_the_sources(course):
    folder = ensure_instructor(course, "01_small")
    assert folder == course.source / "01_small"
    path = folder / "01_area.ipynb"
    first, time = path.read_bytes(), path.stat().st_mtime_ns
    ensure_instructor(course, "01_small")
    assert path.stat().st_mtime_ns == time
    edit(course.solutions / "01_small" / "01_area.py", "points=3", "points=2")
    edit(course.solutions / "01_small" / "01_area.py", "4.5 points", "3.5 points")
    ensure_instructor(course, "01_small")
    assert path.read_bytes() != first
    assert not course.release.exists()


def test_ensure_instructor_takes_a_plain_nbgrader_course(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    (tmp_path / "source" / "ps1").mkdir(parents=True)
    course = load_course(tmp_path)
    assert ensure_instructor(course, "ps1") == tmp_path / "source" / "ps1"
    with pytest.raises(CourseError, match="no module called 'ps2'"):
        ensure_instructor(course, "ps2")


def test_a_header_notebook_of_nbgrader_is_put_in_front(course):
    note = nbformat.v4.new_markdown_cell("Rules of the house", id="house-rules")
    nbformat.write(nbformat.v4.new_notebook(cells=[note]), course.root / "header.ipynb")
    course.config.IncludeHeaderFooter.header = "header.ipynb"
    build_course(course)
    ids = list(cells_of(course.release / "01_small" / "01_area.ipynb"))
    assert ids[0] == "house-rules"


def test_the_index_lists_every_lesson(built):
    text = (built.release / "index.ipynb").read_text(encoding="utf-8")
    assert "[01.1 Areas](01_small/01_area.ipynb) | 20 | 1 | 4.5 |" in text
    assert "[02.1 Alone](02_second/01_alone.ipynb) | 60 | 1 | 1 |" in text
    assert "2 modules, 3 lessons, 3 exercises, about 2 hours" in text
    for cell in json.loads(text)["cells"]:
        for line in "".join(cell["source"]).splitlines():
            _, _, target = line.partition("](")
            if target:
                assert (built.release / target.split(")")[0]).is_file()


def progress(built) -> list[str]:
    *_, cell = cells_of(built.release / "index.ipynb").values()
    command = [sys.executable, "-I", "-c", cell.source]
    result = subprocess.run(
        command, cwd=built.release, capture_output=True, text=True, check=True
    )
    return result.stdout.splitlines()


def test_progress_counts_what_is_answered(built):
    assert progress(built)[-1] == "In all 0 of 3 exercises answered (0 %)."
    path = built.release / "01_small" / "02_stack.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cell = next(c for c in notebook.cells if c.id == "stack")
    line = f"        {stub('stack')}"
    cell.source = cell.source.replace(line, "        pass", 1)
    nbformat.write(notebook, path)
    assert "0 of 3" in progress(built)[-1], "one of two methods is still to write"
    cell.source = cell.source.replace(line, "        pass  # done")
    nbformat.write(notebook, path)
    shown = progress(built)
    assert "1 of 3" in shown[-1]
    assert any("02_stack" in each and "1 of   1" in each for each in shown)
    cell.source = " \n"
    nbformat.write(notebook, path)
    assert "0 of 3" in progress(built)[-1], "an emptied cell is no answer"


def test_progress_goes_on_where_a_notebook_is_damaged(built):
    for text in ("{", "[]", '{"cells": [{"cell_type": 1}]}', '{"cells": [3]}'):
        path = built.release / "01_small" / "02_stack.ipynb"
        path.write_text(text, encoding="utf-8")
        assert "of 2 exercises" in progress(built)[-1]


STATEMENTS = st.sampled_from(
    [
        "x = 1",
        "",
        "# a comment",
        'y = """a\nb\n  c"""',
        "z = f'''{1}\n{2}\n'''",
        "w = ('one\\\n two',\n'three')",
        "if True:\n    v = b'''p\nq'''\n\n    u = [\n1,\n2]",
        "def f():\n    '''Two\n    lines.'''\n    return 1\nt = f.__doc__",
        "### BEGIN PROBE\ns = 's' \\\n  's'\n### END PROBE",
    ]
)


@given(st.lists(STATEMENTS, min_size=1))
def test_indented_code_means_the_same(statements):
    code = "\n".join(["first = 0", *statements])
    indented = "\n".join(["if True:", *indent_code(code.split("\n"))])
    plain: dict = {}
    inside: dict = {}
    exec(code, plain)
    exec(indented, inside)
    for names in (plain, inside):
        names.pop("__builtins__")
        names.pop("f", None)
    assert plain == inside
