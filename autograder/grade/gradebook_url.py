"""The gradebook's address: checked, and shown without what is secret in it."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from autograder.errors import CourseError

__all__ = ["first_line", "parsed_url", "place"]


def parsed_url(url: str) -> URL:
    """Return a database URL in its parts; an error never shows the password.

    Examples
    --------
    >>> parsed_url("postgresql://me:secret@host:port/grades")
    Traceback (most recent call last):
    autograder.errors.CourseError: the gradebook's address (postgresql:...) is no \
SQLAlchemy URL: write it as in postgresql+psycopg://user@host:5432/database, and \
special characters of a password as %40 for @, %2F for / and so on
    """
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        scheme = url.partition(":")[0] if ":" in url else "..."
        raise CourseError(
            f"the gradebook's address ({scheme}:...) is no SQLAlchemy URL: write it as "
            "in postgresql+psycopg://user@host:5432/database, and special characters "
            "of a password as %40 for @, %2F for / and so on"
        ) from None


def place(url: URL) -> str:
    """Return where a database is, without who opens it and how.

    Examples
    --------
    >>> place(make_url("postgresql://me:secret@host/grades?password=secret"))
    'postgresql://host/grades'
    """
    plain = URL.create(
        url.drivername, host=url.host, port=url.port, database=url.database
    )
    return plain.render_as_string()


def first_line(error: Exception) -> str:
    """Return what the database says, in one line."""
    said = str(getattr(error, "orig", None) or error).strip()
    return said.splitlines()[0] if said else type(error).__name__
