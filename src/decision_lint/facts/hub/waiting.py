"""Whether and when to ask again: what a busy Hub says of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from decision_lint.patterns import pattern

TOO_MANY = 429
PASSING = frozenset((408, TOO_MANY, 500, 502, 503, 504))
"""Statuses that may be another one the next time."""

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 8.0
_RATE = pattern(r'"[^"]*"\s*;\s*r\s*=\s*(\d{1,9})\s*;\s*t\s*=\s*(\d{1,9})')
_SECONDS = pattern(r"\d{1,9}(?:\.\d{1,6})?")


def pause_before(tried: int) -> float:
    """Give the seconds to wait before the next try where nobody says any."""
    return min(_FIRST_PAUSE * 2.0**tried, _LONGEST_PAUSE)


def pause_asked(headers: Mapping[str, str]) -> float | None:
    """Give the seconds that an answer asks to wait, if it does.

    `RateLimit: "api";r=0;t=57` stands on every answer and counts where nothing remains; see
    draft-ietf-httpapi-ratelimit-headers and RFC 9110, 10.2.3.
    """
    found = _RATE.search(headers.get("ratelimit", ""))
    if found and int(found[1]) == 0:
        return float(found[2])
    asked = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(asked):
        return float(asked)
    try:
        return max(parsedate_to_datetime(asked).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError, OSError):  # no date, or none that a clock can show
        return None
