# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 00.2 Notebooks and environments
# Why code that ran last month breaks today, what a notebook is made of, and how to turn one
# into a web page or a talk.
#
# *50 minutes · 11 points · about 10 CPU seconds · needs: lesson 00.1*

# %% [markdown]
# ## You will be able to
# - **know** the commands that create, export and remove a conda environment, and **find**
#   the pins in which two projects disagree;
# - **tell apart** browser, server and kernel, and **say** which of them does what;
# - **read** a notebook as the JSON text that it is: count its cells, strip its outputs;
# - **convert** a notebook to HTML and to slides, and **predict** which cells share a slide.

# %%
import json
import sys

import matplotlib.pyplot as plt

from helpers import checks, plots
from helpers.runtime import seed_everything

seed_everything(0)
plots.use_style()

# %% [markdown]
# ## Why: an update breaks what worked
# You wrote project *Old* with version 1 of a package, here a tiny one called `textstats`.
# Project *New* needs version 2, where a function has another name. To install a package is
# to copy its files into a folder that Python searches, and **one folder holds one
# version**. Let us do just that, and run both projects.

# %% tags=["experiment"]
import os
import subprocess
import tempfile
from pathlib import Path

workshop = tempfile.TemporaryDirectory()  # vanishes together with the kernel
FOLDER = Path(workshop.name)
VERSIONS = {
    1: "def words(text): return len(text.split())",
    2: "def count_words(text): return len(text.split())",
}
PROJECTS = {"Old": "textstats.words('to be')", "New": "textstats.count_words('to be')"}


def works(project, versions):
    """Install versions of textstats into one folder, one by one; run a project."""
    site = Path(tempfile.mkdtemp(dir=FOLDER))
    for version in versions:
        (site / "textstats.py").write_text(VERSIONS[version])
    command = [sys.executable, "-c", f"import textstats; {PROJECTS[project]}"]
    settings = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(command, env=settings, capture_output=True, text=True)
    said = done.stderr.strip().splitlines() or ["works"]
    print(f"{project} after installing {versions}: {said[-1]}")
    return done.returncode == 0


# %% tags=["experiment"]
stories = {
    "version 1": {"Old": [1], "New": [1]},
    "version 2\nover version 1": {"Old": [1, 2], "New": [1, 2]},
    "a folder\nfor each": {"Old": [1], "New": [2]},
}
fig, ax = plots.new_axes(
    "One folder or two?", "what is installed", "project", size=(6, 3)
)
outcomes = []
for column, installed in enumerate(stories.values()):
    for row, project in enumerate(PROJECTS):
        fine = works(project, installed[project])
        outcomes.append(fine)
        ax.scatter(
            column, row, s=3000, marker="s", color=plots.PALETTE[2 if fine else 1]
        )
        ax.text(column, row, "works" if fine else "breaks", ha="center", va="center")
ax.set(xticks=range(3), xticklabels=stories, yticks=range(2), yticklabels=PROJECTS)
ax.set(xlim=(-0.6, 2.6), ylim=(-0.6, 1.6))
ax.grid(visible=False)
plt.show()
checks.equal(outcomes, [True, False, False, True, True, True], what="as drawn")

# %% [markdown]
# **What to see:** with one folder, either version breaks a project; with a folder each, both
# work. **When do projects need folders of their own, and how do you tell in time?**
#
# ## The idea
# An **environment** is such a folder: a Python with packages of its own. *Activating* it
# puts its programs first on your terminal's search path. **conda** makes environments and
# fills them. A file of **pins** (`numpy==2.4.6`) describes one, so that others can make the
# same.
#
# Running a notebook takes three programs:
#
# - the **browser** shows the page and knows no Python;
# - the **server** (`jupyter lab`) reads and saves files and carries messages;
# - the **kernel** runs the code, in **one** environment, and remembers names.
#
# The file, `.ipynb`, holds text and outputs, never the kernel's memory.

# %%
boxes = {
    "browser\nshows the page": (0, 1.5, 0),
    "server\nfiles, messages": (3, 1.5, 4),
    "kernel\nruns the code": (6, 1.5, 2),
    "one .ipynb file\non the server's disk": (3, 0, 5),
    "environment\npackages, pinned": (6, 0, 6),
}
fig, ax = plots.new_axes("Who does what", "", "", size=(8, 3.2))
for text, (x, y, colour) in boxes.items():
    face = {
        "facecolor": plots.PALETTE[colour],
        "alpha": 0.35,
        "boxstyle": "round,pad=0.6",
    }
    ax.text(x, y, text, ha="center", va="center", bbox=face)
labels = ("web (http)\nlocal or far away", "messages\ncode → ← outputs")
for start, label in zip((0.9, 3.9), labels):
    ax.annotate("", (start + 1.2, 1.5), (start, 1.5), arrowprops={"arrowstyle": "<->"})
    ax.text(start + 0.6, 1.95, label, ha="center", va="bottom", fontsize=9)
for x, label, style in ((3, "open, save", "<->"), (6, "lives in", "->")):
    ax.annotate("", (x, 0.45), (x, 1.05), arrowprops={"arrowstyle": style})
    ax.text(x + 0.1, 0.75, label, va="center", fontsize=9)
ax.set(xlim=(-1, 7.3), ylim=(-0.6, 2.7))
ax.axis("off")
plt.show()

