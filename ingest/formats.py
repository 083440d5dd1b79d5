"""What a file is by its content: a suffix may lie, and offices save pages as .xls and .doc."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

from ingest.errors import UnknownFormatError, UnreadableFileError, because

_HEAD = 8192
_IMAGES = {
    b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"GIF8": ".gif",
    b"BM": ".bmp",
    b"II*\0": ".tif",
    b"MM\0*": ".tif",
}
_PACKAGES = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx", "xl/workbook.bin": ".xls"}
_PACKED = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip"}
_OLE = b"\xd0\xcf\x11\xe0"
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|meta|body|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_WORD_XML = re.compile(rb"<(?:w:wordDocument|pkg:package|Workbook)\b")
_OFFICE = {".doc", ".docx", ".docm", ".wps", ".xls", ".xlsx", ".xlsm", ".et", ".rtf", ".pdf", ""}
_SHEETS = {".xls", ".xlsx", ".xlsm", ".et"}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

_MOST_TEXT = 10 * 1024**2  # bytes of a file that is text; the longest law has less than 1 MB
_MOST_UNPACKED = 100 * 1024**2  # bytes of the texts in a document that is kept as a zip
_MOST_BYTES = 300 * 1024**2  # of any other file, pictures and all
_MANIFEST = "META-INF/manifest.xml"  # of an OpenDocument file
_MOST_MANIFEST = 1024**2
_TEXTS = {".txt", ".md", ".csv", ".html", ".rtf"}


def suffix_of(path: Path) -> str:
    """The suffix that fits the content of a file, in lower case with the dot.

    Raises `UnreadableFileError` for an empty or locked file, `UnknownFormatError` for a packed
    one that is no zip.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\0 \t\r\n"):
        raise UnreadableFileError(f"{path.name} 是空文件，里面没有文字：请检查导出或下载是否完整。")
    suffix = path.suffix.lower()
    for mark, kind in _PACKED.items():
        if head.startswith(mark):
            raise UnknownFormatError(
                f"{path.name} 是 {kind} 压缩包：请解压后导入，或改用 zip 压缩包。"
            )
    if head.startswith(b"PK"):
        return _package(path)
    if head.startswith(_OLE):
        return _ole(path, suffix)
    image = next((kind for mark, kind in _IMAGES.items() if head.startswith(mark)), "")
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        image = ".webp"
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    return image or _text(head, suffix)


def check_size(path: Path, suffix: str) -> None:
    """Raise `UnreadableFileError` for a document too large to be read in bounded time."""
    size, most = path.stat().st_size, _MOST_TEXT if suffix in _TEXTS else _MOST_BYTES
    if zipfile.is_zipfile(path) and suffix in {*_PACKAGES.values(), ".odt", ".ods"}:
        with _opened(path) as package:
            parts = [one for one in package.infolist() if one.filename.endswith((".xml", ".rels"))]
            texts = sum(one.file_size for one in parts)
        if texts > _MOST_UNPACKED:
            size, most = texts, _MOST_UNPACKED
    if size > most:
        raise UnreadableFileError(
            f"{path.name} 太大（{size // 1024**2} MB，最多 {most // 1024**2} MB）："
            "请删去与文件内容无关的部分，或拆成几份再导入。"
        )


def is_archive(path: Path) -> bool:
    """Whether a file is a zip of files, and not a document that is kept as a zip."""
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return False
    return _package(path) == ".zip"


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    # A damaged list of names fails in as many ways as the library has.
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as damage:
        raise UnreadableFileError(
            f"{path.name} 已损坏，打不开{because(damage)}：请重新导出或重新下载这份文件。"
        ) from damage


def _package(path: Path) -> str:
    with _opened(path) as package:
        names = set(package.namelist())
        if "content.xml" in names and _MANIFEST in names:
            with package.open(_MANIFEST) as manifest:
                if b"encryption-data" in manifest.read(_MOST_MANIFEST):
                    raise _locked(path)
    kind = next((kind for name, kind in _PACKAGES.items() if name in names), "")
    if not kind and "content.xml" in names and "mimetype" in names:
        return ".ods" if path.suffix.lower() == ".ods" else ".odt"
    if not kind and "[Content_Types].xml" in names:
        raise UnknownFormatError(
            f"{path.name} 不是 Word 或 Excel 文件：请另存为 .docx、.xlsx 或 PDF 后再导入。"
        )
    return kind or ".zip"


def _ole(path: Path, suffix: str) -> str:
    """An older Office file, or a newer one that is locked: the names of its streams tell."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data or _is_locked(data):
        raise _locked(path)
    if "WordDocument".encode("utf-16-le") in data:
        return ".doc"
    if "Workbook".encode("utf-16-le") in data or "Book\0".encode("utf-16-le") in data:
        return ".xls"
    return suffix if suffix in {".wps", ".et"} else ".doc"


def _is_locked(data: bytes) -> bool:
    """Whether an older Office file asks for a password; a damaged one does not."""
    import msoffcrypto

    with suppress(Exception):  # the library fails in its own ways on what is no such file
        return bool(msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted())
    return False


def _locked(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        f"{path.name} 有密码保护：请用密码打开后另存为没有密码的文件，再导入。"
    )


def _text(head: bytes, suffix: str) -> str:
    """A file of text: pages and rich text by how they begin, else by the suffix."""
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    plain = head[3:] if head.startswith(b"\xef\xbb\xbf") else head
    if head.startswith(_UTF16):
        plain = head.replace(b"\0", b"")[2:]
    if _WORD_XML.search(plain):
        return ".doc"
    if _MARKUP.match(plain) and suffix not in {".md", ".markdown"}:
        return ".html"
    if suffix not in _OFFICE or (_CONTROL.search(plain) and not head.startswith(_UTF16)):
        return suffix
    return ".csv" if suffix in _SHEETS else ".txt"
