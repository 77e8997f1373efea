"""Takes out of a graded notebook what would act where formgrader shows it.

Formgrader renders notebooks as they are, in the page of the instructor's own
JupyterLab: a learner's script would run with the instructor's rights. So outputs are
sanitised, and a learner's text that is more than plain Markdown is shown as it was
typed.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Mapping

from nbformat import NotebookNode

from autograder.feedback.rendering import sanitise

__all__ = ["is_harmless", "make_harmless"]

# Markup without attributes that many people type, and addresses between brackets.
PLAIN = re.compile(
    r"</?(b|i|u|s|em|strong|br|hr|p|sub|sup|kbd|code|pre|ul|ol|li|details|summary)\s*/?>"
    r"|<https?://[^\s<>\"']*>",
    re.I,
)
MARKUP = re.compile(r"<[a-zA-Z/!?]")
# What MathJax makes links and styles of.
ACTIVE_MATH = re.compile(r"\\(href|url|require|html|style|class|cssId|data)", re.I)
# Where a link leads, in both of Markdown's forms; what may stand there.
LINK = re.compile(r"\](?:\(|:)\s*<?([^\s>]*)")
ADDRESS = re.compile(
    r"https?://|mailto:|attachment:|data:image/(png|jpeg|gif);base64,|[^:&\\]*$", re.I
)


def make_harmless(notebook: NotebookNode, given: Iterable[str]) -> None:
    """Change a graded notebook so that nothing in it acts.

    Parameters
    ----------
    notebook : NotebookNode
        It is changed.
    given : iterable of str
        For each cell, the instructor's own text, which is left as it is.
    """
    for cell, own in zip(notebook.cells, given, strict=True):
        if cell.cell_type == "code":
            for output in cell.outputs:
                if "data" in output:
                    output.data = _data(output.data)
        elif cell.source != own and not is_harmless(cell.source):
            cell.source = _as_typed(cell.source)


def is_harmless(text: str) -> bool:
    r"""Return whether Markdown holds nothing that acts: no tags, no odd addresses.

    Examples
    --------
    >>> is_harmless("**a** < b, <b>c</b>, [d](https://example.org)")
    True
    >>> is_harmless("<img src=x onerror=f()>"), is_harmless("[a](javascript:f())")
    (False, False)
    """
    if MARKUP.search(PLAIN.sub("", text)) or ACTIVE_MATH.search(text):
        return False
    return all(ADDRESS.match(where) for where in LINK.findall(text))


def _as_typed(text: str) -> str:
    """Return Markdown that shows a text as it is, in a block that it cannot end."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def _data(data: Mapping[str, str]) -> NotebookNode:
    """Return of an output's forms those that are harmless, made so if need be."""
    kept = NotebookNode()
    for mime, text in data.items():
        if mime == "text/html" and not ACTIVE_MATH.search(text):
            kept[mime] = sanitise(text)
        elif mime in HARMLESS and HARMLESS[mime](text):
            kept[mime] = text
    return kept


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


# Which other forms of an output are kept, and what each has to be.
HARMLESS: dict[str, Callable[[str], bool]] = {
    "text/plain": lambda text: True,
    "text/markdown": is_harmless,
    "text/latex": lambda text: "<" not in text and not ACTIVE_MATH.search(text),
    "image/png": _is_base64,
    "image/jpeg": _is_base64,
    "image/gif": _is_base64,
}
