"""JSON with positions: what it says, and where each key and each value stands."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from decision_lint.patterns import pattern
from decision_lint.rule import Where
from decision_lint.source import Source, Span

_BLANK = pattern(r"[ \t\r\n]*")
_TOKEN = pattern(r'"(?:[^"\\]|\\.)*"|[^\s,:\[\]{}"]+', re.DOTALL)


class JsonText(NamedTuple):
    """A JSON file: its data, and the spans of its values and keys by the same routes."""

    source: Source
    data: Any = None
    spans: Mapping[Where, Span] = MappingProxyType({})
    keys: Mapping[Where, Span] = MappingProxyType({})
    broken: tuple[Span, str] | None = None
    """Where the text is no JSON, and what the reader says."""

    def place(self, where: Where) -> Span:
        """Find the span of a value, of its key, or of what should hold it."""
        for length in range(len(where), 0, -1):
            route = where[:length]
            if found := self.spans.get(route):
                is_group = length < len(where) and route in self.keys
                return self.keys[route] if is_group else found
        start = self.source.text.find("{")
        return self.source.span(max(start, 0), max(start, 0) + (start >= 0))


def parse_json(source: Source) -> JsonText:
    """Read a JSON text; whatever it holds, this does not raise."""
    try:
        data = json.loads(source.text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        end = min(error.pos + 1, len(source.text))
        matter = error.msg[:1].lower() + error.msg[1:]
        return JsonText(source, broken=(source.span(min(error.pos, end), end), matter))
    except _Refused as refused:
        return JsonText(source, broken=(source.span(0, 1), str(refused)))
    except (RecursionError, ValueError) as error:
        is_deep = isinstance(error, RecursionError)
        matter = "nested too deeply" if is_deep else "a number has too many digits"
        return JsonText(source, broken=(source.span(0, min(1, len(source.text))), matter))
    walk = _Walk(source)
    try:
        walk.value((), 0)
    except RecursionError:  # the reader in C goes deeper than this one
        return JsonText(source, broken=(source.span(0, 1), "nested too deeply"))
    return JsonText(source, data, walk.spans, walk.keys)


def _refuse(word: str) -> None:
    """Refuse NaN and the infinities, which Python reads and JSON does not know."""
    message = f"{word} is not a number in JSON"
    raise _Refused(message)


class _Refused(ValueError):  # noqa: N818  (it names the state, as Unreadable does)
    """A word that stands for a number and is none in JSON."""


class _Walk:
    """Goes through a text that is known to be JSON once, and notes where things stand."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.spans: dict[Where, Span] = {}
        self.keys: dict[Where, Span] = {}

    def value(self, route: Where, at: int) -> int:
        """Note the value that stands at an offset or after it; give the offset behind it."""
        start = self._skip(at)
        match self.text[start]:
            case "{":
                end = self._members(route, start + 1, "}")
            case "[":
                end = self._members(route, start + 1, "]")
            case _:
                end = self._token(start)
        inside = self.text[start] == '"' and end - start > 2  # noqa: PLR2004  (the two quotes)
        self.spans[route] = self.source.span(start + inside, end - inside)
        return end

    def _members(self, route: Where, at: int, close: str) -> int:
        number = 0
        at = self._skip(at)
        while self.text[at] != close:
            part: str | int = number
            if close == "}":
                end = self._token(at)
                part = json.loads(self.text[at:end])
                self.keys[*route, part] = self.source.span(at + 1, end - 1)
                at = self._skip(end) + 1  # the colon
            at = self._skip(self.value((*route, part), at))
            if self.text[at] == ",":
                at = self._skip(at + 1)
            number += 1
        return at + 1

    def _skip(self, at: int) -> int:
        blank = _BLANK.match(self.text, at)
        return blank.end() if blank else at

    def _token(self, at: int) -> int:
        token = _TOKEN.match(self.text, at)
        return token.end() if token else at + 1
