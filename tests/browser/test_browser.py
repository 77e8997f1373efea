"""JupyterLab in headless Chromium, used as learners and instructors use it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lab_page import Lab
from playwright.sync_api import expect

from autograder.build.source import read_lesson

ANSWERS = Path(__file__).parents[1] / "answers/00_orientation/accuracy.py"
MODULE, LESSON, TITLE = "00_orientation", "01_first_lesson", "00.1 Your first lesson"
STUB = "def accuracy(predictions, targets)"
FIRST_CHECK = "three of four are right"

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def answer(title: str) -> str:
    """Return the answer whose title starts so, from those that test the exercise."""
    cells = ANSWERS.read_text(encoding="utf-8").split("# %% ")[1:]
    return next(
        text.strip()
        for head, text in (c.split("\n", 1) for c in cells)
        if head.startswith(title)
    )


def open_lesson(lab: Lab, learner: str) -> None:
    """Go from the course's first page to its first lesson."""
    lab.open(f"{learner}/course/index.ipynb")
    table = lab.notebook.locator("table").first
    expect(table).to_contain_text(TITLE)
    table.get_by_role("link", name=TITLE).click()
    expect(lab.tab(f"{LESSON}.ipynb")).to_be_visible()
    expect(lab.notebook.get_by_role("heading", name=TITLE)).to_be_visible()


def solve(lab: Lab, text: str) -> None:
    """Run what is given, and put an answer into the exercise's cell."""
    lab.run_all_above(lab.cell(STUB), last=lab.cell("print(len.__doc__)"))
    lab.write(lab.cell(STUB), text)
    lab.run(lab.cell(STUB))
    lab.run(lab.cell(FIRST_CHECK))


def test_learner_solves_an_exercise(lab, learner, screenshot):
    open_lesson(lab, learner)
    tests = lab.cell(FIRST_CHECK)

    lab.run_all_above(lab.cell(STUB), last=lab.cell("print(len.__doc__)"))
    figure = lab.cell("One notebook, six ways to click").locator(".jp-RenderedImage")
    expect(figure).to_have_count(1)
    lab.run(lab.cell(STUB))
    lab.run(tests)
    expect(lab.errors(tests)).to_contain_text("NotImplementedError")

    lab.write(lab.cell(STUB), answer("right"))
    lab.run(lab.cell(STUB))
    lab.run(tests)
    expect(lab.errors(tests)).to_have_count(0)
    screenshot("solved")

    lab.save()
    saved = lab.server.root / learner / "course" / MODULE / f"{LESSON}.ipynb"
    sources = ["".join(c["source"]) for c in json.loads(saved.read_text())["cells"]]
    assert answer("right") in sources

    expect(lab.validate()).to_contain_text("Your notebook passes all the tests")
    screenshot("validated")
    lab.close_dialog()


def test_validate_names_the_check_that_fails(lab, learner, screenshot):
    open_lesson(lab, learner)
    solve(lab, answer("wrong: counts and does not divide"))
    expect(lab.errors(lab.cell(FIRST_CHECK))).to_contain_text("CheckFailure")
    lab.save()
    message = lab.validate()
    expect(message).to_contain_text("The following cell failed")
    expect(message).to_contain_text(f"CheckFailure: {FIRST_CHECK}")
    screenshot("validate-fails")


def test_instructor_edits_a_lesson_as_a_notebook(lab, screenshot):
    source = lab.server.root / "solutions" / MODULE / f"{LESSON}.py"
    before = source.read_text(encoding="utf-8")
    lab.open(f"solutions/{MODULE}")
    files = lab.page.locator(".jp-DirListing-item")
    files.filter(has_text=source.name).dblclick()
    setup = lab.cell("seed_everything(0)")
    setup.locator(".cm-content").click()
    lab.page.keyboard.press("ControlOrMeta+End")
    lab.page.keyboard.type("  # edited in the browser")
    lab.save()
    screenshot("instructor")

    last = "plots.use_style()"
    edited = before.replace(last, f"{last}  # edited in the browser", 1)
    assert source.read_text(encoding="utf-8") == edited
    assert read_lesson(source).cells


@pytest.fixture
def graded(desk: Path) -> str:
    """Grade a learner who handed the first lesson in, solved; return the module."""
    handed_in = desk / "classroom/submitted/ada" / MODULE
    handed_in.mkdir(parents=True)
    notebook = json.loads((desk / "course" / MODULE / f"{LESSON}.ipynb").read_text())
    cell = next(c for c in notebook["cells"] if c["id"] == "accuracy")
    cell["source"] = answer("right")
    (handed_in / f"{LESSON}.ipynb").write_text(json.dumps(notebook))
    command = [sys.executable, "-m", "autograder", "grade", MODULE, "--sandbox", "none"]
    done = subprocess.run(command, cwd=desk, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return MODULE


def test_formgrader_shows_what_was_graded(lab, graded, screenshot):
    lab.open("course")
    lab.choose("Nbgrader", "Formgrader")
    formgrader = lab.page.frame_locator("iframe[src*=formgrader]")
    assignment = formgrader.locator("tr").filter(has_text=graded)
    expect(assignment.locator("td.num-submissions")).to_have_text("1")
    formgrader.get_by_role("link", name="Manage Students").click()
    student = formgrader.locator("tr").filter(has_text="ada")
    expect(student.locator("td.score")).to_have_text(re.compile(r"^2 / \d+$"))
    screenshot("formgrader")
