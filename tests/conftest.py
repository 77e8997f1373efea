"""What all tests share: a quiet course, and plots that need no screen."""

import os
import sys
from pathlib import Path

# Set before any test imports torch or matplotlib, in every worker.
os.environ.setdefault("COURSE_QUIET", "1")
os.environ.setdefault("MPLBACKEND", "agg")
os.environ.setdefault("OMP_NUM_THREADS", "1")
for name in ("COURSE_DATA", "COURSE_SCALE", "COURSE_DATA_MIRROR", "COURSE_DEVICE"):
    os.environ.pop(name, None)
# nbgrader calls the program `alembic`, which is installed beside this Python.
HERE = str(Path(sys.executable).parent)
if HERE not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = os.pathsep.join([HERE, os.environ.get("PATH", "")])
