"""Every format gives the same items for the same table; broken files say what to do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import (
    CorpusError,
    ItemKind,
    ManifestError,
    ParsedDocument,
    UnknownFormatError,
    UnreadableFileError,
    read_corpus,
    read_file,
)
from ingest.readers import readers

TITLE = "2024年重点任务分工表"
HEADER = ["序号", "重点任务", "具体举措", "牵头单位", "配合单位", "完成时限"]
# None continues the cell above.
ROWS = [
    ["1", "推进数据共享", "（1）建设平台，汇聚数据。", "市数据局", "市财政局", "6月底前"],
    [None, None, "（2）归集目录，统一标准。", None, "—", "全年"],
    ["2", "优化服务", "（3）一窗受理，限时办结。", "市政务办", "", "三季度"],
]


def spans() -> list[tuple[int, int, int]]:
    """Merged cells as (first row, last row, column), rows counted below the header."""
    return [(0, 1, 0), (0, 1, 1), (0, 1, 3)]


def rows_without_merges() -> list[list[str]]:
    """The table as a format without merged cells has it: an owner is said in every row."""
    rows = [HEADER, *[[cell or "" for cell in row] for row in ROWS]]
    rows[2][3] = "市数据局"
    return rows


def write_txt(path: Path) -> None:
    lines = ["\t".join(row) for row in rows_without_merges()]
    path.write_text(f"{TITLE}\n\n" + "\n".join(lines) + "\n", encoding="gb18030")


def write_csv(path: Path) -> None:
    lines = [",".join(row) for row in rows_without_merges()]
    path.write_text("\n".join(lines), encoding="utf-8-sig")


def write_md(path: Path) -> None:
    header, *rest = rows_without_merges()
    rows = [header, ["---"] * 6, *rest]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    path.write_text(f"---\n标题: {TITLE}\n---\n\n" + "\n".join(lines), encoding="utf-8")


def write_html(path: Path) -> None:
    body = "".join(f"<th>{cell}</th>" for cell in HEADER)
    lines = [f"<tr>{body}</tr>"]
    for number, row in enumerate(ROWS):
        cells = []
        for column, cell in enumerate(row):
            height = 2 if (0, 1, column) in spans() and number == 0 else 1
            if cell is not None:
                cells.append(f"<td rowspan={height}><p>{cell}</p></td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    table = f"<table>{''.join(lines)}</table>"
    path.write_text(
        f"<html><body><nav>首页</nav><h1>{TITLE}</h1>{table}</body></html>", encoding="utf-8"
    )


def write_xlsx(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = TITLE
    sheet.merge_cells("A1:F1")
    for row, cells in enumerate([HEADER, *ROWS], 2):
        for column, cell in enumerate(cells, 1):
            sheet.cell(row, column, cell)
    for first, last, column in spans():
        sheet.merge_cells(
            start_row=first + 3, end_row=last + 3, start_column=column + 1, end_column=column + 1
        )
    book.save(path)


def write_docx(path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading(TITLE, 0)
    table = document.add_table(rows=0, cols=6)
    for cells in [HEADER, *ROWS]:
        for cell, said in zip(table.add_row().cells, cells, strict=True):
            cell.text = said or ""
    for first, last, column in spans():
        table.cell(first + 1, column).merge(table.cell(last + 1, column))
    document.save(str(path))


def write_pdf(path: Path) -> None:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4)
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("FONTNAME", (0, 0), (-1, -1), "STSong-Light"),
        ("FONTSIZE", (0, 0), (-1, -1), 8),
    ]
    merged = [("SPAN", (column, 1), (column, 2)) for _, _, column in spans()]
    pages = [([HEADER, *ROWS[:2]], [*style, *merged]), ([HEADER, *ROWS[2:]], style)]
    for number, (rows, look) in enumerate(pages, 1):
        canvas.setFont("STSong-Light", 16)
        if number == 1:
            canvas.drawCentredString(A4[0] / 2, 780, TITLE)
        canvas.setFont("STSong-Light", 9)
        canvas.drawCentredString(A4[0] / 2, 20, f"— {number} —")
        filled = [[cell or "" for cell in row] for row in rows]
        table = Table(filled, colWidths=[30, 80, 150, 70, 70, 60], style=look)
        table.wrapOn(canvas, *A4)
        table.drawOn(canvas, 60, 600)
        canvas.showPage()
    canvas.save()


def write_png(path: Path) -> None:
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 28)
    sheet = Image.new("L", (1600, 500), 255)
    pen = ImageDraw.Draw(sheet)
    pen.text((600, 40), TITLE, fill=0, font=font)
    edges = [60, 150, 450, 850, 1080, 1280, 1480]
    for row, cells in enumerate([HEADER, *ROWS]):
        top = 120 + 80 * row
        for column, said in enumerate(cells):
            merged = any(first + 1 <= row <= last for first, last, own in spans() if own == column)
            bottom = top + (160 if merged else 80)
            if said is not None:
                pen.rectangle((edges[column], top, edges[column + 1], bottom), outline=0, width=3)
                pen.text((edges[column] + 12, top + 20), said, fill=0, font=font)
    sheet.save(path)


WRITERS: dict[str, Callable[[Path], None]] = {
    ".txt": write_txt,
    ".csv": write_csv,
    ".md": write_md,
    ".html": write_html,
    ".xlsx": write_xlsx,
    ".docx": write_docx,
    ".pdf": write_pdf,
    ".png": write_png,
}


@pytest.fixture(params=sorted(WRITERS))
def parsed(request: pytest.FixtureRequest, tmp_path: Path) -> ParsedDocument:
    path = tmp_path / f"plan{request.param}"
    WRITERS[request.param](path)
    return read_file(path)


def test_every_reader_has_a_writer_here() -> None:
    tested = {readers()[suffix] for suffix in WRITERS}
    tested.add(readers()[".doc"])  # another program writes those
    assert set(readers().values()) == tested


def test_every_format_gives_the_same_tasks(parsed: ParsedDocument) -> None:
    tasks = [item for item in parsed.items if item.kind is ItemKind.TASK]
    assert [item.number for item in tasks] == [1, 2, 3]
    assert [item.text for item in tasks] == [
        "建设平台，汇聚数据。",
        "归集目录，统一标准。",
        "一窗受理，限时办结。",
    ]
    assert [item.lead for item in tasks] == [("市数据局",), ("市数据局",), ("市政务办",)]
    assert [item.cooperating for item in tasks] == [("市财政局",), (), ()]
    assert [(item.group_number, item.group_title) for item in tasks] == [
        (1, "推进数据共享"),
        (1, "推进数据共享"),
        (2, "优化服务"),
    ]
    assert [item.deadline and item.deadline.text for item in tasks] == ["6月底前", "全年", "三季度"]


def test_every_format_accounts_for_its_text(parsed: ParsedDocument) -> None:
    text = parsed.document.text
    spans = [(one.start, one.end) for one in [*parsed.items, *parsed.headings]]
    spans += [(one.span.start, one.span.end) for one in parsed.leftovers]
    covered = [place for start, end in spans for place in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {place for place, char in enumerate(text) if not char.isspace()} <= set(covered)
    assert all(item.text == text[item.start : item.end] for item in parsed.items)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("某市2024年工作方案\r\n\r\n1.推进改革。完善制度。\r\n".encode(encoding))
    parsed = read_file(path)
    assert parsed.document.title == "某市2024年工作方案"
    assert parsed.items[0].text == "推进改革。完善制度。"


def test_word_numbers_its_own_paragraphs(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("某市2024年工作方案", 0)
    for said in ["推进改革。完善制度。", "加强监管。开展检查。"]:
        document.add_paragraph(said, style="List Number")
    document.save(str(tmp_path / "plan.docx"))
    parsed = read_file(tmp_path / "plan.docx")
    assert [(item.label, item.text) for item in parsed.items] == [
        ("1.", "推进改革。完善制度。"),
        ("2.", "加强监管。开展检查。"),
    ]


def test_word_numbers_in_chinese_and_by_level(tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    numbering = document.part.numbering_part.element
    shapes = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{layout}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (layout, text) in enumerate(shapes)
    )
    space = nsdecls("w")
    abstract = f'<w:abstractNum {space} w:abstractNumId="90">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    numbering.append(
        parse_xml(f'<w:num {space} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )
    document.add_heading("某市2024年工作方案", 0)
    for depth, said in [
        (0, "深化改革"),
        (1, "简政放权"),
        (2, "清理事项。动态调整。"),
        (1, "优化服务"),
        (2, "限时办结。压缩时间。"),
        (0, "加强监管"),
        (1, "开展检查。双随机。"),
    ]:
        place = f'<w:numPr {space}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'
        document.add_paragraph(said)._p.get_or_add_pPr().append(parse_xml(place))
    document.save(str(tmp_path / "plan.docx"))
    parsed = read_file(tmp_path / "plan.docx")
    assert [(item.section, item.group_title, item.label, item.text) for item in parsed.items] == [
        ("一、深化改革", "简政放权", "1.", "清理事项。动态调整。"),
        ("一、深化改革", "优化服务", "1.", "限时办结。压缩时间。"),
        ("二、加强监管", None, "（一）", "开展检查。双随机。"),
    ]


def test_web_page_numbers_its_own_lists(tmp_path: Path) -> None:
    items = "<li>推进改革。完善制度。</li> <li> <p>加强监管。开展检查。</p></li>"
    page = f"<h1>某市2024年工作方案</h1><ol>{items}</ol>"
    (tmp_path / "plan.html").write_text(f"<body>{page}</body>", encoding="utf-8")
    parsed = read_file(tmp_path / "plan.html")
    assert [(item.label, item.text) for item in parsed.items] == [
        ("1.", "推进改革。完善制度。"),
        ("2.", "加强监管。开展检查。"),
    ]


def test_unknown_format_names_the_readers(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text("内容", encoding="utf-8")
    with pytest.raises(UnknownFormatError, match=r"plan\.json.*\.json.*\.docx"):
        read_file(path)


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx", "plan.pdf"])
def test_damaged_file_says_so(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    WRITERS[path.suffix](path)
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(UnreadableFileError, match="重新导出"):
        read_file(path)


def test_empty_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(" \n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="没有文字"):
        read_file(path)


def test_unreadable_file_stops_a_corpus_unless_asked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("某市方案\n\n1.甲。做甲。\n", encoding="utf-8")
    (tmp_path / "b.zip").write_bytes(b"PK")
    with pytest.raises(UnreadableFileError, match=r"b\.zip"):
        read_corpus(tmp_path)
    failed: list[str] = []
    parsed = read_corpus(tmp_path, on_error=lambda path, _: failed.append(path.name))
    assert (len(parsed), failed) == (1, ["b.zip"])


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ("[[document]\n", "TOML"),
        ('[[document]]\ntitle = "甲"\n', "file"),
        ('[[document]]\nfile = "没有.txt"\n', "没有.txt"),
        ('[[document]]\nfile = "a.txt"\nowner = "甲"\n', "owner"),
        ('[[document]]\nfile = "a.txt"\nyear = "2024"\n', "year"),
    ],
)
def test_manifest_errors_name_what_is_wrong(tmp_path: Path, manifest: str, said: str) -> None:
    (tmp_path / "a.txt").write_text("某市方案\n", encoding="utf-8")
    (tmp_path / "manifest.toml").write_text(manifest, encoding="utf-8")
    with pytest.raises(ManifestError, match=said):
        read_corpus(tmp_path)


def test_missing_folder_says_where_to_look(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="POLICYQA_CORPUS"):
        read_corpus(tmp_path / "nowhere")


def test_importing_loads_no_heavy_library() -> None:
    heavy = "torch", "pdfplumber", "docx", "openpyxl", "bs4", "llama_index"
    code = f"import sys, ingest; sys.exit(str([m for m in {heavy!r} if m in sys.modules] or 0))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.strip() == "0"


def test_a_zip_with_damaged_names_is_refused_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    write_xlsx(path)
    whole = bytearray(path.read_bytes())
    entry = whole.index(b"PK\x01\x02")  # the first of the list of names
    whole[entry + 9] |= 0x08  # says that the name is UTF-8
    whole[entry + 46] = 0xBA  # and makes it none
    path.write_bytes(whole)
    with pytest.raises(UnreadableFileError, match="已损坏"):
        read_file(path)
