"""The options of the evaluation's command line."""

from __future__ import annotations

import argparse
from pathlib import Path

from eval.check import EXPECTED
from eval.question_sets import HALVES


def parser() -> argparse.ArgumentParser:
    """All options, with their help in Chinese."""
    made = argparse.ArgumentParser(
        prog="policyqa eval",
        description="用题集评测本系统，与两种常见做法比较，并给出报告。",
        epilog="例：policyqa eval --half report --check",
    )
    _add_questions(made)
    _add_subject(made)
    _add_output(made)
    return made


def _add_questions(made: argparse.ArgumentParser) -> None:
    asked = made.add_argument_group("问什么")
    asked.add_argument(
        "--questions",
        nargs="+",
        type=Path,
        metavar="文件",
        help="题集文件（JSON 行）；默认用自带的",
    )
    asked.add_argument("--half", choices=HALVES, help="只用自带题集的这一半")
    asked.add_argument(
        "--generated", action="store_true", help="由目录生成问题：每项任务 × 每个属性 × 多种问法"
    )
    asked.add_argument(
        "--wordings",
        type=int,
        default=2,
        metavar="个数",
        help="生成时每种问法各取几个说法，0 为全部（默认 %(default)s）",
    )
    asked.add_argument(
        "--passages",
        type=Path,
        metavar="文件",
        help="改为逐行回答自带段落的问题（每行一个 JSON：id、query、passages）",
    )


def _add_subject(made: argparse.ArgumentParser) -> None:
    subject = made.add_argument_group("评测谁")
    subject.add_argument("--embedder", metavar="模型", help="用这个向量模型临时建立索引来评测")
    subject.add_argument("--http", metavar="地址", help="向运行中的服务提问，而不在本进程内回答")
    subject.add_argument(
        "--baselines",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="是否同时评测两种常见做法（默认评测）",
    )


def _add_output(made: argparse.ArgumentParser) -> None:
    output = made.add_argument_group("结果")
    output.add_argument(
        "--check",
        action="store_true",
        help="与期望值比较，逐项给出 OK、near 或 FAIL",
    )
    output.add_argument(
        "--expected", type=Path, default=EXPECTED, metavar="文件", help="期望值文件，默认用自带的"
    )
    output.add_argument(
        "--out",
        type=Path,
        metavar="路径",
        help="结果文件夹，默认为数据文件夹下的 eval；用 --passages 时是结果文件",
    )
