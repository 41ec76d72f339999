"""Reads the dated tables of knowledge that lie beside this file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

Table = Mapping[str, Any]


@cache
def table(name: str) -> Table:
    """Read a table by its name; `_meta` says what it holds, as of when, and from which sources."""
    path = Path(__file__).with_name(f"{name}.json")
    read: Table = json.loads(path.read_text(encoding="utf-8"))
    return read
