"""Turns a notebook into safe HTML: nbconvert renders, nh3 takes out what could act."""

import functools
import secrets
from collections.abc import Mapping

import nh3
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from pygments.formatters import HtmlFormatter
from traitlets.config import Config

__all__ = ["code_style", "render", "sanitise"]

IMAGES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,")
# The best that a page without scripts can show, in this order.
SHOWN = ["text/html", "image/png", "image/jpeg", "text/plain"]


def render(notebook: NotebookNode, boxes: Mapping[int, str]) -> str:
    """Render a notebook's cells, with boxes of our own after some of them.

    Parameters
    ----------
    notebook : NotebookNode
        What to show. It is changed.
    boxes : mapping of int to str
        Index of a cell -> trusted HTML to put behind it.

    Returns
    -------
    str
        HTML without anything active in it.
    """
    # Random marks: no learner can write one and so move a box.
    marks = {index: f"box{secrets.token_hex(16)}" for index in boxes}
    cells = []
    for index, cell in enumerate(notebook.cells):
        cells.append(cell)
        if index in marks:
            cells.append(new_markdown_cell(marks[index]))
    notebook.cells = cells
    body, _ = _exporter().from_notebook_node(notebook)
    clean = sanitise(body)
    for index, mark in marks.items():
        clean = clean.replace(f"<p>{mark}</p>", boxes[index])
    return clean


def sanitise(html: str) -> str:
    """Return HTML without scripts, styles, forms, frames, or addresses of images.

    Examples
    --------
    >>> sanitise('<p onclick="x()">a<script>b</script></p>')
    '<p>a</p>'
    """
    return nh3.clean(
        html,
        attributes={
            "*": {"class"},
            "a": {"href", "title"},
            "img": {"src", "alt", "width", "height"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan"},
        },
        url_schemes={"http", "https", "mailto", "data"},
        attribute_filter=_filter,
        strip_comments=True,
    )


def code_style() -> str:
    """Return the colours of code as CSS."""
    return HtmlFormatter(style="friendly").get_style_defs(".highlight")


def _filter(tag: str, attribute: str, value: str) -> str | None:
    if tag == "img" and attribute == "src":
        return value if value.startswith(IMAGES) else None
    if attribute == "href" and value.strip().lower().startswith("data:"):
        return None
    if attribute == "class" and "verdict" in value:
        return None
    return value


@functools.cache
def _exporter() -> HTMLExporter:
    config = Config()
    config.HTMLExporter.template_name = "basic"
    config.HTMLExporter.exclude_input_prompt = True
    config.HTMLExporter.exclude_output_prompt = True
    config.HTMLExporter.exclude_anchor_links = True
    config.NbConvertBase.display_data_priority = SHOWN
    return HTMLExporter(config=config)
