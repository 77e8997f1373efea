"""Writes planned files, and only where something changed."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.whole_file import write_whole

__all__ = ["difference", "files_in", "remove_stale", "write_changed"]

# What Jupyter and Python leave behind; git ignores it, and it is never released.
BYPRODUCTS = {".ipynb_checkpoints", "__pycache__"}


def files_in(folder: Path) -> list[Path]:
    """Return all files and links under `folder`, sorted; links are not followed."""
    return sorted(_walk(folder))


def difference(
    folder: Path, planned: Mapping[str, bytes]
) -> tuple[list[Path], list[Path]]:
    """Compare what lies in `folder` with what should.

    Parameters
    ----------
    folder : Path
        A folder; it need not exist.
    planned : mapping of str to bytes
        Content of each file, by its path relative to `folder`.

    Returns
    -------
    changed : list of Path
        Planned files that are missing or different.
    stale : list of Path
        Files that should not be there.
    """
    changed = [
        folder / name
        for name, content in sorted(planned.items())
        if not _holds(folder / name, content)
    ]
    stale = [
        path
        for path in files_in(folder)
        if path.relative_to(folder).as_posix() not in planned
    ]
    return changed, stale


def write_changed(
    folder: Path, planned: Mapping[str, bytes], changed: list[Path]
) -> None:
    """Write those planned files that `difference` found changed."""
    for path in changed:
        write_whole(path, planned[path.relative_to(folder).as_posix()])


def remove_stale(folder: Path, stale: list[Path]) -> None:
    """Remove files that should not be there, and folders left empty by that."""
    for path in stale:
        path.unlink()
        parent = path.parent
        while parent != folder and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent


def _walk(folder: Path) -> Iterator[Path]:
    if folder.is_symlink() or not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            if entry.name not in BYPRODUCTS:
                yield from _walk(entry)
        else:
            yield entry


def _holds(path: Path, content: bytes) -> bool:
    return not path.is_symlink() and path.is_file() and path.read_bytes() == content
