"""Lessons opened and saved by JupyterLab stay the same text."""

import shutil
from pathlib import Path

import pytest
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from jupytext.sync_contentsmanager import build_sync_jupytext_contents_manager_class

ROOT = Path(__file__).parents[2]
SMALL = Path(__file__).parent / "fixtures" / "small_course" / "solutions"
SETTINGS = ROOT / "solutions" / "jupytext.toml"
LESSONS = [*sorted(SMALL.glob("*/*.py")), *sorted((ROOT / "solutions").glob("*/*.py"))]
Manager = build_sync_jupytext_contents_manager_class(LargeFileManager)


def add_what_jupyterlab_adds(notebook) -> None:
    """What a notebook has after it ran in JupyterLab."""
    notebook.metadata["language_info"] = {"name": "python", "version": "3.11.1"}
    notebook.metadata["widgets"] = {"state": {}}
    for count, cell in enumerate(notebook.cells):
        cell.metadata["trusted"] = True
        if cell.cell_type == "code":
            cell.metadata["execution"] = {"iopub.execute_input": "2030-01-01"}
            cell.metadata["collapsed"] = False
            cell.execution_count = count


@pytest.mark.parametrize(
    "lesson", LESSONS, ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_opened_and_saved_a_lesson_is_the_same(lesson, tmp_path):
    folder = tmp_path / "solutions"
    folder.mkdir()
    shutil.copy(SETTINGS, folder)
    path = folder / lesson.name
    before = lesson.read_text(encoding="utf-8")
    path.write_text(before, encoding="utf-8")
    manager = Manager()
    manager.root_dir = str(tmp_path)
    name = f"solutions/{lesson.name}"
    notebook = manager.get(name, type="notebook")["content"]
    add_what_jupyterlab_adds(notebook)
    manager.save({"type": "notebook", "format": "json", "content": notebook}, name)
    assert path.read_text(encoding="utf-8") == before
    assert sorted(each.name for each in folder.iterdir()) == sorted(
        [lesson.name, SETTINGS.name]
    )


def test_without_the_settings_the_header_would_grow(tmp_path):
    lesson = LESSONS[0]
    path = tmp_path / lesson.name
    shutil.copy(lesson, path)
    manager = Manager()
    manager.root_dir = str(tmp_path)
    notebook = manager.get(lesson.name, type="notebook")["content"]
    manager.save(
        {"type": "notebook", "format": "json", "content": notebook}, lesson.name
    )
    assert "jupytext_version" in path.read_text(encoding="utf-8")
