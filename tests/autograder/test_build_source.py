"""Reading lesson sources: cells, exercises, and every mistake named with its line."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.build.cells import HEADER, parse_cells
from autograder.build.markers import find_regions
from autograder.build.module import examine_module
from autograder.build.source import examine_lesson, read_lesson
from autograder.errors import CourseError

SMALL = Path(__file__).parent / "fixtures" / "small_course" / "solutions"
TITLE = "# %% [markdown]\n# # 01.1 Title\n"
EXERCISE = """
# %% exercise="add"
def add(a, b):
    ### BEGIN SOLUTION
    return a + b
    ### END SOLUTION
"""
TESTS = """
# %% tests="add" points=1
assert add(1, 2) == 3
"""


def lesson_with(*cells: str) -> str:
    return "\n".join([HEADER, TITLE, *cells])


def mistakes_in(folder: Path, text: str) -> list[str]:
    path = folder / "lesson.py"
    path.write_text(text, encoding="utf-8")
    _, problems = examine_lesson(path)
    return [f"{problem.line}: {problem.text}" for problem in problems]


def test_reads_exercises_with_their_parts():
    lesson = read_lesson(SMALL / "01_small" / "01_area.py")
    assert lesson.title == "01.1 Areas"
    (exercise,) = lesson.exercises
    assert (exercise.name, exercise.points) == ("room_area", 4.5)
    assert exercise.forbids == ("math.prod", "helpers")
    labels = [(part.name, part.points, part.label) for part in exercise.parts]
    assert labels == [(None, 3, "room_area"), ("errors", 1.5, "room_area-errors")]
    ids = [part.grade_id for part in exercise.parts]
    assert ids == ["room_area-tests", "room_area-errors-tests"]


def test_cells_know_their_lines():
    path = SMALL / "01_small" / "01_area.py"
    lines = path.read_text(encoding="utf-8").splitlines()
    for cell in read_lesson(path).cells:
        assert lines[cell.line - 1].startswith("# %%")
        if cell.kind == "code":
            assert lines[cell.line_of(0) - 1] == cell.source.splitlines()[0]


def test_a_lesson_without_mistakes_has_none(tmp_path):
    assert mistakes_in(tmp_path, lesson_with(EXERCISE, TESTS)) == []


# What is put behind title, exercise and tests; a part of the message; the line's text.
BAD_CELLS = [
    ('# %% exercize="x"\n1', "unknown attribute 'exercize'", None),
    ("# %% points=x\n1", "cannot be read", None),
    ("# %% exercise add\n1", "text 'exercise add'", None),
    ("# %% [raw]\n# x", "raw cell", None),
    ('# %% tests="none" points=1\n1', "no cell has that exercise", None),
    ('# %% tests="add" part="b"\n1', "without points", None),
    ('# %% tests="add" part="b" points=0\n1', "must be above 0", None),
    ('# %% tests="add" part="b" points=-1\n1', "must be above 0", None),
    ('# %% tests="add" part="b" points=NaN\n1', "must be above 0", None),
    ('# %% tests="add" part="b" points="1"\n1', "is no number", None),
    ('# %% tests="add" part="b" points=true\n1', "is no number", None),
    ('# %% tests="add" points=2\n1', "a second graded cell called 'add'", None),
    ('# %% tests="add" part="B" points=2\n1', "bad name part='B'", None),
    ('# %% tests="add" part="b" points=1\n# nothing', "without code", None),
    ('# %% tests="add" part="b" points=1\nx = (', "not valid Python", "x = ("),
    ('# %% part="b"\n1', "'part' belongs to a cell with tests", None),
    ("# %% points=2\n1", "'points' belongs to a cell with tests", None),
    ('# %% forbids="os"\n1', "'forbids' belongs to the cell with exercise", None),
    ('# %% [markdown] exercise="t"\n# 1', "a text cell cannot have", None),
    ('# %% tags=["raises-exception"]\n1 / 0', "hides every error", None),
    ('# %% tags=["experiments"]\n1', "did you mean 'experiment'", None),
    ('# %% tags="experiment"\n1', "no list of words", None),
    (
        '# %% tests="add" part="b" points=1 tags=["experiment"]\n1',
        "an experiment is never graded",
        None,
    ),
    (
        "# %%\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION",
        "a solution outside an exercise",
        "### BEGIN SOLUTION",
    ),
    (
        "# %%\n### BEGIN HIDDEN TESTS\nx = 1\n### END HIDDEN TESTS",
        "HIDDEN TESTS outside a graded cell",
        "### BEGIN HIDDEN TESTS",
    ),
    (
        "# %%\n### BEGIN PROBE\nx = 1\n### END PROBE",
        "PROBE outside a graded cell",
        "### BEGIN PROBE",
    ),
    (
        "# %% [markdown]\n# ### BEGIN SOLUTION\n# 42\n# ### END SOLUTION",
        "a solution outside an exercise",
        "# ### BEGIN SOLUTION",
    ),
    ("# %%\nx = 1\n# begin solution", "not a marker", "# begin solution"),
    ("# %%\nx = 1  # BEGIN SOLUTION", "not a marker", "x = 1  # BEGIN SOLUTION"),
    (
        '# %% tests="add" part="b" points=1\n1\n### BEGIN HIDDEN TESTS\nx = 1',
        "`### BEGIN HIDDEN TESTS` is never closed",
        "### BEGIN HIDDEN TESTS",
    ),
    (
        '# %% tests="add" part="b" points=1\nx = 1\n### END PROBE',
        "without a `### BEGIN PROBE`",
        "### END PROBE",
    ),
    (
        '# %% tests="add" part="b" points=1\n### BEGIN PROBE\ny = 2\n'
        "### BEGIN HIDDEN TESTS\nx = 1\n### END HIDDEN TESTS\n### END PROBE",
        "stands inside a PROBE region",
        "### BEGIN HIDDEN TESTS",
    ),
    (
        '# %% tests="add" part="b" points=1\n### BEGIN HIDDEN TESTS\nx = 1\n'
        "### END HIDDEN TESTS\nlate = 2",
        "visible checks come before",
        "late = 2",
    ),
    (
        '# %% tests="add" part="b" points=1\nfor i in range(2):\n'
        "    ### BEGIN HIDDEN TESTS\n    x = 1\n    ### END HIDDEN TESTS",
        "is indented",
        "    ### BEGIN HIDDEN TESTS",
    ),
    (
        '# %% tests="add" part="b" points=1\nx = [\n### BEGIN PROBE\n1, 2,\n'
        "### END PROBE\n]\nif x:\n    y = 1\n### BEGIN HIDDEN TESTS\n"
        "else:\n    y = 2\n### END HIDDEN TESTS",
        "cuts a statement in two",
        "### BEGIN HIDDEN TESTS",
    ),
    ('# %% exercise="Bad-Name"\n1', "bad name exercise='Bad-Name'", None),
    ('# %% exercise="two"\ndef two():\n    pass', "without a solution", None),
    (
        '# %% exercise="two"\ndef two():\n    ### BEGIN SOLUTION\n'
        "    ### END SOLUTION\n    pass",
        "an empty SOLUTION region",
        None,
    ),
    ('# %% exercise="two"\nx = 1', 'add a cell `# %% tests="two"', None),
    (
        '# %% exercise="two" tests="add" points=1\n1',
        "exercise and tests in one cell",
        None,
    ),
    (EXERCISE, "a second exercise called 'add'", None),
    (
        '# %% exercise="two" forbids="torch-softmax"\n1',
        "which is no dotted name",
        None,
    ),
    ('# %% exercise="two" forbids=""\n1', "names nothing", None),
    ('# %% exercise="two" forbids="os"\n1', "forbids needs `checks`", None),
    (f'# %% exercise="{"long" * 17}"\n1', "over 64 characters", None),
    ('# %%\ntext = """\n# %%\n"""', "stands inside a string", "# %%"),
]


