"""Turns a notebook's cells into safe HTML: nh3 takes out what could act.

nbconvert's own filters make the HTML of text, code and terminal colours. Each piece
is sanitised by itself, so no piece can open or close what belongs to another.
"""

import base64
import binascii
import functools
import html
from collections.abc import Mapping
from typing import Any

import nh3
from nbconvert.filters import Highlight2HTML, ansi2html
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.formatters import HtmlFormatter

__all__ = ["code_style", "render_output", "render_source", "sanitise"]

IMAGES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,")
# The pictures that a page without scripts can show.
PICTURES = ("image/png", "image/jpeg")
# Text up to this length is rendered once for the whole class: most is the module's.
SHARED = 4_000
ATTRIBUTES = {
    "*": {"class"},
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
SCHEMES = {"http", "https", "mailto", "data"}


def render_source(kind: str, source: str) -> str:
    """Return a cell's text as HTML without anything active in it.

    Parameters
    ----------
    kind : str
        "markdown", "code" or "raw".
    source : str

    Returns
    -------
    str
    """
    if len(source) > SHARED:
        return _source(kind, source)
    return _shared_source(kind, source)


def render_output(output: Mapping[str, Any]) -> str:
    """Return one output of a code cell as HTML without anything active in it.

    Parameters
    ----------
    output : mapping
        As in the notebook format; long ones are cut before.

    Returns
    -------
    str
    """
    kind = output.get("output_type")
    if kind == "stream":
        return _terminal(output.get("text", ""))
    if kind == "error":
        return _terminal("\n".join(map(str, output.get("traceback", []))))
    data = output.get("data", {})
    if "text/html" in data:
        return f'<div class="output">{sanitise(str(data["text/html"]))}</div>\n'
    text = str(data.get("text/plain", ""))
    for mime in PICTURES:
        if mime in data:
            return _picture(mime, str(data[mime]), text)
    return _terminal(text)


def sanitise(html: str) -> str:
    """Return HTML without scripts, styles, forms, frames, or addresses of images.

    Examples
    --------
    >>> sanitise('<p onclick="x()">a<script>b</script></p>')
    '<p>a</p>'
    """
    return nh3.clean(
        html,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        attribute_filter=_filter,
        strip_comments=True,
    )


@functools.cache
def code_style() -> str:
    """Return the colours of code as CSS."""
    return str(HtmlFormatter(style="friendly").get_style_defs(".highlight"))


def _filter(tag: str, attribute: str, value: str) -> str | None:
    if tag == "img" and attribute == "src":
        return value if value.startswith(IMAGES) else None
    if attribute == "href" and value.strip().lower().startswith("data:"):
        return None
    if attribute == "class" and "verdict" in value:
        return None
    return value


def _source(kind: str, source: str) -> str:
    make = {"markdown": _markdown, "code": _code}.get(kind, _terminal)
    if not source.strip():
        return ""
    try:
        return make(source)
    except Exception:  # a parser gives up on what only an attack would hold
        return _terminal(source)


_shared_source = functools.lru_cache(maxsize=2048)(_source)


def _markdown(source: str) -> str:
    return f'<div class="text">{sanitise(_markdown_parser().render(source))}</div>\n'


def _code(source: str) -> str:
    """Return highlighted code; the highlighter writes spans with a class, no more."""
    return nh3.clean(
        _highlighter()(source),
        tags={"div", "pre", "span"},
        attributes={"div": {"class"}, "span": {"class"}},
    )


def _terminal(text: object) -> str:
    """Return what a program printed, with the terminal's colours as classes."""
    joined = "".join(text) if isinstance(text, list) else str(text)
    return f"<pre>{sanitise(ansi2html(joined))}</pre>\n" if joined else ""


def _picture(mime: str, data: str, text: str) -> str:
    """Return a picture of which the bytes are in the page."""
    try:
        content = base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return _terminal(text)
    source = f"data:{mime};base64,{base64.b64encode(content).decode()}"
    return f'<p><img src="{source}" alt="{html.escape(text[:200])}"></p>\n'


@functools.cache
def _highlighter() -> Highlight2HTML:
    return Highlight2HTML(pygments_lexer="ipython3")


@functools.cache
def _markdown_parser() -> MarkdownWithMath:
    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    return MarkdownWithMath(renderer=renderer)
