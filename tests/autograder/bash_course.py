"""A small nbgrader course in bash: what other kernels are tested with."""

import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from toy_course import code

CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "shell"
c.ClearSolutions.code_stub = {"bash": "# YOUR CODE HERE\\nfalse"}
"""
DOUBLE = (
    "double() {\n    ### BEGIN SOLUTION\n    echo $(($1 * 2))\n    ### END SOLUTION\n}"
)
DOUBLE_TESTS = """\
test "$(double 4)" = 8
### BEGIN HIDDEN TESTS
test "$(double 4)" = 8 && test "$(double -3)" = -6
### END HIDDEN TESTS"""
COUNT_TESTS = 'test "$(count)" = 3'
STUB = "    # YOUR CODE HERE\n    false"
RIGHT = {
    "double": "double() { echo $(($1 + $1)); }",
    "count": "count() { wc -l < lines.txt; }",
}
KERNEL = {"name": "bash", "display_name": "Bash", "language": "bash"}


def make_course(root: Path, kernel: dict[str, str] | None = None) -> Path:
    """Write a course with one module, `ps1`, of 3 points."""
    (root / "source" / "ps1").mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    (root / "source" / "ps1" / "lines.txt").write_text("a\nb\nc\n")
    count = DOUBLE.replace("double", "count").replace(
        "echo $(($1 * 2))", "wc -l < lines.txt"
    )
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel or KERNEL})
    notebook.cells = [
        nbformat.v4.new_markdown_cell("# In the shell", id="title"),
        code(DOUBLE, "double"),
        code(DOUBLE_TESTS, "double-tests", 2),
        code(count, "count"),
        code(COUNT_TESTS, "count-tests", 1),
    ]
    nbformat.write(notebook, root / "source" / "ps1" / "p.ipynb")
    return root


def released() -> NotebookNode:
    """Return the notebook as learners get it."""
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": KERNEL})
    notebook.cells = [
        nbformat.v4.new_markdown_cell("# In the shell", id="title"),
        code(f"double() {{\n{STUB}\n}}", "double"),
        code('test "$(double 4)" = 8', "double-tests", 2),
        code(f"count() {{\n{STUB}\n}}", "count"),
        code(COUNT_TESTS, "count-tests", 1),
    ]
    return notebook


def submit(root: Path, student: str, answers: dict[str, str]) -> None:
    """Hand in the released notebook with answers."""
    notebook = released()
    for cell in notebook.cells:
        cell.source = answers.get(cell["id"], cell.source)
    folder = root / "submitted" / student / "ps1"
    folder.mkdir(parents=True)
    (folder / "p.ipynb").write_text(json.dumps(notebook))