# %% [markdown]
# **What to see:** browser and kernel never meet. So server and kernel may sit on a big
# machine far away, and kernels may speak other languages.
#
# ## The maths
# | symbol | meaning | shape | name in code |
# |---|---|---|---|
# | $A(q)$, $B(q)$ | version of package $q$ that project A, B pins | text | in `first`, `second` |
# | $C$ | packages in conflict | a set | keys of `version_conflicts(...)` |
# | $k$ | number of projects | a number | `num_projects` |
# | $p$ | packages that they all use | a number | `PACKAGES` |
# | $a$ | chance that a pin is the newest version | 0 to 1 | `UP_TO_DATE` |
# | $P(k)$ | chance that all projects agree | 0 to 1 | `formula` |
# | $n$ | bytes of a picture | a number | `len(picture_bytes)` |
#
# A and B can share an environment exactly if $C$ is empty:
#
# $$ C = \{\,q \text{ in both} : A(q) \ne B(q)\,\} $$
#
# Let each pin, independently of all others, be the newest version with chance $a$,
# otherwise the version before it. All $k$ projects must agree, for each of $p$ packages:
#
# $$ P(k) = \bigl(a^k + (1-a)^k\bigr)^p $$
#
# **By hand:** $k=2$, $p=5$, $a=0.9$ give $(0.81+0.01)^5 = 0.82^5 \approx 0.371$.
#
# A notebook is text, so its pictures become letters (*base64*): four for three bytes,
# $4\lceil n/3\rceil$ in all. **By hand:** 10 bytes need $4\cdot 4 = 16$.

# %% [markdown]
# ## Together
# ### Step 1: an environment and its file
# `environment.yml` describes this course's environment. For a terminal, in the course's
# folder:
#
# ```bash
# conda env create -f environment.yml       # makes the environment that the file names
# conda activate perceptron-to-deployment   # enters it; conda deactivate leaves it
# conda create -n try python=3.12 numpy     # makes one called try
# conda install -n try pandas               # adds a package and what it needs
# conda remove -n try pandas                # takes a package out
# conda env list                            # all environments; conda list: all packages
# conda env export > mine.yml               # writes down exactly what you have
# conda env remove -n try                   # deletes the environment
# ```
#
# A plain export names builds for your operating system only. With `--from-history` it
# lists the packages that you asked for, without those they brought along. **Try it:** run
# the four lines with `-n try`. No conda? `python -m venv try` makes an environment, too.

# %% tags=["experiment"]
import yaml

here = Path.cwd()
found = [folder / "environment.yml" for folder in (here, *here.parents)]
found = [path for path in found if path.exists()]
checks.that(bool(found), "no environment.yml: start JupyterLab in the course's folder")
described = yaml.safe_load(found[0].read_text())
pip_part = described["dependencies"][-1]["pip"]
course_pins = [line for line in pip_part if "==" in line.split(";")[0]]
print("name:", described["name"], "| conda installs:", described["dependencies"][:-1])
print(f"pip installs {len(course_pins)} pinned packages, among them:")
print(*[pin for pin in course_pins if pin.startswith(("numpy=", "torch="))], sep="\n")
print("this kernel's environment:", sys.prefix)

# %% [markdown]
# Read a pin as *name `==` version `;` marker*. The marker says where it holds, say for
# some versions of Python. The last line: where **your** kernel lives.
#
# ### Step 2: a notebook is a dictionary
# The file holds JSON: dictionaries, lists, strings, numbers. Cells are **code**,
# **markdown** (text) or **raw** (handed on untouched). `source` is a string, or a list of
# strings to be joined. Only code cells have `outputs` and an `execution_count`, the number
# in `[3]`.


# %%
def cell(kind, source, slide, number=None, output=None):
    """Make one cell, as the file stores it; `output` is the text of its result."""
    metadata = {"slideshow": {"slide_type": slide}}
    made = {"cell_type": kind, "metadata": metadata, "source": source}
    if kind == "code":
        shown = {"output_type": "execute_result", "metadata": {}}
        shown |= {"execution_count": number, "data": {"text/plain": output}}
        made |= {"execution_count": number, "outputs": [shown]}
    return made


