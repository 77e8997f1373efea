"""What stops a benchmark, told in one line."""

__all__ = ["BenchError"]


class BenchError(Exception):
    """A benchmark that cannot go on; its text says what to do."""
