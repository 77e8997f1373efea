# %% right: a deep copy, then changed
from copy import deepcopy


def without_outputs(notebook):
    result = deepcopy(notebook)
    for cell in result["cells"]:
        if cell["cell_type"] != "code":
            continue
        if "keep_output" in cell["metadata"].get("tags", ()):
            continue
        cell.update(outputs=[], execution_count=None)
        if "execution" in cell["metadata"]:
            del cell["metadata"]["execution"]
    return result


# %% right: builds new cells
def without_outputs(notebook):
    def strip(cell):
        metadata = cell["metadata"]
        if cell["cell_type"] != "code" or "keep_output" in metadata.get("tags", []):
            return cell
        metadata = {key: value for key, value in metadata.items() if key != "execution"}
        return {**cell, "metadata": metadata, "outputs": [], "execution_count": None}

    return {**notebook, "cells": [strip(cell) for cell in notebook["cells"]]}


# %% right: there and back through JSON
import json


def without_outputs(notebook):
    clean = json.loads(json.dumps(notebook))
    for cell in clean["cells"]:
        tags = cell["metadata"].get("tags", [])
        if cell["cell_type"] == "code" and "keep_output" not in tags:
            cell["outputs"], cell["execution_count"] = [], None
            cell["metadata"].pop("execution", None)
    return clean


# %% wrong: changes the given notebook
def without_outputs(notebook):
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and "keep_output" not in cell["metadata"].get(
            "tags", []
        ):
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)
    return notebook


# %% wrong: a shallow copy
import copy


def without_outputs(notebook):
    clean = copy.copy(notebook)
    for cell in clean["cells"]:
        if cell["cell_type"] == "code" and "keep_output" not in cell["metadata"].get(
            "tags", []
        ):
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)
    return clean


# %% wrong: copies the cells, but not their metadata
def without_outputs(notebook):
    clean = dict(notebook)
    clean["cells"] = [dict(cell) for cell in notebook["cells"]]
    for cell in clean["cells"]:
        if cell["cell_type"] == "code" and "keep_output" not in cell["metadata"].get(
            "tags", []
        ):
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)
    return clean


# %% wrong: gives outputs to every cell
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        if "keep_output" not in cell["metadata"].get("tags", []):
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)
    return clean


# %% wrong: forgets the run number
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        if cell["cell_type"] == "code" and "keep_output" not in cell["metadata"].get(
            "tags", []
        ):
            cell["outputs"] = []
            cell["metadata"].pop("execution", None)
    return clean


# %% wrong: deletes the keys
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        if cell["cell_type"] == "code" and "keep_output" not in cell["metadata"].get(
            "tags", []
        ):
            del cell["outputs"], cell["execution_count"]
            cell["metadata"].pop("execution", None)
    return clean


# %% wrong: empties all the metadata
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        if cell["cell_type"] == "code" and "keep_output" not in cell["metadata"].get(
            "tags", []
        ):
            cell.update(outputs=[], execution_count=None, metadata={})
    return clean


# %% wrong: leaves it to nbconvert
def without_outputs(notebook):
    import json

    import nbformat
    from nbconvert.preprocessors import ClearOutputPreprocessor

    node = nbformat.from_dict(json.loads(json.dumps(notebook)))
    return json.loads(json.dumps(ClearOutputPreprocessor().preprocess(node, {})[0]))


# %% wrong: ignores the tag keep_output
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)
    return clean


# %% wrong: takes the run times of kept cells
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        if cell["cell_type"] == "code":
            cell["metadata"].pop("execution", None)
            if "keep_output" not in cell["metadata"].get("tags", []):
                cell["outputs"] = []
                cell["execution_count"] = None
    return clean


# %% wrong: removes run times from text cells too
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        if "keep_output" in cell["metadata"].get("tags", []):
            continue
        cell["metadata"].pop("execution", None)
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
    return clean


# %% wrong: stops at the first kept cell
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        if "keep_output" in cell["metadata"].get("tags", []):
            break
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)
    return clean


# %% wrong: a kept cell loses its number
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        if cell["cell_type"] != "code":
            continue
        kept = "keep_output" in cell["metadata"].get("tags", [])
        if not kept:
            cell["outputs"] = []
            cell["metadata"].pop("execution", None)
        if not kept or not cell["outputs"]:
            cell["execution_count"] = None
    return clean


# %% wrong: tag found as a part of another tag
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        tags = " ".join(cell["metadata"].get("tags", []))
        if cell["cell_type"] == "code" and "keep_output" not in tags:
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)
    return clean


# %% wrong: only cells that have outputs are cleaned
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        if "keep_output" in cell["metadata"].get("tags", []):
            continue
        if cell.get("outputs"):
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)
    return clean


# %% wrong: only the last tag is looked at
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        tags = cell["metadata"].get("tags") or [""]
        if cell["cell_type"] == "code" and tags[-1] != "keep_output":
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)
    return clean


# %% wrong: cell metadata reduced to its tags
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        tags = cell["metadata"].get("tags", [])
        if cell["cell_type"] == "code" and "keep_output" not in tags:
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"] = {"tags": tags} if tags else {}
    return clean


# %% wrong: writes a missing outputs key into the original
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell, given in zip(clean["cells"], notebook["cells"]):
        if cell["cell_type"] == "code" and "keep_output" not in cell["metadata"].get(
            "tags", []
        ):
            given.setdefault("outputs", [])
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)
    return clean


# %% wrong: missing keys are not added
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        if cell["cell_type"] == "code" and "keep_output" not in cell["metadata"].get(
            "tags", []
        ):
            if "outputs" in cell:
                cell["outputs"] = []
            if "execution_count" in cell:
                cell["execution_count"] = None
            if "execution" in cell["metadata"]:
                del cell["metadata"]["execution"]
    return clean


# %% wrong: looks for the tag in the notebook's metadata too
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    everywhere = clean.get("metadata", {}).get("tags", [])
    for cell in clean["cells"]:
        tags = cell["metadata"].get("tags", []) + everywhere
        if cell["cell_type"] == "code" and "keep_output" not in tags:
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)
    return clean


# %% wrong: tags are compared without regard to capitals and hyphens
import copy


def without_outputs(notebook):
    clean = copy.deepcopy(notebook)
    for cell in clean["cells"]:
        tags = [t.lower().replace("-", "_") for t in cell["metadata"].get("tags", [])]
        if cell["cell_type"] == "code" and "keep_output" not in tags:
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)
    return clean
