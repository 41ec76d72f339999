"""Values of JSON that anybody may have written: taken as what they should be, or as absent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from decision_lint.patterns import pattern

REPO_ID = pattern(r"[A-Za-z0-9_][\w.\-]{0,95}(?:/[A-Za-z0-9_][\w.\-]{0,95})?", re.ASCII)
"""What may name a repository: `gpt2`, `Qwen/Qwen3-8B`."""

_LARGEST = 10**18
_LONGEST = 512
_MOST = 4096


def mapping(value: object) -> Mapping[str, Any]:
    """Take a mapping; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def text(value: object) -> str | None:
    """Take a text that says something, without blanks around it."""
    return (_whole(value.strip()[:_LONGEST]) or None) if isinstance(value, str) else None


def texts(value: object) -> tuple[str, ...]:
    """Take a text or a list of texts, each once."""
    given = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(found for one in given[:_MOST] if (found := text(one))))


def count(value: object) -> int | None:
    """Take a whole number that counts something: 0 or more, and not beyond all reason."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= _LARGEST else None


def flag(value: object) -> bool | None:
    """Take a yes or no."""
    return value if isinstance(value, bool) else None


def counts(value: object) -> dict[str, int]:
    """Take a mapping of names to counts, in the order of the names."""
    read = {text(key): count(number) for key, number in mapping(value).items()}
    return dict(sorted((key, number) for key, number in read.items() if key and number is not None))


def repo_ids(value: object) -> Iterator[str]:
    """Take what may name repositories."""
    return (one for one in texts(value) if REPO_ID.fullmatch(one))


def plain(value: object, depth: int = 4) -> Any:
    """Take data as it stands, without what JSON does not know and what is beyond all reason."""
    taken: Any = None
    match value:
        case bool():
            taken = value
        case str():
            taken = _whole(value[:_LONGEST])
        case int() | float() if abs(value) <= _LARGEST:  # which no NaN is
            taken = value
        case list() if depth:
            taken = [plain(one, depth - 1) for one in value[:_MOST]]
        case dict() if depth:
            named = list(value.items())[:_MOST]
            taken = {_whole(str(key)[:_LONGEST]): plain(one, depth - 1) for key, one in named}
    return taken


def _whole(value: str) -> str:
    """Put a question mark for half a character, which JSON may hold and no file can."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
