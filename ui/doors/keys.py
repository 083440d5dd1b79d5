"""Keep API keys: named, revocable, each with its own rate, and of each only a hash."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from pydantic import BaseModel, TypeAdapter, ValidationError

from ui.errors import ServiceError

PREFIX = "pqa_"
MOST_KEYS = 1000
_NAME = re.compile(r"[\w.@-]{1,60}")


class Key(BaseModel):
    """One key. The secret has 256 random bits, so that a plain hash of it cannot be searched."""

    name: str
    sha256: str
    created_at: dt.datetime
    rate_per_minute: int | None = None
    revoked_at: dt.datetime | None = None


_KEYS = TypeAdapter(list[Key])
_Signature = tuple[int, int, int]


class KeyStore:
    """The keys of one data folder. A change by another process is seen at the next look-up."""

    def __init__(self, data: Path) -> None:
        self.path = data / "keys.json"
        self._read_at: _Signature | None = None
        self._keys: list[Key] = []

    def add(self, name: str, rate_per_minute: int | None = None) -> str:
        """Make a key; its secret, which is nowhere kept. Raises ServiceError."""
        if not _NAME.fullmatch(name):
            message = "密钥的名字用 1 到 60 个汉字、字母、数字或 . _ @ -，不能有空格。"
            raise ServiceError(422, "key_name_invalid", message)
        secret = PREFIX + secrets.token_urlsafe(32)
        with self._changing() as keys:
            if any(key.name == name for key in keys):
                message = f"已经有名为 {name} 的密钥（撤销了的也算）。请换一个名字。"
                raise ServiceError(409, "key_name_taken", message)
            if len(keys) >= MOST_KEYS:
                raise ServiceError(409, "keys_full", f"最多 {MOST_KEYS} 个密钥。")
            made = dt.datetime.now(dt.UTC).replace(microsecond=0)
            keys.append(
                Key(
                    name=name,
                    sha256=_hash(secret),
                    created_at=made,
                    rate_per_minute=rate_per_minute,
                )
            )
        return secret

    def revoke(self, name: str) -> None:
        """Make a key worthless from now on. Raises ServiceError (404) for an unknown name."""
        with self._changing() as keys:
            for key in keys:
                if key.name == name:
                    key.revoked_at = key.revoked_at or dt.datetime.now(dt.UTC)
                    return
            message = f"没有名为 {name} 的密钥。名字见 policyqa keys list。"
            raise ServiceError(404, "key_unknown", message)

    def all(self) -> list[Key]:
        """Every key, the oldest first. Raises ServiceError when the file is damaged."""
        try:
            told = self.path.stat()
        except FileNotFoundError:
            return []
        # The inode changes with every write, so a clock that is set back hides none.
        signature = (told.st_ino, told.st_size, told.st_mtime_ns)
        if signature != self._read_at:
            self._keys, self._read_at = self._read(), signature
        return self._keys

    def find(self, secret: str) -> Key | None:
        """The key of a secret, unless it is unknown or revoked. Raises ServiceError."""
        given, found = _hash(secret), None
        for key in self.all():  # to the end, so that the time tells nothing
            if secrets.compare_digest(key.sha256, given) and key.revoked_at is None:
                found = key
        return found

    def _read(self) -> list[Key]:
        try:
            return _KEYS.validate_json(self.path.read_bytes())
        except (OSError, ValidationError):
            message = f"密钥文件读不出来：{self.path}。请从备份恢复，或删除它后重新建立密钥。"
            raise ServiceError(503, "keys_damaged", message) from None

    @contextmanager
    def _changing(self) -> Iterator[list[Key]]:
        """The keys to change; written whole or not at all."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path.with_suffix(".lock")):
            keys = [key.model_copy() for key in self.all()]
            yield keys
            draft = self.path.with_suffix(".new")
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(_KEYS.dump_json(keys, indent=1))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.path)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
