"""Older Office, WPS and OpenDocument files, converted by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.errors import MissingLibraryError, UnreadableFileError
from ingest.formats import suffix_of
from ingest.reading import Reading

_WRITER = (".doc", ".wps", ".wpt", ".rtf", ".odt", ".dot")
_CALC = (".xls", ".et", ".ods", ".xlsb")
SUFFIXES = (*_WRITER, *_CALC)

# What a document names elsewhere, such as a picture on some server, is not fetched, and nothing
# in it is run.
_SAFE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
_SECONDS = 90  # less than `ingest.bounded` waits for a sign of life
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)


def read(path: Path) -> Reading:
    """Convert one file and read what came out.

    Raises `MissingLibraryError` without LibreOffice, `UnreadableFileError` when it cannot convert.
    """
    program = _program(path)
    sheet = suffix_of(path) in _CALC
    wanted = "xlsx" if sheet else "docx"
    with TemporaryDirectory() as folder:
        _convert(program, path, wanted, Path(folder))
        made = next(Path(folder).glob(f"*.{wanted}"), None)
        if made is None:
            raise UnreadableFileError(
                f"LibreOffice 没能转换 {path.name}：文件可能已损坏或有密码，"
                f"请用 Office 或 WPS 另存为 .{wanted} 后再导入。"
            )
        if sheet:
            from ingest.readers import xlsx

            return xlsx.read(made)
        from ingest.readers import docx

        return docx.read(made)


def _program(path: Path) -> str:
    places = [shutil.which("soffice"), shutil.which("libreoffice"), *_PLACES]
    for place in places:
        if place and Path(place).exists():
            return place
    better = ".xlsx" if path.suffix.lower() in _CALC else ".docx"
    raise MissingLibraryError(
        f"{path.name} 是旧版 Office 或 WPS 文件，要用 LibreOffice 转换，这台电脑没有安装："
        f"请安装 LibreOffice，或用 Office、WPS 另存为 {better} 后再导入。"
    )


def _convert(program: str, path: Path, wanted: str, folder: Path) -> None:
    """Run LibreOffice with a profile of its own, so that an open window does not get the file."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SAFE, encoding="utf-8")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", wanted, "--outdir", str(folder), str(path)]
    # In a group of its own: what the program starts for itself ends with it.
    office = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder)},
        start_new_session=True,
    )
    try:
        office.wait(_SECONDS)
    except subprocess.TimeoutExpired as slow:
        raise UnreadableFileError(
            f"LibreOffice 转换 {path.name} 超过 {_SECONDS} 秒，已停止："
            f"请用 Office 或 WPS 另存为 .{wanted} 后再导入。"
        ) from slow
    finally:
        _end(office)


def _end(office: subprocess.Popen[bytes]) -> None:
    """End the program with all that belongs to it; nothing when it has ended."""
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(office.pid, signal.SIGKILL)
        else:
            office.kill()
    office.wait()