rain_cells = [
    cell("markdown", "# Rain in one week", "slide"),
    cell("markdown", "Greet the audience.", "notes"),
    cell("code", ["rain = [0, 3, 12, 5, 0, 1, 2]\n", "sum(rain)"], "slide", 1, "23"),
    cell("markdown", "One day in the middle brought half of it.", "fragment"),
    cell("code", "max(rain)", "subslide", 2, "12"),
    cell("code", "len('a scratch cell')", "skip", 3, "14"),
]
rain = {"cells": rain_cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
print(json.dumps(rain["cells"][2], indent=1))

# %% [markdown]
# ### Step 3: a web page and a talk
# `jupyter nbconvert --to html rain.ipynb` writes `rain.html`, `--to slides` writes
# `rain.slides.html`. The cell below does the same from Python.
#
# Each cell's **slide type** (in JupyterLab: the gears at the top right) says what becomes
# of it:
#
# - `slide`: a new slide, one step to the right
# - `subslide`: a new page below, one step down
# - `fragment`: same page, appears at the next key press
# - `-` or none: same page, appears together with the cell before
# - `notes`: for the speaker only (key S)
# - `skip`: left out of the talk altogether
#
# `jupyter nbconvert --to slides --post serve rain.ipynb` also serves and opens the talk;
# Ctrl+C ends it. Converting needs no network; *showing* the talk does: its page loads
# reveal.js, which turns the pages, from the web.


# %% tags=["experiment"]
def nbconvert(*options, file="rain.ipynb"):
    """Run jupyter nbconvert on a file in the workshop's folder."""
    command = [sys.executable, "-m", "nbconvert", *options, file]
    return subprocess.run(command, cwd=FOLDER, capture_output=True, text=True)


(FOLDER / "rain.ipynb").write_text(json.dumps(rain))
for target in ("html", "slides"):
    checks.equal(nbconvert("--to", target).returncode, 0, what=f"--to {target}")
for path in sorted(FOLDER.glob("rain*")):
    print(f"{path.name:18} {path.stat().st_size:8,} bytes")
page = (FOLDER / "rain.html").read_text(encoding="utf-8")
talk = (FOLDER / "rain.slides.html").read_text(encoding="utf-8")
needs_reveal = ["reveal.js" in text for text in (page, talk)]
checks.equal(needs_reveal, [False, True], what="only the talk needs reveal.js")

# %% [markdown]
# ## Exercise 1: where do two projects disagree? (3 points)
# Write `version_conflicts(first, second)` for two lists of pins.
#
# - A pin is `name==version`, perhaps with `;` and a marker behind it; spaces may stand, or
#   be missing, around every part. Ignore marker and spaces.
# - Names: capitals do not count, and `_` and `.` count as `-`. In our lists each package
#   stands once. (The course's own file names numpy twice, with two markers; telling those
#   apart is `packaging`'s job.)
# - Versions: compare them as text, but `.0` at the end does not count, however often: `2`
#   and `2.0.0` agree; `2.1` and `2.10` do not.
# - Return a dictionary: name (small letters, `-`) of each package **in both lists** whose
#   versions disagree, to the tuple of its versions in `first` and `second`, as written.
# - An entry in **either** list that lacks a name, `==` or a version in front of its marker
#   raises a `ValueError`, even if the other list does not have the package. Spaces alone
#   are no name.
#
# Example: `["NumPy==1.26.4", "tqdm==4.0"]` and `["numpy==2.4.6", "tqdm==4"]` give
# `{"numpy": ("1.26.4", "2.4.6")}`.


# %% exercise="version_conflicts"
def version_conflicts(first, second):
    """Return the packages for which two projects pin different versions.

    Parameters
    ----------
    first, second : list of str
        Pins such as ``"numpy==2.4.6 ; python_version < '3.12'"``. Not modified.

    Returns
    -------
    dict of str to tuple of str
        Name of the package, in small letters with ``-``, to its version in `first`
        and its version in `second`, as written there. Empty if both can share an
        environment.

    Raises
    ------
    ValueError
        If an entry of either list has no name, no ``==`` or no version in front of its
        marker.

    Examples
    --------
    >>> version_conflicts(["NumPy==1.26.4", "tqdm==4.0"], ["numpy==2.4.6", "tqdm==4"])
    {'numpy': ('1.26.4', '2.4.6')}
    """

    ### BEGIN SOLUTION
    import re

    def read(pins):
        versions = {}
        for pin in pins:
            name, _, version = pin.split(";")[0].partition("==")
            if not name.strip() or not version.strip():
                raise ValueError(f"not of the form name==version: {pin!r}")
            name = name.strip().lower().replace("_", "-").replace(".", "-")
            versions[name] = version.strip()
        return versions

    def short(version):
        return re.sub(r"(\.0)+$", "", version)

    old, new = read(first), read(second)
    shared = [name for name in old if name in new]
    return {n: (old[n], new[n]) for n in shared if short(old[n]) != short(new[n])}
    ### END SOLUTION


# %% tests="version_conflicts" points=3
checks.equal(
    version_conflicts(["numpy==1.26.4", "tqdm==4.70"], ["tqdm==4.71", "numpy==1.26.4"]),
    {"tqdm": ("4.70", "4.71")},
    what="Only versions that differ are a conflict, in whatever order",
)
agree, differ = {}, {"a-b": ("2.1", "2.10")}
for one, other, wanted, why in (
    (
        "b==2 ; os_name == 'nt'",
        " B == 2;x",
        agree,
        "markers, spaces, capitals: ignored",
    ),
    ("b==2", "b==2.0.0", agree, "any number of .0 at the end does not count"),
    (" a.B==2.1", "A_b==2.10", differ, "name with -; only a whole .0 may go"),
    ("b==10.0", "b==1", {"b": ("10.0", "1")}, "10 is not 1; versions as written"),
):
    checks.equal(version_conflicts([one], ["six==1", other]), wanted, what=why)
lists = ["b==1", "a==1"], ["c==3", "b==2"]
checks.unchanged(
    version_conflicts, *lists, what="Leave the lists, and their order, alone"
)
for bad in ("numpy>=2 ; os_name == 'nt'", "numpy==  ", " ==2"):
    for pair in (([bad], []), ([], [bad])):
        checks.raises(ValueError, version_conflicts, *pair, what=f"{bad!r} is no pin")
### BEGIN HIDDEN TESTS
checks.equal(version_conflicts([], []), {}, what="No pins, no conflicts")
checks.equal(version_conflicts(["a==1"], ["b==2"]), {}, what="No package in both")
checks.equal(
    version_conflicts(["  Zope.Interface ==  7.0 ;x"], ["zope_interface==8.0;y"]),
    {"zope-interface": ("7.0", "8.0")},
    what="Names are written with -, versions stay as written, spaces do not count",
)
for one, other in (
    ("3", "3.0.0.0"),
    ("10.0", "10"),
    ("0.0", "0"),
    ("1.0rc1", "1.0rc1"),
):
    checks.equal(
        version_conflicts([f"p=={one}"], [f"p=={other}"]),
        {},
        what="Any number of zeros at the end does not count",
    )
for one, other in (
    ("10", "1"),
    ("20.0", "2"),
    ("1.0.1", "1.1"),
    ("1.100", "1.1"),
    ("1.2rc1", "1.2.1"),
    ("3.0b2", "3.0"),
    ("2.1", "2.1.3"),
):
    checks.equal(
        version_conflicts([f"p=={one}"], [f"p=={other}"]),
        {"p": (one, other)},
        what="Versions are compared as text; only parts at the end that are 0 may go",
    )
many = [f"package_{number}=={number}.{number % 3}" for number in range(60)]
moved = [f"Package.{number}=={number}" for number in reversed(range(30, 90))]
checks.equal(
    version_conflicts(many, moved),
    {f"package-{n}": (f"{n}.{n % 3}", str(n)) for n in range(30, 60) if n % 3},
    what="Long lists",
)
checks.equal(
    version_conflicts(moved, many),
    {f"package-{n}": (str(n), f"{n}.{n % 3}") for n in range(30, 60) if n % 3},
    what="The version in first comes first",
)
mixed = ["z==1", "B==2.0", "a==3 ; x"]
checks.unchanged(version_conflicts, mixed, ["y==1", "b==2"], what="Leave first alone")
checks.unchanged(version_conflicts, ["y==1", "b==2"], mixed, what="Leave second alone")
for bad in (
    "numpy",
    "numpy==",
    "==1.0",
    "numpy>=2 ; os_name == 'nt'",
    " ; a == 'b'",
    "",
    "   ",
    "  ==1.0",
    "numpy==  ; a == 'b'",
    " == ",
):
    lists_of_lists = (([bad], ["six==1"]), (["six==1"], ["six==1", bad]), ([], [bad]))
    for lists in lists_of_lists:
        checks.raises(
            ValueError,
            version_conflicts,
            *lists,
            what="No name, == or version in front of the marker, in either list",
        )
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# Turn each list into a dictionary from name to version. Cut the marker off before you look
# for <code>==</code>: markers have some.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>text.split(";")[0]</code>, <code>text.partition("==")</code>, <code>.strip()</code>,
# <code>.lower()</code>, <code>.replace(a, b)</code>, <code>text.endswith(".0")</code>.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# for each list: for each pin:
#     cut the marker off; split at ==; strip; a part is empty: ValueError
#     versions[name in small letters with -] = version
# for names in both: drop ".0" at the end, repeatedly; compare
# ```
# </details>
#
# ## Exercise 2: read a notebook and count (3 points)
# Write `count_cells(notebook_text)` for the text of an `.ipynb` file.
#
# - Return a dictionary with four counts: `"code"`, `"markdown"` and `"raw"` cells (0 if
#   there are none), and `"code_lines"`: lines of code cells that hold more than white
#   space; comment lines count.
# - `source` is a string, or a list of strings to be joined.
# - Text that is no JSON, or no dictionary with a **list** called `cells`, raises a
#   `ValueError`. (The old format 3 has `worksheets` instead of `cells`.) An empty list is
#   fine: all counts are 0.
#
# Example: `rain` from step 2 has 3 code cells, 3 markdown cells, 4 lines of code.


# %% exercise="count_cells"
def count_cells(notebook_text):
    """Count the cells of a notebook by type, and its lines of code.

    Parameters
    ----------
    notebook_text : str
        Contents of an ``.ipynb`` file of format 4: JSON, laid out in any way.

    Returns
    -------
    dict of str to int
        With the keys ``"code"``, ``"markdown"``, ``"raw"`` (numbers of cells) and
        ``"code_lines"`` (lines of all code cells that hold more than white space).

    Raises
    ------
    ValueError
        If the text is not JSON, or not a dictionary with a list of cells.

    Examples
    --------
    >>> count_cells('{"cells": [{"cell_type": "code", "source": "a = 1"}]}')
    {'code': 1, 'markdown': 0, 'raw': 0, 'code_lines': 1}
    """
    ### BEGIN SOLUTION
    notebook = json.loads(notebook_text)  # its JSONDecodeError is a ValueError
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("expected a dictionary with a list of cells")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for cell in notebook["cells"]:
        counts[cell["cell_type"]] += 1
        if cell["cell_type"] == "code":
            lines = "".join(cell["source"]).splitlines()
            counts["code_lines"] += sum(line.strip() != "" for line in lines)
    return counts
    ### END SOLUTION


# %% tests="count_cells" points=3
def text_of(*pairs):
    cells = [{"cell_type": kind, "metadata": {}, "source": s} for kind, s in pairs]
    return json.dumps({"cells": cells, "nbformat": 4}, indent=1)


def counts(code, markdown, raw, lines):
    return {"code": code, "markdown": markdown, "raw": raw, "code_lines": lines}


markdown = ("markdown", "# Title\n\n```\nx = 1\n```")
mixed = text_of(("code", "a = 1"), markdown, ("raw", "a\nb"), ("code", ""), markdown)
checks.equal(count_cells(mixed), counts(2, 2, 1, 1), what="Only code cells hold code")
checks.equal(count_cells(text_of()), counts(0, 0, 0, 0), what="An empty list is fine")
for source, lines, why in (
    (["a = 1\n", "print", "(a)\nb = 2"], 3, "Join the strings of a list first"),
    ("x = 2\n\n   \nx = 2\n", 2, "Lines of spaces do not count, equal lines do"),
    ("# a comment\nx = 2  # two", 2, "A comment line counts"),
):
    checks.equal(
        count_cells(text_of(("code", source))), counts(1, 0, 0, lines), what=why
    )
for bad in (
    "my notebook",
    "[]",
    '{"nbformat": 3, "worksheets": []}',
    '{"cells": null}',
):
    checks.raises(ValueError, count_cells, bad, what="No JSON, or no list called cells")
### BEGIN HIDDEN TESTS
sources = [
    ("code", ["a = 1\n", "\n", "print(a)"]),
    ("markdown", "# Title\n\nSome code"),
    ("code", "x = 2\n\n\ny = 3\n"),
    ("code", ""),
    ("markdown", ["one\n", "```python\n", "two = 2\n", "```"]),
]
cells = [{"cell_type": kind, "metadata": {}, "source": text} for kind, text in sources]
compact = json.dumps({"cells": cells[::-1], "metadata": {}}, separators=(",", ":"))
checks.equal(
    count_cells(compact),
    {"code": 3, "markdown": 2, "raw": 0, "code_lines": 4},
    what="The layout of the JSON text does not matter",
)
sly = {
    "cell_type": "code",
    "metadata": {},
    "source": ["a = ", "[1,\n2", "]\n", " \t\n"],
}
sly["outputs"] = [{"cell_type": "code", "text": ["many\n", "lines\n"]}]
checks.equal(
    count_cells(json.dumps({"cells": [sly, sly]})),
    {"code": 2, "markdown": 0, "raw": 0, "code_lines": 4},
    what="Join the parts of a source: a part may be less than a line, or more; white "
    "space is blank; outputs do not count",
)
for source, lines in (
    ("    \nif a:\n    \n    b = 1\n    b = 1\n  ", 3),
    ("# one\n    # two\n#\nx = '# no comment'", 4),
    ("%%time\n!ls\n(\n\n)", 4),
    ([" ", " \n", "\n", "\t\n", "x\n\n", "\n"], 1),
    ([], 0),
):
    checks.equal(
        count_cells(text_of(("code", source), ("raw", "y\nz"))),
        counts(1, 0, 1, lines),
        what="Every line of a code cell that holds more than white space counts",
    )
kinds = ["code", "raw", "markdown", "raw", "code", "raw", "raw"] * 30
many = [{"cell_type": kind, "source": ["x\n", "  y\n", "\n", "z"]} for kind in kinds]
checks.equal(
    count_cells(json.dumps({"cells": many})),
    {"code": 60, "markdown": 30, "raw": 120, "code_lines": 180},
    what="Long notebooks",
)
old_format = '{"nbformat": 3, "metadata": {}, "worksheets": [{"cells": []}]}'
for bad in (old_format, '{"cells": {}}', '{"cells": 3}', '"cells"', "3", "null", ""):
    checks.raises(
        ValueError,
        count_cells,
        bad,
        what="Without a list called cells it is no notebook of format 4",
    )
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# Do not search the text. Let a JSON reader turn it into a dictionary; check what you got.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>json.loads</code> (its error is a ValueError already), <code>isinstance</code>,
# <code>"".join(source)</code> (works for a string, too), <code>.splitlines()</code>,
# <code>.strip()</code>.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# notebook = read the JSON; no dictionary, or no list of cells: ValueError
# all four counts = 0
# for each cell: its type's count + 1
#     if it is code: join the source, add its lines that are not blank
# ```
# </details>
#
# ## Exercise 3: strip the outputs (2 points)
# Outputs make notebooks big, and every run changes them, so teams strip them. Write
# `without_outputs(notebook)`.
#
# - In every **code** cell without the tag `keep_output` in its `metadata["tags"]` (which
#   may be missing), `outputs` becomes `[]`, `execution_count` becomes `None`, missing keys
#   are added, and `"execution"` leaves the `metadata` (JupyterLab notes times there).
# - Tagged code cells, and all the rest, stay exactly as they are.
# - The input is **not modified**: return a new dictionary. It may share unchanged parts with
#   the input.
#
# Example: for `rain`, the third cell's `outputs` is `[]`, its `execution_count` `None`.


# %% exercise="without_outputs"
def without_outputs(notebook):
    """Return a copy of a notebook without outputs, run numbers and run times.

    Parameters
    ----------
    notebook : dict
        A notebook of format 4, as read from JSON. Not modified, nor is anything in it.

    Returns
    -------
    dict
        The same notebook, but in code cells without the tag ``"keep_output"``
        ``outputs`` is an empty list, ``execution_count`` is None and ``metadata`` has no
        ``"execution"``. May share unchanged parts with `notebook`.

    Examples
    --------
    >>> cell = {"cell_type": "code", "metadata": {}, "source": "1"}
    >>> cell |= {"execution_count": 7, "outputs": [{"output_type": "error"}]}
    >>> without_outputs({"cells": [cell]})["cells"][0]["outputs"]
    []
    """
    ### BEGIN SOLUTION
    import copy

    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        kept = "keep_output" in cell["metadata"].get("tags", [])
        if cell["cell_type"] == "code" and not kept:
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)
    return clean
    ### END SOLUTION


