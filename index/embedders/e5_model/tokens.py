"""Cut text into the pieces of a unigram vocabulary that are likeliest together."""

from __future__ import annotations

import re
from array import array
from itertools import accumulate

from index.embedders.e5_model.wheel import Vocabulary

_SPACES = re.compile(" {2,}")
_WORD_START = "▁"
# An unknown character costs this much more than the unlikeliest piece.
_UNKNOWN_COST = 10.0


class Tokeniser:
    """XLM-RoBERTa's tokeniser over the wheel's vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._scores = array("f", vocabulary.scores.tobytes())
        self._unknown_score = float(vocabulary.scores.min()) - _UNKNOWN_COST

    def tokens(self, text: str) -> list[int]:
        """The token ids of a text, without those of its start and end."""
        normal = _SPACES.sub(" ", text.translate(self._vocabulary.normal_forms))
        prefix = "" if normal.startswith(" ") else _WORD_START
        return self._likeliest(prefix + normal.replace(" ", _WORD_START))

    def _likeliest(self, text: str) -> list[int]:
        """Viterbi: for each place in the text, the best way to have come there."""
        pieces, scores = self._vocabulary.pieces, self._scores
        unknown, longest = self._vocabulary.unknown, self._vocabulary.longest
        letters = [letter.encode("utf-8", "surrogatepass") for letter in text]
        whole, places = b"".join(letters), [0, *accumulate(map(len, letters))]
        best = [0.0] + [float("-inf")] * len(text)
        arrived: list[tuple[int, int]] = [(0, unknown)] * (len(text) + 1)  # from where, by what
        for start in range(len(text)):
            here = best[start]
            for end in range(start + 1, min(start + longest, len(text)) + 1):
                piece = pieces.get(whole[places[start] : places[end]])
                if piece is not None and piece != unknown and here + scores[piece] > best[end]:
                    best[end] = here + scores[piece]
                    arrived[end] = (start, piece)
            if here + self._unknown_score > best[start + 1]:
                best[start + 1] = here + self._unknown_score
                arrived[start + 1] = (start, unknown)
        found: list[int] = []
        place = len(text)
        while place > 0:
            place, piece = arrived[place]
            found.append(piece)
        return found[::-1]
