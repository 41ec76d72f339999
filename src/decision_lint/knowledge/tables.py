"""Reads the dated tables of knowledge that lie beside this file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from os.path import dirname
from typing import Any

Table = Mapping[str, Any]


@cache
def table(name: str) -> Table:
    """Read a table by its name; `_meta` says what it holds, as of when, and from which sources."""
    read: Table = json.loads(text_of(name))
    return read


def text_of(name: str) -> str:
    """Read the text of a table."""
    with open(f"{dirname(__file__)}/{name}.json", encoding="utf-8") as file:
        return file.read()
