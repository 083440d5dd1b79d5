"""The commands that make, list and revoke API keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ui.doors.keys import KeyStore

keys_app = typer.Typer(
    help="管理密钥：发给程序或同事，凭它提问；每个密钥有名字，可单独限速、撤销。",
    no_args_is_help=True,
    epilog="例：policyqa keys add 办事大厅 --rate 120　　policyqa keys revoke 办事大厅",
    rich_markup_mode="rich",
)


@keys_app.command(epilog="例：policyqa keys add 办事大厅 --rate 120")
def add(
    name: Annotated[str, typer.Argument(help="给谁用，如 办事大厅")],
    rate: Annotated[
        int | None, typer.Option(help="每分钟最多几次请求，不写则用设置里的", min=1)
    ] = None,
) -> None:
    """新建一个密钥。密钥只显示这一次，程序里只留它的哈希值。"""
    print(_store().add(name, rate))
    typer.echo("请现在就抄下上面的密钥：以后不能再看到它。", err=True)


@keys_app.command(name="list", epilog="例：policyqa keys list --json")
def list_keys(
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，供程序使用")] = False,
) -> None:
    """列出密钥的名字、限速和是否已撤销。"""
    keys = _store().all()
    if as_json:
        shown = [key.model_dump(mode="json", exclude={"sha256"}) for key in keys]
        print(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    for key in keys:
        state = f"已于 {key.revoked_at:%Y-%m-%d} 撤销" if key.revoked_at else "可用"
        rate = f"每分钟 {key.rate_per_minute} 次" if key.rate_per_minute else "限速同设置"
        print(f"{key.name}　{state}　{rate}　建于 {key.created_at:%Y-%m-%d}")
    if not keys:
        print("还没有密钥。新建：policyqa keys add 名字")


@keys_app.command(epilog="例：policyqa keys revoke 办事大厅")
def revoke(name: Annotated[str, typer.Argument(help="密钥的名字")]) -> None:
    """撤销一个密钥，立即生效；用它登录的浏览器也随即退出。"""
    _store().revoke(name)
    print(f"已撤销 {name}。")


def _store() -> KeyStore:
    from assistant.settings import load_settings
    from ui.doors.keys import KeyStore

    return KeyStore(load_settings().data)
