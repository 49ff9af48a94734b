"""The house rules that a machine can hold: short modules, light imports, a sentence on everything public."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "redshank"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "node_modules" not in path.parts)
MOST_LINES = 400
LONG: set[str] = set()
"""Modules that may be longer, with the reason beside each. There is none, and better so."""
HEAVY = "spacy onnxruntime numpy pandas pyarrow scipy sklearn lightgbm trafilatura sqlalchemy fastapi typer".split()


def name(path: Path) -> str:
    """A module as it is named in messages."""
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_fits_into_one_head(path):
    if name(path) not in LONG:
        assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


def public(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Functions, classes and methods that others may call."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_everything_public_says_what_it_is(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree) or not tree.body
    overloads = ("overload", "override", "setter")
    bare = [
        node.name
        for node in public(tree)
        if not ast.get_docstring(node)
        and not any(ast.unparse(mark).endswith(overloads) for mark in node.decorator_list)
    ]
    assert bare == []


def test_importing_the_package_loads_nothing_heavy():
    code = f"import sys, redshank; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == "[]"


def test_no_module_is_named_after_nothing():
    vague = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "data"}
    assert [name(p) for p in MODULES if p.stem in vague] == []
