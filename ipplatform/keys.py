"""Keys: one master key file; data keys wrapped by it; AES-256-GCM. No model: a wrapped key lies on its owner's row."""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12
_NAMES = ("master", "audit", "identity")


class KeyUnusable(Exception):
    """A ciphertext or wrapped key does not belong to the key or the object at hand."""


def keys_make(path: Path) -> None:
    """Write a new key file, readable by its owner only. Raises FileExistsError rather than replace one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = json.dumps({name: base64.b64encode(secrets.token_bytes(32)).decode() for name in _NAMES})
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())


@lru_cache(maxsize=4)
def _keys(path: Path) -> dict[str, bytes]:
    if not path.exists():
        # Development only: production settings refuse to start without the file.
        with contextlib.suppress(FileExistsError):  # another process was first; its file is read below
            keys_make(path)
    return {name: base64.b64decode(value) for name, value in json.loads(path.read_text()).items()}


def _key(name: str) -> bytes:
    return _keys(settings.KEYS_FILE)[name]


def _seal(key: bytes, plain: bytes, about: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, about)


def _open(key: bytes, sealed: bytes, about: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
    except InvalidTag as error:
        raise KeyUnusable("ciphertext does not belong to this key and object") from error


def data_key_new(about: str) -> bytes:
    """A fresh 256-bit data key for the object `about`, wrapped by the master key (60 bytes). Erasure = drop it."""
    return _seal(_key("master"), secrets.token_bytes(32), about.encode())


def text_encrypt(wrapped_key: bytes, text: str, about: str) -> bytes:
    """AES-GCM ciphertext of a text under a wrapped data key, bound to the object `about`."""
    return _seal(_open(_key("master"), bytes(wrapped_key), about.encode()), text.encode(), about.encode())


def text_decrypt(wrapped_key: bytes, sealed: bytes, about: str) -> str:
    """The text back. Raises KeyUnusable for a wrong object, key or changed bytes."""
    return _open(_open(_key("master"), bytes(wrapped_key), about.encode()), bytes(sealed), about.encode()).decode()


def audit_mac(message: bytes) -> str:
    """HMAC-SHA-256 (hex) under the audit key, which lies outside the database: a chain cannot be recomputed."""
    return hmac.new(_key("audit"), message, hashlib.sha256).hexdigest()


def identity_hash(text: str) -> str:
    """Keyed hash (hex) of a natural person's identity, for conflict checks without storing it (PIPL 6)."""
    return hmac.new(_key("identity"), text.encode(), hashlib.sha256).hexdigest()
