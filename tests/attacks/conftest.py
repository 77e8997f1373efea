"""Lets the attacks import what they share with the grader's tests."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), *(str(HERE.parent / n) for n in ("autograder", "engine"))]
