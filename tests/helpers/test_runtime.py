"""Seeds, the device, budgets and progress bars."""

import random
import subprocess
import sys

import numpy as np
import pytest
import torch

from helpers import runtime


def test_seed_everything_seeds_all_three_libraries():
    def draw():
        return random.random(), np.random.rand(), torch.rand(1).item()

    runtime.seed_everything(3)
    first = draw()
    runtime.seed_everything(3)
    assert draw() == first
    runtime.seed_everything(4)
    assert all(a != b for a, b in zip(draw(), first, strict=True))


def test_seed_everything_returns_a_generator_of_its_own():
    generator = runtime.seed_everything()
    assert generator.device.type == "cpu"
    expected = torch.Generator().manual_seed(0)
    torch.rand(10)  # the global state does not touch it
    assert torch.equal(
        torch.rand(5, generator=generator), torch.rand(5, generator=expected)
    )
    assert generator is not runtime.seed_everything()


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_seed_out_of_range(seed):
    with pytest.raises(ValueError, match=f"got {seed}"):
        runtime.seed_everything(seed)


@pytest.mark.parametrize(
    ("cuda", "mps", "expected"),
    [(True, True, "cuda"), (False, True, "mps"), (False, False, "cpu")],
)
def test_get_device_takes_the_best(cuda, mps, expected, monkeypatch):
    monkeypatch.delenv("COURSE_DEVICE", raising=False)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
    assert runtime.get_device() == torch.device(expected)
    monkeypatch.setenv("COURSE_DEVICE", "cpu")
    assert runtime.get_device() == torch.device("cpu")


def test_get_device_refuses_what_is_not_there(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setenv("COURSE_DEVICE", "cuda:1")
    with pytest.raises(ValueError, match="no cuda: use cpu, or unset it"):
        runtime.get_device()
    monkeypatch.setenv("COURSE_DEVICE", "toaster")
    with pytest.raises(ValueError, match="'toaster' is not a device"):
        runtime.get_device()
    monkeypatch.setenv("COURSE_DEVICE", " ")
    assert runtime.get_device().type in ("cpu", "mps")


@pytest.mark.parametrize(
    ("scale", "expected"),
    [(None, 3), ("", 3), ("quick", 3), ("full", 60), ("FULL", 60)],
)
def test_budget(scale, expected, monkeypatch):
    monkeypatch.delenv("COURSE_SCALE", raising=False)
    if scale is not None:
        monkeypatch.setenv("COURSE_SCALE", scale)
    assert runtime.budget(quick=3, full=60) == expected


def test_budget_refuses_other_words(monkeypatch):
    monkeypatch.setenv("COURSE_SCALE", "huge")
    with pytest.raises(ValueError, match="'huge': set it to quick or full"):
        runtime.budget(quick=3, full=60)


class Terminal:
    """A terminal that remembers what was written."""

    def __init__(self):
        self.text = ""

    def isatty(self):
        return True

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def test_progress_gives_the_same_items(monkeypatch):
    monkeypatch.setenv("COURSE_QUIET", "1")
    assert list(runtime.progress(range(4))) == [0, 1, 2, 3]
    assert list(runtime.progress((x for x in "ab"), total=2)) == ["a", "b"]


@pytest.mark.parametrize("variable", ["CI", "COURSE_QUIET"])
def test_progress_is_silent_where_it_is_told_to_be(variable, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("COURSE_QUIET", raising=False)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert list(runtime.progress(range(3), description="training")) == [0, 1, 2]
    assert "training" in terminal.text
    terminal.text = ""
    monkeypatch.setenv(variable, "true")
    assert list(runtime.progress(range(3), description="training")) == [0, 1, 2]
    assert terminal.text == ""


def test_progress_is_silent_where_no_one_watches():
    code = (
        "from helpers.runtime import progress\n"
        "print(sum(progress(range(1000), description='training')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.stdout == "499500\n"
    assert done.stderr == ""


def test_progress_writes_one_line_in_a_notebook():
    code = (
        "import os; os.environ.pop('CI', None); os.environ.pop('COURSE_QUIET', None)\n"
        "from helpers import runtime\n"
        "runtime._in_notebook = lambda: True\n"
        "for _ in runtime.progress(range(100000), description='training'): pass"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False
    )
    assert b"training" in done.stdout
    assert b"\n" not in done.stdout
    assert done.stderr == b""
