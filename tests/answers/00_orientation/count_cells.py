# %% right: a Counter
import json
from collections import Counter


def count_cells(notebook_text):
    notebook = json.loads(notebook_text)
    if type(notebook) is not dict or type(notebook.get("cells")) is not list:
        raise ValueError("not a notebook of format 4")
    kinds = Counter(cell["cell_type"] for cell in notebook["cells"])
    result = {kind: kinds[kind] for kind in ("code", "markdown", "raw")}
    code = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    result["code_lines"] = len(
        [line for text in code for line in text.split("\n") if line.strip()]
    )
    return result


# %% right: one loop, errors caught and raised anew
import json


def count_cells(notebook_text):
    try:
        cells = json.loads(notebook_text)["cells"]
        if not isinstance(cells, list):
            raise TypeError("cells")
    except (TypeError, KeyError) as error:
        raise ValueError("this is no notebook") from error
    code = markdown = raw = lines = 0
    for cell in cells:
        if cell["cell_type"] == "markdown":
            markdown += 1
        elif cell["cell_type"] == "raw":
            raw += 1
        else:
            code += 1
            source = cell["source"]
            if isinstance(source, list):
                source = "".join(source)
            for line in source.splitlines():
                if line and not line.isspace():
                    lines += 1
    return {"code": code, "markdown": markdown, "raw": raw, "code_lines": lines}


# %% right: comprehensions, split at the newline
import json


def count_cells(notebook_text):
    try:
        cells = json.loads(notebook_text)["cells"]
    except (TypeError, KeyError) as error:
        raise ValueError("JSON, but no notebook") from error
    if type(cells) is not list:
        raise ValueError("cells is no list")
    kinds = [c["cell_type"] for c in cells]
    result = {kind: kinds.count(kind) for kind in ("code", "markdown", "raw")}
    text = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    result["code_lines"] = len(
        [line for line in text.split("\n") if line.strip() != ""]
    )
    return result


# %% wrong: searches the text
def count_cells(notebook_text):
    import json

    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook")
    counts = {
        k: notebook_text.count(f'"cell_type": "{k}"')
        for k in ("code", "markdown", "raw")
    }
    counts["code_lines"] = sum(
        1
        for c in notebook["cells"]
        if c["cell_type"] == "code"
        for line in "".join(c["source"]).splitlines()
        if line.strip()
    )
    return counts


# %% wrong: counts blank lines
def count_cells(notebook_text):
    import json

    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for c in notebook["cells"]:
        counts[c["cell_type"]] += 1
        if c["cell_type"] == "code":
            counts["code_lines"] += len("".join(c["source"]).splitlines())
    return counts


# %% wrong: takes every source for a list of lines
def count_cells(notebook_text):
    import json

    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for c in notebook["cells"]:
        counts[c["cell_type"]] += 1
        if c["cell_type"] == "code":
            counts["code_lines"] += sum(1 for line in c["source"] if line.strip())
    return counts


# %% wrong: each part of a list is taken for one line
def count_cells(notebook_text):
    import json

    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for c in notebook["cells"]:
        counts[c["cell_type"]] += 1
        if c["cell_type"] == "code":
            source = c["source"]
            lines = source.splitlines() if isinstance(source, str) else source
            counts["code_lines"] += sum(1 for line in lines if line.strip())
    return counts


# %% wrong: counts the lines of every cell
def count_cells(notebook_text):
    import json

    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for c in notebook["cells"]:
        counts[c["cell_type"]] += 1
        counts["code_lines"] += sum(
            1 for x in "".join(c["source"]).splitlines() if x.strip()
        )
    return counts


# %% wrong: leaves out types that do not occur
def count_cells(notebook_text):
    import json

    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook")
    counts = {"code_lines": 0}
    for c in notebook["cells"]:
        counts[c["cell_type"]] = counts.get(c["cell_type"], 0) + 1
        if c["cell_type"] == "code":
            counts["code_lines"] += sum(
                1 for x in "".join(c["source"]).splitlines() if x.strip()
            )
    return counts


# %% wrong: trusts that there are cells
def count_cells(notebook_text):
    import json

    notebook = json.loads(notebook_text)
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for c in notebook["cells"]:
        counts[c["cell_type"]] += 1
        if c["cell_type"] == "code":
            counts["code_lines"] += sum(
                1 for x in "".join(c["source"]).splitlines() if x.strip()
            )
    return counts


# %% wrong: no cells counts as none
def count_cells(notebook_text):
    import json

    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict):
        raise ValueError("no notebook")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for c in notebook.get("cells", []):
        counts[c["cell_type"]] += 1
        if c["cell_type"] == "code":
            counts["code_lines"] += sum(
                1 for x in "".join(c["source"]).splitlines() if x.strip()
            )
    return counts


