"""Numbers and what is made of them: median, spread, ratio, goal."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["Figure", "Goal", "Spread", "marginal", "spread"]


@dataclass(frozen=True)
class Spread:
    """What repeats of one measurement gave.

    Attributes
    ----------
    values : tuple of float
        At least one, in the order in which they were measured.
    """

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)

    @property
    def low(self) -> float:
        """The least value."""
        return min(self.values)

    @property
    def high(self) -> float:
        """The greatest value."""
        return max(self.values)

    @property
    def p95(self) -> float:
        """The value that one in twenty is above."""
        ordered = sorted(self.values)
        return ordered[round(0.95 * (len(ordered) - 1))]

    def plain(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "median": round(self.median, 6),
            "low": round(self.low, 6),
            "high": round(self.high, 6),
            "repeats": len(self.values),
        }


def spread(values: Iterable[float]) -> Spread:
    """Return the spread of some values."""
    return Spread(tuple(values))


def marginal(
    few: Sequence[float], many: Sequence[float], num_few: int, num_many: int
) -> Spread | None:
    """Return what one more submission costs, from runs of two sizes.

    Parameters
    ----------
    few, many : sequence of float
        Seconds of the runs of `num_few` and of `num_many` submissions; the first
        belongs to the first, and so on.
    num_few, num_many : int

    Returns
    -------
    Spread or None
        Seconds a submission, one value a pair of runs; None if noise ate it up: in
        some pair more submissions took no longer.

    Examples
    --------
    >>> marginal([6.0, 6.2], [15.0, 16.1], 10, 100).values
    (0.1, 0.11)
    >>> marginal([6.0], [5.9], 1, 2) is None
    True
    """
    more = num_many - num_few
    pairs = zip(few, many, strict=False)
    values = [round((b - a) / more, 9) for a, b in pairs]
    return spread(values) if values and min(values) > 0 else None


@dataclass(frozen=True)
class Goal:
    """A limit that a figure is to keep.

    Attributes
    ----------
    limit : float
    kind : {"at most", "at least"}
    of : {"ours", "times better"}
        What the limit is for.
    """

    limit: float
    kind: Literal["at most", "at least"]
    of: Literal["ours", "times better"] = "ours"

    def met(self, figure: "Figure") -> bool:
        """Return whether a figure keeps the limit; one without a value does not."""
        own = figure.ours.median if figure.ours else None
        value = own if self.of == "ours" else figure.times_better
        if value is None:
            return False
        return value <= self.limit if self.kind == "at most" else value >= self.limit


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    Attributes
    ----------
    section, name : str
        Where it stands, and what it is.
    unit : str
        "s", "ms", "MiB", "1/s", "x".
    ours, stock : Spread or None
        None where it was not measured, or is not to be told from noise.
    more_is_better : bool
        As for submissions a second.
    goal : Goal or None
    """

    section: str
    name: str
    unit: str
    ours: Spread | None = None
    stock: Spread | None = None
    more_is_better: bool = False
    goal: Goal | None = None

    @property
    def ours_of_stock(self) -> float | None:
        """Ours divided by stock."""
        if self.ours is None or self.stock is None or not self.stock.median:
            return None
        return self.ours.median / self.stock.median

    @property
    def times_better(self) -> float | None:
        """How many times better ours is than stock."""
        ratio = self.ours_of_stock
        if not ratio:
            return None
        return ratio if self.more_is_better else 1 / ratio

    def plain(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        goal = self.goal
        return {
            "section": self.section,
            "name": self.name,
            "unit": self.unit,
            "stock": self.stock.plain() if self.stock else None,
            "ours": self.ours.plain() if self.ours else None,
            "times_better": _rounded(self.times_better),
            "ours_of_stock": _rounded(self.ours_of_stock),
            "goal": {**vars(goal), "met": goal.met(self)} if goal else None,
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
