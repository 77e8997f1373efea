"""The `autograder` command: finds the subcommand, turns errors into one line."""

import importlib
import sys

import click

from autograder.errors import CourseError

# Each command is imported only when called: `autograder --help` needs no torch.
COMMANDS = {
    "build": "Make the learners' notebooks from the lesson sources.",
    "grade": "Grade the submissions of a module.",
    "feedback": "Write feedback pages for graded submissions.",
    "export": "Write the grades as CSV, or for Canvas or Moodle.",
    "validate": "For learners: what passes, without hidden tests.",
    "submit": "For learners: pack a module into one checked zip.",
    "collect": "Take in submitted zips or folders.",
    "doctor": "Say what works on this machine, and how to mend the rest.",
    "publish": "Write the learners' repository into a folder.",
    "demo": "Show the whole way on three sample learners.",
}


class LazyGroup(click.Group):
    """A click group whose commands live in `autograder.commands`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import and return the command called `name`."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"autograder.commands.{name}")
        return getattr(module, name)

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the commands in the help text without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="perceptron-to-deployment")
def cli() -> None:
    """Build, release and grade a course of Jupyter notebooks."""


def main() -> None:
    """Run the command line; known errors become one line and an exit code."""
    # Left out of jsonschema: it builds 39 grammars (1 s) for addresses no notebook has.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    try:
        cli.main(prog_name="autograder", standalone_mode=True)
    except CourseError as error:
        print(f"autograder: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
