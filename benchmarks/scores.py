"""Compares every score of ours with the one that stock gave to the same answer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Comparison", "Scores", "variant_of"]

# (student, notebook, grade_id) -> score
Scores = dict[tuple[str, str, str], float]


@dataclass
class Comparison:
    """The gradebooks of all runs.

    A learner whom stock did not grade, because it is given fewer, is compared with
    one who gave the same kind of answer.
    """

    stock: dict[str, Scores] = field(default_factory=dict)
    ours: list[tuple[str, int, Scores]] = field(default_factory=list)

    def add(
        self, module: str, side: Literal["stock", "ours"], number: int, scores: Scores
    ) -> None:
        """Keep the scores of one run.

        Parameters
        ----------
        module : str
        side : {"stock", "ours"}
        number : int
            How many submissions it was given.
        scores : dict
        """
        if side == "stock":
            self.stock.setdefault(module, {}).update(scores)
        else:
            self.ours.append((module, number, scores))

    @property
    def compared(self) -> int:
        """How many scores of ours could be compared."""
        return sum(len(list(self._pairs(m, scores))) for m, _, scores in self.ours)

    @property
    def different(self) -> list[str]:
        """One line for each score that differs, told once; empty: all is well."""
        lines = []
        for module, number, scores in self.ours:
            learners = len({student for student, *_ in scores})
            if learners != number:
                lines.append(f"{module}: ours graded {learners} of {number} learners")
            for where, expected, given in self._pairs(module, scores):
                if expected != given:
                    lines.append(f"{module}, {where}: stock {expected}, ours {given}")
        return list(dict.fromkeys(lines))

    def _pairs(
        self, module: str, scores: Scores
    ) -> Iterator[tuple[str, float, float | None]]:
        """Yield where, stock's score and ours, for each learner and graded cell."""
        known = self.stock.get(module, {})
        by_kind: dict[str, dict[tuple[str, str], float]] = {}
        for (student, *cell), score in known.items():
            by_kind.setdefault(variant_of(student), {})[cell[0], cell[1]] = score
        for student in sorted({student for student, *_ in scores}):
            for (notebook, name), score in by_kind.get(variant_of(student), {}).items():
                key = student, notebook, name
                yield "/".join(key), known.get(key, score), scores.get(key)


def variant_of(student: str) -> str:
    """Return which kind of answer a learner gave.

    Examples
    --------
    >>> variant_of("raises-0004")
    'raises'
    """
    return student.rpartition("-")[0]
