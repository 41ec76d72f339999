"""Reads a text as the body of a record, for the tests of shapes."""

from __future__ import annotations

from decision_lint.document.markdown import parse
from decision_lint.document.page import Document, Value
from decision_lint.rule import Where
from decision_lint.source import Source

MODEL: Where = ("candidates", 0, "model")
LICENSE: Where = ("candidates", 0, "license_note")
RUNTIME: Where = ("candidates", 0, "runtime_note")
HARDWARE: Where = ("candidates", 0, "hardware_note")


def read(text: str) -> Document:
    """Read a text below a title."""
    return parse(Source("record.md", f"# T\n\n{text}\n"))


def values(text: str) -> dict[Where, Value]:
    """Give the values of a text below a title."""
    return dict(read(text).values)


def front(text: str) -> dict[Where, Value]:
    """Give the values of front matter."""
    return dict(parse(Source("record.md", f"---\n{text}\n---\n\n# T\n")).values)


def near(text: str) -> dict[str, str | None]:
    """Give the keys that are no field, each with the one that was probably meant."""
    return {unknown.key.text: unknown.near for unknown in read(text).unknown}
