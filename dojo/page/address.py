"""Where the page lives: a port of this machine and a key in the path, kept between two starts."""

import json
import os
import re
import secrets
import stat
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import build_opener
from urllib.request import ProxyHandler

USUAL_PORT = 5100
LOOPBACK = "127.0.0.1"
KEY = re.compile(r"[A-Za-z0-9_-]{22}")
PATIENCE = 1.0  # seconds for another instance to say hello


@dataclass(frozen=True)
class Address:
    """A port and the key that every path begins with."""

    port: int
    key: str

    @property
    def url(self) -> str:
        """The address of the map."""
        return f"http://{LOOPBACK}:{self.port}/{self.key}/"


def address_file(root: Path) -> Path:
    """Where the address is kept."""
    return root / ".dojo" / "page.json"


def kept_address(root: Path) -> Address | None:
    """The address of the last start; None where there is none that nobody else could read."""
    file = address_file(root)
    try:
        others_can_read = os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077
        found = Address(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    sound = isinstance(found.port, int) and KEY.fullmatch(str(found.key))
    return found if sound and not others_can_read else None


def keep_address(root: Path, address: Address) -> bool:
    """Keep the address for the next start, for this user alone; False where that cannot be."""
    file = address_file(root)
    try:
        file.parent.mkdir(exist_ok=True)
        file.unlink(missing_ok=True)  # another's rights must not stay on it
        new = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(new, "w", encoding="utf-8") as opened:
            json.dump(asdict(address), opened)
    except OSError:
        return False
    return True


def new_key() -> str:
    """A key of 128 random bits, in letters that a path may have."""
    return secrets.token_urlsafe(16)


def is_served(address: Address, root: Path) -> bool:
    """Whether another process serves the page of this house at this address already."""
    without_proxies = build_opener(ProxyHandler({}))
    try:
        with without_proxies.open(address.url + "hello", timeout=PATIENCE) as answer:
            return json.load(answer).get("house") == str(root)
    except (URLError, OSError, ValueError, AttributeError):
        return False
