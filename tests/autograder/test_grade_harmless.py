"""What formgrader shows of a learner's work cannot act, and stays readable."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from autograder.grade.harmless import is_harmless, make_harmless

HONEST = [
    "# Title\n\n**bold** and `code`, $a < b$, 3 < 4 > 2 & more",
    "[link](https://example.org/a?b=c:d) <https://example.org> ![p](attachment:p.png)",
    "> quoted\n\n- one<br>\n- <b>two</b>\n\n[ref]: https://example.org 'x'",
    "[section](#here) and [file](other.ipynb) and ratio 3:4 [a]: see",
    "![p](data:image/png;base64,AAAA)",
]
HOSTILE = [
    "<script>f()</script>", "<img src=x onerror=f()>", "<b onclick=f()>x</b>",
    "[a](javascript:f())", "[a](\n JaVaScript:f())", "[a](&#106;avascript:f())",
    "[a](<java\tscript:f()>)", r"[a](javascript\:f())",
    "[a][b]\n\n> [b]: javascript:f()",
    "<javascript:f()>", r"$\href{javascript:f()}{x}$", "<!-- --><img/src/onerror=f()>",
    "`<`img src=x onerror=f()>\n<svg/onload=f()", "[a](data:text/html,x)",
    "<details open>",
    "$<img src=x onerror=f()>$", "[a [b](c)](vbscript:f)", "<?x <b ", "<B\nONX=1>",
]  # fmt: skip


@pytest.mark.parametrize("text", HONEST, ids=range(len(HONEST)))
def test_plain_words_stay_as_they_are(text):
    assert is_harmless(text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_acts_is_shown_as_it_was_typed(text):
    given, mine = new_markdown_cell(text), new_markdown_cell(f"{text} ```")
    notebook = nbformat.v4.new_notebook(cells=[given, mine])
    make_harmless(notebook, [text, ""])
    assert given.source == text  # the instructor's own is trusted
    assert mine.source == f"````text\n{text} ```\n````"


def test_outputs_keep_what_is_harmless():
    data = {
        "text/html": "<b>bold</b><script>f()</script>", "text/plain": "<b>",
        "image/png": "AAAA", "image/jpeg": '"><script>', "image/svg+xml": "<svg/>",
        "application/javascript": "f()", "text/latex": "$x$",
        "text/markdown": "<b x=1>",
    }  # fmt: skip
    cell = new_code_cell("1")
    cell.outputs = [
        new_output("display_data", data=data),
        new_output("stream", text="<script>"),
    ]
    make_harmless(nbformat.v4.new_notebook(cells=[cell]), ["1"])
    assert cell.outputs[0].data == {
        "text/html": "<b>bold</b>", "text/plain": "<b>", "image/png": "AAAA",
        "text/latex": "$x$",
    }  # fmt: skip
    assert cell.outputs[1].text == "<script>"


def test_a_formula_that_links_is_no_output():
    cell = new_code_cell("1")
    html = r"<p>$\href{javascript:f()}{x}$</p>"
    cell.outputs = [new_output("display_data", data={"text/html": html})]
    make_harmless(nbformat.v4.new_notebook(cells=[cell]), ["1"])
    assert cell.outputs[0].data == {}
