"""Key lines that a formatter joined into one paragraph, found again by their keys."""

from __future__ import annotations

import re
from functools import lru_cache

from decision_lint.document.blocks import Part
from decision_lint.document.inline import unwrap
from decision_lint.document.keys import KeyLine, meaning
from decision_lint.vocabulary import CANDIDATE_FIELDS, RECORD_FIELDS, normalise

ENOUGH = 2
"""So many keys inside lines are no accident."""


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Make what finds a telling key inside a line, and what finds any key there."""
    fields = (*RECORD_FIELDS, *CANDIDATE_FIELDS)
    names = {field.name for field in fields}
    wide = {word for field in fields for word in field.aliases if not word.isascii()}
    telling = {name for name in names if "_" in name} | {word for word in wide if len(word) > 2}  # noqa: PLR2004
    numbered = r"candidate[_ ]\d{1,3}|(?:候选模型|候选|候補モデル|候補)\s?\d{1,3}"

    def pattern(words: set[str]) -> re.Pattern[str]:
        either = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        return re.compile(
            rf"(?<![^\s*|·•])(?P<mark>\*\*|__)?(?P<key>{numbered}|{either})(?P<shut>(?P=mark))?\s?[:：](?:\*\*|__)?(?=\s|$|[^\x00-\x7f])",
            re.IGNORECASE,
        )

    return pattern(telling), pattern(names | wide)


_BOLD = re.compile(
    r"(?<=[\s|·•])(?P<mark>\*\*|__)(?P<key>[^*:：\n]{2,40})(?:(?P=mark)\s?[:：]|[:：](?P=mark))(?=\s)"
)
_SEPARATED = re.compile(r"\s[|·•]\s+(?P<key>[^|·•:：\n]{2,40})[:：](?=\s)")


def keys_inside(text: str, lines: tuple[Part, ...]) -> int:
    """Count the keys that stand in a line after its beginning."""
    if not _may_hold(text, lines):
        return 0
    return sum(len(_inside(text, line)) for line in lines)


def _may_hold(text: str, lines: tuple[Part, ...]) -> bool:
    start, end = lines[0][0], lines[-1][1]
    return text.count(":", start, end) + text.count("：", start, end) > len(lines) // 2


def _inside(text: str, line: Part) -> list[re.Match[str]]:
    start, end = line
    found = [match for match in _patterns()[0].finditer(text, start, end) if match.start() > start]
    others = (*_BOLD.finditer(text, start, end), *_SEPARATED.finditer(text, start, end))
    found += [
        match
        for match in others
        if match.start() > start and meaning(match["key"], in_candidate=False)
    ]
    return found


def split(text: str, lines: tuple[Part, ...]) -> list[tuple[KeyLine, tuple[Part, ...]]]:
    """Split the lines at every known key: the key, and the parts of its value."""
    hits: dict[int, re.Match[str]] = {}
    for line in lines:
        for pattern in (_patterns()[1], _BOLD, _SEPARATED):
            for match in pattern.finditer(text, *line):
                if meaning(match["key"], in_candidate=False):
                    hits.setdefault(match.start("key"), match)
    order = sorted(hits.values(), key=lambda match: match.start("key"))
    fields = []
    for number, match in enumerate(order):
        last = number + 1 == len(order)
        stop = lines[-1][1] if last else order[number + 1].start()
        parts = tuple(
            unwrap(text, max(start, match.end()), min(end, stop))
            for start, end in lines
            if end > match.end() and start < stop
        )
        parts = tuple(part for part in parts if part[0] < part[1])
        key = match["key"].rstrip()
        part = (match.start("key"), match.start("key") + len(key))
        value = (parts[0][0], parts[-1][1]) if parts else (match.end(), match.end())
        fields.append((KeyLine(part, key, normalise(key), value, marked=False, spaced=True), parts))
    return fields
