"""Cells show in the engine what they show in a real kernel, run by nbclient."""

import os
import re

import nbformat
import pytest
from engine_running import learner
from nbclient import NotebookClient
from parity_cells import CELLS

from autograder.grade.execution import Limits
from autograder.grade.kernel_client import QuietKernelManager

pytestmark = pytest.mark.sandbox

# Where the engine differs on purpose, and why.
NOT_TEXT = "only texts of an output are kept: learners' code could send any JSON"
NOT_RUNNING = "the error of the cell always comes last, and once"
DIFFERENT = {
    "json": NOT_TEXT,
    "widget": NOT_TEXT,
    "unknown magic": NOT_RUNNING,  # a line on stderr there
    "group": NOT_RUNNING,  # its traceback on stderr there
    "update from below": "a cell never changes what an earlier one has shown",
    "question mark": "there is no pager, so that help is printed",
}
# Their text has times in it: only kinds are compared.
ANY_TEXT = {"time cell", "time line", "timeit", "progress"}
# What is written past Python may reach a kernel's client some cells later.
PAST_PYTHON = [
    "subprocess",
    "subprocess stderr",
    "captured subprocess",
    "os write",
    "os write error",
    "c library",
    "pause",
]
ADDRESSES = re.compile(r"0x[0-9a-f]+")
FILES = re.compile(r"(/tmp/ipykernel_\d+/)?\d+\.py|<ipython-input-[^>]*>")


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """Run all cells in a real kernel; return outcome and outputs of each."""
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS.values()]
    notebook = nbformat.v4.new_notebook(cells=cells)
    replies = []
    folder = tmp_path_factory.mktemp("kernel")
    client = NotebookClient(
        notebook,
        km=QuietKernelManager(
            kernel_name="python3", transport="ipc", ip=str(folder / "socket")
        ),
        timeout=60,
        allow_errors=True,
        on_cell_executed=lambda **news: replies.append(news["execute_reply"]),
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute(env=usual_environment())
    status = [reply["content"]["status"] for reply in replies]
    return dict(zip(CELLS, zip(status, cells, strict=True), strict=True))


@pytest.fixture(scope="module")
def ours(engine):
    """Run all cells in the engine."""
    steps = [learner(source) for source in CELLS.values()]
    ran = engine.run(*steps, limits=Limits(cell_seconds=30))
    return dict(zip(CELLS, ran, strict=True))


@pytest.mark.parametrize("name", [name for name in CELLS if name not in DIFFERENT])
def test_a_cell_shows_the_same(kernel, ours, name):
    status, cell = kernel[name]
    assert ours[name].outcome == status
    assert seen(ours[name].outputs, name) == seen(cell.outputs, name)


@pytest.mark.parametrize("name", DIFFERENT)
def test_a_listed_difference_is_one(kernel, ours, name):
    status, cell = kernel[name]
    there = status, seen(cell.outputs, name)
    assert there != (ours[name].outcome, seen(ours[name].outputs, name))


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_what_is_written_past_python_is_shown(kernel, ours, stream):
    there = [o for name in PAST_PYTHON for o in kernel[name][1].outputs]
    here = [o for name in PAST_PYTHON for o in ours[name].outputs]
    assert seen(here)[0][stream] == seen(there)[0][stream] != ""


def test_an_update_in_the_same_cell_is_shown(ours):
    (shown,) = ours["update"].outputs
    assert shown["data"]["text/plain"] == "'new'"


def test_a_traceback_shows_the_learners_lines_alone(ours):
    lines = "\n".join(ours["chained"].outputs[-1]["traceback"])
    assert "raise ValueError('v') from e" in lines
    assert "site-packages" not in lines


def usual_environment():
    """Return the environment without what tests set: a kernel acts upon it."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("MPL", "PYTEST"))}


def seen(outputs, name=""):
    """Return what a reader sees, as sets by kind: streams whole, errors apart.

    Order within a kind is kept; a kernel itself mixes the order of streams.
    """
    streams = {"stdout": "", "stderr": ""}
    shown, errors = [], []
    for output in outputs:
        kind = output["output_type"]
        if kind == "stream":
            streams[output["name"]] += output["text"]
        elif kind == "error":
            errors.append((output["ename"], plain(output["evalue"])))
        else:
            text = plain(output["data"].get("text/plain", ""))
            shown.append((kind, sorted(output["data"]), text))
    if "StdinNotImplementedError" in dict(errors):  # said in words of our own
        errors = ["StdinNotImplementedError"]
    if name in PAST_PYTHON:
        streams = {}
    if name in ANY_TEXT:
        streams = {}
        shown = [kind for kind, *_ in shown]
    return {key: plain(text) for key, text in streams.items()}, shown, errors


def plain(text):
    """Leave out of a text what differs from run to run."""
    text = FILES.sub("FILE", ADDRESSES.sub("ADDRESS", text))
    return re.sub(r"/\S+/site-packages/", "", text)
