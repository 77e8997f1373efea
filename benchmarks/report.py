"""The figures as one table, and the same figures as JSON."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Literal

from rich.console import Console
from rich.table import Table

from benchmarks.figures import Figure, Spread
from benchmarks.scores import Comparison

__all__ = ["as_json", "short", "show"]

HEADINGS = ("", "stock", "ours", "times better", "ours / stock", "goal")


def as_json(
    figures: Sequence[Figure],
    machine: dict[str, Any],
    settings: dict[str, Any],
    scores: Comparison,
) -> dict[str, Any]:
    """Return all that was measured, as plain values.

    Parameters
    ----------
    figures : sequence of Figure
    machine, settings : dict
    scores : Comparison

    Returns
    -------
    dict
    """
    return {
        "machine": machine,
        "settings": settings,
        "scores": {"compared": scores.compared, "different": scores.different},
        "figures": [figure.plain() for figure in figures],
    }


def show(console: Console, figures: Sequence[Figure], caption: str) -> None:
    """Print the table: median, and in brackets least and greatest of the repeats."""
    table = Table(title="Grading: stock nbgrader and autograder", caption=caption)
    for heading in HEADINGS:
        justify: Literal["left", "right"] = "right" if heading else "left"
        table.add_column(heading, justify=justify, no_wrap=not heading)
    for section, members in groupby(figures, key=lambda figure: figure.section):
        table.add_row(f"[bold]{section}[/]")
        for figure in members:
            table.add_row(*_cells(figure))
        table.add_section()
    console.print(table)


def _cells(figure: Figure) -> list[str]:
    return [
        f"  {figure.name}, {figure.unit}",
        _spread(figure.stock),
        _spread(figure.ours),
        "" if figure.times_better is None else f"{short(figure.times_better)}x",
        "" if figure.ours_of_stock is None else f"{figure.ours_of_stock:.3g}",
        _goal(figure),
    ]


def _spread(value: Spread | None) -> str:
    if value is None:
        return "-"
    text = short(value.median)
    if len(value.values) == 1:
        return text
    return f"{text} ({short(value.low)}..{short(value.high)})"


def short(value: float) -> str:
    """Return three digits that tell.

    Examples
    --------
    >>> short(0.01234), short(5.678), short(812.4)
    ('0.0123', '5.68', '812')
    """
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def _goal(figure: Figure) -> str:
    goal = figure.goal
    if goal is None:
        return ""
    what = "times " if goal.of == "times better" else ""
    sign = "<=" if goal.kind == "at most" else ">="
    word = "[green]met[/]" if goal.met(figure) else "[red]missed[/]"
    return f"{what}{sign} {goal.limit:g}: {word}"
