"""What each option of a launch amounts to: as stated, by the environment, or by default."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from decision_lint.command.launch import Flag
from decision_lint.command.versions import is_before
from decision_lint.patterns import pattern

_VARIABLE = pattern(r"\$|%\w+%|<|\{")
_SIZE = pattern(r"(\d{1,9}(?:\.\d{1,6})?)([kKmM]?)")
_SCALES = {"": 1, "k": 10**3, "m": 10**6, "K": 2**10, "M": 2**20}
"""As vLLM reads them: 8k is 8000, 8K is 8192."""
_NO = frozenset({"false", "no", "0", "off", "none", ""})


class Options(NamedTuple):
    """The options of a launch, by their common names."""

    flags: Mapping[str, str | None]
    """What is stated; the later of several counts."""
    names: Mapping[str, list[str]]
    """Which flags set an option; the first that is stated counts."""
    env: Mapping[str, str] = MappingProxyType({})
    env_names: Mapping[str, list[str]] = MappingProxyType({})
    defaults: Mapping[str, Any] = MappingProxyType({})
    sizes: bool = False
    """Whether a number may be written as 8k."""

    def flag(self, name: str) -> Flag | None:
        """Give the flag that sets an option."""
        stated = (flag for flag in self.names.get(name, ()) if flag in self.flags)
        first = next(stated, None)
        return Flag(first, self.flags[first]) if first is not None else None

    def variable(self, name: str) -> str | None:
        """Name the variable of the environment that sets an option."""
        names = self.env_names.get(name, ())
        return next((variable for variable in names if self.env.get(variable)), None)

    def is_stated(self, name: str) -> bool:
        """Tell whether the command says anything about an option."""
        return self.flag(name) is not None or self.variable(name) is not None

    def text(self, name: str) -> str | None:
        """Give the value of an option as written, else its default."""
        if flag := self.flag(name):
            return flag.value
        if variable := self.variable(name):
            return self.env[variable]
        default = self.defaults.get(name)
        return None if default is None else str(default)

    def whole(self, name: str) -> int | None:
        """Give the value of an option as a whole number above zero."""
        found = _SIZE.fullmatch((self.text(name) or "").strip())
        if found is None or (found[2] and not self.sizes):
            return None
        number = float(found[1]) * _SCALES[found[2]]
        return int(number) if number == int(number) and number > 0 else None

    def fraction(self, name: str) -> float | None:
        """Give the value of an option as a share of something."""
        try:
            number = float(self.text(name) or "")
        except ValueError:
            return None
        return number if 0 < number <= 1 else None

    def word(self, name: str) -> str | None:
        """Give the value of an option, unless a variable decides it."""
        text = self.text(name)
        return None if text is None or _VARIABLE.search(text) else text

    def switch(self, name: str) -> bool:
        """Tell whether an option is switched on."""
        flag = self.flag(name)
        if flag is not None:
            return flag.value is None or flag.value.casefold() not in _NO
        return (self.text(name) or "").casefold() not in _NO


def is_variable(text: str) -> bool:
    """Tell whether a variable or a placeholder decides a value."""
    return bool(_VARIABLE.search(text))


def defaults_of(facts: Mapping[str, Any], version: str | None) -> Mapping[str, Any]:
    """Give the values that hold without an option, as of a version; None is the current one."""
    found = dict(facts.get("defaults", {}))
    for row in facts.get("older", ()):
        if version is not None and is_before(version, row["before"]):
            found |= {key: value for key, value in row.items() if key != "before"}
    return found