# %% tests="without_outputs" points=2
def example(metadata, **rest):
    code = {"cell_type": "code", "metadata": metadata, "source": ["a = 1\n", "a"]}
    about = {"tags": ["x"], "execution": {"at": "9:14"}}
    text = {"cell_type": "markdown", "metadata": about, "source": "# Hi"}
    return {"cells": [text, code | rest], "metadata": {"language": "python"}}


printed = [{"output_type": "stream", "name": "stdout", "text": ["1\n"]}]
ran = {"execution_count": 12, "outputs": printed}
clean = {"execution_count": None, "outputs": []}
checks.equal(
    without_outputs(example({"tags": ["no_keep_output"], "execution": {}}, **ran)),
    example({"tags": ["no_keep_output"]}, **clean),
    what="Outputs, number and times of a code cell go; the text cell keeps everything",
)
timed = example({"execution": {"at": "9:15"}}, **ran)
checks.unchanged(without_outputs, timed, what="Leave the given notebook as it is")
checks.equal(
    without_outputs(example({})), example({}, **clean), what="Missing keys are added"
)
kept = example({"tags": ["x", "keep_output", "y"], "execution": {"at": "9:15"}}, **ran)
checks.equal(without_outputs(kept), kept, what="With keep_output all of the cell stays")
### BEGIN HIDDEN TESTS
slide = {"slideshow": {"slide_type": "slide"}}
checks.unchanged(
    without_outputs,
    example({"execution": {"at": "9:15"}, **slide}, **ran),
    what="The given notebook's metadata stay, too, as deep as you go",
)
for partial in ({}, {"outputs": printed}, {"execution_count": 3}):
    checks.unchanged(
        without_outputs,
        example({}, **partial),
        what="Add no keys to the given notebook",
    )
    checks.equal(
        without_outputs(example({}, **partial)),
        example({}, **clean),
        what="Missing keys are added to the result",
    )
