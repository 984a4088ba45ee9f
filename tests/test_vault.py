"""Sealed is sealed: only the right key at the right place opens it (P4)."""

from __future__ import annotations

import os

import pytest

from bot.vault import Damaged, Vault, WrongKey, key_id, wrapped_by

OLD, NEW = b"o" * 32, b"n" * 32
WORDS = "I never told you — здравствуй 🌱"


def test_a_text_opens_where_it_was_sealed() -> None:
    key, wrapped = Vault([OLD], os.urandom).new_data_key("person:1")
    blob = key.seal(WORDS, "answer:body:7")

    assert Vault([OLD], os.urandom).unwrap(wrapped, "person:1").open(blob, "answer:body:7") == WORDS
    assert WORDS.encode() not in blob


def test_the_same_text_is_never_sealed_alike() -> None:
    key, _ = Vault([OLD], os.urandom).new_data_key("person:1")

    assert key.seal(WORDS, "answer:body:7") != key.seal(WORDS, "answer:body:7")


def test_a_blob_opens_in_no_other_row() -> None:
    key, _ = Vault([OLD], os.urandom).new_data_key("person:1")
    blob = key.seal(WORDS, "answer:body:7")

    with pytest.raises(Damaged, match="answer:body:8"):
        key.open(blob, "answer:body:8")


def test_a_blob_opens_with_no_other_persons_key() -> None:
    vault = Vault([OLD], os.urandom)
    blob = vault.new_data_key("person:1")[0].seal(WORDS, "answer:body:7")

    with pytest.raises(Damaged):
        vault.new_data_key("person:2")[0].open(blob, "answer:body:7")


def test_a_changed_or_shortened_blob_is_damaged_and_tells_nothing() -> None:
    key, wrapped = Vault([OLD], os.urandom).new_data_key("person:1")
    blob = key.seal(WORDS, "answer:body:7")

    for place in range(len(blob)):
        changed = blob[:place] + bytes([blob[place] ^ 1]) + blob[place + 1 :]
        for broken in (changed, blob[:place]):
            with pytest.raises(Damaged) as caught:
                key.open(broken, "answer:body:7")
            assert "never told" not in str(caught.value)
    with pytest.raises(Damaged):
        Vault([OLD], os.urandom).unwrap(wrapped[:9], "person:1")


def test_a_wrapped_key_serves_its_owner_only() -> None:
    vault = Vault([OLD], os.urandom)
    _, wrapped = vault.new_data_key("person:1")

    with pytest.raises(Damaged):
        vault.unwrap(wrapped, "couple:1")


def test_all_master_keys_open_and_the_first_one_closes() -> None:
    key, wrapped = Vault([OLD], os.urandom).new_data_key("person:1")
    blob = key.seal(WORDS, "answer:body:7")
    both = Vault([NEW, OLD], os.urandom)

    again = both.rewrap(wrapped, "person:1")

    assert both.unwrap(wrapped, "person:1").open(blob, "answer:body:7") == WORDS
    assert Vault([NEW], os.urandom).unwrap(again, "person:1").open(blob, "answer:body:7") == WORDS
    assert wrapped_by(again) == key_id(NEW) == both.first
    with pytest.raises(WrongKey):
        Vault([OLD], os.urandom).unwrap(again, "person:1")


@pytest.mark.parametrize("keys", [[], [b"short"], [OLD, b""]])
def test_a_vault_takes_only_whole_keys(keys: list[bytes]) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(keys, os.urandom)
