"""Grading: take submissions in, rebuild, execute in a sandbox, score, record."""
