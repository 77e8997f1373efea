"""Write environment.yml from requirements.lock: `make lock` calls this.

Conda gives Python and pip; pip installs the versions of the lock. The hashes
stay in the lock: pip refuses to mix them with the course's own package, which
is installed from this folder.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

HEAD = """\
# Made by `make lock` from requirements.lock. Do not edit.
#   conda env create -f environment.yml
#   conda activate perceptron-to-deployment
name: perceptron-to-deployment
channels:
  - conda-forge
dependencies:
  - python=3.11
  - pip
  - pip:
"""


def locked_requirements(lock: str) -> list[str]:
    """Return the `name==version ; marker` lines of a lock, without hashes."""
    lines = (line.rstrip(" \\") for line in lock.splitlines())
    return [line for line in lines if line and not line.startswith((" ", "#"))]


def environment_yml(lock: str) -> str:
    """Return the text of environment.yml for the text of a lock."""
    pins = "".join(f'      - "{pin}"\n' for pin in locked_requirements(lock))
    return HEAD + pins + "      - --editable .\n"


if __name__ == "__main__":
    print(environment_yml((ROOT / "requirements.lock").read_text()), end="")