checks.equal(
    without_outputs(
        example({"execution": {"at": "9:15"}, **slide}, execution_count=3, outputs=[])
    ),
    example(slide, **clean),
    what="A cell without outputs loses its number and its times, too",
)
for tags in (["keep_output"], ["a", "keep_output"], ["a", "keep_output", "b"]):
    for rest in (ran, {}, clean, {"execution_count": 12, "outputs": []}):
        untouched = example({"tags": tags, "execution": {"at": "9:15"}}, **rest)
        checks.equal(
            without_outputs(untouched),
            untouched,
            what="A cell with the tag keep_output stays exactly as it is",
        )
for tag in ("Keep_Output", "keep-output", "no_keep_output", "keep_outputs", "keep"):
    checks.equal(
        without_outputs(example({"tags": [tag, "output"]}, **ran)),
        example({"tags": [tag, "output"]}, **clean),
        what="Only the tag keep_output, written just so, keeps a cell",
    )
tagged = {"metadata": {"tags": ["keep_output"]}, "nbformat": 4, "nbformat_minor": 5}
checks.equal(
    without_outputs(example({}, **ran) | tagged),
    example({}, **clean) | tagged,
    what="A tag of the whole notebook keeps no cell",
)
checks.equal(
    without_outputs(example({}, **clean)),
    example({}, **clean),
    what="A clean notebook stays as it is",
)
empty = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
checks.equal(without_outputs(empty), empty, what="A notebook without a cell")
others = [{"cell_type": "raw", "metadata": {"execution": 1}, "source": "x"}]
others += [
    {"cell_type": "markdown", "metadata": {}, "source": ["a"], "attachments": {}}
]
nothing_to_do = {"cells": others * 2, "metadata": {"execution": 2}, "extra": [None]}
checks.equal(
    without_outputs(nothing_to_do),
    nothing_to_do,
    what="Cells of other types get no outputs and lose nothing",
)
both = kept["cells"] + example({"tags": []}, **ran)["cells"]
done = kept["cells"] + example({"tags": []}, **clean)["cells"]
separate = json.loads(json.dumps({"cells": both * 3}))  # no cell is there twice
checks.equal(
    without_outputs(separate),
    {"cells": done * 3},
    what="Each cell is judged by itself",
)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# A copy of the outermost dictionary still shares everything inside. Copy all the way down
# first.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>copy.deepcopy(notebook)</code>, <code>metadata.get("tags", [])</code>,
# <code>metadata.pop("execution", None)</code>.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# clean = deep copy
# for each cell of clean that is code and has no tag keep_output:
#     empty outputs; no execution_count; drop execution from metadata
# ```
# </details>
#
# ## Exercise 4: which cells share a page? (3 points)
# Predict what `--to slides` does. Write `slide_plan(notebook)`: a list of slides; a slide is
# a list of pages: its own first, then its sub-slides'; a page is a list of positions (from
# 0) of cells.
#
# - The type is `cell["metadata"]["slideshow"]["slide_type"]`; without `slideshow` or
#   `slide_type` it is `"-"`.
# - Cells of type `skip` and `notes` are hidden: they appear nowhere in the plan. Raw cells
#   are treated like any other.
# - `slide` begins a slide, `subslide` a page below; any other cell joins the page of the
#   visible cell before it.
# - The first **visible** cell always begins a slide, whatever its type.
# - No visible cell at all: `ValueError`.
#
# Example: types `slide, notes, -, subslide, slide` give `[[[0, 2], [3]], [[4]]]`.


