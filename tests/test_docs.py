"""What README and the other pages say is so: commands, settings, files, questions and answers."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer.main

from assistant import Assistant
from assistant.settings import allowed_names
from index import build_index
from ui.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md")
COMMANDS = sorted(typer.main.get_group(app).commands)
CHINESE = re.compile(r"[\u4e00-\u9fff]{4,}")
CELLS = re.compile(r"^\| (?!---)(.+) \|$", re.MULTILINE)


def section(heading: str) -> str:
    """The text below a heading of README, up to the next one."""
    found = re.search(rf"^## {heading}\n(.*?)(?=^#|\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"README has no section {heading}"
    return found[1]


def rows(heading: str) -> list[list[str]]:
    """The cells of a section's table, without its header."""
    return [line.split(" | ") for line in CELLS.findall(section(heading))][1:]


def run(*arguments: str) -> str:
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def help_of(command: str) -> str:
    return run(sys.executable, "-m", "ui", command, "--help")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("文档") / "index"
    build_index(ROOT / "corpus", folder)
    return Assistant.open(folder)


def test_the_chores_of_the_pages_are_in_the_makefile() -> None:
    listed = set(re.findall(r"^make (\w+)\t\S", run("make", "help"), re.MULTILINE))
    text = "".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"(?:^|`)(?:\w+=\S+ )?make (\w+)", text, re.MULTILINE))
    assert {"serve", "test", "eval"} <= named <= listed


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_chinese_help_with_an_example(command: str) -> None:
    said = help_of(command)
    assert CHINESE.search(said)
    assert f"例：policyqa {command}" in said


def test_the_table_of_commands_is_complete() -> None:
    named = [cells[0].strip("`").split()[1] for cells in rows("在命令行使用")]
    assert sorted(named) == COMMANDS


def test_every_option_in_the_pages_is_in_the_help() -> None:
    text = "".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    used = set(re.findall(r"policyqa (\w+)([^`\n]*)", text))
    asked = {(command, option) for command, rest in used for option in options(rest)}
    assert ("ask", "--json") in asked
    missing = [(command, one) for command, one in sorted(asked) if one not in help_of(command)]
    assert missing == []


def options(line: str) -> Iterator[str]:
    yield from (word for word in line.split() if word.startswith("--"))


def test_the_table_of_settings_is_complete() -> None:
    assert sorted(cells[0].strip("`") for cells in rows("设置")) == sorted(allowed_names())


def test_the_newest_version_of_the_changelog_is_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(\d[^\]]*)\] - \d{4}-\d\d-\d\d$", changelog, re.MULTILINE)
    assert newest
    assert newest[1] == project["version"]


@pytest.mark.parametrize("page", PAGES)
def test_files_and_pictures_that_a_page_names_exist(page: str) -> None:
    path = ROOT / page
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    missing = [link for link in links if not (path.parent / link).is_file()]
    folders = "ingest|index|assistant|ui|eval|tests|docs|corpus"
    named = re.findall(rf"`((?:{folders})/[\w/.]*)`", text)
    missing += [name for name in named if not (ROOT / name).exists()]
    assert missing == []


@pytest.mark.parametrize("cells", rows("能回答什么"), ids=lambda cells: str(cells[1]))
def test_questions_of_the_readme_are_answered_as_it_says(
    assistant: Assistant, cells: list[str]
) -> None:
    _, question, shown = cells
    answer = assistant.ask(question)
    facts = re.findall(r"\*\*(.+?)\*\*", shown)
    assert not answer.refused
    assert facts
    assert [fact for fact in facts if fact not in answer.text.replace("**", "")] == []


@pytest.mark.parametrize("cells", rows("不回答什么"), ids=lambda cells: str(cells[1]))
def test_questions_of_the_readme_are_refused_as_it_says(
    assistant: Assistant, cells: list[str]
) -> None:
    _, question, shown = cells
    answer = assistant.ask(question)
    assert answer.refused
    assert answer.text.startswith(shown.partition("……")[0])
