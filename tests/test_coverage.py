"""docs/coverage.csv: which lesson, exercise, helper and test teaches each row."""

import csv
import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]
COVERAGE = ROOT / "docs/coverage.csv"
NUM_ROWS_OF_SYLLABUS = 221


def rows() -> list[dict[str, str]]:
    with COVERAGE.open(newline="") as table:
        return list(csv.DictReader(table))


ROWS = rows()
IDS = [f"{row['id']}-{number}" for number, row in enumerate(ROWS)]


def notebook_text(lesson: str) -> tuple[set[str], str]:
    """Return the exercises of a lesson and all its text."""
    path = ROOT / "course" / f"{lesson}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    exercises = {
        cell.metadata["nbgrader"]["grade_id"]
        for cell in cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    return exercises, "\n".join(cell.source for cell in cells)


def test_the_header_is_the_agreed_one():
    assert COVERAGE.read_text().splitlines()[0] == "id,lesson,exercise,helper,test"


def test_ids_are_rows_of_the_syllabus(capsys):
    covered = {row["id"] for row in ROWS}
    assert covered <= {f"T{n:03d}" for n in range(1, NUM_ROWS_OF_SYLLABUS + 1)}
    with capsys.disabled():
        print(f"\nsyllabus: {len(covered)} of {NUM_ROWS_OF_SYLLABUS} rows covered")


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_what_a_row_names_exists(row):
    if row["lesson"] == "out of scope":
        assert not row["exercise"]
        return
    exercises, text = notebook_text(row["lesson"])
    assert row["exercise"] in exercises or row["exercise"] in text
    if row["helper"]:
        module, name = row["helper"].rsplit(".", 1)
        source = ROOT / Path(*module.split("."))
        files = [source.with_suffix(".py"), *source.glob("*.py")]
        defined = re.compile(rf"^(def|class) {name}\b|^{name}\b.*=", re.M)
        assert any(f.is_file() and defined.search(f.read_text()) for f in files)
    assert (ROOT / row["test"]).is_file(), f"no file {row['test']}"
