"""`autograder submit`: one checked zip of a module."""

from pathlib import Path

import click

from autograder.submit import default_student, find_module_folder, pack_submission


@click.command(help="Pack your notebooks of MODULE into one zip, checked, to hand in.")
@click.argument("module")
@click.option(
    "--student",
    default=default_student,
    show_default="your login name",
    help="Your name in the course; COURSE_STUDENT sets it for good.",
)
def submit(module: str, student: str) -> None:
    """Write the zip into the current folder and say what is in it."""
    packed = pack_submission(find_module_folder(module, Path.cwd()), student=student)
    for warning in packed.warnings:
        click.echo(f"note: {warning}")
    click.echo(
        f"{packed.path.name}: {len(packed.notebooks)} notebooks, handed in as "
        f"{student!r}. Give this file to your instructor."
    )