@pytest.mark.parametrize(("cell", "message", "at"), BAD_CELLS)
def test_a_mistake_is_named_with_its_line(tmp_path, cell, message, at):
    text = lesson_with(EXERCISE, TESTS, cell)
    found = [each for each in mistakes_in(tmp_path, text) if message in each]
    assert found, mistakes_in(tmp_path, text)
    if at is not None:
        line = int(found[0].split(":")[0])
        assert text.splitlines()[line - 1] == at


def test_tests_before_their_exercise(tmp_path):
    (found,) = mistakes_in(tmp_path, lesson_with(TESTS, EXERCISE))
    assert "tests before their exercise 'add'" in found


def test_points_promised_must_be_those_given(tmp_path):
    text = lesson_with(EXERCISE, TESTS).replace("# # 01.1 Title", "# # T\n# 3 points")
    (found,) = mistakes_in(tmp_path, text)
    assert "promises 3 points, but the tests give 1" in found


def test_the_header_is_needed(tmp_path):
    text = lesson_with(EXERCISE, TESTS)
    found, *_ = mistakes_in(tmp_path, text.replace("percent", "light"))
    assert found.startswith("6: the header")
    assert "format_name: percent" in found
    (found,) = mistakes_in(tmp_path, text.removeprefix(HEADER).lstrip())
    assert found.startswith("1: the header")


def test_the_kernel_may_have_been_renamed_by_jupyterlab(tmp_path):
    text = lesson_with(EXERCISE, TESTS)
    renamed = text.replace("name: Python 3", "name: Python 3 (ipykernel)")
    assert renamed != text
    assert mistakes_in(tmp_path, renamed) == []


@pytest.mark.parametrize("text", ["", "\n", "x = 1\n", "# ---\n# a: [\n# ---\n# %%\n1"])
def test_a_file_that_is_no_lesson_is_refused(tmp_path, text):
    assert mistakes_in(tmp_path, text)


