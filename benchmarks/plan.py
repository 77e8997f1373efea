"""What one benchmark run measures: sizes, workers, repeats."""

from dataclasses import dataclass, replace
from typing import Any, Self

from benchmarks.errors import BenchError

__all__ = ["Plan"]


@dataclass(frozen=True)
class Plan:
    """The sizes of a run.

    Attributes
    ----------
    submissions : tuple of int
        Sizes for the autograder, at least two. From the two least its marginal cost
        is made, so they are repeated; the others run once.
    stock_submissions : tuple of int
        Two sizes for stock; at the greater both are compared all in.
    workers : tuple of int
        For the curve over workers.
    repeats : int
    parts : int
        How often each part is timed.
    module_submissions : int
        Submissions of the whole module; 0 leaves it out.
    module : str
    sandbox : {"bwrap", "none"}
    quick : bool
        Too small to be held against the goals.
    """

    submissions: tuple[int, ...]
    stock_submissions: tuple[int, ...]
    workers: tuple[int, ...]
    repeats: int = 3
    parts: int = 30
    module_submissions: int = 2
    module: str = "01_perceptron"
    sandbox: str = "bwrap"
    quick: bool = False

    @classmethod
    def usual(cls, cores: int) -> Self:
        """Return the plan of a full run."""
        return cls((10, 100, 1000), (2, 10), tuple(sorted({1, 2, cores})))

    @classmethod
    def small(cls) -> Self:
        """Return the plan of a run of about a minute."""
        return cls(
            (3, 6), (1, 3), (1,), repeats=1, parts=3, module_submissions=0, quick=True
        )

    def with_changes(self, **changes: Any) -> Self:
        """Return the plan with some sizes changed, each list sorted.

        Raises
        ------
        BenchError
            If two different sizes are missing where two are needed.
        """
        changed = replace(self, **changes)
        ours, stock = _rising(changed.submissions), _rising(changed.stock_submissions)
        if min(len(ours), len(stock)) < 2:
            raise BenchError(
                "a marginal cost needs two different sizes: give two numbers to "
                "--submissions and to --stock-submissions"
            )
        return replace(
            changed,
            submissions=ours,
            stock_submissions=stock,
            workers=_rising(changed.workers),
        )

    @property
    def few(self) -> int:
        """The least size for the autograder."""
        return self.submissions[0]

    @property
    def many(self) -> int:
        """The size that `few` is taken off from for the marginal cost."""
        return self.submissions[1]

    @property
    def common(self) -> int:
        """The size that both graders are given."""
        return self.stock_submissions[-1]


def _rising(sizes: tuple[int, ...]) -> tuple[int, ...]:
    """Return sizes from the least to the greatest, each once."""
    return tuple(sorted(set(sizes)))
