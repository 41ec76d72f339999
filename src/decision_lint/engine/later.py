"""What is had only when a rule asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Later:
    """A value that is made when it is first asked for, and once."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make: Callable[[], Any] | None = make
        self._made: Any = None

    def have(self) -> Any:
        """Give the value."""
        if self._make is not None:
            self._made, self._make = self._make(), None
        return self._made