# %% exercise="slide_plan"
def slide_plan(notebook):
    """Return which cells stand together on each page of a slideshow.

    Parameters
    ----------
    notebook : dict
        A notebook of format 4, as read from JSON. Not modified.

    Returns
    -------
    list of list of list of int
        Slides; each a list of pages (the slide itself, then its sub-slides); each a
        list of positions in ``notebook["cells"]``, in order.

    Raises
    ------
    ValueError
        If every cell is hidden, or there is none.

    Examples
    --------
    >>> types = ["slide", "notes", "-", "subslide", "slide"]
    >>> cells = [{"metadata": {"slideshow": {"slide_type": t}}} for t in types]
    >>> slide_plan({"cells": cells})
    [[[0, 2], [3]], [[4]]]
    """
    ### BEGIN SOLUTION
    slides = []
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind in ("skip", "notes"):
            continue
        if kind == "slide" or not slides:
            slides.append([[position]])
        elif kind == "subslide":
            slides[-1].append([position])
        else:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("all cells are hidden: there is nothing to show")
    return slides
    ### END SOLUTION


# %% tests="slide_plan" points=3
def typed(*types):
    shows = [{"slideshow": {"slide_type": kind}} if kind else {} for kind in types]
    return {"cells": [{"cell_type": "code", "metadata": show} for show in shows]}


checks.equal(
    slide_plan(typed("slide", "-", "slide", "subslide", "fragment", "-", "subslide")),
    [[[0, 1]], [[2], [3, 4, 5], [6]]],
    what="Slides go to the right, sub-slides below; fragments and - stay on the page",
)
checks.equal(
    slide_plan(typed("slide", "skip", "-", "notes", "subslide", "skip", "fragment")),
    [[[0, 2], [4, 6]]],
    what="Hidden cells appear nowhere and end nothing; other positions stay",
)
checks.equal(
    slide_plan(typed("skip", "subslide", None, "slide")),
    [[[1, 2]], [[3]]],
    what="The first visible cell begins a slide; without slideshow a cell is of type -",
)
talk_cells = typed("slide", None, "notes", "subslide")
checks.unchanged(slide_plan, talk_cells, what="Leave the given notebook as it is")
for hidden in (("notes", "skip"), ()):
    checks.raises(ValueError, slide_plan, typed(*hidden), what="Nothing to show")
### BEGIN HIDDEN TESTS
checks.raises(ValueError, slide_plan, typed(*["skip"] * 3), what="All are hidden")
untyped = {"cells": [{"cell_type": "raw", "metadata": {"slideshow": {}}}] * 2}
checks.equal(slide_plan(untyped), [[[0, 1]]], what="A type may be missing")
for cells, wanted in (
    (("subslide", "slide", "subslide"), [[[0]], [[1], [2]]]),
    (("fragment", "slide", "slide"), [[[0]], [[1]], [[2]]]),
    (("-", "notes", "slide", "-"), [[[0]], [[2, 3]]]),
    (("slide", "notes", "subslide", "skip", "subslide"), [[[0], [2], [4]]]),
    (("slide", "zoom", "subslide", "Slide", "skip", "zoom"), [[[0, 1], [2, 3, 5]]]),
    (("zoom", "subslide"), [[[0], [1]]]),
):
    for kind in ("code", "markdown", "raw"):
        talk_cells = typed(*cells)
        for cell_of_talk in talk_cells["cells"]:
            cell_of_talk["cell_type"] = kind
        checks.equal(
            slide_plan(talk_cells),
            wanted,
            what="Slide types alone decide; any other type joins the page before",
        )
