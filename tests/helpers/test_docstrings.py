"""Every helper documents itself: form, examples, public names, no printing."""

import ast
import doctest
import importlib
import inspect
from pathlib import Path

import pytest
from numpydoc.validate import validate

ROOT = Path(__file__).resolve().parents[2]
PATHS = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(
        ".__init__"
    ): path
    for path in sorted((ROOT / "helpers").rglob("*.py"))
}
# Left out on purpose: an extended summary and "See Also" where there is nothing
# to add, a name in front of a single result, a full stop after See Also entries.
LEFT_OUT = {"ES01", "SA01", "RT02", "SA02"}


def is_inner(module_name):
    """Say whether a module is private, or a room behind its package's own door."""
    if any(part.startswith("_") for part in module_name.split(".")):
        return True
    parent = importlib.import_module(module_name.rpartition(".")[0] or "helpers")
    return module_name != "helpers" and bool(getattr(parent, "__all__", []))


def public_objects():
    """Return every public function, class and method by its dotted name."""
    found = {}
    for module_name in PATHS:
        if is_inner(module_name):
            continue
        module = importlib.import_module(module_name)
        for name in getattr(module, "__all__", []):
            value = getattr(module, name)
            if inspect.isfunction(value) or inspect.isclass(value):
                found[f"{module_name}.{name}"] = value
            if inspect.isclass(value):
                for member, method in vars(value).items():
                    if inspect.isfunction(method) and not member.startswith("_"):
                        found[f"{module_name}.{name}.{member}"] = method
    return found


PUBLIC = public_objects()


@pytest.mark.parametrize("path", PUBLIC)
def test_docstring_has_the_form(path):
    if path.startswith("helpers."):
        faults = [
            error for error in validate(path)["errors"] if error[0] not in LEFT_OUT
        ]
        assert not faults
    assert PUBLIC[path].__doc__


@pytest.mark.parametrize("path", PUBLIC)
def test_docstring_has_an_example(path):
    assert ">>>" in inspect.getdoc(PUBLIC[path])


@pytest.mark.parametrize("path", [p for p in PUBLIC if inspect.isfunction(PUBLIC[p])])
def test_every_argument_and_result_is_typed(path):
    signature = inspect.signature(PUBLIC[path])
    assert signature.return_annotation is not signature.empty
    for name, parameter in signature.parameters.items():
        assert name == "self" or parameter.annotation is not parameter.empty, name


@pytest.mark.parametrize("name", PATHS)
def test_examples_are_true(name):
    module = importlib.import_module(name)
    result = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0


@pytest.mark.parametrize("name", PATHS)
def test_module_says_what_it_is_and_what_is_public(name):
    tree = ast.parse(PATHS[name].read_text())
    docstring = ast.get_docstring(tree)
    assert docstring
    assert PATHS[name].read_text().splitlines()[0].rstrip('"').endswith((".", ":"))
    code = [node for node in tree.body if not isinstance(node, ast.Expr)]
    if code:  # an `__init__` that is a docstring has nothing to list
        names = importlib.import_module(name).__all__
        assert len(set(names)) == len(names)
        assert all(hasattr(importlib.import_module(name), public) for public in names)


@pytest.mark.parametrize("name", [name for name in PATHS if not is_inner(name)])
def test_nothing_public_is_left_out_of_all(name):
    module = importlib.import_module(name)
    tree = ast.parse(PATHS[name].read_text())
    kinds = (ast.FunctionDef, ast.ClassDef)
    defined = {node.name for node in tree.body if isinstance(node, kinds)}
    public = {found for found in defined if not found.startswith("_")}
    assert public <= set(getattr(module, "__all__", []))


@pytest.mark.parametrize("name", PATHS)
def test_library_code_never_prints(name):
    for node in ast.walk(ast.parse(PATHS[name].read_text())):
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        assert not (called and node.func.id == "print"), f"line {node.lineno}"
