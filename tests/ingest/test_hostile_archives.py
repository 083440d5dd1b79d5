"""Archives whose names lead elsewhere, are too long, or hide what they are."""

from __future__ import annotations

import io
import stat
import warnings
import zipfile
from pathlib import Path

import pytest

import ingest

TEXT = "某示范区2025年智慧病历工作任务分工表\n1．推进智慧病历共享。（信息处牵头）\n"
OTHER = "某示范区2025年智慧急救工作任务分工表\n1．推进智慧急救共享。（医政处牵头）\n"


def packed(*members: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of two members with one name
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def link(name: str, to: str) -> tuple[zipfile.ZipInfo, str]:
    """A member that stands for a file elsewhere, as Unix packs it."""
    member = zipfile.ZipInfo(name)
    member.create_system, member.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return member, to


def read(folder: Path, content: bytes) -> list[str]:
    """The names of the documents that an archive gives; the first has the text above."""
    (folder / "a.zip").write_bytes(content)
    return [one.document.file for one in ingest.read_files([(folder / "a.zip", None)])]


@pytest.mark.parametrize(
    "name",
    [
        *("../evil.txt", "/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt"),
        *("C:evil.txt", "\\\\server\\evil.txt", "a/..", "~$evil.txt", "__MACOSX/evil.txt", "."),
    ],
)
def test_names_that_lead_out_are_left_out(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, packed((name, OTHER), ("a.txt", TEXT))) == ["a.zip/a.txt"]
    assert not list(tmp_path.parent.glob("evil*")) + list(tmp_path.glob("evil*"))


@pytest.mark.parametrize("target", ["/etc/passwd", "../../evil.txt", "a.txt"])
def test_links_are_not_followed_nor_taken_for_documents(tmp_path: Path, target: str) -> None:
    content = packed(link("l.txt", target), link("d", ".."), ("d/b.txt", OTHER), ("a.txt", TEXT))
    assert read(tmp_path, content) == ["a.zip/d/b.txt", "a.zip/a.txt"]


@pytest.mark.parametrize(
    "name",
    ["x" * 300 + ".txt", "政" * 300 + ".txt", "政" * 80 + ".txt", "/".join(["d" * 250] * 99)],
)
def test_a_name_that_is_too_long_for_a_disk_hinders_nothing(tmp_path: Path, name: str) -> None:
    name = name if name.endswith(".txt") else f"{name}/a.txt"
    assert read(tmp_path, packed((name, OTHER), ("a.txt", TEXT))) == [
        f"a.zip/{name}",
        "a.zip/a.txt",
    ]


def test_names_command_no_terminal(tmp_path: Path) -> None:
    content = packed(("a\r\n\x1b[31mb\u202etxt.exe.txt", TEXT))
    assert read(tmp_path, content) == ["a.zip/a[31mbtxt.exe.txt"]


def test_a_member_is_what_its_last_suffix_says(tmp_path: Path) -> None:
    with pytest.raises(ingest.CorpusError, match=r"a\.txt\.exe"):
        read(tmp_path, packed(("a.txt.exe", TEXT)))
    assert read(tmp_path, packed(("a.exe.txt", TEXT))) == ["a.zip/a.exe.txt"]


def test_members_of_one_name_are_all_read(tmp_path: Path) -> None:
    content = packed(("a.txt", TEXT), ("a.txt", OTHER), ("a.txt/", ""), ("a.txt/b.txt", "旧"))
    names = read(tmp_path, content)
    assert names[:2] == ["a.zip/a.txt", "a.zip/a.txt"]


def test_ten_thousand_members_and_archives_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ingest.CorpusError, match="太大"):
        read(tmp_path, packed(*((f"{number}.txt", "x") for number in range(10_000))))
    nested = packed(("a.txt", TEXT))
    for depth in range(7):
        nested = packed((f"{depth}.zip", nested))
    with pytest.raises(ingest.CorpusError, match="压缩包"):
        read(tmp_path, nested)
