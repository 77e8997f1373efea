"""Fixtures for the tests of helpers: devices and randomness."""

import pytest
import torch


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
