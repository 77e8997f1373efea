"""Notebooks that are not in Python run in the kernel that they name, in the jail."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bash_course import RIGHT, make_course, submit
from grade_running import HAS_JAIL, autograder, grades, needs_jail, score, status
from test_stock_parity import nbgrader, ours, stock_scores

from autograder.errors import CourseError
from autograder.grade.bubblewrap import Jail, gpu_devices
from autograder.grade.execution import Job, Limits, Step
from autograder.grade.kernel_jail import KernelExecutor
from autograder.grade.kernel_specs import find_kernel, kernel_name
from autograder.grade.kernel_start import kernel_settings

JAIL = "bwrap" if HAS_JAIL else "none"


@pytest.fixture(scope="module")
def kernels(tmp_path_factory):
    """Install the bash kernel where a person's own kernels lie; return JUPYTER_PATH."""
    place = tmp_path_factory.mktemp("person")
    command = [sys.executable, "-m", "bash_kernel.install", "--prefix", str(place)]
    subprocess.run(command, check=True, capture_output=True)
    return str(place / "share" / "jupyter")


@pytest.fixture
def installed(kernels, monkeypatch):
    """Let this process see the kernel, too."""
    monkeypatch.setenv("JUPYTER_PATH", kernels)
    return kernels


@pytest.fixture(scope="module")
def graded(tmp_path_factory, kernels):
    """Grade a class in bash; return its folder."""
    root = make_course(tmp_path_factory.mktemp("shell") / "course")
    submit(root, "right", RIGHT)
    submit(root, "wrong", {"double": "double() { echo 8; }", "count": "count() { :; }"})
    submit(root, "blank", {})
    submit(root, "endless", {**RIGHT, "double": "double() { echo 1; }; sleep 600"})
    look = (
        f"cat {root}/submitted/right/ps1/p.ipynb {root}/source/ps1/p.ipynb; ls {root}"
    )
    submit(root, "nosy", {**RIGHT, "double": f"{look}\n{RIGHT['double']}"})
    submit(root, "vandal", {"count": f"rm -rf {root}/submitted ~ /tmp/* ; exit 0"})
    ran = autograder(
        root, "grade", "ps1", "--output", "out", "--sandbox", JAIL, "--timeout", "5",
        JUPYTER_PATH=kernels,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return root


def test_right_answers_get_full_marks_and_wrong_ones_none(graded):
    assert score(graded / "out", "right") == 3
    assert score(graded / "out", "wrong") == score(graded / "out", "blank") == 0
    assert status(graded / "out", "right", "double-tests") == "ok"


def test_an_endless_cell_is_ended_and_the_rest_is_graded(graded):
    rows = grades(graded / "out")
    assert rows["endless", "double-tests"]["status"] == "timeout"
    assert rows["endless", "count-tests"]["score"] == "1"


@needs_jail
def test_a_nosy_learner_sees_neither_neighbour_nor_source(graded):
    text = (graded / "out/autograded/nosy/ps1/p.ipynb").read_text()
    shown = json.dumps([cell.get("outputs") for cell in json.loads(text)["cells"]])
    assert "No such file" in shown
    assert "BEGIN" not in shown
    assert "nbgrader_config" not in shown
    assert score(graded / "out", "nosy") == 3


@needs_jail
def test_a_vandal_destroys_nothing(graded):
    assert sorted(p.name for p in (graded / "submitted").iterdir()) == [
        "blank", "endless", "nosy", "right", "vandal", "wrong",
    ]  # fmt: skip
    assert score(graded / "out", "vandal") == 0


@pytest.mark.stock
@pytest.mark.xdist_group("stock")
def test_scores_are_those_of_stock(tmp_path, kernels, monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", kernels)
    root = make_course(tmp_path / "course")
    submit(root, "right", RIGHT)
    submit(root, "half", {"double": RIGHT["double"]})
    submit(root, "blank", {})
    ran = autograder(root, "grade", "ps1", "--output", "out", "--sandbox", JAIL)
    assert ran.returncode == 0, ran.stderr
    nbgrader(root, "generate_assignment", "ps1")
    nbgrader(root, "autograde", "ps1")
    assert ours(root / "out") == stock_scores(root)
    assert ours(root / "out")["half", "double-tests"] == 2


def test_a_kernel_that_is_not_installed_is_named_in_one_line(tmp_path):
    root = make_course(tmp_path / "course")
    submit(root, "right", RIGHT)
    ran = autograder(root, "grade", "ps1", JUPYTER_PATH="/nowhere")
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
    assert "p.ipynb of ps1: the kernel 'bash' is not installed here" in ran.stderr
    assert "python3" in ran.stderr


def test_python_runs_in_the_graders_own_unless_another_one_is_installed(
    tmp_path, monkeypatch
):
    def named(name, language="python"):
        return {"kernelspec": {"name": name, "language": language}}

    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    _install(tmp_path, "same", [sys.executable, "-m", "ipykernel_launcher"])
    _install(tmp_path, "other", ["/usr/bin/env", "python9"])
    assert kernel_name({}) == kernel_name(named("python3")) == "python3"
    assert kernel_name(named("gone-with-their-laptop")) == "python3"
    assert kernel_name(named("same")) == "python3"
    assert kernel_name(named("other")) == "other"
    with pytest.raises(CourseError, match="'ir' is not installed"):
        kernel_name(named("ir", "R"))


def test_a_kernel_whose_program_is_gone_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    _install(tmp_path, "lost", ["/opt/gone/bin/kernel"])
    with pytest.raises(CourseError, match="/opt/gone/bin/kernel"):
        find_kernel("lost", {})


def _install(place: Path, name: str, argv: list[str], **more: object) -> Path:
    folder = place / "kernels" / name
    folder.mkdir(parents=True)
    spec = {"argv": [*argv, "-f", "{connection_file}"], "language": "python",
            "display_name": name, **more}  # fmt: skip
    (folder / "kernel.json").write_text(json.dumps(spec))
    return folder


def test_what_a_kernel_needs_is_seen_and_nothing_beside_it(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    for folder in ("opt/bin", "opt/lib", "opt/secret", "depot"):
        (tmp_path / folder).mkdir(parents=True)
    program = tmp_path / "opt" / "bin" / "kernel"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    shows = {"autograder": {"shows": [str(tmp_path / "depot")]}}
    own = _install(tmp_path, "k", [str(program)], metadata=shows, env={"P": "${A}b"})
    kernel = find_kernel("k", {"A": "a", "PATH": "/bin"})
    opt = tmp_path / "opt"
    assert set(kernel.folders) == {own, opt / "bin", opt / "lib", tmp_path / "depot"}
    assert kernel.environment == {"P": "ab", "PATH": f"{opt / 'bin'}:/bin"}


@needs_jail
@pytest.mark.sandbox
def test_a_kernel_of_another_environment_is_shown_to_its_jail(tmp_path, monkeypatch):
    environment = tmp_path / "environment"
    make = [sys.executable, "-m", "venv", "--without-pip", str(environment)]
    subprocess.run(make, check=True)
    packages = next(environment.glob("lib/python*/site-packages"))
    _borrow_packages(packages)
    (packages / "only_there.py").write_text("answer = 42")
    argv = [str(environment / "bin/python"), "-m", "ipykernel_launcher"]
    _install(tmp_path, "theirs", argv)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    steps = (Step("learner", "import only_there, os, sys"),
             Step("learner", "print(only_there.answer, sys.prefix)"),
             Step("learner", f"print(os.listdir({str(tmp_path)!r}))"))  # fmt: skip
    with KernelExecutor() as executor:
        result = executor.execute(Job(steps, limits=Limits(), kernel="theirs"))
    assert [cell.outcome for cell in result.cells] == ["ok", "ok", "ok"]
    assert result.cells[1].outputs[0]["text"] == f"42 {environment}\n"
    seen = eval(result.cells[2].outputs[0]["text"])
    assert set(seen) == {"environment", "kernels"}


def _borrow_packages(packages: Path) -> None:
    """Let a new environment use the packages of this one: no network here."""
    here = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "borrowed.pth").write_text("\n".join(here))


@needs_jail
@pytest.mark.sandbox
def test_limits_hold_in_other_kernels(installed):
    steps = (Step("learner", "ulimit -d; ulimit -f"),
             Step("learner", "head -c 20000000 /dev/zero > big; ls -s big"),
             Step("learner", "cat lines.txt; touch /usr/made-by-a-test"))  # fmt: skip
    limits = Limits(memory_mb=512, file_mb=8)
    with KernelExecutor() as executor:
        job = Job(steps, {"lines.txt": b"a"}, limits, "bash", "bash")
        result = executor.execute(Job.from_bytes(job.to_bytes()))
    texts = ["".join(o.get("text", "") for o in c.outputs) for c in result.cells]
    assert texts[0].split() == [str(512 * 1024), str(8 * 1024)]
    assert "File size limit" in texts[1] or "No space left" in texts[1]
    assert "Read-only file system" in texts[2]


def test_devices_of_a_gpu_are_given_to_its_jail(tmp_path):
    for name in ("nvidia0", "nvidia1", "nvidiactl", "nvidia-uvm", "null", "sda"):
        (tmp_path / name).touch()
    nodes = gpu_devices(tmp_path)
    assert [node.name for node in nodes] == [
        "nvidia-uvm", "nvidia0", "nvidia1", "nvidiactl",
    ]  # fmt: skip
    folders = tmp_path / "sockets", tmp_path / "files"
    for folder in folders:
        folder.mkdir()
    command = Jail(*folders, Limits(), devices=nodes).command(["true"])
    for node in nodes:
        place = command.index(str(node))
        assert command[place - 1 : place + 2] == ["--dev-bind", str(node), str(node)]
        assert place < command.index("--remount-ro")
    assert "--dev-bind" not in Jail(*folders, Limits()).command(["true"])


@needs_jail
@pytest.mark.sandbox
def test_a_device_that_is_given_can_be_opened_and_others_cannot(tmp_path):
    for folder in ("sockets", "files"):
        (tmp_path / folder).mkdir()
    node = next((p for p in map(Path, ("/dev/fuse", "/dev/net/tun", "/dev/kvm"))
                 if p.is_char_device()), None)  # fmt: skip
    if node is None:
        pytest.skip("no device here that is not in every jail")
    look = [sys.executable, "-c", f"import os; print(os.path.exists({str(node)!r}))"]
    for devices, told in (((node,), "True"), ((), "False")):
        jail = Jail(tmp_path / "sockets", tmp_path / "files", Limits(), devices=devices)
        ran = subprocess.run(jail.command(look), capture_output=True, text=True)
        assert ran.stdout.strip() == told, ran.stderr


def test_the_grader_says_which_gpus_a_kernel_sees(monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    assert kernel_settings("/h", None, True)["CUDA_VISIBLE_DEVICES"] == "1"
    assert kernel_settings("/h", None, False)["CUDA_VISIBLE_DEVICES"] == ""
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES")
    assert "CUDA_VISIBLE_DEVICES" not in kernel_settings("/h", None, True)


@pytest.mark.skipif(bool(gpu_devices()), reason="this machine has a GPU")
def test_a_gpu_that_is_not_there_is_said_in_one_line():
    with pytest.raises(CourseError, match="no GPU here"), KernelExecutor(JAIL, True):
        pass
