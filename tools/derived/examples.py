"""Examples for the schemas, from the vocabulary, where their type is plain."""

from __future__ import annotations

from decision_lint.vocabulary import CANDIDATE_FIELDS, RECORD_FIELDS, Field, Kind

_PLAIN = {Kind.TEXT, Kind.COMMAND, Kind.STATUS, Kind.DATE, Kind.ROUTE, Kind.RUNTIMES}
_NUMBERS = {Kind.MEMORY: float, Kind.TOKENS: int, Kind.COUNT: int}


def examples() -> dict[tuple[str, str], object]:
    """Give an example for each class and attribute that has one."""
    found: dict[tuple[str, str], object] = {}
    for field in (*RECORD_FIELDS, *CANDIDATE_FIELDS):
        value = _typed(field)
        if value is not None:
            found[_home(field)] = value
    return found


def _home(field: Field) -> tuple[str, str]:
    """Name the class and the attribute that hold a field's value."""
    *groups, name = (str(part) for part in field.where)
    if field.kind is Kind.MODEL:
        return "Model", "text"
    outer = "Candidate" if field.of_candidate else "Record"
    return (groups[-1].capitalize() if groups else outer), name


def _typed(field: Field) -> object:
    """Give the example as the record holds it, or `None` where that takes a reader."""
    if field.where == ("selected",):
        return 0
    if field.kind in _PLAIN or field.kind is Kind.MODEL:
        return field.example
    if field.kind is Kind.ITEMS:
        return field.example.split(", ")
    if field.kind is Kind.POINTS:
        return [field.example]
    if field.kind is Kind.YES_NO:
        return field.example == "yes"
    number = _NUMBERS.get(field.kind)
    return number(field.example) if number and field.example.isdecimal() else None
