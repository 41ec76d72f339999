"""Inline Markdown: what a value says once emphasis, code and links are taken off."""

from __future__ import annotations

import re
import unicodedata

from decision_lint.patterns import pattern

_SPECIAL = pattern(r"[\\`*_\[<&~]")
_TAGS = "a|abbr|b|br|code|del|em|i|ins|kbd|mark|p|s|samp|small|span|strong|sub|sup|u|wbr"
_SPAN = pattern(
    rf"""(?P<escape>\\[!-/:-@\[-`{{-~])
    |(?<!`)(?P<ticks>`+)(?!`)(?P<code>.{{1,2000}}?)(?<!`)(?P=ticks)(?!`)
    |!?\[(?P<label>[^\[\]]*)\](?:\(\s*<?(?P<target>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?
        (?:\s+["'(][^"']*["')])?\s*\)|\[[^\[\]]*\])
    |<(?P<address>https?://[^<>\s]+)>
    |<(?P<tag>/?(?:{_TAGS}))(?:\s[^<>]*)?/?>
    |(?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)""",
    re.VERBOSE,
)
_EMPHASIS = (
    pattern(r"\*\*(?![\s*])([^\n]{1,2000}?)(?<![\s])\*\*"),
    pattern(r"(?<![\w_])__(?![\s_])(.{1,2000}?)(?<![\s_])__(?![\w_])"),
    pattern(r"(?<!\*)\*(?![\s*])([^*]{1,2000}?)(?<!\s)\*(?!\*)"),
    pattern(r"(?<![\w_])_(?![\s_])([^_]{1,2000}?|[^\s_].{0,2000}?)(?<![\s_])_(?![\w_])"),
)
WRAPS = ("**", "__", "*", "_", "`")
_STRUCK = pattern(r"~~(?![\s~])(.{1,2000}?)(?<![\s~])~~", re.DOTALL)
_LONGEST = 20_000
"""Characters of a value in which emphasis is looked for; no value that anybody reads has more."""

_KEPT = "\ue000{}\ue001"
_KEPT_SPAN = pattern("\ue000(\\d+)\ue001")


def plain(text: str) -> str:
    """Take inline Markdown off a text: what a link leads to is left out, and what is struck."""
    if not _SPECIAL.search(text):
        return text
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        """Put what is no longer Markdown out of the reach of emphasis."""
        if (label := match["label"]) is not None:
            return plain(label) if label != text else label
        if match["tag"]:
            return " " if match["tag"].strip("/") == "br" else ""
        kept.append(_literal(match))
        return _KEPT.format(len(kept) - 1)

    text = _STRUCK.sub("", _SPAN.sub(keep, text))
    for emphasis in _EMPHASIS if len(text) <= _LONGEST else ():
        text = emphasis.sub(r"\1", text)
    return _KEPT_SPAN.sub(
        lambda match: kept[int(match[1])] if int(match[1]) < len(kept) else "", text
    )


def _literal(match: re.Match[str]) -> str:
    if match["escape"]:
        return match["escape"][1:]
    if code := match["code"]:
        padded = code.startswith(" ") and code.endswith(" ") and code.strip()
        return code[1:-1] if padded else code
    if match["address"]:
        return match["address"]
    from html import unescape

    return unescape(match["entity"])


def targets(text: str) -> tuple[str, ...]:
    """Give what the links in a text lead to."""
    if "](" not in text and "<http" not in text:
        return ()
    found = (match["target"] or match["address"] for match in _SPAN.finditer(text))
    return tuple(target for target in found if target)


def unwrap(text: str, start: int, end: int, marks: tuple[str, ...] = WRAPS) -> tuple[int, int]:
    """Narrow a stretch to what stands between spaces and marks that wrap the whole of it."""
    while True:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        inner = text[start:end]
        for mark in marks:
            size = len(mark)
            body = inner[size:-size]
            if (
                len(inner) > 2 * size
                and inner.startswith(mark)
                and inner.endswith(mark)
                and mark[0] not in body
                and body.strip()
            ):
                start, end = start + size, end - size
                break
        else:
            return start, end


def unstruck(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what is struck at either end of a stretch."""
    while start < end and (struck := _STRUCK.match(text, start, end)):
        start = (
            struck.end() + len(text[struck.end() : end]) - len(text[struck.end() : end].lstrip())
        )
    while start < end and text.endswith("~~", start, end):
        opening = text.rfind("~~", start, end - 2)
        if opening < 0:
            break
        end = start + len(text[start:opening].rstrip())
    return start, end


def join(lines: list[str]) -> str:
    """Join lines by one space, and by none between Chinese or Japanese characters."""
    joined = ""
    for line in filter(None, lines):
        if not joined or (_is_wide(joined[-1]) and _is_wide(line[0])):
            joined += line
        else:
            joined += f" {line}"
    return joined


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
