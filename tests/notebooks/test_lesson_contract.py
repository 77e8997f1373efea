"""What every lesson promises its reader, measured on the instructor notebooks."""

import ast
import re
import tomllib

import nbformat
import pytest

from answer_runner import exercise_of, is_graded, is_solution, released
from lessons import ROOT, instructor_notebooks

LESSONS = instructor_notebooks()
SECTIONS = (
    "You will be able to",
    "Your turn",
    "Pitfalls",
    "Check yourself",
    "Summary",
    "Further reading",
)
SOLUTION = re.compile(r"### BEGIN SOLUTION.*?### END SOLUTION", re.S)


@pytest.fixture(params=LESSONS, ids=[f"{p.parent.name}/{p.stem}" for p in LESSONS])
def lesson(request):
    return request.param


@pytest.fixture
def cells(lesson):
    return nbformat.read(lesson, as_version=4).cells


def markdown(cells) -> list[str]:
    return [cell.source for cell in cells if cell.cell_type == "markdown"]


def code_lines(source: str) -> int:
    """Count the lines that learners read as code: no docstring, comment or blank."""
    source = SOLUTION.sub("pass", released(source))
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic
        return len(source.splitlines())
    documented = (ast.FunctionDef, ast.ClassDef, ast.Module)
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, documented) and ast.get_docstring(node, clean=False):
            text = node.body[0]
            inside.update(range(text.lineno, text.end_lineno + 1))
    return sum(
        1
        for number, line in enumerate(source.splitlines(), start=1)
        if number not in inside and line.strip() and not line.strip().startswith("#")
    )


def test_length(cells):
    words = sum(len(text.split()) for text in markdown(cells))
    assert 1_500 <= words <= 2_500, f"{words} words"
    assert 25 <= len(cells) <= 40, f"{len(cells)} cells"
    long_texts = [t[:60] for t in markdown(cells) if len(t.split()) > 250]
    assert not long_texts, f"text cells over 250 words: {long_texts}"
    long_code = [
        cell.source[:60]
        for cell in cells
        if cell.cell_type == "code" and code_lines(cell.source) > 25
    ]
    assert not long_code, f"code cells over 25 lines: {long_code}"


def test_sections(cells):
    text = "\n".join(markdown(cells))
    missing = [name for name in SECTIONS if name.lower() not in text.lower()]
    assert not missing
    assert text.count("<details>") == text.count("</details>") >= 6
    assert cells[0].source.startswith("# ")


def test_header_tells_minutes_and_points(lesson, cells):
    module = ROOT / "solutions" / lesson.parent.name / "module.toml"
    minutes = tomllib.loads(module.read_text())["minutes"][lesson.stem]
    points = sum(cell.metadata.nbgrader.points for cell in cells if is_graded(cell))
    head = cells[0].source
    assert re.search(rf"\b{minutes} minutes\b", head), f"module.toml: {minutes} minutes"
    assert re.search(rf"\b{points:g} points\b", head), f"the tests add up to {points:g}"


def test_exercises_are_documented_and_hinted(cells):
    for cell in cells:
        if is_solution(cell):
            tree = ast.parse(cell.source)
            (defined, *_) = [
                node
                for node in tree.body
                if isinstance(node, ast.FunctionDef | ast.ClassDef)
                and node.name == exercise_of(cell)
            ] or [None]
            assert defined, f"{exercise_of(cell)}: no function of that name"
            docstring = ast.get_docstring(defined) or ""
            assert "Returns" in docstring, f"{exercise_of(cell)}: contract too thin"


def test_no_hidden_breakage_and_no_remote_image(lesson, cells):
    text = lesson.read_text()
    assert "raises-exception" not in text
    assert not re.search(r"!\[[^]]*\]\(https?:|<img[^>]*src=.https?:", text)
    assert all(not cell.get("outputs") for cell in cells)


def test_visible_checks_and_hidden_ones(cells):
    for cell in cells:
        if is_graded(cell):
            where = cell.metadata.nbgrader.grade_id
            assert "BEGIN HIDDEN TESTS" in cell.source, f"{where}: no hidden tests"
            assert "checks." in released(cell.source), f"{where}: no visible check"


def test_graded_cells_end_without_a_value(cells):
    # nbgrader takes the value of a cell's last expression for its score.
    returning = ("unchanged", "no_warnings")
    for cell in cells:
        if is_graded(cell):
            for source in (cell.source, released(cell.source)):
                last = ast.parse(source).body[-1]
                while isinstance(last, ast.With):
                    last = last.body[-1]
                value = getattr(last, "value", None) if type(last) is ast.Expr else None
                name = ast.unparse(value.func) if isinstance(value, ast.Call) else ""
                where = cell.metadata.nbgrader.grade_id
                assert value is None or name.startswith("checks."), where
                assert not name.endswith(returning), f"{where} ends with {name}"
