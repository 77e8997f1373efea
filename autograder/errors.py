"""The error that ends a command with one clear line."""


class CourseError(Exception):
    """Something the user can mend: the message says what is wrong and what to do.

    Parameters
    ----------
    message : str
        One line for the user.
    exit_code : int, default 2
        What the command exits with: 2 for wrong input, 3 for a machine that
        cannot sandbox.
    """

    def __init__(self, message: str, *, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code = exit_code


class ExecutorLostError(CourseError):
    """No job can be run any more: the run ends here, and finished work is kept."""

    def __init__(self, message: str, *, exit_code: int = 1) -> None:
        super().__init__(message, exit_code=exit_code)