def test_a_title_is_needed(tmp_path):
    text = lesson_with(EXERCISE, TESTS).replace("# # 01.1 Title", "# Title")
    (found,) = mistakes_in(tmp_path, text)
    assert "no title" in found


def test_all_mistakes_are_reported_at_once(tmp_path):
    bad = '# %% tests="gone" points="x"\n1'
    path = tmp_path / "lesson.py"
    path.write_text(lesson_with(EXERCISE, bad), encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        read_lesson(path)
    message = str(caught.value)
    assert message.startswith("3 mistakes in the sources:")
    for part in ("is no number", "no cell has that exercise", "no tests; add a cell"):
        assert part in message
    assert f"{path}:" in message


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(CourseError, match=r"missing\.py:1: cannot be read"):
        read_lesson(tmp_path / "missing.py")
    (tmp_path / "latin.py").write_bytes("# é".encode("latin-1"))
    with pytest.raises(CourseError, match="no UTF-8 text"):
        read_lesson(tmp_path / "latin.py")


WORDS = st.text("abcxyz_ =()'#%\\\n", max_size=60)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", " [markdown]"]), WORDS), max_size=6))
def test_any_text_is_cut_at_its_markers_or_refused(cells):
    text = HEADER + "".join(
        f"\n# %%{kind}\n" + ("".join(f"# {x}\n" for x in body.split("\n")) if kind else
                             f"{body}\n")
        for kind, body in cells
    )  # fmt: skip
    parsed, problems = parse_cells(Path("x.py"), text)
    assert bool(parsed) != bool(problems)
    lines = text.splitlines()
    for cell in parsed:
        assert lines[cell.line - 1].lstrip().startswith("#")
        assert "%%" in lines[cell.line - 1]


@given(st.lists(st.sampled_from(["SOLUTION", "HIDDEN TESTS", "PROBE"])))
def test_regions_one_after_another_are_all_found(kinds):
    source = "\n".join(f"### BEGIN {k}\nx\n### END {k}" for k in kinds)
    regions, mistakes = find_regions(source)
    assert not mistakes
    assert [region.kind for region in regions] == kinds
    assert all(region.lines(source) == ["x"] for region in regions)


TOML = (SMALL / "01_small" / "module.toml").read_text(encoding="utf-8")
BAD_MANIFESTS = [
    ('title = "Small things"\n', "", "'title' is missing", 1),
    ("order = 1", 'order = "1"', "'order' must be the number", 3),
    ("order = 1", "order = 1\ncolour = 3", "unknown key 'colour'", 4),
    ('"02_stack"]', '"02_stack", "03_none"]', "'03_none' has no file", 4),
    ('"01_area", "02_stack"', '"01_area"', "02_stack.py is not in 'lessons'", 4),
    ('"02_stack"]', '"02_stack", "02_stack"]', "names something twice", 4),
    ('"01_area"', '"../01_area"', "bad lesson name", 4),
    ("data/rooms.csv", "data/none.csv", "'data/none.csv' does not exist", 5),
    ("data/rooms.csv", "../x.csv", "must lie inside", 5),
    ("data/rooms.csv", "/etc/hostname", "must lie inside", 5),
    ("data/rooms.csv", "01_area.py", "cannot be released", 5),
    ("data/rooms.csv", "linked.csv", "is a link", 5),
    ("data/rooms.csv", "linked/rooms.csv", "is a link or lies behind one", 5),
    ("02_stack = 15\n", "", "no minutes for '02_stack'", 7),
    ("02_stack = 15", "02_stack = 0", "must be a whole number above 0", 9),
    ("02_stack = 15", "02_stack = 15\n03_none = 5", "which is no lesson", 10),
    ("02_stack = 15", "02_stack = 16", "the first cell promises 15 minutes", None),
    ('title = "Small things"', "title = ", "not valid TOML", 1),
]


@pytest.fixture
def module(tmp_path):
    folder = tmp_path / "01_small"
    shutil.copytree(SMALL / "01_small", folder)
    (folder / "linked.csv").symlink_to(folder / "data" / "rooms.csv")
    (folder / "linked").symlink_to(folder / "data")
    return folder


@pytest.mark.parametrize(("old", "new", "message", "line"), BAD_MANIFESTS)
def test_a_mistake_in_module_toml(module, old, new, message, line):
    assert old in TOML
    (module / "module.toml").write_text(TOML.replace(old, new, 1), encoding="utf-8")
    _, problems = examine_module(module)
    found = [problem for problem in problems if message in problem.text]
    assert found, problems
    if line is not None:
        assert (found[0].path.name, found[0].line) == ("module.toml", line)


def test_module_toml_is_needed(module):
    (module / "module.toml").unlink()
    read, (problem,) = examine_module(module)
    assert read is None
    assert "is missing" in problem.text


def test_exercise_names_are_unique_in_a_module(module):
    path = module / "02_stack.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('="stack"', '="room_area"'), encoding="utf-8")
    _, (problem,) = examine_module(module)
    assert "'room_area' is also in 01_area" in problem.text
    assert problem.path == path