bare = {"cells": [{"cell_type": "markdown", "metadata": {}}] * 3}
checks.equal(slide_plan(bare), [[[0, 1, 2]]], what="slideshow itself may be missing")
checks.equal(
    slide_plan(typed("notes", "fragment", "subslide", "skip", "-", "slide", None)),
    [[[1], [2, 4]], [[5, 6]]],
    what="A hidden cell does not end a page",
)
checks.equal(
    slide_plan(typed("slide", "slide", "subslide", "subslide", "slide")),
    [[[0]], [[1], [2], [3]], [[4]]],
    what="Each slide keeps its own sub-slides",
)
period = ("slide", "-", "subslide", "fragment", "notes", "skip", "fragment")
wanted = [[[7 * n, 7 * n + 1], [7 * n + 2, 7 * n + 3, 7 * n + 6]] for n in range(25)]
checks.unchanged(
    slide_plan, typed(*period, None), what="Leave the given notebook as it is"
)
checks.unchanged(slide_plan, bare, what="Do not write missing slide types into it")
checks.equal(slide_plan(typed(*period * 25)), wanted, what="Long talks")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# Walk through the cells once. Each visible cell opens a slide, opens a page in the last
# slide, or joins its last page.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>enumerate(cells)</code>, <code>d.get("slideshow", {})</code>, <code>slides[-1]</code>
# for the last slide, <code>slides[-1][-1]</code> for its last page, <code>continue</code>.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# slides = []
# for each position and cell:
#     hidden: go on with the next
#     type slide, or no slide yet: new slide with one page with this position
#     type subslide: new page in the last slide; otherwise: join the last page
# still no slides: ValueError
# ```
# </details>
#
# ## The reference
# The field's tools for these jobs: `packaging` reads pins and markers, `nbformat` checks
# notebooks, `nbconvert` strips and converts. Did you predict the talk? Print
# `slide_plan(rain)` in a cell of your own and compare it with the map. And what do outputs
# weigh?

# %% tags=["experiment"]
import base64
import copy
import io
import textwrap

import nbformat
from bs4 import BeautifulSoup
from nbconvert.preprocessors import ClearOutputPreprocessor
from packaging.requirements import Requirement

needed = [Requirement(pin) for pin in course_pins]
here_only = [pin for pin in needed if pin.marker is None or pin.marker.evaluate()]
print(f"{len(here_only)} of {len(needed)} pins apply to this machine")

notebook = nbformat.from_dict(rain)
nbformat.validate(notebook)  # silent: the file keeps the rules of the format
sections = BeautifulSoup(talk, "html.parser").select("div.slides > section")
pages = [section.find_all("section", recursive=False) for section in sections]
num_pages = [len(slide) for slide in pages]
checks.equal(num_pages, [1, 2], what="the plan [[[0]], [[2, 3], [4]]] has as many")
kinds = [cell.cell_type for cell in notebook.cells]
checks.equal([kinds.count("code"), kinds.count("markdown")], [3, 3], what="exercise 2")

# %% tags=["experiment"]
title = "The talk in rain.slides.html, as a map"
fig, ax = plots.new_axes(title, "slide (→)", "page (↓)", size=(7, 3))
face = {"facecolor": plots.PALETTE[5], "alpha": 0.35, "boxstyle": "round,pad=0.6"}
for slide, column in enumerate(pages):
    for row, part in enumerate(column):
        for aside in part.select("aside"):  # the speaker's notes
            aside.extract()
        words = part.get_text(" ", strip=True).replace("¶", "")
        text = textwrap.fill(words, 34)
        ax.text(slide, row, text, ha="center", va="center", bbox=face, fontsize=8)
ax.set(xlim=(-0.5, 1.5), ylim=(1.6, -0.6), xticks=range(2), yticks=range(2))
ax.grid(visible=False)
buffer = io.BytesIO()
fig.savefig(buffer, format="png")
plt.show()

