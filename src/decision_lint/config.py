"""What a team asks of the linter: which records, which rules, and what fails a run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar

from decision_lint.patterns import pattern
from decision_lint.policy import BASELINE, Row
from decision_lint.rule import Level, family_of

RECORD_NAMES = ("model_runtime_decision.md", "*.decision.md")
"""How records are named where nobody says otherwise."""

EVERYTHING = "ALL"
"""The selector that means every rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a team asks of decision-lint, in `decision-lint.toml` or `[tool.decision-lint]`."""

    __pydantic_config__: ClassVar = {
        "extra": "forbid",
        "use_attribute_docstrings": True,
        "alias_generator": lambda name: name.replace("_", "-"),
    }

    include: tuple[str, ...] = RECORD_NAMES
    """Globs of the files that are records."""
    exclude: tuple[str, ...] = ()
    """Globs of files and folders to leave out; a path given by name is checked all the same."""
    select: tuple[str, ...] = ()
    """The rules to check, by code, name or family; every rule unless something is said here."""
    ignore: tuple[str, ...] = ()
    """The rules not to report, by code, name or family; the narrower of two selectors wins."""
    fail_on: Level = Level.ERROR
    """The lightest finding that makes a run fail: error, warning or note."""
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Rules not to report in some files: a glob, and codes, names or families."""

    policy: tuple[Row, ...] = BASELINE
    """The chooser's policy, in place of the built-in one: the first row that matches decides."""

    @property
    def selectors(self) -> tuple[str, ...]:
        """Every selector that is written anywhere."""
        by_file = (word for words in self.per_file_ignores.values() for word in words)
        return (*self.select, *self.ignore, *by_file)

    def allows(self, rule_code: str, rule_name: str, path: str) -> bool:
        """Say whether a rule is to be reported in a file."""
        for glob, words in self.per_file_ignores.items():
            named = _narrowness(words, rule_code, rule_name) >= 0
            if named and (glob == path or covers(glob, path)):
                return False
        if not self.select and not self.ignore:
            return True
        selected = _narrowness(self.select or (EVERYTHING,), rule_code, rule_name)
        return selected > _narrowness(self.ignore, rule_code, rule_name)


def configure(mapping: Mapping[str, Any]) -> Config:
    """Make a configuration of a mapping that the schema has found to be one."""
    values = {key.replace("-", "_"): _frozen(value) for key, value in mapping.items()}
    if "fail_on" in values:
        values["fail_on"] = Level(values["fail_on"])
    if "policy" in values:
        values["policy"] = tuple(
            Row(**{key.replace("-", "_"): _frozen(value) for key, value in row.items()})
            for row in values["policy"]
        )
    return Config(**values)


def matches(glob: str, path: str) -> bool:
    """Match a path with `/`; a glob without a `/` is matched with its last part alone."""
    return _compiled(glob).fullmatch(path) is not None


def covers(glob: str, path: str) -> bool:
    """Say whether a glob matches a path or a folder that it lies in."""
    if matches(glob, path):
        return True
    return any(matches(glob, path[: slash.start()]) for slash in re.finditer("/", path))


def _frozen(value: Any) -> Any:
    match value:
        case list():
            return tuple(value)
        case dict():
            return {key: _frozen(item) for key, item in value.items()}
    return value


def _narrowness(selectors: Iterable[str], code: str, name: str) -> int:
    """Say how narrowly selectors name a rule: itself 2, its family 1, everything 0, not -1."""
    words = {word.strip().upper() for word in selectors}
    if code in words or name.upper() in words:
        return 2
    if family_of(code) in words:
        return 1
    return 0 if EVERYTHING in words else -1


_PIECE = pattern(r"\*\*/|/\*\*$|\*+|\?|\[!?[^]/!][^]/]*\]|.", re.DOTALL)
_MEMBER = pattern(".-.|.", re.DOTALL)
"""Of a class: a range, whose ends are its even characters, or a character."""
_MEANING = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@cache
def _compiled(glob: str) -> re.Pattern[str]:
    wanted = glob.removeprefix("./").rstrip("/")
    prefix = "" if "/" in wanted else "(?:.*/)?"
    try:
        return re.compile(prefix + _PIECE.sub(_piece, wanted.removeprefix("/")), re.DOTALL)
    except re.error:  # a class such as [z-a] means nothing, so it means itself
        return re.compile(re.escape(wanted))


def _piece(piece: re.Match[str]) -> str:
    text = piece[0]
    if text[0] == "[" and text != "[":
        inside = text[1:-1].removeprefix("!")
        members = _MEMBER.sub(lambda found: "-".join(map(re.escape, found[0][::2])), inside)
        return f"[^/{members}]" if text[1] == "!" else f"[{members}]"
    return _MEANING.get(text) or (".*" if text[0] == "*" else re.escape(text))
