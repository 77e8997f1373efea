"""The learners' first page: welcome, table of lessons, and what is done so far."""

from collections.abc import Sequence
from importlib import resources

from autograder.build.cells import Lesson
from autograder.build.module import Module
from autograder.build.notebook import new_cell, new_notebook, to_bytes

__all__ = ["INDEX", "index_notebook"]

INDEX = "index.ipynb"
WELCOME = """\
# Perceptron to Deployment

Welcome! This is a course in deep learning that you work through: every lesson explains
an idea, lets you build it, and tells you at once whether it works. You start with a
single artificial neuron and end with a model that serves predictions.

Everything here runs without a network, on an ordinary laptop."""
START = """\
## How to start

1. Open a lesson from the table below. Read it from top to bottom, and run each cell
   with **Shift+Enter**.
2. An exercise is a cell with the line `raise NotImplementedError("write ... here")`.
   Put your own code in its place.
3. Run the cell with the tests below it. No message means that they pass; a message
   tells you what came out and what was expected. Hints wait below the tests.
4. Stuck or in a muddle? **Kernel → Restart Kernel and Run All Cells** starts afresh.
5. When a module is done, open a terminal beside this page and check it once more with
   `autograder validate`, followed by the path of the notebook. Then pack it for your
   instructor with `autograder submit` and the module's name, such as
   `autograder submit 01_perceptron`.

Points also come from hidden tests, which look at more cases than those you see."""
PROGRESS = """\
## How far you are

Run the next cell at any time. It reads the saved notebooks beside this page and
counts the exercises that you have **answered**; whether an answer is right is for the
tests to say."""
SHOW = "show_progress(Path())"


def index_notebook(modules: Sequence[Module]) -> bytes:
    """Return the first page as a notebook file.

    Parameters
    ----------
    modules : sequence of Module
        All modules of the course.

    Returns
    -------
    bytes
    """
    ordered = sorted(modules, key=lambda each: (each.manifest.order, each.name))
    source = resources.files("autograder.build").joinpath("progress.py")
    code = source.read_text("utf-8").split("\n", 1)[1].strip("\n")
    cells = [
        new_cell("markdown", WELCOME, {}),
        new_cell("markdown", START, {}),
        new_cell("markdown", _contents(ordered), {}),
        new_cell("markdown", PROGRESS, {}),
        new_cell("code", f"{code}\n\n\n{SHOW}", {"jupyter": {"source_hidden": True}}),
    ]
    return to_bytes(new_notebook(cells))


def _contents(modules: Sequence[Module]) -> str:
    lessons = [lesson for module in modules for lesson in module.lessons]
    minutes = sum(sum(module.manifest.minutes.values()) for module in modules)
    head = (
        f"## Lessons\n\n{_count(len(modules), 'module')}, "
        f"{_count(len(lessons), 'lesson')}, "
        f"{_count(sum(len(lesson.exercises) for lesson in lessons), 'exercise')}, "
        f"about {_count(round(minutes / 60), 'hour')}."
    )
    return "\n\n".join([head, *(_section(module) for module in modules)])


def _section(module: Module) -> str:
    manifest = module.manifest
    points = sum(lesson.points for lesson in module.lessons)
    minutes = sum(manifest.minutes.values())
    rows = [_row(module, lesson) for lesson in module.lessons]
    return "\n".join(
        [
            f"### {manifest.order}. {manifest.title}",
            "",
            f"{manifest.summary} *{minutes} minutes, {_count(points, 'point')}.*",
            "",
            "| Lesson | Minutes | Exercises | Points |",
            "|:--|--:|--:|--:|",
            *rows,
        ]
    )


def _row(module: Module, lesson: Lesson) -> str:
    title = lesson.title.replace("|", "\\|").replace("[", "\\[").replace("]", "\\]")
    link = f"[{title}]({module.name}/{lesson.name}.ipynb)"
    minutes = module.manifest.minutes.get(lesson.name, 0)
    return f"| {link} | {minutes} | {len(lesson.exercises)} | {lesson.points:g} |"


def _count(number: float, noun: str) -> str:
    return f"{number:g} {noun}" if number == 1 else f"{number:g} {noun}s"
