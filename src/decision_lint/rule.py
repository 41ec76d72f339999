"""What a rule is made of, and what it may say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from decision_lint.source import Span

Where = tuple[str | int, ...]
"""The way to a value in the structured record: `("candidates", 0, "license_note")`."""


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def weight(self) -> int:
        """Order the levels: a heavier one counts more."""
        return {"error": 3, "warning": 2, "note": 1}[self.value]


class Absent(NamedTuple):
    """Something that could not be had, and why, as a clause: `the record states no route`."""

    why: str
    mend: str = ""
    """The command that would get it."""


class Edit(NamedTuple):
    """A mechanical mend: the text that should stand at a span."""

    span: Span
    text: str


class Problem(NamedTuple):
    """One fault: where it is, what was seen, and a level or edits of its own if it must."""

    where: Where | Span
    message: str
    level: Level | None = None
    edits: tuple[Edit, ...] = ()


class NotChecked(NamedTuple):
    """A rule's word that it could not look, or not at everything, and why."""

    why: str
    mend: str = ""
    """The command that would let it look."""


Outcome = Problem | NotChecked
Check = Callable[..., Iterator[Outcome]]


class Rule(NamedTuple):
    """A check with its code, name, level and needs; its docstring is its page."""

    code: str
    name: str
    level: Level
    needs: tuple[str, ...]
    check: Check
    page: str
    optional: tuple[str, ...] = ()
    """Needs without which it can look all the same: parameters with a default."""

    @property
    def family(self) -> str:
        """The letters that name the fit."""
        return family_of(self.code)

    @property
    def summary(self) -> str:
        """The first line of the page: the fault in one sentence."""
        return self.page.partition("\n")[0]


def family_of(code: str) -> str:
    """Give the letters that a rule's code starts with."""
    return code.rstrip("0123456789")


def rule(code: str, level: Level) -> Callable[[Check], Rule]:
    """Make a rule of a function: its name is the rule's, its parameters are its needs."""

    def make(check: Check) -> Rule:
        function: Any = check  # a plain function, which a Callable does not promise
        needs = function.__code__.co_varnames[: function.__code__.co_argcount]
        optional = needs[len(needs) - len(function.__defaults__ or ()) :]
        page = _dedent(function.__doc__ or "")
        name = function.__name__.replace("_", "-")
        return Rule(code, name, level, needs, check, page, optional)

    return make


def _dedent(page: str) -> str:
    """Take the four columns off a docstring that inspect.cleandoc would, without its import."""
    return "\n".join(line.removeprefix("    ") for line in page.strip().splitlines())
