"""Say in one Chinese line what went wrong on the command line."""

from __future__ import annotations

import re
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import BaseModel

Model = TypeVar("Model", bound="BaseModel")

USAGE = 2
_SEE_HELP = "用法见 policyqa --help，或在命令后加 --help。"


class UsageError(Exception):
    """An option's value is wrong; the message is Chinese."""


def speak_chinese() -> None:
    """Give the help pages' fixed headings in Chinese."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"


def validated(model: type[Model], values: dict[str, Any]) -> Model:
    """The model filled with options. Raises UsageError naming the option at fault."""
    from pydantic import ValidationError

    from ui.errors import describe_problem

    try:
        return model(**values)
    except ValidationError as error:
        problem = error.errors()[0]
        name = str(problem["loc"][0]).replace("doc_id", "doc")
        message = describe_problem({**problem, "loc": ("query", f"--{name}")})[1]
        raise UsageError(message) from None


def report(error: Exception) -> int:
    """Print the error on stderr; the exit code to end with."""
    if isinstance(error, UsageError):
        return _say(str(error), USAGE)
    # The command-line library's errors: which classes they are depends on its version.
    if hasattr(error, "format_message"):
        return _say(_usage_words(error), USAGE)
    if type(error).__name__ == "Abort":
        return _say("已取消。", 130)
    if _is_for_users(error):
        return _say(str(error), 1)
    from ui.upkeep.storage import storage_problem

    problem = storage_problem(error)
    if problem is not None:
        return _say(f"{problem[1]}{_place_of(error)}", 1)
    if isinstance(error, OSError):
        return _say(f"读写失败：{error.filename or ''} {error.strerror or error}", 1)
    return _say(_unexpected(error), 1)


def _say(message: str, code: int) -> int:
    print("出错：" + " ".join(message.split()), file=sys.stderr)
    return code


def _place_of(error: Exception) -> str:
    """The file that an error of the disk names."""
    file = getattr(error, "filename", None)
    return f"（{file}）" if file else ""


def _is_for_users(error: Exception) -> bool:
    """Errors of our own carry a Chinese message; a library's are English."""
    return any("\u4e00" <= char <= "\u9fff" for char in str(error))


def _usage_words(error: Any) -> str:
    """The usage error in Chinese, as far as its kind is known."""
    kind, said = type(error).__name__, error.format_message()
    parameter = _parameter_name(getattr(error, "param", None))
    unknown = re.fullmatch(r"No such command '(.*)'\.", said)
    if unknown:
        return f"没有命令 {unknown.group(1)}。{_SEE_HELP}"
    ways = {
        "NoSuchOption": f"没有选项 {getattr(error, 'option_name', '')}。",
        "MissingParameter": f"缺少参数 {parameter}。",
        "BadParameter": f"{parameter} 的值不对。",
        "BadOptionUsage": f"选项 {getattr(error, 'option_name', '')} 缺少值。",
        "NoArgsIsHelpError": "缺少命令。",
    }
    return ways.get(kind, f"命令不对（{said}）。") + _SEE_HELP


def _parameter_name(parameter: Any) -> str:
    options = getattr(parameter, "opts", None) or [""]
    is_option = options[0].startswith("-")
    return str(options[0] if is_option else getattr(parameter, "name", "").upper())


def _unexpected(error: Exception) -> str:
    from assistant.settings import load_settings

    try:
        log = load_settings().data / "error.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        _append(log, "".join(traceback.format_exception(error)))
        where = f"完整记录在 {log}。"
    except (OSError, ValueError):
        where = ""
    return f"程序内部出错：{type(error).__name__}：{error}。{where}可运行 policyqa doctor 检查。"


def _append(log: Path, text: str) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.write(text + "\n")
