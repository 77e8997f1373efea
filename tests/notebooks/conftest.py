"""Collects how long each notebook took, and prints it when the run ends."""

import csv
import os
from pathlib import Path

import pytest

RECORDED = Path(__file__).with_name("seconds.csv")
SECONDS = "notebook_seconds"


@pytest.fixture
def record_seconds(request):
    """Return a function that notes the seconds of a lesson."""

    def record(lesson: str, seconds: float) -> None:
        request.node.user_properties.append((SECONDS, (lesson, round(seconds, 1))))

    return record


def pytest_terminal_summary(terminalreporter):
    measured = sorted(
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", [])
        if name == SECONDS and getattr(report, "when", "") == "call"
    )
    if not measured:
        return
    terminalreporter.section("seconds a notebook (60 at most)")
    for lesson, seconds in measured:
        terminalreporter.line(f"{seconds:6.1f}  {lesson}")
    if "COURSE_RECORD_SECONDS" in os.environ:
        with RECORDED.open("w", newline="") as table:
            writer = csv.writer(table, lineterminator="\n")
            writer.writerow(["lesson", "seconds"])
            writer.writerows(measured)
