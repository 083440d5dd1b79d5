"""PDF files whose streams swell a thousandfold: refused by name, while the others are read."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from ingest import UnreadableFileError, read_corpus, read_one

PLAN = "某市2024年工作方案\n\n1.推进改革。（责任单位：市财政局）\n"
CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
SAID = b"BT /F1 12 Tf 50 700 Td (policy) Tj ET"
LETTERS = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
FLATE = b"/Filter/FlateDecode"
HUGE = 3000  # megabytes


def stream(data: bytes, facts: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (facts, len(data), data)


def zeros(megabytes: int, before: bytes = b"") -> bytes:
    """So many zeros after some words, packed: one megabyte again and again, and the checksum."""
    packer = zlib.compressobj(9)
    head = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    one = packer.compress(bytes(1024**2)) + packer.flush(zlib.Z_FULL_FLUSH)
    high, low = divmod(zlib.adler32(before), 1 << 16)
    checksum = struct.pack(">HH", (high + megabytes * 1024**2 * low) % 65521, low)
    return head + one * megabytes + b"\x03\x00" + checksum


def pdf(*objects: bytes) -> bytes:
    """A file of these objects, the first of them its catalog."""
    body, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, rows)
    end = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))
    return body + table + end


def one_page(contents: bytes, font: bytes = LETTERS, *more: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
    return pdf(CATALOG, PAGES, page + b"/Resources<</Font<</F1 %s>>>>>>" % font, contents, *more)


def in_object_stream() -> bytes:
    """A page object in a stream of objects that swells; its table is a stream as well."""
    page = b"3 0 <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>> "
    packed = stream(zeros(HUGE, page), b"/Type/ObjStm/N 1/First 4" + FLATE)
    body, places = b"%PDF-1.5\n", {}
    for number, content in ((1, CATALOG), (2, PAGES), (4, stream(SAID)), (5, packed)):
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = [(0, 0, 65535), *((1, places[n], 0) for n in (1, 2)), (2, 5, 0)]
    rows += [(1, places[n], 0) for n in (4, 5)] + [(1, len(body), 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    facts = b"/Type/XRef/W[1 4 2]/Size 7/Root 1 0 R"
    return body + b"6 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        stream(table, facts),
        len(body),
    )


def with_font(facts: bytes) -> bytes:
    return one_page(stream(SAID), facts, stream(zeros(HUGE), FLATE + b"/Length1 9999"))


TYPE0 = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font"
SWELLING = {
    "页面": lambda: one_page(stream(zeros(HUGE), FLATE)),
    "两层": lambda: one_page(
        stream(zlib.compress(zeros(HUGE)), b"/Filter[/FlateDecode/FlateDecode]")
    ),
    "对象": in_object_stream,
    "字体": lambda: with_font(
        b"<</Type/Font/Subtype/Type1/BaseFont/A/FontDescriptor<</FontName/A/FontFile 5 0 R>>>>"
    ),
    "字符": lambda: with_font(TYPE0 + b"/Subtype/CIDFontType2/BaseFont/A>>]/ToUnicode 5 0 R>>"),
}


@pytest.mark.parametrize("kind", SWELLING)
def test_a_stream_that_swells_ends_its_file_alone(tmp_path: Path, kind: str) -> None:
    (tmp_path / f"{kind}.pdf").write_bytes(SWELLING[kind]())
    (tmp_path / "方案.txt").write_text(PLAN, encoding="utf-8")
    failed: dict[str, str] = {}
    parsed = read_corpus(
        tmp_path, on_error=lambda path, error: failed.update({path.name: str(error)})
    )
    assert [one.document.file for one in parsed] == ["方案.txt"]
    assert list(failed) == [f"{kind}.pdf"]
    assert f"读 {kind}.pdf 要用的内存太多" in failed[f"{kind}.pdf"]


def test_pages_that_say_the_same_without_end_are_refused(tmp_path: Path) -> None:
    letters = zlib.compress(b"BT /F1 12 Tf (a) Tj ET\n" * 1_000_000, 9)
    (tmp_path / "一页.pdf").write_bytes(one_page(stream(letters, FLATE)))
    with pytest.raises(UnreadableFileError, match=r"一页\.pdf 的页面解开后异常大.*打印成新的 PDF"):
        read_one(tmp_path / "一页.pdf")
