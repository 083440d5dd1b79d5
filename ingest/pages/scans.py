"""The pages of a file that are pictures: recognised one by one, and reported together."""

from __future__ import annotations

from ingest.errors import UnreadableFileError, because
from ingest.pages.layout import lay_out_page
from ingest.pages.recognition import recognise
from ingest.pages.rules import DPI, Image
from ingest.pages.words import Grid, Page
from ingest.reading import TextBuilder

_MOST = 300  # pages of one file; each takes seconds
_MOST_PIXELS = 6000  # along one side
_UNSURE = 0.85  # mean confidence


class Scans:
    """Recognises page images of one file and says in its report which pages they were."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._numbers: list[int] = []

    @staticmethod
    def scale(width: float, height: float) -> float:
        """Pixels to a point for drawing a page of this size in points."""
        return min(DPI / 72, _MOST_PIXELS / max(width, height, 1.0))

    @staticmethod
    def expect(pages: int) -> None:
        """Raise `UnreadableFileError` when there are more pages than are recognised."""
        if pages > _MOST:
            raise UnreadableFileError(
                f"扫描页超过 {_MOST} 页：识别太久，请拆成几份，或换成有文字的版本再导入。"
            )

    def page(self, image: Image, number: int, above: Grid | None) -> list[Page]:
        """Recognise the page with this number, counted from 1."""
        self.expect(len(self._numbers) + 1)
        self._numbers.append(number)
        sheet = recognise(image)
        if not sheet.words:
            self._builder.warn("page_empty", f"第 {number} 页是图片，没有识别出文字：请核对原件。")
        elif sheet.confidence < _UNSURE:
            self._builder.warn(
                "page_unsure", f"第 {number} 页识别把握不大，可能有较多错字：请对照原件核对。"
            )
        return lay_out_page(sheet.words, sheet.edges, sheet.height, above)

    def unreadable(self, number: int, damage: Exception) -> None:
        """Note a page that could not be read at all."""
        self._builder.warn(
            "page_unreadable",
            f"第 {number} 页读不了{because(damage)}，其余各页照常读取：请核对原件。",
        )

    def report(self) -> None:
        """Note which pages were recognised."""
        if self._numbers:
            pages = _ranges(self._numbers)
            self._builder.warn(
                "recognised",
                f"第 {pages} 页是扫描图片，文字由程序识别，可能有错字：请对照原件核对。",
            )


def _ranges(numbers: list[int]) -> str:
    """1–3、7 for 1, 2, 3, 7."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    return "、".join("–".join(map(str, one)) for one in ranges)
