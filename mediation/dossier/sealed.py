"""Ciphertext of what is written in a case, under the case's data key. Called by one service and one selector only."""

import json
from collections.abc import Mapping
from typing import Any

from ipplatform.keys import text_decrypt, text_encrypt
from mediation.cases.models import MediationCase


def text_seal(case: MediationCase, text: str) -> bytes:
    """AES-GCM ciphertext bound to the case."""
    return text_encrypt(bytes(case.data_key), text, case.about)


def text_open(case: MediationCase, sealed: bytes | memoryview | None) -> str:
    """The text back, empty for nothing written. Raises KeyUnusable after the case's key was dropped."""
    return text_decrypt(bytes(case.data_key), bytes(sealed), case.about) if sealed else ""


def values_seal(case: MediationCase, values: Mapping[str, Any] | list[str]) -> bytes:
    """Several texts as one ciphertext."""
    return text_seal(case, json.dumps(values, ensure_ascii=False, sort_keys=True))


def values_open(case: MediationCase, sealed: bytes | memoryview | None) -> Any:
    """What `values_seal` was given; None for nothing written."""
    text = text_open(case, sealed)
    return json.loads(text) if text else None
