"""Marked regions of a cell: solutions, hidden tests, probes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["HIDDEN", "PROBE", "SOLUTION", "Region", "find_regions"]

SOLUTION, HIDDEN, PROBE = "SOLUTION", "HIDDEN TESTS", "PROBE"
KINDS = (SOLUTION, HIDDEN, PROBE)
EXACT = re.compile(
    rf"^(?P<indent>\s*)### (?P<edge>BEGIN|END) (?P<kind>{'|'.join(KINDS)})\s*$"
)
# What someone may have meant as a marker: any line that holds nbgrader's words, because
# nbgrader cuts there, and a comment that is nearly one, because it does not.
MEANT = re.compile(
    rf"(BEGIN|END) ({'|'.join(KINDS)})"
    r"|^\s*#+\s*(?i:(begin|end)[ _]*(the[ _])?(solutions?|hidden([ _]tests?)?|probe)\b)"
)


@dataclass(frozen=True)
class Region:
    """The lines from a BEGIN marker to its END marker, both counted from 0.

    Attributes
    ----------
    kind : str
        SOLUTION, HIDDEN or PROBE.
    begin, end : int
        Lines of the two markers in the cell.
    indent : str
        White space before the BEGIN marker.
    """

    kind: str
    begin: int
    end: int
    indent: str

    def lines(self, source: str) -> list[str]:
        """Return the lines of `source` between the markers."""
        return source.split("\n")[self.begin + 1 : self.end]


def find_regions(source: str) -> tuple[list[Region], list[tuple[int, str]]]:
    r"""Find the marked regions of a cell.

    Parameters
    ----------
    source : str
        Text of the cell.

    Returns
    -------
    regions : list of Region
        In the order of their ends.
    mistakes : list of (int, str)
        Line (from 0) and text of each marker that is misspelt, open or nested.

    Examples
    --------
    >>> find_regions("### BEGIN PROBE\nx = 1\n### END PROBE")[0]
    [Region(kind='PROBE', begin=0, end=2, indent='')]
    >>> find_regions("x = 1\n### END PROBE")[1]
    [(1, '`### END PROBE` without a `### BEGIN PROBE` above it; add that line')]
    """
    regions: list[Region] = []
    mistakes: list[tuple[int, str]] = []
    still_open: list[tuple[str, int, str]] = []
    for index, line in enumerate(source.split("\n")):
        found = EXACT.match(line)
        if found is None:
            mistakes.extend(_misspelt(index, line))
        elif found["edge"] == "BEGIN":
            mistakes.extend(_nested(index, found["kind"], still_open))
            still_open.append((found["kind"], index, found["indent"]))
        elif still_open and still_open[-1][0] == found["kind"]:
            kind, begin, indent = still_open.pop()
            regions.append(Region(kind, begin, index, indent))
        else:
            mistakes.append((index, _unopened(found["kind"], still_open)))
    for kind, begin, _ in still_open:
        text = f"`### BEGIN {kind}` is never closed; add `### END {kind}`"
        mistakes.append((begin, text))
    return regions, mistakes


def _misspelt(index: int, line: str) -> Iterator[tuple[int, str]]:
    if MEANT.search(line):
        yield (
            index,
            f"not a marker: {line.strip()!r}; write exactly `### BEGIN SOLUTION`, "
            "`### BEGIN HIDDEN TESTS` or `### BEGIN PROBE` (or END) alone on the line, "
            "or other words if no marker is meant",
        )


def _nested(
    index: int, kind: str, still_open: list[tuple[str, int, str]]
) -> Iterator[tuple[int, str]]:
    if not still_open:
        return
    outer = still_open[-1][0]
    if (outer, kind) != (HIDDEN, PROBE):
        yield (
            index,
            f"`### BEGIN {kind}` stands inside a {outer} region; "
            f"close that first with `### END {outer}`",
        )


def _unopened(kind: str, still_open: list[tuple[str, int, str]]) -> str:
    if still_open:
        inner = still_open[-1][0]
        return (
            f"`### END {kind}` where `### END {inner}` is due; "
            "put the markers in the right order"
        )
    return f"`### END {kind}` without a `### BEGIN {kind}` above it; add that line"
