"""The house rules: who may import whom, how large a room may be, what git holds."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = {
    name: sorted((ROOT / name).rglob("*.py")) for name in ("helpers", "autograder")
}
MODULES = [path for paths in PACKAGES.values() for path in paths]
IDS = [str(path.relative_to(ROOT)) for path in MODULES]


def imported(path: Path) -> set[str]:
    """Return the dotted names that a module imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_arrows_run_one_way(path):
    other = {"helpers": "autograder", "autograder": "helpers"}
    own = path.relative_to(ROOT).parts[0]
    roots = {name.split(".")[0] for name in imported(path)}
    assert other[own] not in roots
    assert "tests" not in roots


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_rooms_are_small_and_say_what_they_are(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(text)), "the first line says what the module is"


@pytest.mark.parametrize("package", PACKAGES)
def test_no_circular_imports(package):
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(
            ".__init__"
        ): path
        for path in PACKAGES[package]
    }
    arrows = {
        name: {other for other in imported(path) if other in modules} - {name}
        for name, path in modules.items()
    }
    while free := [name for name, needs in arrows.items() if not needs]:
        arrows = {
            name: needs - set(free)
            for name, needs in arrows.items()
            if name not in free
        }
    assert not arrows, f"these import each other in a circle: {sorted(arrows)}"


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout (an unpacked archive): nothing to list")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_git_holds_no_outputs_data_or_large_files():
    for path in tracked():
        assert path.suffix not in {".zip", ".db", ".pt", ".pth", ".npz", ".pkl"}, path
        assert path.parts[len(ROOT.parts)] not in {"build", "classroom", ".venv"}, path
        if path.exists():
            assert path.stat().st_size < 2 * 2**20, f"{path} is large"


def test_no_notebook_in_git_has_outputs():
    notebooks = [path for path in tracked() if path.suffix == ".ipynb"]
    for path in notebooks:
        assert '"output_type"' not in path.read_text(), path
