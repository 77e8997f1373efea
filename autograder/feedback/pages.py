"""One page a notebook: the work, and per exercise the score and a short reason."""

import html
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.course import Course
from autograder.errors import CourseError
from autograder.feedback.reasons import HiddenRegion, first_hidden, reason
from autograder.feedback.rendering import (
    code_style,
    render_output,
    render_source,
)
from autograder.grade.execution import is_skipped
from autograder.grade.records import Record
from autograder.grade.writing import autograded_folder, replace_folder

__all__ = ["MAX_BYTES", "write_feedback"]

MAX_BYTES = 300_000
MAX_CODE = 20_000  # characters of a code cell that are shown
MAX_TEXT = 5_000  # of a text cell: brackets without end take seconds to render
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
# How much of each output is shown; the next step is taken while a page is too long.
STEPS = ((5_000, True), (2_000, False), (300, False), (0, False))
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 50em; margin: 2em auto;
  padding: 0 1em; color: #222; }
pre { overflow-x: auto; background: #f6f6f6; padding: .6em; font-size: 14px; }
table { border-collapse: collapse; } td, th { padding: .2em .8em; text-align: left;
  border-bottom: 1px solid #ddd; vertical-align: top; } img { max-width: 100%; }
.verdict { border-left: 5px solid #d55e00; background: #fff7f0; padding: .5em 1em;
  margin: 1em 0; white-space: pre-wrap; }
.verdict-ok { border-color: #009e73; background: #f0faf6; }
"""
HIDDEN_ONLY = "# The tests of this part are hidden."
Comments = Mapping[tuple[str, str], str]


def write_feedback(
    course: Course, output: Path, record: Record, comments: Comments
) -> None:
    """Write `feedback/<student>/<module>/<notebook>.html` for one learner.

    Parameters
    ----------
    course : Course
    output : Path
        Holds `autograded/`; `feedback/` goes there, too.
    record : Record
        What the learner earned.
    comments : mapping
        (notebook, grade_id) -> what a person wrote.
    """
    region = HiddenRegion(course.config)
    source = autograded_folder(course, output, record.student, record.module)
    pages = {}
    for entry in record.notebooks:
        notebook = _graded_notebook(source / f"{entry['name']}.ipynb")
        page = _Page(record, entry, notebook, region, comments)
        pages[f"{entry['name']}.html"] = page.html()
    folder = course.feedback_in(output) / record.student / record.module
    replace_folder(output, folder, pages)


def _graded_notebook(path: Path) -> NotebookNode:
    """Read a notebook that `grade` wrote: the tool's own work needs no upgrade."""
    try:
        return nbformat.v4.reads_json(path.read_text(encoding="utf-8"))
    except (ValueError, KeyError, AttributeError, TypeError):
        raise CourseError(
            f"{path} is not as it was written; run grade with --regrade", exit_code=1
        ) from None


class _Page:
    """The page of one notebook."""

    def __init__(
        self,
        record: Record,
        entry: dict[str, Any],
        notebook: NotebookNode,
        region: HiddenRegion,
        comments: Comments,
    ) -> None:
        self.record, self.entry, self.region = record, entry, region
        self.notebook, self.comments = notebook, comments
        self.cells = {cell["grade_id"]: cell for cell in entry["cells"]}
        self.reasons = self._reasons()

    def html(self) -> str:
        """Return the whole page, short enough."""
        head = self._head()
        if self.entry["fault"]:  # there is no work to show
            return head + "</body></html>\n"
        texts = [self._text(cell) for cell in self.notebook.cells]
        # As HTML a text is longer still; to find that out for a huge one takes minutes.
        if sum(map(len, texts)) <= MAX_BYTES:
            for longest, pictures in STEPS:
                body = _up_to(MAX_BYTES, self._pieces(texts, longest, pictures))
                page = f"{head}{body}</body></html>\n"
                if body is not None and len(page.encode()) <= MAX_BYTES:
                    return page
        note = "<p>The notebook is too long to be shown here.</p>"
        return f"{head}{note}</body></html>\n"

    def _reasons(self) -> dict[str, str]:
        found = {}
        for cell in self.notebook.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            if grade_id in self.cells:
                status = self.cells[grade_id]["status"]
                found[grade_id] = reason(cell, status, self.region)
        return found

    def _head(self) -> str:
        earned = sum(cell["score"] for cell in self.entry["cells"])
        possible = sum(cell["max_score"] for cell in self.entry["cells"])
        title = html.escape(f"{self.record.module}: {self.entry['name']}")
        notes = [*self.entry["notes"], *self._skipped()]
        listed = "".join(f"<li>{html.escape(note)}</li>" for note in notes[:50])
        return (
            '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
            f"<title>{title}</title><style>{STYLE}{code_style()}</style></head><body>"
            f"<h1>{title}</h1><p>{html.escape(self.record.student)}: "
            f"<strong>{earned:g} of {possible:g} points</strong></p>"
            f"{self._table()}{f'<ul>{listed}</ul>' if listed else ''}<hr>\n"
        )

    def _table(self) -> str:
        rows = [
            f"<tr><td>{html.escape(cell['label'])}</td>"
            f"<td>{cell['score']:g} / {cell['max_score']:g}</td>"
            f"<td>{cell['status']}</td>"
            f"<td>{html.escape(self._first_line(cell['grade_id']))}</td></tr>"
            for cell in self.entry["cells"]
        ]
        names = "<tr><th>exercise</th><th>points</th><th>status</th><th></th></tr>"
        return f"<table>{names}{''.join(rows)}</table>"

    def _first_line(self, grade_id: str) -> str:
        text = self.reasons.get(grade_id, "")
        return text.splitlines()[0][:200] if text else ""

    def _skipped(self) -> list[str]:
        tagged = [c for c in self.notebook.cells if c.source.strip() and is_skipped(c)]
        if any(cell.cell_type == "code" for cell in tagged):
            return ["experiment cells are not run when grading; they carry no points"]
        return []

    def _box(self, grade_id: str) -> str:
        lines = []
        cell = self.cells.get(grade_id)
        if cell:
            points = f"{cell['score']:g} of {cell['max_score']:g} points"
            lines.append(f"{cell['label']}: {points} ({cell['status']})")
            lines.append(self.reasons.get(grade_id, ""))
        comment = self.comments.get((self.entry["name"], grade_id))
        if comment:
            lines.append(f"Comment: {comment}")
        kind = " verdict-ok" if cell and cell["status"] == "ok" else ""
        text = html.escape("\n".join(line for line in lines if line))
        return f'<div class="verdict{kind}">{text}</div>' if text else ""

    def _text(self, cell: NotebookNode) -> str:
        """Return a cell's text as the learner may see it."""
        if cell.metadata.get("nbgrader", {}).get("grade", False):
            return self.region.released(cell.source) or HIDDEN_ONLY
        return _cut(cell.source, MAX_TEXT if cell.cell_type == "markdown" else MAX_CODE)

    def _pieces(self, texts: list[str], longest: int, pictures: bool) -> Iterator[str]:
        """Yield the page's HTML, cell by cell: text, outputs, our box."""
        limit = first_hidden(self.notebook.cells, self.region)
        for index, (cell, text) in enumerate(
            zip(self.notebook.cells, texts, strict=True)
        ):
            yield render_source(cell.cell_type, text)
            marks = cell.metadata.get("nbgrader", {})
            # From the first hidden test on, outputs may tell what it says.
            is_safe = index < limit and not marks.get("grade", False)
            if cell.cell_type == "code" and is_safe:
                for output in _outputs(cell.outputs, longest, pictures):
                    yield render_output(output)
            yield self._box(marks.get("grade_id", ""))


def _up_to(most: int, pieces: Iterator[str]) -> str | None:
    """Join pieces; None as soon as they are longer than `most`."""
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > most:
            return None
        kept.append(piece)
    return "".join(kept)


def _outputs(
    outputs: list[NotebookNode], longest: int, pictures: bool
) -> Iterator[dict[str, Any]]:
    """Yield outputs cut to a length."""
    for output in outputs[:50]:
        shown = dict(output)
        kind = shown.get("output_type")
        if kind == "stream":
            shown["text"] = _cut(str(shown.get("text", "")), longest)
        elif kind == "error":
            said = f"{shown.get('ename', '')}: {shown.get('evalue', '')}"
            shown["traceback"] = [_cut(said, longest)]
        else:
            shown["data"] = _data(shown.get("data", {}), longest, pictures)
        yield shown


def _data(data: Mapping[str, str], longest: int, pictures: bool) -> dict[str, str]:
    """Return what one output shows: text, short HTML, and pictures if they fit."""
    kept = {}
    for mime, given in data.items():
        value = str(given)
        is_picture = mime.startswith("image/") and pictures and len(value) < 100_000
        is_short_html = mime == "text/html" and len(value) <= 4 * longest
        if mime == "text/plain":
            kept[mime] = _cut(value, longest)
        elif is_picture or is_short_html:
            kept[mime] = value
    return kept


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest] + "\n[cut]"
