"""Read the POLICYQA_* settings, and refuse a misspelt or malformed one by name."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

if TYPE_CHECKING:
    from index.servers import Servers

PREFIX = "POLICYQA_"
SETTINGS_FILE = "policyqa.env"


class SettingsError(ValueError):
    """A setting is unknown or malformed; the message is Chinese and says what to change."""


def _project_folder() -> Path:
    """The checkout this package runs from, or the working folder once it is installed."""
    checkout = Path(__file__).resolve().parent.parent
    return checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()


class Settings(BaseSettings):
    """Everything that can be set from outside, each with a default that works.

    Values come from the environment, then from `policyqa.env` in the project folder.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        env_file_encoding="utf-8",
        extra="forbid",
        frozen=True,
    )

    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=7860, ge=1, le=65535)
    corpus: Path = Field(default_factory=lambda: _project_folder() / "corpus")
    data: Path = Field(default_factory=lambda: _project_folder() / "data")
    admin_password: SecretStr | None = None
    private: bool = False
    rate_per_minute: int = Field(default=6000, ge=1)
    trusted_proxies: str = ""
    log_questions: bool = False
    llm_base_url: str | None = None
    llm_model: str | None = None
    llm_api_key: SecretStr | None = None
    llm_first_token_seconds: float = Field(default=10.0, gt=0, le=50)
    llm_seconds: float = Field(default=30.0, gt=0, le=50)
    embedder: str = Field(default="e5", min_length=1)
    reranker: str | None = None
    milvus_uri: str | None = None
    milvus_token: SecretStr | None = None
    database_url: SecretStr | None = None

    @field_validator("llm_base_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("应当以 http:// 或 https:// 开头")
        return value

    @field_validator("milvus_uri")
    @classmethod
    def _milvus_address(cls, value: str | None) -> str | None:
        if value and not value.endswith(".db") and not value.startswith(("http://", "https://")):
            raise ValueError("应当以 http:// 或 https:// 开头，或者是以 .db 结尾的路径")
        return value

    @field_validator("database_url")
    @classmethod
    def _database_address(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith(("postgresql://", "postgres://")):
            raise ValueError("应当像 postgresql://用户:密码@主机:5432/库名")
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, value: str) -> str:
        for part in filter(None, value.replace(" ", "").split(",")):
            try:
                ip_network(part)
            except ValueError:
                raise ValueError("应当是 IP 地址，多个用逗号隔开，如 127.0.0.1") from None
        return value.replace(" ", "")

    @model_validator(mode="after")
    def _model_has_an_address(self) -> Settings:
        if bool(self.llm_model) != bool(self.llm_base_url):
            given, lacking = ("MODEL", "BASE_URL") if self.llm_model else ("BASE_URL", "MODEL")
            raise ValueError(f"设置了 {PREFIX}LLM_{given}，还需要设置 {PREFIX}LLM_{lacking}")
        return self

    @property
    def index_folder(self) -> Path:
        """Where `build` writes the index and everything else opens it."""
        return self.data / "index"

    @property
    def servers(self) -> Servers:
        """Where builds put what does not lie in the index folder, and where it is found."""
        from index.servers import Servers

        token, url = self.milvus_token, self.database_url
        return Servers(
            self.milvus_uri,
            token.get_secret_value() if token else "",
            url.get_secret_value() if url else None,
        )


def load_settings() -> Settings:
    """The settings in force. Raises SettingsError naming the setting at fault."""
    _refuse_unknown(os.environ, "环境变量")
    file = _project_folder() / SETTINGS_FILE
    if file.is_file():
        _refuse_unknown(_names_in(file), f"设置文件 {file.name} ")
    try:
        # mypy's pydantic plugin is not in use, so the private argument is not known to it.
        return Settings(_env_file=file)  # type: ignore[call-arg]
    except ValidationError as error:
        raise SettingsError(_explain(error.errors()[0])) from None


def allowed_names() -> list[str]:
    """Every variable that may be set, in the order of the documentation."""
    return [PREFIX + name.upper() for name in Settings.model_fields]


def _names_in(file: Path) -> list[str]:
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [line.split("=")[0].strip() for line in lines if "=" in line and line[0] != "#"]


def _refuse_unknown(names: Iterable[str], where: str) -> None:
    allowed = allowed_names()
    for name in sorted(names):
        if name.upper().startswith(PREFIX) and name.upper() not in allowed:
            near = difflib.get_close_matches(name.upper(), allowed, n=1)
            hint = f"是不是想写 {near[0]}？" if near else ""
            raise SettingsError(
                f"{where}里有不认识的设置 {name}。{hint}可用的设置：{'、'.join(allowed)}。"
            )


def _explain(problem: Any) -> str:
    """One Chinese sentence for one validation problem; a secret's value is never shown."""
    if not problem["loc"]:
        return f"设置不完整：{_own_words(problem)}。"
    field = str(problem["loc"][0])
    name = field.upper() if field.upper().startswith(PREFIX) else PREFIX + field.upper()
    secret = Settings.model_fields.get(field)
    hidden = secret is not None and "Secret" in str(secret.annotation)
    value = "" if hidden else f"（现在的值是 {problem['input']!r}）"
    return f"设置 {name} 的值不对{value}：{_own_words(problem)}。可用的设置：{_listed()}。"


def _own_words(problem: Any) -> str:
    wanted = {
        "int_parsing": "应当是整数",
        "bool_parsing": "应当是 true 或 false",
        "float_parsing": "应当是数字",
        "greater_than": "应当大于 {gt}",
        "greater_than_equal": "应当不小于 {ge}",
        "less_than_equal": "应当不大于 {le}",
        "string_too_short": "不能为空",
        "path_type": "应当是文件夹的路径",
        "extra_forbidden": "没有这个设置",
    }
    if problem["type"] == "value_error":
        return str(problem["ctx"]["error"])
    return wanted.get(problem["type"], "格式不对").format(**problem.get("ctx", {}))


def _listed() -> str:
    return "、".join(allowed_names())
