"""Data sets of the course: one module each, embedded by default, real on request."""
