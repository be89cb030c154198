"""Keys: what is sealed opens only for its own object and key."""

import stat

import pytest

from ipplatform import keys


def test_text_comes_back_for_its_own_object_only():
    wrapped = keys.data_key_new("case:1")
    sealed = keys.text_encrypt(wrapped, "双方各让一步", "case:1")
    assert "让一步".encode() not in sealed
    assert keys.text_decrypt(wrapped, sealed, "case:1") == "双方各让一步"
    with pytest.raises(keys.KeyUnusable):
        keys.text_decrypt(wrapped, sealed, "case:2")
    with pytest.raises(keys.KeyUnusable):
        keys.text_decrypt(wrapped, sealed[:-1] + bytes([sealed[-1] ^ 1]), "case:1")
    with pytest.raises(keys.KeyUnusable):
        keys.text_decrypt(keys.data_key_new("case:1"), sealed, "case:1")


def test_equal_texts_have_different_ciphertexts():
    wrapped = keys.data_key_new("case:1")
    assert keys.text_encrypt(wrapped, "a", "case:1") != keys.text_encrypt(wrapped, "a", "case:1")


def test_key_file_is_private_and_never_replaced(tmp_path):
    path = tmp_path / "keys.json"
    keys.keys_make(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        keys.keys_make(path)


def test_identity_hash_is_keyed_and_stable():
    assert keys.identity_hash("示例甲") == keys.identity_hash("示例甲") != keys.identity_hash("示例乙")
    assert len(keys.identity_hash("示例甲")) == 64
