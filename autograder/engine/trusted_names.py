"""What a name in a test means: the tests' own, the instructor's, or the answer's."""

import ast
import builtins
import contextlib
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from autograder.engine.beside import bound_names

__all__ = ["TrustedNames"]

SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class TrustedNames(dict[str, Any]):
    """The global names of the tests.

    A name is looked up in this order: what an answer has to define comes from the
    answer, whatever else has that name; then what tests have set; what a given cell
    defines, made anew here when it is asked for; what a given cell imports or a test
    binds, never from the answer, even if that has failed; built-in names; at last the
    learner's names.

    Parameters
    ----------
    look_up : callable
        Finds a name beside the learner's code; raises KeyError.
    """

    def __init__(self, look_up: Callable[[str], Any]) -> None:
        super().__init__()
        self.look_up = look_up
        self.own: set[str] = set()
        self.only_answers = False
        self.given: dict[str, ast.stmt] = {}
        self.answers: set[str] = set()

    def give(self, statements: Iterable[ast.stmt]) -> None:
        """Take in the statements of a given cell, the instructor's own text."""
        for statement in statements:
            names = bound_names(ast.Module([statement], []))
            imports = list(_imports(statement))
            theirs = _imported(imports)
            self.forget(names | theirs)
            self.own |= theirs
            for node in imports:
                if not self._execute(node) and "*" in _imported([node]):
                    self.only_answers = True  # any other name may be one of those
            for name in names - theirs:
                self.given[name] = statement

    def claim(self, statements: Iterable[ast.stmt]) -> None:
        """Keep what a test binds from the answers, even if it has not got so far."""
        for statement in statements:
            names = bound_names(ast.Module([statement], []))
            names |= _imported(_imports(statement))
            self.own |= names - self.answers - self.given.keys()

    def leave_to_the_answer(self, names: Iterable[str]) -> None:
        """Take these names from the answer from here on."""
        self.forget(names)
        self.answers |= set(names)

    def forget(self, names: Iterable[str]) -> None:
        """Forget what these names have meant so far."""
        for name in names:
            self.pop(name, None)
            self.given.pop(name, None)
            self.own.discard(name)
            self.answers.discard(name)

    def __missing__(self, name: str) -> Any:
        if name in self.answers:
            try:
                return self.look_up(name)
            except KeyError:  # no built-in function may take its place
                raise NameError(f"name {name!r} is not defined") from None
        if name in self.given and self._execute(self.given.pop(name)):
            return self[name]
        if name in self.own or hasattr(builtins, name) or name.startswith("__"):
            raise KeyError(name)
        if self.only_answers:
            raise KeyError(name)
        return self.look_up(name)

    def _execute(self, statement: ast.stmt) -> bool:
        """Run one statement without a word; return whether it went well."""
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            contextlib.suppress(Exception),
        ):
            exec(compile(ast.Module([statement], []), "<given>", "exec"), self)
            return True
        return False


def _imported(imports: Iterable[ast.Import | ast.ImportFrom]) -> set[str]:
    """Return the names that imports bind."""
    return {a.asname or a.name.split(".")[0] for i in imports for a in i.names}


def _imports(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the imports of a statement: also in `try` and `if`, not in functions."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield node
    elif not isinstance(node, SCOPES):
        for child in ast.iter_child_nodes(node):
            yield from _imports(child)
