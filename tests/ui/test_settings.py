"""Settings: defaults that work, and errors that name what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import SettingsError, allowed_names, load_settings
from index.embedders import embedder_names


def test_defaults_run_without_any_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in allowed_names():
        monkeypatch.delenv(name, raising=False)
    settings = load_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)
    assert list(settings.corpus.glob("*.txt"))
    assert settings.index_folder == settings.data / "index"
    assert settings.embedder in embedder_names()


def test_an_empty_value_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYQA_PORT", "")
    assert load_settings().port == 7860


def test_values_are_taken_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("POLICYQA_DATA", str(tmp_path))
    monkeypatch.setenv("POLICYQA_PORT", "8123")
    settings = load_settings()
    assert settings.index_folder == tmp_path / "index"
    assert settings.port == 8123


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("POLICYQA_PROT", "8000", "是不是想写 POLICYQA_PORT"),
        ("POLICYQA_PORT", "八千", "应当是整数"),
        ("POLICYQA_PORT", "70000", "不大于 65535"),
        ("POLICYQA_LLM_BASE_URL", "localhost:8080", "http://"),
        ("POLICYQA_LLM_MODEL", "qwen", "POLICYQA_LLM_BASE_URL"),
        ("POLICYQA_MILVUS_URI", "milvus:19530", "http://"),
        ("POLICYQA_DATABASE_URL", "mysql://u:verysecret@db/x", "postgresql://"),
    ],
)
def test_a_wrong_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert name in str(error.value)
    assert said in str(error.value)
    assert "verysecret" not in str(error.value)


def test_a_secret_is_not_repeated_in_an_error_or_a_listing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("POLICYQA_LLM_API_KEY", "sk-verysecret")
    monkeypatch.setenv("POLICYQA_MILVUS_TOKEN", "root:verysecret")
    monkeypatch.setenv("POLICYQA_DATABASE_URL", "postgresql://u:verysecret@127.0.0.1/x")
    settings = load_settings()
    assert "verysecret" not in repr(settings) + repr(settings.servers)
    assert "verysecret" in (settings.servers.database_url or "")
