"""Sealed is sealed: only the right key at the right place opens it (P4)."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.vault import Damaged, Nonces, Vault, WrongKey, key_id, wrapped_by

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


def test_whoever_hosts_reads_where_a_damaged_text_lies() -> None:
    key, _ = Vault([OLD], os.urandom).new_data_key("person:1")

    with pytest.raises(Damaged, match=r"^not a sealed value: answer:body:7$"):
        key.open(b"plain words", "answer:body:7")


def test_a_key_that_is_cut_short_is_no_key_of_another_master() -> None:
    """Whoever hosts would else look for a key that they never lost."""
    shortest = bytes(1 + 4 + 12)

    assert wrapped_by(shortest) == bytes(4)
    for length in range(len(shortest)):
        with pytest.raises(Damaged, match=r"^a stored key is cut short$"):
            wrapped_by(shortest[:length])


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
    with pytest.raises(WrongKey, match=r"^a stored key belongs to .* that is not listed in \[privacy\] keys$"):
        Vault([OLD], os.urandom).unwrap(again, "person:1")


def test_the_keys_that_are_listed_are_known_and_no_others() -> None:
    both = Vault([NEW, OLD], os.urandom)

    assert both.masters == {key_id(NEW), key_id(OLD)}
    assert both.knows(key_id(OLD))
    assert not Vault([NEW], os.urandom).knows(key_id(OLD))


def test_somebody_who_comes_back_after_a_restart_can_go_on_writing() -> None:
    vault = Vault([OLD], os.urandom)
    _, wrapped = vault.new_data_key("person:1")
    blob = vault.unwrap(wrapped, "person:1").seal(WORDS, "answer:body:7")

    assert vault.unwrap(wrapped, "person:1").open(blob, "answer:body:7") == WORDS


def test_what_names_an_erased_key_is_short_the_same_under_any_master_and_opens_nothing() -> None:
    vault = Vault([OLD], os.urandom)
    (_, one), (_, other) = (vault.new_data_key("person:1") for _ in range(2))
    mark = vault.mark(one, "person:1")

    assert len(bytes.fromhex(mark)) == 16
    assert Vault([NEW, OLD], os.urandom).mark(Vault([NEW, OLD], os.urandom).rewrap(one, "person:1"), "person:1") == mark
    assert vault.mark(other, "person:1") != mark
    with pytest.raises(Damaged):
        vault.mark(one, "person:2")


def test_an_erasure_that_an_earlier_release_listed_is_still_found() -> None:
    """The name must never change: a restored backup would bring back whom it no longer finds."""
    vault = Vault([OLD], bytes)  # all zeros, so that the key is always the same
    _, wrapped = vault.new_data_key("person:1")

    assert vault.mark(wrapped, "person:1") == "f3cb9a4e8913d5d30b43debbeaa5bf5e"


def test_a_button_in_an_old_chat_still_says_the_same_to_a_later_release() -> None:
    """The key behind it must never change: every message that was sent before would lose its buttons."""
    vault = Vault([OLD], bytes)
    _, wrapped = vault.new_data_key("buttons")
    veil = vault.veil(wrapped, "buttons")

    assert veil.hide(b"turn 7 of talk 1").hex() == "aa0ac74c1d21f25fc2d901fb13cc2ab7"
    assert veil.show(veil.hide(b"turn 7 of talk 1")) == b"turn 7 of talk 1"


def test_no_nonce_is_ever_used_twice() -> None:
    """Two texts under one nonce would tell of each other."""
    calls: list[int] = []

    def counted(count: int) -> bytes:
        calls.append(count)
        return b"".join(n.to_bytes(4) for n in range(len(calls) * 10_000, len(calls) * 10_000 + count // 4))

    nonces = Nonces(counted)
    drawn = [nonces.draw() for _ in range(256)]
    assert calls == [12 * 256]
    drawn += [nonces.draw() for _ in range(257)]

    assert all(len(one) == 12 for one in drawn)
    assert len(set(drawn)) == 513
    assert calls == [12 * 256] * 3


def test_no_nonce_goes_to_two_threads() -> None:
    nonces, together, before = Nonces(os.urandom), Barrier(4), sys.getswitchinterval()

    def drawn() -> list[bytes]:
        together.wait()
        return [nonces.draw() for _ in range(5000)]

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = [one.result() for one in [threads.submit(drawn) for _ in range(4)]]
    finally:
        sys.setswitchinterval(before)

    assert len({nonce for one in found for nonce in one}) == 20_000


@pytest.mark.parametrize("keys", [[], [b"short"], [OLD, b""]])
def test_a_vault_takes_only_whole_keys(keys: list[bytes]) -> None:
    with pytest.raises(ValueError, match=r"^a vault takes at least one key, each of 32 bytes$"):
        Vault(keys, os.urandom)
