"""The code cell of the learners' first page, which holds all but this line."""

import json
from pathlib import Path


def count_answers(path: Path) -> tuple[int, int]:
    """Return how many exercises of a notebook are answered, and how many there are."""
    answered = total = 0
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        metadata = cell.get("metadata", {})
        if not metadata.get("nbgrader", {}).get("solution"):
            continue
        name = metadata.get("course", {}).get("exercise")
        stub = f'raise NotImplementedError("write {name} here")'
        lines = [line.strip() for line in "".join(cell["source"]).splitlines()]
        total += 1
        answered += any(lines) and stub not in lines
    return answered, total


def show_progress(folder: Path) -> None:
    """Print a line for each module, and for each lesson that is begun."""
    done = everything = 0
    for module in sorted(path for path in folder.iterdir() if path.is_dir()):
        rows = []
        for path in sorted(module.glob("*.ipynb")):
            try:
                rows.append((path.stem, *count_answers(path)))
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                print(f"{module.name}/{path.name} cannot be read; is it damaged?")
        answered, total = sum(row[1] for row in rows), sum(row[2] for row in rows)
        done, everything = done + answered, everything + total
        if total:
            bar = "#" * (20 * answered // total)
            print(f"{module.name:24} [{bar:20}] {answered:3} of {total:3} answered")
        for name, some, of in rows:
            if some:
                print(f"    {name:43} {some:3} of {of:3}")
    share = round(100 * done / everything) if everything else 0
    print(f"\nIn all {done} of {everything} exercises answered ({share} %).")
