"""Images of pages, such as scans and photographs: their text is recognised."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ingest.errors import UnreadableFileError
from ingest.pages import Page, Scans, write_pages
from ingest.reading import Reading, TextBuilder

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".gif")

_MOST_PIXELS = 120_000_000  # of one page: A2 at 600 dpi


def read(path: Path) -> Reading:
    """Read one image, each of its pages where it has several."""
    from PIL import Image, ImageOps, ImageSequence

    builder = TextBuilder()
    scans = Scans(builder)
    pages: list[list[Page]] = []
    with Image.open(path) as image:
        if image.width * image.height > _MOST_PIXELS:
            raise UnreadableFileError(
                f"{path.name} 太大（{image.width}×{image.height} 像素）：请缩小后再导入。"
            )
        for number, frame in enumerate(ImageSequence.Iterator(image), 1):
            upright = ImageOps.exif_transpose(frame).convert("RGBA")
            paper = Image.new("RGBA", upright.size, "white")
            paper.alpha_composite(upright)
            pages.append(scans.page(np.asarray(paper.convert("L")), number, None))
    write_pages(pages, builder)
    scans.report()
    return builder.reading()
