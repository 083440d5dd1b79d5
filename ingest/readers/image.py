"""Images of pages, such as scans and photographs: their text is recognised."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.errors import UnreadableFileError
from ingest.heartbeat import beat
from ingest.pages import Page, Scans, write_pages
from ingest.reading import Reading, TextBuilder

if TYPE_CHECKING:
    from PIL import Image

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".gif")

_MOST_PIXELS = 120_000_000  # of one page: A2 at 600 dpi


def read(path: Path) -> Reading:
    """Read one image, each of its pages where it has several."""
    from PIL import ImageOps, ImageSequence

    builder = TextBuilder()
    scans = Scans(builder)
    pages: list[list[Page]] = []
    with _opened(path) as image:
        scans.expect(getattr(image, "n_frames", 1))  # now, not after the first hundreds
        for number, frame in enumerate(ImageSequence.Iterator(image), 1):
            if frame.width * frame.height > _MOST_PIXELS:  # each page has a size of its own
                raise _too_large(path)
            grey = _on_paper(ImageOps.exif_transpose(frame))
            pages.append(scans.page(np.asarray(grey), number, None))
            beat()
    write_pages(pages, builder)
    scans.report()
    return builder.reading()


def _on_paper(image: Image.Image) -> Image.Image:
    """The greys of an image, white where nothing covers the paper."""
    from PIL import Image as Images

    if not image.has_transparency_data:
        return image.convert("L")
    clear = image.convert("RGBA")
    paper = Images.new("L", image.size, "white")
    paper.paste(clear.convert("L"), mask=clear.getchannel("A"))
    return paper


def _opened(path: Path) -> Image.Image:
    from PIL import Image as Images

    try:
        return Images.open(path)
    except Images.DecompressionBombError as excess:
        raise _too_large(path) from excess
    except OSError as damage:
        raise UnreadableFileError(
            f"{path.name} 打不开，图片可能已损坏：请重新扫描或重新导出后再导入。"
        ) from damage


def _too_large(path: Path) -> UnreadableFileError:
    most = _MOST_PIXELS // 10**6
    return UnreadableFileError(
        f"{path.name} 太大（一页超过 {most} 百万像素）：请缩小或降低分辨率后再导入。"
    )
