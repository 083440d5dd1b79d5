"""Text recognition of page images, offline: words and ruling lines of a sheet set straight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ingest.errors import MissingLibraryError
from ingest.pages.rules import DPI, Image, find_rules
from ingest.pages.words import Edge, Word

if TYPE_CHECKING:
    from rapidocr import RapidOCR

_LONGEST = 2400  # pixels: an A4 sheet at 200 dpi
_POINT = 72 / DPI
_POOR = 0.8  # mean confidence under which a sheet may lie on its side
_SKEW = 6.0  # degrees that a sheet is looked at in
_MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was recognised on one page; `confidence` is the mean over its words, 0 to 1."""

    words: tuple[Word, ...]
    edges: tuple[Edge, ...]
    height: float  # points
    confidence: float


def recognise(image: Image) -> Sheet:
    """Read the text and the ruling lines of a page image, which may be skewed or on its side."""
    best = _recognise(_straight(image))
    if best.confidence < _POOR:
        turned = [_recognise(_straight(np.rot90(image, quarter))) for quarter in (2, 1, 3)]
        best = max([best, *turned], key=lambda sheet: sheet.confidence * _letters(sheet))
    return best


def _letters(sheet: Sheet) -> int:
    return sum(len(word.text) for word in sheet.words)


def _recognise(image: Image) -> Sheet:
    import cv2

    found: Any = _engine()(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), use_cls=False)
    words, scores = [], []
    if found.boxes is not None:
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
            words.append(_word(box * _POINT, text))
            scores.append(float(score))
    kept = tuple(word for word in words if word.text)
    mean = float(np.mean(scores)) if scores else 0.0
    return Sheet(kept, tuple(find_rules(image, kept)), image.shape[0] * _POINT, mean)


def _word(box: npt.NDArray[np.float32], text: str) -> Word:
    """A recognised box; the type is somewhat smaller than the box around it."""
    (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
    slope = abs(float(box[1][1] - box[0][1]))
    size = max(0.8 * (float(bottom - top) - slope), 4.0)
    return Word(_written(text), float(left), float(right), float(top), float(bottom), size, True)


_FULL = str.maketrans(",;:?!()", "，；：？！（）")


def _written(text: str) -> str:
    """Punctuation beside Chinese as it is printed: recognition gives many marks half-width."""
    text = re.sub(r"(?<=[一-鿿”》）])[,;:?!()]|[,;:?!()](?=[一-鿿“《（])", _full, text.strip())
    text = re.sub(r"[(（](\d+)[)）]", r"（\1）", text)
    return re.sub(r"（([^（）()]*)\)|\(([^（）()]*)）", lambda m: f"（{m[1] or m[2]}）", text)


def _full(mark: re.Match[str]) -> str:
    return mark[0].translate(_FULL)


@cache
def _engine() -> RapidOCR:
    """The recogniser with the models of its package: nothing is looked for on the network."""
    try:
        import rapidocr
    except ImportError as missing:
        raise MissingLibraryError(
            "扫描件和图片要用文字识别（rapidocr），但没有安装：请运行 pip install rapidocr。"
        ) from missing
    folder = Path(rapidocr.__file__).parent / "models"
    options: dict[str, Any] = {
        "Global.log_level": "critical",
        "Global.max_side_len": _LONGEST,
        "Det.limit_type": "max",  # words are found on a smaller image and read on the whole one
        "Det.limit_side_len": _LONGEST * 2 // 3,
        "Rec.rec_batch_num": 1,  # no padding: faster, and each word for itself
    }
    for part, name in _MODELS.items():
        if not (folder / name).is_file():
            raise MissingLibraryError(
                f"文字识别的模型 {name} 不在 rapidocr 的安装里：请重新安装 rapidocr==3.10.0。"
            )
        options[f"{part}.model_path"] = str(folder / name)
    return rapidocr.RapidOCR(params=options)


def _straight(image: Image) -> Image:
    """The image at a size that is read well, turned so that its lines run level."""
    import cv2

    height, width = image.shape
    scale = min(_LONGEST / max(height, width), 2.0)
    if not 0.9 < scale < 1.25:
        size = (max(int(width * scale), 1), max(int(height * scale), 1))
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        image = np.asarray(cv2.resize(image, size, interpolation=way), dtype=np.uint8)
    angle = _skew(image)
    return _turned(image, angle) if abs(angle) > 0.05 else np.ascontiguousarray(image)


def _turned(image: Image, angle: float) -> Image:
    import cv2

    height, width = image.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    done = cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return np.asarray(done, dtype=np.uint8)


def _skew(image: Image) -> float:
    """Degrees to turn by: at the right angle, dark rows and light rows differ the most."""
    import cv2

    scale = 1000 / max(image.shape)
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, dark = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    blank = np.asarray(cv2.bitwise_not(dark), dtype=np.uint8)
    best = 0.0
    for reach, step in ((_SKEW, 0.5), (0.5, 0.1), (0.1, 0.02)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _contrast(blank, float(angle))))
    return best if abs(best) < _SKEW else 0.0


def _contrast(blank: Image, angle: float) -> float:
    rows = 255.0 - _turned(blank, angle).mean(axis=1)
    return float(np.square(np.diff(rows)).sum())
