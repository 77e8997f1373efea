"""`autograder doctor` recognises what is wrong and says how to mend it."""

import json
import shutil
import subprocess
import sys

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


@pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
def test_json_on_this_machine():
    command = [sys.executable, "-m", "autograder", "doctor", "--json"]
    done = subprocess.run(command, capture_output=True, text=True)
    findings = {item["name"]: item for item in json.loads(done.stdout)}
    assert done.returncode == 0, findings
    assert findings["torch"]["state"] == "ok"
    assert findings["sandbox"]["state"] == "ok"
