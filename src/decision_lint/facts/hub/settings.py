"""What the environment says on the Hub: where it is, who asks, and whether to ask at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from decision_lint.rule import Absent

HUB = "https://huggingface.co"

_YES = frozenset(("1", "ON", "YES", "TRUE"))  # what huggingface_hub takes for a yes
_TOKEN_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Settings:
    """Where to ask, and as whom."""

    endpoint: str
    """An address, without a slash at its end."""
    token: str | None = field(default=None, repr=False)
    """What shows who asks; None asks as anybody."""

    @property
    def host(self) -> str:
        """The name that may be shown: without a password that an address may hold."""
        return urlsplit(self.endpoint).hostname or "the Hub"


def read_settings(
    environ: Mapping[str, str], endpoint: str | None = None, token: str | None = None
) -> Settings | Absent:
    """Read `HF_ENDPOINT`, `HF_TOKEN` and `HF_HUB_OFFLINE`; what is given goes before them.

    The token may also be the one that `hf auth login` keeps; an empty one asks as anybody. The
    names are those of https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables.
    """
    if name := offline_by(environ):
        return Absent(f"{name} is set")
    at = (endpoint or environ.get("HF_ENDPOINT") or HUB).rstrip("/")
    if not _is_address(at):
        return Absent("HF_ENDPOINT is no http or https address")
    found = _token(environ) if token is None else token.strip()
    # A header cannot hold more; and an error about it would quote it.
    if not (found.isascii() and found.isprintable() and " " not in found):
        return Absent("the token (HF_TOKEN) holds characters that no token has")
    return Settings(at, found or None)


def offline_by(environ: Mapping[str, str]) -> str | None:
    """Name the variable that forbids to ask, if one does."""
    names = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
    return next((name for name in names if environ.get(name, "").upper() in _YES), None)


def _is_address(endpoint: str) -> bool:
    try:
        parts = urlsplit(endpoint)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _token(environ: Mapping[str, str]) -> str:
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"):
        if token := environ.get(name, "").strip():
            return token
    if environ.get("HF_HUB_DISABLE_IMPLICIT_TOKEN", "").upper() in _YES:
        return ""
    try:
        path = Path(environ.get("HF_TOKEN_PATH") or hub_home(environ) / "token").expanduser()
        with path.open("rb") as file:
            return file.read(_TOKEN_BYTES).decode("utf-8", "replace").strip()
    except (OSError, RuntimeError, ValueError):  # a home that nobody has is a RuntimeError
        return ""


def hub_home(environ: Mapping[str, str]) -> Path:
    """Give the folder in which the Hub's clients keep what they keep."""
    if home := environ.get("HF_HOME"):
        return Path(home)
    return Path(environ.get("XDG_CACHE_HOME") or "~/.cache") / "huggingface"
