"""What every lesson needs to run: seeds, the device, budgets, progress bars."""

import os
import random
import sys
from collections.abc import Iterable
from typing import TypeVar

import numpy as np
import torch
from tqdm import tqdm

__all__ = ["budget", "get_device", "progress", "seed_everything"]

T = TypeVar("T")


def seed_everything(seed: int = 0) -> torch.Generator:
    """Seed Python, NumPy and PyTorch, and return a fresh generator.

    Parameters
    ----------
    seed : int
        Any integer from 0 to ``2**32 - 1``.

    Returns
    -------
    torch.Generator
        A new generator on the CPU with the same seed. Pass it on wherever random
        numbers are drawn: it makes a result independent of what ran before.

    Raises
    ------
    ValueError
        If the seed is out of range.

    Examples
    --------
    >>> first = torch.rand(2, generator=seed_everything(1))
    >>> torch.equal(first, torch.rand(2, generator=seed_everything(1)))
    True
    """
    if not 0 <= seed < 2**32:
        raise ValueError(f"seed must be in [0, 2**32), got {seed}")
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    return torch.Generator().manual_seed(seed)


def get_device() -> torch.device:
    """Return the best device here: CUDA, then Apple's MPS, then the CPU.

    Returns
    -------
    torch.device
        The environment variable ``COURSE_DEVICE`` (such as ``cpu`` or ``cuda:1``)
        overrides the choice.

    Raises
    ------
    ValueError
        If ``COURSE_DEVICE`` names no device, or one that this machine lacks.

    Examples
    --------
    >>> get_device().type in ("cuda", "mps", "cpu")
    True
    """
    wanted = os.environ.get("COURSE_DEVICE", "").strip()
    has = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if not wanted:
        return torch.device(next((name for name in has if has[name]), "cpu"))
    try:
        device = torch.device(wanted)
    except RuntimeError:
        raise ValueError(
            f"COURSE_DEVICE={wanted!r} is not a device: use cpu, cuda, cuda:1 or mps"
        ) from None
    if not has.get(device.type, True):
        raise ValueError(
            f"COURSE_DEVICE={wanted!r}, but this machine has no {device.type}: "
            "use cpu, or unset it"
        )
    return device


def budget(*, quick: T, full: T) -> T:
    """Choose between a quick run and a full one.

    Parameters
    ----------
    quick : object
        What a lesson uses by default: it fits in the lesson's seconds on a laptop.
    full : object
        What it uses when the environment variable ``COURSE_SCALE`` is ``full``.

    Returns
    -------
    object
        One of the two.

    Raises
    ------
    ValueError
        If ``COURSE_SCALE`` is neither ``quick`` nor ``full``.

    Examples
    --------
    >>> budget(quick=3, full=60) in (3, 60)
    True
    """
    scale = os.environ.get("COURSE_SCALE", "").strip().lower() or "quick"
    if scale not in ("quick", "full"):
        raise ValueError(
            f"COURSE_SCALE={scale!r}: set it to quick or full, or unset it"
        )
    return quick if scale == "quick" else full


def progress(
    iterable: Iterable[T], *, description: str = "", total: int | None = None
) -> Iterable[T]:
    """Show a progress bar while looping, where someone is there to see it.

    Parameters
    ----------
    iterable : iterable
        What the loop runs over.
    description : str
        A word or two before the bar.
    total : int, optional
        Number of steps, where the iterable has no length.

    Returns
    -------
    iterable
        The same items. Nothing is shown when ``CI`` or ``COURSE_QUIET`` is set, or
        when the output is neither a notebook nor a terminal.

    Examples
    --------
    >>> [step for step in progress(range(3), description="training")]
    [0, 1, 2]
    """
    return tqdm(
        iterable,
        desc=description or None,
        total=total,
        disable=not _is_watched(),
        leave=False,
        file=sys.stdout,
        mininterval=0.5,
        ncols=80,
    )


def _is_watched() -> bool:
    """Say whether a progress bar would reach a person."""
    if os.environ.get("CI") or os.environ.get("COURSE_QUIET"):
        return False
    return _in_notebook() or sys.stdout.isatty()


def _in_notebook() -> bool:
    """Say whether this process is a notebook's kernel."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return type(shell).__name__ == "ZMQInteractiveShell"
