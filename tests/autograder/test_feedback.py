"""Feedback tells why, and tells no hidden test."""

import nbformat
import pytest
from toy_course import SQUARE_TESTS, code
from traitlets.config import Config

from autograder.course import Course
from autograder.errors import CourseError
from autograder.feedback.pages import MAX_BYTES, write_feedback
from autograder.feedback.reasons import HiddenRegion, first_hidden, reason
from autograder.feedback.rendering import sanitise
from autograder.grade.records import Record

REGION = HiddenRegion(Config())


def failed(name: str, text: str, line: int, source: str = SQUARE_TESTS):
    cell = code(source, "square-tests", 2)
    trace = [f"\x1b[36mCell\x1b[39m \x1b[32mIn[5]\x1b[39m\x1b[32m, line {line}\x1b[39m"]
    cell.outputs = [
        nbformat.v4.new_output("error", ename=name, evalue=text, traceback=trace)
    ]
    return cell


CHECK = "The square of a negative number is positive\n  returned: -16\n  expected: 16"


def test_a_visible_check_is_told_in_full():
    said = reason(failed("CheckFailure", CHECK, 1), "failed", REGION)
    assert "expected: 16" in said
    assert "assert square(3) == 9" in said


def test_a_hidden_check_tells_its_sentence_only():
    said = reason(failed("CheckFailure", CHECK, 3), "failed", REGION)
    assert said == (
        "A hidden check failed: The square of a negative number is positive"
    )


def test_a_hidden_assertion_tells_nothing_but_its_kind():
    said = reason(
        failed("AssertionError", "the expected value is 16", 3), "failed", REGION
    )
    assert said == "A hidden check failed with AssertionError."


def test_an_unknown_place_counts_as_hidden():
    cell = failed("AssertionError", "expected 16", 3)
    cell.outputs[0].traceback = ["forged"]
    assert "16" not in reason(cell, "failed", REGION)


@pytest.mark.parametrize(
    ("status", "word"),
    [("timeout", "time limit"), ("memory", "memory"), ("crashed", "ended"),
     ("missing", "handed in"), ("invalid", "read"), ("partial", "Part")],
)  # fmt: skip
def test_every_status_has_words(status, word):
    assert word in reason(code(SQUARE_TESTS, "t", 1), status, REGION)


def test_a_stub_is_told_so():
    cell = failed("NotImplementedError", "write square here", 1)
    assert "not solved yet" in reason(cell, "failed", REGION)


def test_released_text_is_without_hidden_lines():
    assert REGION.released(SQUARE_TESTS) == "assert square(3) == 9"
    assert first_hidden([code("x = 1"), code(SQUARE_TESTS, "t", 1)], REGION) == 1


def test_other_markers_of_a_course_are_known():
    config = Config()
    config.ClearHiddenTests.begin_test_delimeter = "VVV"
    config.ClearHiddenTests.end_test_delimeter = "AAA"
    assert HiddenRegion(config).released("a\n# VVV\nb\n# AAA\nc") == "a\nc"


@pytest.mark.parametrize(
    "html",
    ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">',
     '<img src="https://example.org/track.png">', "<iframe src='x'></iframe>",
     '<a href="javascript:alert(1)">x</a>', '<a href="data:text/html,alert(1)">x</a>',
     "<svg onload=alert(1)>", "<style>body{display:none}</style>",
     '<div style="position:fixed">x</div>', '<form action="x"><input></form>',
     '<img src="data:image/svg+xml;base64,PHN2Zz4=">', "<meta http-equiv=refresh>",
     '<div class="verdict">x</div>'],
)  # fmt: skip
def test_nothing_active_survives(html):
    clean = sanitise(html).lower()
    words = "alert <script onerror src= <iframe javascript <svg <style style= <form"
    for word in (*words.split(), "<input", "<meta", "verdict"):
        assert word not in clean


