"""What everybody can find out from a text without a key: by reading it, or by trying all numbers.

base64 is no secret (RFC 4648), nor is zlib (RFC 1950), which Flask's sessions use when they are
long. A hash of one out of ten thousand numbers is none either: whoever has its salt tries them all.
"""

import base64
import hashlib
import hmac
import re
import zlib
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import unquote

from werkzeug.security import check_password_hash

WORD = r"[A-Za-z0-9+/_-]{4,}"
WERKZEUGS_HASH = r"(?:scrypt|pbkdf2):[^\s\"'\\;,&]+"
DEEP = 3  # base64 in base64 in base64
HASHES = (hashlib.md5, hashlib.sha1, hashlib.sha256, hashlib.sha512)


def how_to_find_out(number: int, texts: Iterable[str]) -> str:
    """In which way one of these texts tells the number; empty when none does."""
    for text in texts:
        for index, layer in enumerate(layers(text)):
            if re.search(rf"(?<![\w.]){number}(?!\w)", layer):
                return "written in base64" if index else "written in plain"
        if _by_trying(str(number), list(layers(text))):
            return "found by trying all numbers"
    return ""


def layers(text: str) -> Iterable[str]:
    """The text, and what is in its words when base64 and zlib are undone, again and again."""
    found = [unquote(text)]
    for _ in range(DEEP):
        yield from found
        words = [word for layer in found for word in re.findall(WORD, layer)]
        found = [inside.decode("latin-1") for word in words for inside in _undone(word)]


def _undone(word: str) -> Iterable[bytes]:
    with suppress(ValueError):
        inside = base64.b64decode(word.replace("-", "+").replace("_", "/") + "==")
        yield inside
        with suppress(zlib.error):
            yield zlib.decompress(inside)


def _by_trying(number: str, found: list[str]) -> bool:
    """Whether somebody who hashes all numbers recognises this one."""
    words = {"", *(word for layer in found for word in re.findall(WORD, layer))}
    together = "\n".join(found).lower()
    for salt in words:
        for digest in _digests(number.encode(), salt.encode()):
            if digest.hex() in together or base64.b64encode(digest).decode().lower() in together:
                return True
    hashes = {hashed for layer in found for hashed in re.findall(WERKZEUGS_HASH, layer)}
    return any(_fits(hashed, number) for hashed in hashes)


def _digests(number: bytes, salt: bytes) -> Iterable[bytes]:
    for make in HASHES:
        for text in (salt + number, number + salt, salt + b":" + number, number + b":" + salt):
            yield make(text).digest()
        yield hmac.new(salt, number, make).digest()


def _fits(hashed: str, number: str) -> bool:
    with suppress(ValueError):
        return check_password_hash(hashed, number)
    return False
