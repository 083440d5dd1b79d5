"""The command line: build, ask, items, read, serve, eval, doctor, keys, backup."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui import cli_backup, cli_errors, cli_keys

if TYPE_CHECKING:
    from assistant.settings import Settings

# Everything heavy is imported inside the command that needs it, so that --help is quick.
cli_errors.speak_chinese()
app = typer.Typer(
    name="policyqa",
    help="政策文件问答助手：对政策文件提问，得到完整、有出处的回答。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(cli_keys.keys_app, name="keys")
app.command(epilog="例：policyqa backup 备份-1121.zip")(cli_backup.backup)
app.command(epilog="例：policyqa restore 备份-1121.zip")(cli_backup.restore)

JsonFlag = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序使用")]
Names = list[str] | None


def main() -> None:
    """Entry point: one Chinese line on stderr and exit code 1 (2 for usage) when it fails."""
    try:
        code = app(standalone_mode=False)
    except Exception as error:
        code = cli_errors.report(error)
    except KeyboardInterrupt:
        code = 130
    sys.exit(code if isinstance(code, int) else 0)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Looks for no cycles of objects: one question leaves few, and looking takes a tenth of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@app.command(epilog="例：policyqa build　　policyqa build 新文件/ 另一份.docx")
def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="文件或文件夹，不写则用全部文件，包括网页上传的"),
    ] = None,
    skip_unreadable: Annotated[
        bool, typer.Option("--skip-unreadable", help="跳过读不了的文件，最后列出")
    ] = False,
) -> None:
    """读取文件，建立索引，报告每份文件读出了什么。"""
    from ui.cli_build import build_with_progress

    settings = _settings()
    build_with_progress(paths or [], settings, skip_unreadable=skip_unreadable)


@app.command(
    epilog="例：policyqa ask 任务3由谁牵头？　　policyqa ask 9月底前要完成哪些任务？ --json"
)
def ask(
    question: Annotated[str, typer.Argument(help="要问的问题")],
    as_json: JsonFlag = False,
    explain: Annotated[bool, typer.Option("--explain", help="说明是怎样理解和查找的")] = False,
) -> None:
    """提一个问题，显示回答和出处。"""
    with _uncollected():
        from ui import cli_output
        from ui.schemas import AnswerBody
        from ui.service import Service

        answer = Service(_settings()).ask(question)
        body = AnswerBody.of(answer, explain=explain)
    if as_json:
        _print_json(body.as_json())
    else:
        cli_output.show_answer(body)


@app.command(epilog="例：policyqa items --month 9 --kind task　　policyqa items --q 数据 --json")
def items(
    lead: Annotated[Names, typer.Option(help="牵头部门，可重复")] = None,
    cooperating: Annotated[Names, typer.Option(help="配合部门，可重复")] = None,
    unit: Annotated[Names, typer.Option(help="委属相关单位，可重复")] = None,
    month: Annotated[list[int] | None, typer.Option(help="完成月份 1–12，可重复")] = None,
    kind: Annotated[Names, typer.Option(help="种类：task、work_point、passage")] = None,
    doc: Annotated[Names, typer.Option(help="文件编号，可重复")] = None,
    number: Annotated[list[int] | None, typer.Option(help="条目序号，可重复")] = None,
    group: Annotated[list[int] | None, typer.Option(help="组的序号，可重复")] = None,
    q: Annotated[Names, typer.Option(help="组名或正文里的文字，重复时须都出现")] = None,
    limit: Annotated[int, typer.Option(help="最多几条")] = 100,
    offset: Annotated[int, typer.Option(help="跳过前几条")] = 0,
    as_json: JsonFlag = False,
) -> None:
    """按部门、月份、组、文件等条件列出条目。"""
    from ui import cli_output
    from ui.item_query import ItemQuery
    from ui.schemas import ItemBody, ItemsBody
    from ui.service import Service

    given = {"lead": lead, "cooperating": cooperating, "unit": unit, "month": month}
    given |= {"kind": kind, "doc_id": doc, "number": number, "group": group, "q": q}
    filters = {name: values for name, values in given.items() if values}
    query = cli_errors.validated(ItemQuery, {**filters, "limit": limit, "offset": offset})
    catalogue = Service(_settings()).catalogue
    found = catalogue.items(query.as_filter(), offset=query.offset, limit=query.limit)
    body = ItemsBody(
        total=catalogue.count(query.as_filter()), items=[ItemBody.of(item) for item in found]
    )
    if as_json:
        _print_json(body.model_dump())
    else:
        cli_output.show_items(body, offset)


@app.command(epilog="例：policyqa read 通知.docx 分工表.xlsx --json")
def read(
    files: Annotated[list[Path], typer.Argument(help="要读的文件")],
    as_json: JsonFlag = False,
) -> None:
    """只读文件、不建索引：看看能读出哪些条目。加 --json 时每份文件输出一行 JSON。

    读不了的文件说明原因，其余照常读出；有读不了的，退出码是 1。
    """
    from ui import cli_output
    from ui.cli_build import look_into
    from ui.schemas import ReadBody

    failed = False
    for path, found in look_into(files):
        if isinstance(found, Exception):
            failed = True
            cli_output.show_unreadable(path, str(found), as_json=as_json)
        elif as_json:
            print(ReadBody.of_parsed(found).model_dump_json())
        else:
            cli_output.show_read(ReadBody.of_parsed(found))
    if failed:
        raise typer.Exit(1)


@app.command(epilog="例：policyqa serve --port 8000")
def serve(
    host: Annotated[str | None, typer.Option(help="监听地址，默认取设置")] = None,
    port: Annotated[int | None, typer.Option(help="端口，默认取设置", min=1, max=65535)] = None,
) -> None:
    """启动网页和接口；没有索引时先建立。"""
    from ui.serving import serve_forever

    settings = _settings()
    serve_forever(settings, host or settings.host, port or settings.port)


@app.command(epilog="例：policyqa mcp")
def mcp() -> None:
    """作为 MCP 服务，从标准输入输出为一个客户端服务；HTTP 方式见 serve 的 /mcp。"""
    from ui.mcp_server import serve_stdio
    from ui.service import Service

    serve_stdio(Service(_settings()))


@app.command(
    name="eval",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,
    epilog="例：policyqa eval --help",
)
def evaluate(context: typer.Context) -> None:
    """运行评测；选项原样交给评测程序。"""
    from eval.command import run

    raise typer.Exit(run(list(context.args)))


@app.command(epilog="例：policyqa doctor")
def doctor() -> None:
    """检查安装、设置、索引和磁盘，说明有什么问题、怎么办。"""
    from ui.doctor import examine

    raise typer.Exit(0 if examine() else 1)


def _settings() -> Settings:
    from assistant.settings import load_settings

    return load_settings()


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
