"""Encryption of what people wrote: one data key an owner, wrapped by the master keys of the configuration.

Blobs are AES-256-GCM. A sealed text is ``0x01 | nonce (12) | ciphertext and tag``; a wrapped data key is
``0x01 | id of the master key (4) | nonce (12) | ciphertext and tag``.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
KEY_ID_BYTES = 4
VEIL_BYTES = 16
_VERSION = b"\x01"
_MARK_BYTES = 16
_NONCE_BYTES = 12  # NIST SP 800-38D: the length that GCM takes without hashing it first

RandomBytes = Callable[[int], bytes]
_DRAWN_AHEAD = 256


class Nonces:
    """Each nonce once, drawn many at a time: each call of the operating system's takes its time.

    Safe between threads; a process that forks must not go on with it in both.
    """

    __slots__ = ("_left", "_random_bytes")

    def __init__(self, random_bytes: RandomBytes) -> None:
        self._random_bytes = random_bytes
        self._left: list[bytes] = []

    def draw(self) -> bytes:
        try:
            return self._left.pop()  # which gives nothing twice, whichever threads ask
        except IndexError:
            drawn = self._random_bytes(_NONCE_BYTES * _DRAWN_AHEAD)
            left = [drawn[n : n + _NONCE_BYTES] for n in range(0, len(drawn), _NONCE_BYTES)]
            nonce, self._left = left.pop(), left
            return nonce


class WrongKey(Exception):
    """A data key is wrapped by a master key that the configuration does not list."""


class Damaged(Exception):
    """A blob is not what was sealed at this place: cut short, changed, or moved from another row."""


class DataKey:
    """Seals and opens one owner's texts. ``place`` is ``table:column:row``; a blob opens only where it was sealed."""

    __slots__ = ("_cipher", "_nonces")

    def __init__(self, key: bytes, nonces: Nonces) -> None:
        self._cipher = AESGCM(key)
        self._nonces = nonces

    def seal(self, text: str | bytes, place: str) -> bytes:
        """Return the blob of a text, which may be UTF-8 already."""
        nonce = self._nonces.draw()
        plain = text if isinstance(text, bytes) else text.encode()
        return _VERSION + nonce + self._cipher.encrypt(nonce, plain, place.encode())

    def open(self, blob: bytes, place: str) -> str:
        """Return the text.

        Raises:
            Damaged: the blob was not sealed by this key at this place.
        """
        nonce = blob[1 : 1 + _NONCE_BYTES]
        return _decrypt(self._cipher, blob[:1], nonce, blob[1 + _NONCE_BYTES :], place).decode()


class Veil:
    """Turns a block of 16 bytes into another that tells nothing of it, the same each time, and back.

    Safe between threads.
    """

    __slots__ = ("_hides", "_lock", "_shows")

    def __init__(self, key: bytes) -> None:
        cipher = Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305 -- one block alone, no two the same
        self._hides, self._shows = cipher.encryptor(), cipher.decryptor()  # in ECB no block knows of the one before
        self._lock = Lock()

    def hide(self, block: bytes) -> bytes:
        assert len(block) == VEIL_BYTES  # a part of one would be kept for the next
        with self._lock:
            return self._hides.update(block)

    def show(self, block: bytes) -> bytes:
        assert len(block) == VEIL_BYTES
        with self._lock:
            return self._shows.update(block)


class Vault:
    """Wraps data keys: the first master key encrypts, all of them decrypt."""

    def __init__(self, keys: Sequence[bytes], random_bytes: RandomBytes) -> None:
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise ValueError("a vault takes at least one key, each of 32 bytes")
        self._masters = {key_id(key): AESGCM(key) for key in keys}
        self._first = key_id(keys[0])
        self._random_bytes = random_bytes
        self._nonces = Nonces(random_bytes)

    @property
    def first(self) -> bytes:
        """The id of the master key that encrypts."""
        return self._first

    @property
    def masters(self) -> frozenset[bytes]:
        """The ids of all master keys that decrypt."""
        return frozenset(self._masters)

    def knows(self, master: bytes) -> bool:
        """Whether this id, as ``wrapped_by`` gives it, is one of the vault's master keys."""
        return master in self._masters

    def new_data_key(self, owner: str) -> tuple[DataKey, bytes]:
        """Draw a data key and return it with its wrapped form, which only opens for the same owner."""
        key = self._random_bytes(KEY_BYTES)
        return DataKey(key, self._nonces), self._wrap(key, owner)

    def unwrap(self, wrapped: bytes, owner: str) -> DataKey:
        """Return the data key.

        Raises:
            WrongKey: it is wrapped by a master key that the vault does not hold.
            Damaged: it was changed, or belongs to another owner.
        """
        return DataKey(self._unwrap(wrapped, owner), self._nonces)

    def rewrap(self, wrapped: bytes, owner: str) -> bytes:
        """Return the same data key under the first master key; raises as ``unwrap`` does."""
        return self._wrap(self._unwrap(wrapped, owner), owner)

    def mark(self, wrapped: bytes, owner: str) -> str:
        """Return what names this data key and no other, whatever wraps it, and tells nothing without it.

        Raises as ``unwrap`` does.
        """
        return hmac.digest(self._unwrap(wrapped, owner), b"reknit erased", "sha256")[:_MARK_BYTES].hex()

    def veil(self, wrapped: bytes, owner: str) -> Veil:
        """Return the veil that goes with this data key, whatever wraps it; raises as ``unwrap`` does."""
        return Veil(hmac.digest(self._unwrap(wrapped, owner), b"reknit press", "sha256"))

    def _wrap(self, key: bytes, owner: str) -> bytes:
        nonce = self._nonces.draw()
        sealed = self._masters[self._first].encrypt(nonce, key, _wrap_place(owner).encode())
        return _VERSION + self._first + nonce + sealed

    def _unwrap(self, wrapped: bytes, owner: str) -> bytes:
        master = wrapped_by(wrapped)
        if master not in self._masters:
            raise WrongKey("a stored key belongs to a master key that is not listed in [privacy] keys")
        start = 1 + KEY_ID_BYTES
        nonce, sealed = wrapped[start : start + _NONCE_BYTES], wrapped[start + _NONCE_BYTES :]
        return _decrypt(self._masters[master], wrapped[:1], nonce, sealed, _wrap_place(owner))


def key_id(master: bytes) -> bytes:
    """Return the four bytes by which wrapped keys name their master key."""
    return hashlib.sha256(master).digest()[:KEY_ID_BYTES]


def wrapped_by(wrapped: bytes) -> bytes:
    """Return the id of the master key that wrapped this data key.

    Raises:
        Damaged: too short to be a wrapped key.
    """
    if len(wrapped) < 1 + KEY_ID_BYTES + _NONCE_BYTES:
        raise Damaged("a stored key is cut short")
    return wrapped[1 : 1 + KEY_ID_BYTES]


def _wrap_place(owner: str) -> str:
    return f"key:{owner}"


def _decrypt(cipher: AESGCM, version: bytes, nonce: bytes, sealed: bytes, place: str) -> bytes:
    if version != _VERSION or len(nonce) != _NONCE_BYTES:
        raise Damaged(f"not a sealed value: {place}")
    try:
        return cipher.decrypt(nonce, sealed, place.encode())
    except InvalidTag:
        raise Damaged(f"cannot be opened: {place}") from None