# %% wrong: lets nbformat bring old files up to date
def count_cells(notebook_text):
    import nbformat

    notebook = nbformat.reads(notebook_text, as_version=4)
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for c in notebook.cells:
        counts[c.cell_type] += 1
        if c.cell_type == "code":
            counts["code_lines"] += sum(1 for x in c.source.splitlines() if x.strip())
    return counts


# %% wrong: only the number of code cells
def count_cells(notebook_text):
    import json

    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook")
    return sum(c["cell_type"] == "code" for c in notebook["cells"])


# %% wrong: lines of only spaces count as code
import json


def count_cells(notebook_text):
    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook of format 4")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for cell in notebook["cells"]:
        counts[cell["cell_type"]] += 1
        if cell["cell_type"] == "code":
            lines = "".join(cell["source"]).split("\n")
            counts["code_lines"] += sum(1 for line in lines if line)
    return counts


# %% wrong: a list's entries joined with a newline between
import json


def count_cells(notebook_text):
    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook of format 4")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for cell in notebook["cells"]:
        counts[cell["cell_type"]] += 1
        if cell["cell_type"] == "code":
            source = cell["source"]
            if isinstance(source, list):
                source = "\n".join(source)
            counts["code_lines"] += sum(1 for x in source.splitlines() if x.strip())
    return counts


# %% wrong: comment lines do not count
import json


def count_cells(notebook_text):
    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook of format 4")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for cell in notebook["cells"]:
        counts[cell["cell_type"]] += 1
        if cell["cell_type"] == "code":
            for line in "".join(cell["source"]).splitlines():
                if line.strip() and not line.strip().startswith("#"):
                    counts["code_lines"] += 1
    return counts


# %% wrong: cells is never checked to be a list: null is a TypeError
import json


def count_cells(notebook_text):
    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or "cells" not in notebook:
        raise ValueError("no notebook of format 4")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for cell in notebook["cells"]:
        counts[cell["cell_type"]] += 1
        if cell["cell_type"] == "code":
            lines = "".join(cell["source"]).splitlines()
            counts["code_lines"] += sum(1 for line in lines if line.strip())
    return counts


# %% wrong: a notebook with an empty list of cells raises
import json


def count_cells(notebook_text):
    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not notebook.get("cells"):
        raise ValueError("no cells")
    if not isinstance(notebook["cells"], list):
        raise ValueError("cells is no list")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for cell in notebook["cells"]:
        counts[cell["cell_type"]] += 1
        if cell["cell_type"] == "code":
            lines = "".join(cell["source"]).splitlines()
            counts["code_lines"] += sum(1 for line in lines if line.strip())
    return counts


# %% wrong: raw cells' lines counted too when there is code
import json


def count_cells(notebook_text):
    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for cell in notebook["cells"]:
        counts[cell["cell_type"]] += 1
        if cell["cell_type"] != "markdown" and counts["code"]:
            lines = "".join(cell["source"]).splitlines()
            counts["code_lines"] += sum(1 for line in lines if line.strip())
    return counts


# %% wrong: blank lines removed as double newlines, so lines of spaces stay
import json


def count_cells(notebook_text):
    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for cell in notebook["cells"]:
        counts[cell["cell_type"]] += 1
        if cell["cell_type"] == "code":
            text = "".join(cell["source"]).strip()
            while "\n\n" in text:
                text = text.replace("\n\n", "\n")
            counts["code_lines"] += text.count("\n") + bool(text)
    return counts


# %% wrong: any iterable passes for cells: an empty dictionary or text is no error
import json


def count_cells(notebook_text):
    try:
        cells = json.loads(notebook_text)["cells"]
        counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
        for cell in cells:
            counts[cell["cell_type"]] += 1
            if cell["cell_type"] == "code":
                lines = "".join(cell["source"]).splitlines()
                counts["code_lines"] += len([x for x in lines if x.strip()])
    except (KeyError, TypeError) as error:
        raise ValueError("not a notebook") from error
    return counts


# %% wrong: markdown fenced code counts as lines of code
import json


def count_cells(notebook_text):
    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for cell in notebook["cells"]:
        counts[cell["cell_type"]] += 1
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            text = "".join(text.split("```")[1:2])
        elif cell["cell_type"] == "raw":
            text = ""
        counts["code_lines"] += sum(1 for x in text.splitlines() if x.strip())
    return counts


# %% wrong: equal lines counted once per cell (a set)
import json


def count_cells(notebook_text):
    notebook = json.loads(notebook_text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook")
    counts = {"code": 0, "markdown": 0, "raw": 0, "code_lines": 0}
    for cell in notebook["cells"]:
        counts[cell["cell_type"]] += 1
        if cell["cell_type"] == "code":
            lines = {x.strip() for x in "".join(cell["source"]).splitlines()}
            counts["code_lines"] += len(lines - {""})
    return counts
