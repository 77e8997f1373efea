"""pyproject.toml, requirements.lock and environment.yml say the same."""

import importlib.util
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
UV = ROOT / ".tools/bin/uv"

_spec = importlib.util.spec_from_file_location(
    "environment_yml", Path(__file__).with_name("environment_yml.py")
)
environment_yml = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(environment_yml)


@pytest.fixture(scope="module")
def lock() -> str:
    return (ROOT / "requirements.lock").read_text()


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


@pytest.fixture(scope="module")
def conda() -> dict:
    return yaml.safe_load((ROOT / "environment.yml").read_text())


def pins_for_this_machine(lines: list[str]) -> dict[str, str]:
    """Return name -> version for the pins whose marker holds here."""
    requirements = [Requirement(line) for line in lines]
    return {
        canonicalize_name(item.name): str(item.specifier).removeprefix("==")
        for item in requirements
        if item.marker is None or Marker(str(item.marker)).evaluate()
    }


def test_lock_meets_every_dependency_of_the_project(lock, project):
    pins = pins_for_this_machine(environment_yml.locked_requirements(lock))
    wanted = project["dependencies"] + project["optional-dependencies"]["test"]
    assert len(wanted) > 20
    for line in wanted:
        requirement = Requirement(line)
        version = pins.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not in requirements.lock: make lock"
        assert requirement.specifier.contains(version), f"{line}: locked {version}"


def test_every_dependency_has_its_reason(project):
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    for wanted in project["dependencies"] + project["optional-dependencies"]["test"]:
        (line,) = [line for line in lines if line.strip().startswith(f'"{wanted}"')]
        assert re.search(r"# .*\w", line), f"say beside it what {wanted} is for"


def test_lock_has_hashes_and_names_no_host(lock):
    pins = environment_yml.locked_requirements(lock)
    assert lock.count("--hash=sha256:") > len(pins) > 100
    assert "://" not in lock
    assert "index-url" not in lock


def test_environment_yml_is_made_from_the_lock(lock):
    made = environment_yml.environment_yml(lock)
    assert (ROOT / "environment.yml").read_text() == made, "run make lock"


def test_python_of_conda_is_one_that_the_project_allows(conda, project):
    (python,) = [
        item
        for item in conda["dependencies"]
        if isinstance(item, str) and item.startswith("python=")
    ]
    allowed = SpecifierSet(project["requires-python"])
    assert allowed.contains(python.removeprefix("python=") + ".9")
    assert conda["name"] == project["name"]


def test_installed_versions_are_the_locked_ones(lock):
    pins = pins_for_this_machine(environment_yml.locked_requirements(lock))
    assert _installed(ROOT / ".venv/bin/python").items() >= pins.items()


def _installed(python: Path) -> dict[str, str]:
    listed = subprocess.run(
        [UV, "pip", "list", "--python", python, "--format=freeze"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    pairs = (line.split("==") for line in listed.splitlines() if "==" in line)
    return {canonicalize_name(name): version for name, version in pairs}


@pytest.mark.install
def test_pip_part_of_environment_yml_installs_what_the_lock_says(tmp_path, conda, lock):
    (pip,) = [item["pip"] for item in conda["dependencies"] if isinstance(item, dict)]
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("\n".join(pip))
    python = tmp_path / "venv/bin/python"
    subprocess.run([UV, "venv", "--quiet", tmp_path / "venv"], check=True, cwd=ROOT)
    subprocess.run(
        [UV, "pip", "install", "--quiet", "--python", python, "-r", requirements],
        check=True,
        cwd=ROOT,
    )
    installed = _installed(python)
    pins = pins_for_this_machine(environment_yml.locked_requirements(lock))
    assert {name: installed.get(name) for name in pins} == pins
    subprocess.run(
        [python, "-c", "import helpers, autograder, torch, torchvision"],
        check=True,
        cwd=tmp_path,
    )
