"""The commands that save everything into one file, and put it back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def backup(file: Annotated[Path, typer.Argument(help="备份文件，如 备份-1121.zip")]) -> None:
    """把上传的文件、评价、密钥等存成一个文件；服务运行时也可以。索引不存，恢复后自动重建。"""
    from assistant.settings import load_settings
    from ui.upkeep.backup import back_up
    from ui.upkeep.restoring import finish_restore

    data = load_settings().data
    finish_restore(data)
    summary = back_up(data, file)
    print(f"已备份 {summary.files} 个文件（{summary.size / 1e6:.1f} MB）到 {file}。")


def restore(file: Annotated[Path, typer.Argument(help="backup 做出的备份文件")]) -> None:
    """用备份恢复数据。先停止服务；原来的数据另存，不会删除。"""
    from assistant.settings import load_settings
    from ui.upkeep.restoring import restore as put_back

    data = load_settings().data
    summary, earlier = put_back(data, file)
    print(
        f"已恢复 {summary.files} 个文件（备份于 {summary.made_at.astimezone():%Y-%m-%d %H:%M}）。"
    )
    if earlier is not None:
        print(f"原来的数据在 {earlier}，确认无误后可以删除。")
    print("请启动服务（policyqa serve）或运行 policyqa build，索引会按恢复的文件重建。")
