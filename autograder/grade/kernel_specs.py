"""Finds the kernel that a notebook names, and what of the machine it needs to see.

A notebook in Python runs in the grader's own Python, unless the kernel that it
names is installed here and has another interpreter. Every other notebook runs in
the kernel that it names, which has to be installed: `jupyter kernelspec list`.
"""

import shutil
import string
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel

from autograder.errors import CourseError

__all__ = ["OWN", "NamedKernel", "find_kernel", "kernel_name"]

# The name that stands for the grader's own Python.
OWN = "python3"
# What a program's folder holds beside `bin`; never a person's own data.
PARTS = ("bin", "etc", "include", "lib", "lib64", "libexec", "share")
# In kernel.json: {"metadata": {"autograder": {"shows": ["/opt/data"]}}}
EXTRA = "autograder"


@dataclass(frozen=True)
class NamedKernel:
    """A kernel that is installed on this machine.

    Attributes
    ----------
    name : str
    argv : tuple of str
        Its command line; `{connection_file}` stands for the connection file.
    environment : dict of str to str
        What its kernel.json sets.
    folders : tuple of Path
        What has to be seen, read-only, for it to run.
    """

    name: str
    argv: tuple[str, ...]
    environment: dict[str, str]
    folders: tuple[Path, ...]


def kernel_name(metadata: Mapping[str, Any]) -> str:
    """Return which kernel a notebook runs in: `OWN`, or the one that it names.

    Parameters
    ----------
    metadata : mapping
        The notebook's.

    Returns
    -------
    str

    Raises
    ------
    CourseError
        If it is not written in Python and its kernel is not installed.
    """
    named = metadata.get("kernelspec", {})
    name, language = str(named.get("name", OWN)), named.get("language", "python")
    if name == OWN:
        return OWN
    try:
        spec = KernelSpecManager().get_kernel_spec(name)
    except NoSuchKernel:
        if language == "python":
            return OWN
        raise CourseError(_not_installed(name)) from None
    is_own = spec.language == "python" and _executable(spec) == Path(sys.executable)
    return OWN if is_own else name


def find_kernel(name: str, environment: Mapping[str, str]) -> NamedKernel:
    """Return an installed kernel.

    Parameters
    ----------
    name : str
        As `jupyter kernelspec list` shows it.
    environment : mapping
        What it starts with; kernel.json may refer to it as `${PATH}`.

    Returns
    -------
    NamedKernel

    Raises
    ------
    CourseError
        If it, or the program that it starts, is not installed.
    """
    try:
        spec = KernelSpecManager().get_kernel_spec(name)
    except NoSuchKernel:
        raise CourseError(_not_installed(name)) from None
    program = _executable(spec)
    argv = [part.replace("{resource_dir}", spec.resource_dir) for part in spec.argv[1:]]
    path = f"{program.parent}:{environment.get('PATH', '')}"
    settings = {
        key: string.Template(str(value)).safe_substitute(environment)
        for key, value in spec.env.items()
    }
    folders = tuple(sorted(set(_folders(spec, program, argv))))
    return NamedKernel(name, (str(program), *argv), {"PATH": path, **settings}, folders)


def _executable(spec: KernelSpec) -> Path:
    """Return the program that a kernel starts, links not followed."""
    program = str(spec.argv[0]) if spec.argv else ""
    if program in ("python", "python3"):  # as Jupyter has it: the one that asks
        return Path(sys.executable)
    found = shutil.which(program)
    if found is None:
        raise CourseError(
            f"the kernel {spec.display_name!r} starts {program!r}, which is not "
            "installed here"
        )
    return Path(found).absolute()


def _not_installed(name: str) -> str:
    known = ", ".join(sorted(KernelSpecManager().find_kernel_specs())) or "none"
    return (
        f"the kernel {name!r} is not installed here; there are: {known}; install it "
        "so that `jupyter kernelspec list` shows it"
    )


def _folders(spec: KernelSpec, program: Path, argv: list[str]) -> Iterator[Path]:
    """Yield what a kernel reads: its own folder, its program, files it is given."""
    yield Path(spec.resource_dir)
    yield from _around(program)
    while program.is_symlink():
        program = program.parent / program.readlink()
        yield from _around(program)
    extra = spec.metadata.get(EXTRA, {})
    named = [*argv, *(extra.get("shows", []) if isinstance(extra, dict) else [])]
    yield from (Path(part) for part in named if part[:1] == "/" and Path(part).exists())


def _around(program: Path) -> Iterator[Path]:
    """Yield what lies around a program and belongs to it."""
    prefix = program.parent.parent
    is_environment = (prefix / "pyvenv.cfg").is_file() or (
        prefix / "conda-meta"
    ).is_dir()
    if program.parent.name != "bin":
        yield program
    elif is_environment:
        yield prefix
    else:
        # Beside ~/.local/bin lies what programs keep for a person: keys, for example.
        private = prefix in (Path.home(), Path.home() / ".local")
        parts = ("bin", "lib", "lib64") if private else PARTS
        yield from (prefix / part for part in parts if (prefix / part).is_dir())
