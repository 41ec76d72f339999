"""What words that speak of stopping may be meant as."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """How words that speak of stopping are meant."""

    MEANT = "meant"
    NEGATED = "negated"
    REMINDER = "a reminder"
    WISH = "a wish"
    FACT = "a fact or a condition"
