"""Secrets that are handed out once and recognised later.

Their text is a prefix that says what they are, such as `bss_`, 43 characters of 256 random bits,
and 6 of a checksum: scanners find leaked ones by the prefix and the checksum, and a mistyped one
costs no statement. Whoever stores one stores its SHA-256 alone.
"""

import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes
from zlib import crc32

_SECRET = re.compile("[A-Za-z0-9_-]{49}")
_CHECKSUM_CHARACTERS = 6


@dataclass(frozen=True, slots=True)
class NewToken:
    """A secret that was just made. Its text is shown once."""

    text: str
    hash: bytes


@dataclass(frozen=True, slots=True)
class TokenKind:
    prefix: str

    def new(self) -> NewToken:
        secret = urlsafe_b64encode(token_bytes(32)).decode().rstrip("=")
        text = f"{self.prefix}_{secret}{_checksum(self.prefix, secret)}"
        return NewToken(text, hash_of(text))

    def parse(self, text: str) -> bytes | None:
        """Return the hash of a token of this kind, or None for what cannot be one."""
        secret = text.removeprefix(f"{self.prefix}_")
        if secret == text or not _SECRET.fullmatch(secret):
            return None
        body, checksum = secret[:-_CHECKSUM_CHARACTERS], secret[-_CHECKSUM_CHARACTERS:]
        return hash_of(text) if checksum == _checksum(self.prefix, body) else None


SESSION_TOKEN = TokenKind("bss")
ACCESS_TOKEN = TokenKind("bsp")
LINK_TOKEN = TokenKind("bsl")
INVITATION_TOKEN = TokenKind("bsi")
PREVIEW_TOKEN = TokenKind("bsv")
UPLOAD_TOKEN = TokenKind("bsu")


def hash_of(text: str) -> bytes:
    """Return what is stored of a token: 32 bytes."""
    return sha256(text.encode()).digest()


def _checksum(prefix: str, secret: str) -> str:
    value = crc32(f"{prefix}_{secret}".encode())
    return urlsafe_b64encode(value.to_bytes(4)).decode().rstrip("=")
