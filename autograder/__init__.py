"""Build, release and grade a course of Jupyter notebooks, safely and in parallel."""
