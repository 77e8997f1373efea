"""`autograder doctor` recognises what is wrong and says how to mend it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder import doctor
from autograder.errors import CourseError

NMS = """Traceback (most recent call last):
  File "<string>", line 1, in <module>
RuntimeError: operator torchvision::nms does not exist
"""


def test_builds_of_torch_that_do_not_fit_are_recognised():
    finding = doctor.diagnose_torch(NMS)
    assert finding.state == "broken"
    assert "do not fit together" in finding.detail
    assert "make setup" in finding.remedy


def test_other_failures_of_torch_keep_their_message():
    finding = doctor.diagnose_torch("ImportError: libcudnn.so.9: cannot open")
    assert finding.state == "broken"
    assert "libcudnn" in finding.detail
    missing = doctor.diagnose_torch("ModuleNotFoundError: No module named 'torch'")
    assert missing.remedy == "make setup"


def test_a_missing_bubblewrap_limits_but_does_not_break(monkeypatch):
    monkeypatch.setattr(doctor.platform, "system", lambda: "Linux")
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    finding = doctor.check_sandbox()
    assert finding.state == "limited"
    assert "install bubblewrap" in finding.remedy


def test_a_sandbox_that_the_grader_refuses_is_not_called_working(monkeypatch):
    def refuse():
        raise CourseError("the bubblewrap here is too old", exit_code=3)

    monkeypatch.setattr(doctor.platform, "system", lambda: "Linux")
    monkeypatch.setattr(doctor.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(doctor, "require_bubblewrap", refuse)
    finding = doctor.check_sandbox()
    assert finding.state == "limited"
    assert "too old" in finding.detail


def test_other_systems_are_told_where_grading_works(monkeypatch):
    monkeypatch.setattr(doctor.platform, "system", lambda: "Darwin")
    assert "WSL2" in doctor.check_sandbox().remedy


def test_a_nearly_full_disk_is_named_with_its_place(monkeypatch, tmp_path):
    def usage(place):
        return SimpleNamespace(free=(50 if Path(place) == tmp_path else 0.5) * 2**30)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctor.shutil, "disk_usage", usage)
    monkeypatch.setattr(doctor.tempfile, "gettempdir", lambda: "/elsewhere")
    finding = doctor.check_disk()
    assert finding.state == "limited"
    assert "0.5 GiB free in /elsewhere" in finding.detail
    assert finding.remedy == "free 2 GiB or more in /elsewhere"


def test_a_missing_seccomp_library_is_said_with_its_package(monkeypatch):
    monkeypatch.setattr(doctor.ctypes.util, "find_library", lambda name: None)
    finding = doctor.check_seccomp()
    assert finding.state == "limited"
    assert "libseccomp2" in finding.remedy


def test_packages_that_only_some_need_are_named_with_their_extra(tmp_path, monkeypatch):
    for name in ("psycopg", "distributed"):
        (tmp_path / f"{name}.py").write_text("raise ImportError('No module named x')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    postgres, cluster = doctor.check_postgres(), doctor.check_cluster()
    assert postgres.state == cluster.state == "limited"
    assert ".[postgres]" in postgres.remedy
    assert "SQLite" in postgres.detail
    assert ".[cluster]" in cluster.remedy


def test_a_package_that_does_not_start_keeps_its_message(tmp_path, monkeypatch):
    (tmp_path / "psycopg.py").write_text("raise ImportError('libpq is missing')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert "libpq is missing" in doctor.check_postgres().detail


def test_namespaces_that_cannot_be_nested_are_said(tmp_path, monkeypatch):
    refusing = tmp_path / "bwrap"
    refusing.write_text("#!/bin/sh\nexit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(doctor.platform, "system", lambda: "Linux")
    finding = doctor.check_namespaces()
    assert finding.state == "limited"
    assert "user.max_user_namespaces" in finding.remedy


@pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
def test_json_on_this_machine():
    command = [sys.executable, "-m", "autograder", "doctor", "--json"]
    done = subprocess.run(command, capture_output=True, text=True)
    findings = {item["name"]: item for item in json.loads(done.stdout)}
    assert done.returncode == 0, findings
    assert findings["torch"]["state"] == "ok"
    assert findings["sandbox"]["state"] == "ok"
    assert "bubblewrap" in findings["sandbox"]["detail"]
    for name in ("user namespaces", "seccomp", "PostgreSQL driver", "distributed",
                 "disk"):  # fmt: skip
        assert findings[name]["state"] == "ok" or findings[name]["remedy"], name