# %% tags=["experiment"]
picture_bytes = buffer.getvalue()
letters = base64.b64encode(picture_bytes).decode()
checks.equal(
    len(letters), 4 * -(-len(picture_bytes) // 3), what="the formula for base64"
)
checks.equal(len(base64.b64encode(bytes(10))), 16, what="10 bytes, worked by hand")
picture = nbformat.v4.new_output("display_data", {"image/png": letters})

sizes = {"with outputs": [], "without": []}
for num_pictures in (0, 1, 4):
    notebook = nbformat.from_dict(copy.deepcopy(rain))
    notebook.cells[2].outputs += [picture] * num_pictures
    sizes["with outputs"].append(len(json.dumps(notebook)) / 1000)
    clean, _ = ClearOutputPreprocessor().preprocess(notebook, {})
    sizes["without"].append(len(json.dumps(clean)) / 1000)
title = "What a notebook weighs"
fig, ax = plots.new_axes(title, "pictures in the outputs", "file size (kB, log scale)")
for shift, (name, values) in zip((-0.2, 0.2), sizes.items()):
    ax.bar_label(
        ax.bar([x + shift for x in range(3)], values, 0.4, label=name), fmt="%.1f"
    )
ax.set(yscale="log", ylim=(0.5, 300), xticks=range(3), xticklabels=(0, 1, 4))
ax.legend(loc="upper left")
plt.show()
checks.that(sizes["with outputs"][1] > 10 * sizes["with outputs"][0], "10 times")
checks.equal(len(set(sizes["without"])), 1, what="without outputs: always the same")

# %% [markdown]
# **What to see:** the map (counted from 0, as in exercise 4; notes left out) shows two
# slides; one has a page below, and the `skip` cell is gone. Saved in a notebook, that one
# picture makes the file more than ten times as big; without outputs the size stays.
#
# ## Experiment: how long does one environment do?
# Suppose $k$ projects use the same 5 packages, and each pin is the newest version in 9
# cases of 10. How often can all share one environment? Change one thing, $k$, with five
# seeds.

# %% tags=["experiment"]
import random

PACKAGES, UP_TO_DATE, GROUPS = 5, 0.9, 500
COUNTS = [1, 2, 3, 4, 6, 8, 10]


def can_share(num_projects, rng):
    """Draw the pins of some projects; say whether all of them agree."""
    for _package in range(PACKAGES):
        newest = {rng.random() < UP_TO_DATE for _project in range(num_projects)}
        if len(newest) > 1:
            return False
    return True


runs = []
for seed in range(5):
    rng = random.Random(seed)
    runs.append(
        [sum(can_share(k, rng) for _ in range(GROUPS)) / GROUPS for k in COUNTS]
    )
formula = [(UP_TO_DATE**k + (1 - UP_TO_DATE) ** k) ** PACKAGES for k in COUNTS]
checks.close(0.82**5, 0.371, atol=0.001, what="two projects, worked by hand")
checks.close((0.9**2 + 0.1**2) ** 5, 0.82**5, what="the same by the formula")

# %% tags=["experiment"]
title = "One environment for all soon stops working"
fig, ax = plots.new_axes(
    title, "number of projects k", "share of groups without conflict"
)
plots.mean_band(ax, COUNTS, runs, label="drawn (5 seeds, mean and range)")
ax.plot(COUNTS, formula, "k--", label="formula P(k)")
ax.set(ylim=(0, 1.05))
ax.legend()
plt.show()
if (PACKAGES, UP_TO_DATE) == (5, 0.9):  # what the text below says
    for run in runs:
        checks.that(run[1] < 0.5 and run[-1] < 0.05, "two: under half; ten: under 5 %")

# %% [markdown]
# **What to see:** even two projects can share in fewer than half of the cases, and ten in
# under 5 %, with every seed. So make **one environment a project**, with a file of pins
# beside the code.
#
# ## Your turn
# 1. **Keep up better.** Set `UP_TO_DATE = 0.99`. *Expect* the curve to fall more slowly, but
#    to fall. Then raise `PACKAGES` to 50: *expect* nearly the old curve back.
# 2. **Another talk.** Let `mine = copy.deepcopy(rain)`; make its cell 3 a `slide` and cell 5
#    a `fragment`; write down the plan; save it in `FOLDER` as `mine.ipynb`; call
#    `nbconvert("--to", "slides", file="mine.ipynb")`. *Expect* three slides.

# %% [markdown]
# ## Pitfalls
# The cell below reproduces each.
#
# | symptom | cause | fix |
# |---|---|---|
# | `Unrecognized alias: 'to', it will have no effect.` | `-to html`, with one hyphen | two: `--to html`, `--post serve` |
# | the text of a `skip` cell is missing from your speaker notes | `skip` leaves out; only `notes` keeps | use `notes` |
# | `No module named ...`, though you installed it | the kernel lives in another environment | print `sys.prefix`; switch the kernel |
# | `` `np.float_` was removed in the NumPy 2.0 release. `` | code for NumPy 1 in an environment with NumPy 2 | its own environment, pinned |
# | 2.10 counts as older than 2.9 | versions compared as text | `packaging.version.Version` |
# | the copy changed, and so did the original | a shallow copy shares what is inside | `copy.deepcopy` |
#
# Saving makes no extra `.json` file: the `.ipynb` *is* the JSON.

# %% tags=["experiment"]
import numpy as np
from packaging.version import Version

small = [cell("markdown", f"I am {kind}.", kind) for kind in ("slide", "notes", "skip")]
(FOLDER / "small.ipynb").write_text(json.dumps({**rain, "cells": small}))
failed = nbconvert("-to", "html", file="small.ipynb")
print("row 1:", failed.stderr.splitlines()[0].split(" | ")[-1])
checks.that(failed.returncode != 0 and "alias: 'to'" in failed.stderr, "row 1")

nbconvert("--to", "slides", file="small.ipynb")
told = (FOLDER / "small.slides.html").read_text(encoding="utf-8")
checks.that("I am notes." in told and "I am skip." not in told, "row 2: skip is gone")

no_packages = [sys.executable, "-I", "-S", "-c", "import numpy"]  # a bare Python
bare = subprocess.run(no_packages, capture_output=True, text=True)
print("row 3:", bare.stderr.strip().splitlines()[-1])
checks.that("No module named 'numpy'" in bare.stderr, "row 3: another environment")

try:
    np.float_
except AttributeError as error:
    print("row 4:", str(error).split(" Use")[0])
checks.raises(AttributeError, getattr, np, "float_", match="removed", what="row 4")
checks.that("2.10" < "2.9" and Version("2.10") > Version("2.9"), "row 5: text misleads")

shallow = rain.copy()
checks.that(shallow["cells"] is rain["cells"], "row 6: two names for one list")

# %% [markdown]
# ## Check yourself
# **1.** You close the browser's tab while a long cell runs. What happens to the computation?
# (a) it stops (b) it goes on (c) it goes on in the browser
# <details><summary>Answer</summary>
# <b>(b)</b>: the kernel runs the code, and it is still there, though what it prints
# meanwhile may not reach the page. (a) would need the kernel to be shut down. (c) The
# browser knows no Python.
# </details>
#
# **2.** Project A pins `numpy==2.0` and `tqdm==4.70`, project B `NumPy==2.0.0` and
# `six==1.17`. Can they share an environment?
# (a) yes (b) no, because of numpy (c) no, because B has no tqdm
# <details><summary>Answer</summary>
# <b>(a)</b>. (b) Neither capitals nor zeros at the end make another version. (c) A package
# that only one of them needs disturbs nobody.
# </details>
#
# **3.** A cell of type `notes` stands between a `slide` and a `fragment`. The fragment
# (a) begins a new slide (b) joins the notes (c) appears on the slide, at a key press
# <details><summary>Answer</summary>
# <b>(c)</b>: hidden cells do not end a page. (a) needs the type <code>slide</code>. (b) Only
# cells of type <code>notes</code> are notes.
# </details>

# %% [markdown]
# ## Summary
# - One environment holds one version of a package. Give each project its own, pinned in a
#   file.
# - The browser shows, the server saves and carries, the kernel computes, in one environment.
# - A notebook is JSON: code, markdown and raw cells. Strip outputs before you share.
# - `jupyter nbconvert --to html` or `--to slides`, two hyphens; slide types decide what
#   shares a page. **Next:** tensors.
#
# ## Further reading
# - The conda documentation, "Managing environments": every command above.
# - N. Coghlan, D. Stufft, PEP 440 (2013): when two versions are equal, and which is newer.
# - The nbformat documentation, "The notebook file format": every key a notebook may have.
# - A. Rule and others, "Ten simple rules for writing and sharing computational analyses in
#   Jupyter Notebooks" (2019): useful habits.
