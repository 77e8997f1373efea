"""Rows 69-73 of the catalogue: what reaches a person's screen, and false alarms."""

import json

import nbformat
from active_content import active_parts
from class_result import ClassResult
from harness import Attack
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_raw_cell
from outcomes import kept, lost, small

HTML = """\
<script>fetch("/api/contents")</script>
<img src=x onerror="alert(1)"><svg onload="alert(1)"><script>alert(1)</script></svg>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<form action="https://example.org"><input name=token><button>go</button></form>
<a href="javascript:alert(1)">a</a> <a href=" JaVa&#10;Script:alert(1)">b</a>
<a href="data:text/html,<script>alert(1)</script>">c</a>
<meta http-equiv="refresh" content="0;url=https://example.org"><base href="//x">
<link rel=stylesheet href="//x"><style>@import url(//x);</style>
<p style="background:url(//x)" onclick="alert(1)">text</p>
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>
<object data="x"></object><embed src="x"><video src=x onerror=alert(1)></video>
"""
LINKS = """\
[click](javascript:alert(1)) [click](<java\tscript:alert(1)>)
![a](javascript:alert(1)) [b](data:text/html;base64,PHNjcmlwdD4=) [c][d]
<javascript:alert(1)> $\\href{javascript:alert(1)}{x}$

[d]: javascript:alert(1) "t"

`</code><script>alert(1)</script>`

    </pre><script>alert(1)</script>

```html
</code></pre><script>alert(1)</script>
```
"""
DISPLAYS = f"""\
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display
bad = {HTML!r}
display(HTML(bad), Markdown(bad), Latex(bad), Javascript("alert(1)"))
display(SVG('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'))
display({{"text/html": [bad], "application/javascript": "alert(1)"}}, raw=True)
display({{"application/vnd.jupyter.widget-view+json": {{"model_id": "x"}}}}, raw=True)
display({{"image/png": '"><script>alert(1)</script>', "text/plain": "x"}}, raw=True)
display({{"image/svg+xml": bad, "text/latex": bad, "text/markdown": bad}}, raw=True)
print(bad)
print("\\x1b[31m" + bad + "\\x1b]8;;javascript:alert(1)\\x07link\\x1b]8;;\\x07")
import sys
print(bad, file=sys.stderr)
class Own:
    def _repr_html_(self): return bad
    def __repr__(self): return bad
Own()"""
RAISES = f"def relu(x):\n    raise type('<script>', (Exception,), {{}})({HTML!r})"


def texts(*cells: NotebookNode):
    return lambda notebook: notebook.cells.extend(cells)


def page_is_inactive(room: ClassResult, attack: Attack) -> None:
    """Check the page that the learner gets, and whoever opens it."""
    page = room.page(attack.student)
    assert active_parts(page) == []
    assert "Content-Security-Policy" in page
    assert "default-src 'none'" in page


def graded_outputs_are_inactive(room: ClassResult, attack: Attack) -> None:
    """Check the outputs that formgrader shows in the instructor's own origin."""
    for cell in json.loads(_graded(room, attack))["cells"]:
        for output in cell.get("outputs", []):
            for mime, text in output.get("data", {}).items():
                assert "javascript" not in mime
                assert "svg" not in mime
                if mime == "text/html":
                    assert active_parts("".join(text)) == []


def graded_notebook_is_inactive(room: ClassResult, attack: Attack) -> None:
    """Check the whole notebook as nbconvert renders it for formgrader."""
    notebook = nbformat.reads(_graded(room, attack), as_version=4)
    exporter = HTMLExporter(template_name="basic", exclude_anchor_links=True)
    assert active_parts(exporter.from_notebook_node(notebook)[0]) == []


def _graded(room: ClassResult, attack: Attack) -> str:
    folder = room.out / "autograded" / attack.student / "ps1"
    return (folder / "p.ipynb").read_text()


NOISE = """\
import logging, sys, warnings
print("to stderr", file=sys.stderr)
warnings.warn("careful")
logging.getLogger("mine").warning("watch out")
logging.basicConfig(level=logging.DEBUG, force=True)
logging.debug("said too much")
from tqdm.auto import tqdm
for _ in tqdm(range(50)): pass
np.log(np.zeros(2)), np.float64(1) / 0"""
NOISY = """\
def relu(x):
    import sys, warnings
    from tqdm import tqdm
    warnings.warn("slow")
    sys.stderr.write("working ")
    for _ in tqdm(range(3)):
        pass
    return x.clamp(min=0)"""
LUCK = """\
import random
print(random.random(), np.random.rand(2).tolist(), torch.rand(2).tolist())
print(random.choice("abcdef"), np.random.permutation(9), torch.randperm(9))
print(sorted({"a", "b", "c"}, key=hash))"""
LUCKY = """\
def relu(x):
    import random
    lucky = random.random() < 0.5, np.random.rand() < 0.5, bool(torch.rand(1) < 0.5)
    return x.clamp(min=0) if sum(lucky) > 1 else x"""
SECOND_TIME = """\
def relu(x):
    return x.clamp(min=0) if seen_before else x
import os, pathlib
seen_before = []
for place in ("/tmp", "/dev/shm", ".", os.path.expanduser("~"), "/var/tmp"):
    mark = pathlib.Path(place, ".@MARK@")
    if mark.exists():
        seen_before.append(mark)
    try:
        mark.touch()
    except OSError:
        pass"""

ACTIVE = [
    kept("69", "outputs", "scripts, frames and handlers in every kind of output",
         page_is_inactive, small, first=DISPLAYS),
    kept("69", "formgrader", "the same, in the notebook that formgrader shows",
         graded_outputs_are_inactive, first=DISPLAYS),
    lost("69", "error", "markup in an error's name and message", page_is_inactive,
         answers={"relu": RAISES}, same_process="not applicable"),
    kept("70", "markdown", "scripts and javascript: links in text", page_is_inactive,
         change=texts(new_markdown_cell(HTML), new_markdown_cell(LINKS),
                      new_raw_cell(HTML))),
    kept("70", "formgrader", "the same, in the notebook that formgrader shows",
         graded_notebook_is_inactive,
         change=texts(new_markdown_cell(HTML), new_markdown_cell(LINKS),
                      new_raw_cell(HTML))),
]  # fmt: skip
FALSE_ALARMS = [
    kept("72", "noise", "an honest cell that warns, logs and shows progress",
         first=NOISE),
    kept("72", "noisy-answer", "an honest answer that does so when it is called",
         answers={"relu": NOISY}),
]  # fmt: skip
LUCKY_ONES = [
    Attack("73", f"luck-{who}", "right by chance; the seed is the grader's",
           score=None, statuses=frozenset(), answers={"relu": LUCKY}, first=LUCK,
           same_process="not applicable")
    for who in ("one", "two")
]  # fmt: skip
SECOND = lost("73", "second-time", "right only when it is run a second time",
              answers={"relu": SECOND_TIME},
              same_process="not applicable")  # fmt: skip
ATTACKS = [*ACTIVE, *FALSE_ALARMS, *LUCKY_ONES, SECOND]
