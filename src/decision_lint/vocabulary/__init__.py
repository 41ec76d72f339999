"""The keys of a record: their names in three languages, where their values go, who owns a lack."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from decision_lint.patterns import pattern
from decision_lint.rule import Where
from decision_lint.vocabulary import fields


class Kind(StrEnum):
    """How a value is read."""

    TEXT = "text"
    ITEMS = "items"
    """Split at commas and semicolons, or written as a list."""
    POINTS = "points"
    """One text, or one for each item where it is written as a list."""
    COMMAND = "command"
    """Kept verbatim."""
    STATUS = "status"
    DATE = "date"
    ROUTE = "route"
    YES_NO = "yes or no"
    MEMORY = "memory"
    """Gigabytes: a nameplate as written."""
    TOKENS = "tokens"
    COUNT = "count"
    DEVICES = "devices"
    MODEL = "model"
    RUNTIMES = "runtimes"


TYPED = frozenset(
    {Kind.STATUS, Kind.DATE, Kind.ROUTE, Kind.YES_NO, Kind.MEMORY, Kind.TOKENS, Kind.COUNT}
)
"""Kinds of which a value is either read or wrong."""


class Field(NamedTuple):
    """A field of the record, or of a candidate: its canonical key and where its value goes."""

    name: str
    where: Where
    kind: Kind
    meaning: str
    example: str
    aliases: tuple[str, ...]
    of_candidate: bool = False


def _fields(table: str, *, of_candidate: bool = False) -> tuple[Field, ...]:
    """Read a table: name | where | kind | meaning | example, then a line of aliases."""
    rows = [line.strip() for line in table.strip().splitlines()]
    fields = []
    for row, aliases in zip(rows[::2], rows[1::2], strict=True):
        name, where, kind, meaning, example = (cell.strip() for cell in row.split("|"))
        words = tuple(word.strip() for word in aliases.split(",") if word.strip())
        path = tuple(where.split("."))
        fields.append(Field(name, path, Kind(kind), meaning, example, words, of_candidate))
    return tuple(fields)


RECORD_FIELDS = _fields(fields.RECORD)
CANDIDATE_FIELDS = _fields(fields.CANDIDATE, of_candidate=True)

_NUMBER = r"\d{1,3}|[a-h]|i{1,3}|iv|vi{0,3}|one|two|three|four|一|二|三|四|五|六"
_ORDINAL = "first|second|third|fourth|1st|2nd|3rd|4th|primary|secondary|tertiary"
CANDIDATE = pattern(
    r"(?:candidate_model|model_candidate|candidate|option|候选模型|候选方案|候选|候補モデル|候補)"
    rf"(?:_?[#№]?_?(?P<number>{_NUMBER}))?"
    rf"|(?P<ordinal>{_ORDINAL})_(?:candidate|option|model|candidate_model)"
    rf"|(?:model|模型|モデル)_?[#№]?_?(?P<model>\d{{1,2}}|[a-h]|[一二三四五六])"
)
"""A normalised key that opens a candidate, by number, by letter or by neither."""

_NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        (
            "one i 一 first 1st primary|two ii 二 second 2nd secondary|three iii 三 third 3rd tertiary"
            "|four iv 四 fourth 4th|v 五|vi 六"
        ).split("|"),
        start=1,
    )
    for word in words.split()
}


OWNERS: dict[str, str] = {
    "candidates": "REC008",
    "model": "REC008",
    "license_note": "LIC001",
    "hardware_note": "HW001",
    "runtime_note": "RUN001",
    "fallback": "RUN011",
    "eval_gate": "EVD001",
    "stop_procedure": "EVD003",
}
"""Which rule speaks when the field at the end of this way is missing; REC002 for the rest."""

_DASHES = pattern(r"[\s\-‐-―_/]+")
_DRESS = pattern(r"[*`~\"'“”‘’「」『』【】()\[\]{}<>|!?.,:;#]+")
_BESIDE_WIDE = pattern(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
"""A space that some put between Chinese or Japanese and other characters, and others do not."""

_SYMBOLS = pattern(r"[^\w\s\-‐-―/#№]+")


@lru_cache(4096)
def normalise(key: str) -> str:
    """Fold case, width, spaces, hyphens and emphasis, so that a key has one spelling."""
    if not key.isascii():
        key = _SYMBOLS.sub(" ", unicodedata.normalize("NFKC", key))
        key = _BESIDE_WIDE.sub("", key.strip())
    return _DASHES.sub("_", _DRESS.sub(" ", key).strip().casefold()).strip("_")


def _index(fields: tuple[Field, ...]) -> dict[str, Field]:
    return {normalise(word): field for field in fields for word in (*field.aliases, field.name)}


RECORD_KEYS = _index(RECORD_FIELDS)
CANDIDATE_KEYS = _index(CANDIDATE_FIELDS)

_WAYS = {field.where: field for field in RECORD_FIELDS}
_CANDIDATE_WAYS = {field.where: field for field in CANDIDATE_FIELDS}


def field_at(where: Where) -> Field | None:
    """Find the field whose value stands at a route."""
    match where:
        case ("candidates", int(), *rest):
            return _CANDIDATE_WAYS.get(tuple(rest))
    return _WAYS.get(where)


def candidate_label(name: str) -> str | None:
    """Give the number or letter of a normalised key that opens a candidate; "" without one."""
    match = CANDIDATE.fullmatch(name)
    if match is None:
        return None
    word = match["number"] or match["ordinal"] or match["model"] or ""
    return _NUMBERS.get(word, word.lstrip("0") or word[:1])
