"""Fixtures for the tests of helpers: devices and randomness."""

import os
from pathlib import Path

import pytest
import torch

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=["cpu", pytest.param("cuda", marks=pytest.mark.cuda)])
def device(request):
    """Run the test on the CPU, and on a GPU where there is one."""
    if request.param == "cuda" and not torch.cuda.is_available():
        pytest.skip("no CUDA device")
    return torch.device(request.param)


@pytest.fixture
def generator():
    """Return a source of randomness that starts the same in every test."""
    return torch.Generator().manual_seed(0)


@pytest.fixture
def data_home(tmp_path, monkeypatch):
    """Return an empty cache folder, with no mirror and no proxy set."""
    home = tmp_path / "cache"
    monkeypatch.setenv("COURSE_DATA_HOME", str(home))
    monkeypatch.setenv("COURSE_QUIET", "1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for name in ("COURSE_DATA", "COURSE_DATA_MIRROR"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def shared_data():
    """Return the folder of real files beside the repository, where it is present."""
    default = ROOT.parent / "shared" / "data"
    folder = Path(os.environ.get("COURSE_SHARED_DATA", default))
    if not (folder / "hour.csv").is_file():
        pytest.skip(f"no real files in {folder} (COURSE_SHARED_DATA names the folder)")
    return folder
