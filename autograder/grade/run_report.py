"""The report of a run: counts, slow cells, incidents; for a person, and as JSON."""

import html
import json
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder.grade.outcomes import Cell, Report
from autograder.whole_file import write_whole

__all__ = ["run_report", "write_report"]

SLOWEST = 20
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto;
  padding: 0 1em; color: #222; }
table { border-collapse: collapse; } td, th { padding: .2em .8em; text-align: left;
  border-bottom: 1px solid #ddd; vertical-align: top; overflow-wrap: anywhere; }
"""
HINTS = (
    "Incidents are for a person to look at. None of them has changed a score by "
    "itself: an edited test was put back and run, a limit is the verdict of the cells "
    "that broke it, and notes say what was repaired or left out."
)
GUARD = (
    "These tests ran in the learner's own process, because they cannot be carried "
    "into another one: look at such work before you trust a full score."
)


def write_report(output: Path, report: Report) -> None:
    """Write `report.json` and `report.html`.

    Parameters
    ----------
    output : Path
    report : Report
    """
    plain = run_report(report)
    text = json.dumps(plain, indent=1, ensure_ascii=False)
    write_whole(output / "report.json", f"{text}\n".encode("utf-8", "replace"))
    write_whole(output / "report.html", _page(plain).encode("utf-8", "replace"))


def run_report(report: Report) -> dict[str, Any]:
    """Return the report as plain values.

    Parameters
    ----------
    report : Report

    Returns
    -------
    dict
        What the instructor guide lists.
    """
    return {
        "module": report.module,
        "interrupted": report.interrupted,
        "learners": report.total,
        "graded": report.graded,
        "kept": sum(one.skipped for one in report.done),
        "seconds": round(report.seconds, 3),
        "submissions_per_second": round(report.rate, 3),
        "learners_by_status": dict(sorted(report.by_status.items())),
        "cells_by_status": dict(sorted(_cells(report).items())),
        "slowest_cells": _slowest(report),
        "guard_tests": [cell._asdict() for cell in report.guard],
        "not_graded": {one.student: one.error for one in report.failures},
        "incidents": {
            one.student: [asdict(incident) for incident in one.incidents]
            for one in sorted(report.done, key=lambda done: done.student)
            if one.incidents
        },
    }


def _cells(report: Report) -> Counter[str]:
    return Counter(row.status for one in report.done for row in one.rows)


def _slowest(report: Report) -> list[dict[str, Any]]:
    """Return the cells that take the class longest, the slowest first."""
    runs: dict[Cell, list[tuple[float, str]]] = defaultdict(list)
    for one in report.done:
        for cell, seconds in one.timings.items():
            runs[cell].append((seconds, one.student))
    found = []
    for cell, times in runs.items():
        worst, student = max(times)
        median = statistics.median(seconds for seconds, _ in times)
        found.append(
            {**cell._asdict(), "median_seconds": round(median, 3),
             "worst_seconds": round(worst, 3), "worst_student": student}
        )  # fmt: skip
    found.sort(key=lambda one: (-one["median_seconds"], -one["worst_seconds"]))
    return found[:SLOWEST]


def _page(plain: dict[str, Any]) -> str:
    """Return the report as a page; all text in it is escaped."""
    title = f"Grading run: {plain['module']}"
    parts = [f"<h1>{html.escape(title)}</h1>", f"<p>{html.escape(_lead(plain))}</p>"]
    parts += _statuses(plain)
    if plain["not_graded"]:
        parts += ["<h2>Could not be graded</h2>"]
        parts += [_table(("learner", "why"), plain["not_graded"].items())]
    parts += ["<h2>Incidents</h2>", f"<p>{HINTS}</p>", *_incidents(plain)]
    if plain["guard_tests"]:
        parts += ["<h2>Tests in the learner's process</h2>", f"<p>{GUARD}</p>"]
        parts += [_table(("notebook", "test"), _values(plain["guard_tests"]))]
    names = ("notebook", "cell", "median s", "worst s", "worst learner")
    parts += ["<h2>Slowest cells</h2>", _table(names, _values(plain["slowest_cells"]))]
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{html.escape(title)}</title><style>{STYLE}</style></head><body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _lead(plain: dict[str, Any]) -> str:
    stopped = "The run was stopped before its end. " if plain["interrupted"] else ""
    pace = f"{plain['submissions_per_second']:.1f} a second"
    return (
        f"{stopped}{plain['learners']} learners: {plain['graded']} graded in "
        f"{plain['seconds']:.0f} s ({pace}), {plain['kept']} graded before, "
        f"{len(plain['not_graded'])} could not be graded."
    )


def _statuses(plain: dict[str, Any]) -> list[str]:
    learners, cells = plain["learners_by_status"], plain["cells_by_status"]
    names = sorted({*learners, *cells})
    lines = [(name, learners.get(name, 0), cells.get(name, 0)) for name in names]
    return ["<h2>Statuses</h2>", _table(("status", "learners", "graded cells"), lines)]


def _incidents(plain: dict[str, Any]) -> list[str]:
    """Return a table of what a person should see, and one of mere notes."""
    lines = [
        (student, one["notebook"], one["kind"], one["text"])
        for student, found in plain["incidents"].items()
        for one in found
    ]
    names = ("learner", "notebook", "kind", "what")
    serious = [line for line in lines if line[2] != "note"]
    notes = [line for line in lines if line[2] == "note"]
    parts = [_table(names, serious) if serious else "<p>None.</p>"]
    if notes:
        head = f"<details><summary>{len(notes)} notes</summary>"
        parts.append(f"{head}{_table(names, notes)}</details>")
    return parts


def _values(found: list[dict[str, Any]]) -> list[Iterable[object]]:
    return [list(one.values()) for one in found]


def _table(names: tuple[str, ...], lines: Iterable[Iterable[object]]) -> str:
    head = "".join(f"<th>{name}</th>" for name in names)
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(str(v))}</td>" for v in line) + "</tr>\n"
        for line in lines
    )
    return f"<table><tr>{head}</tr>\n{rows}</table>"