def page(tmp_path, *cells, **entry) -> str:
    root = Course(tmp_path, Config(), None, *[tmp_path] * 4)
    notebook = nbformat.v4.new_notebook(cells=list(cells))
    folder = tmp_path / "autograded" / "ada" / "m"
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "n.ipynb")
    row = {"grade_id": "square-tests", "label": "square", "score": 0.0,
           "max_score": 2.0, "status": "failed", "seconds": 0.1}  # fmt: skip
    known = {"name": "n", "fault": "", "notes": [], "cells": [row], **entry}
    write_feedback(root, tmp_path, Record("k", "ada", "m", [known]), {})
    return (tmp_path / "feedback/ada/m/n.html").read_text()


def test_a_page_shows_score_reason_and_released_test(tmp_path):
    html = page(tmp_path, failed("AssertionError", "the expected value is 16", 3))
    assert "0 of 2 points" in html
    assert "A hidden check failed with AssertionError." in html
    assert "expected value" not in html
    assert "HIDDEN" not in html


def test_outputs_after_a_hidden_test_are_not_shown(tmp_path):
    early, late = code("a"), code("b")
    early.outputs = [nbformat.v4.new_output("stream", text="EARLY")]
    late.outputs = [nbformat.v4.new_output("stream", text="LATE")]
    html = page(tmp_path, early, failed("AssertionError", "", 3), late)
    assert "EARLY" in html
    assert "LATE" not in html


def test_a_page_is_never_too_long(tmp_path):
    picture = code("plot()")
    data = {"image/png": "iVBORw0KGgo" + "A" * 90_000, "text/plain": "a figure"}
    picture.outputs = [nbformat.v4.new_output("display_data", data) for _ in range(9)]
    long = code("print()")
    long.outputs = [nbformat.v4.new_output("stream", text="<" * 900_000)]
    html = page(tmp_path, picture, long, nbformat.v4.new_markdown_cell("x " * 9000))
    assert len(html.encode()) <= MAX_BYTES
    assert "0 of 2 points" in html
    assert "a figure" in html


def test_a_picture_says_what_it_shows(tmp_path):
    picture = code("plot()")
    data = {"image/png": "iVBORw0KGgo=\n", "text/plain": '<Figure "a">'}
    picture.outputs = [nbformat.v4.new_output("display_data", data)]
    html = page(tmp_path, picture)
    assert '<img src="data:image/png;base64,iVBORw0KGgo="' in html
    assert 'alt="&lt;Figure &quot;a&quot;&gt;"' in html


def test_a_picture_that_is_none_is_not_shown(tmp_path):
    picture = code("plot()")
    data = {"image/png": '" onerror="alert(1)', "text/plain": "no picture"}
    picture.outputs = [nbformat.v4.new_output("display_data", data)]
    html = page(tmp_path, picture)
    assert "onerror" not in html
    assert "no picture" in html


def test_what_a_cell_leaves_open_ends_with_it(tmp_path):
    open_ended = nbformat.v4.new_markdown_cell("<div><table><tr><td><pre>left open")
    html = page(tmp_path, open_ended, failed("AssertionError", "", 3))
    before, verdict = html.split('<div class="verdict">')
    body = before.split("<hr>")[1]
    assert "left open" in body
    for tag in ("div", "table", "pre"):
        assert body.count(f"<{tag}") == body.count(f"</{tag}>")
    assert "square: 0 of 2 points (failed)" in verdict


def test_graded_work_that_was_damaged_is_told(tmp_path):
    page(tmp_path, code("x"))
    (tmp_path / "autograded/ada/m/n.ipynb").write_text("{")
    root = Course(tmp_path, Config(), None, *[tmp_path] * 4)
    entry = {"name": "n", "fault": "", "notes": [], "cells": []}
    with pytest.raises(CourseError, match="grade with --regrade"):
        write_feedback(root, tmp_path, Record("k", "ada", "m", [entry]), {})


def test_notes_and_faults_are_escaped(tmp_path):
    html = page(tmp_path, code("x"), fault="<b>broken</b>", notes=["<b>broken</b>"])
    assert "&lt;b&gt;broken" in html
    assert "<b>broken" not in html


def test_nothing_else_is_copied(tmp_path):
    (tmp_path / "autograded/ada/other").mkdir(parents=True)
    page(tmp_path, code("x"))
    assert [p.name for p in (tmp_path / "feedback").rglob("*.*")] == ["n.html"]
