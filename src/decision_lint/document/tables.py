"""Tables: a field a row, a candidate a column, or a candidate a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from decision_lint.document.blocks import Part, Table
from decision_lint.document.gathering import Gathering
from decision_lint.document.inline import plain, unwrap
from decision_lint.document.keys import Meaning, Opening, meaning
from decision_lint.document.misspelt import nearest
from decision_lint.document.openings import opening
from decision_lint.document.values import Written
from decision_lint.vocabulary import CANDIDATE_KEYS, Field, normalise

_TELLING = {"license_note", "runtime", "hardware_note", "risk"}
"""Columns that a table of candidates has and a table of measurements has not."""

_DEVICES = frozenset("gpu available_vram_gb".split())
"""Fields of the record which, in a column of candidates, are the candidate's hardware."""

_NUMBER_TITLES = frozenset("# no nr number id 序号 编号 番号".split()) | {""}

_KEY_TITLES = frozenset(
    "field key item name property attribute 字段 项 键 属性 名称 項目 フィールド キー".split()
)
_LABEL_TITLES = frozenset(
    "candidate option no number id # 候选 候选模型 编号 序号 候補 候補モデル 番号".split()
)


class _Key(NamedTuple):
    """A cell that is a key, or nearly one."""

    cell: Part
    means: Meaning
    is_near: bool = False

    @property
    def of_candidate(self) -> Field | None:
        """Give the field of a candidate that it means."""
        if not isinstance(self.means, Field):
            return None
        if self.means.name in _DEVICES:
            return CANDIDATE_KEYS["hardware_note"]
        return self.means if self.means.of_candidate else None


def _key(gathering: Gathering, cell: Part, *, in_candidate: bool) -> _Key | None:
    text = plain(gathering.text[slice(*unwrap(gathering.text, *cell))]).rstrip(" :：")
    if not text:
        return None
    if means := meaning(text, in_candidate=in_candidate):
        return _Key(cell, means)
    near = nearest(normalise(text), in_candidate=in_candidate)
    return _Key(cell, near, is_near=True) if near else None


def _name(gathering: Gathering, cell: Part) -> str:
    return normalise(gathering.text[slice(*cell)])


def is_fields(gathering: Gathering, table: Table) -> bool:
    """Tell whether a table holds fields at all."""
    return any(
        _columns(gathering, each) or _rows(gathering, each) or _pairs(gathering, each)
        for each in _readings(gathering, table)
    )


def read(gathering: Gathering, table: Table) -> bool:
    """Read a table's fields; what a table of something else says is left alone."""
    for each in _readings(gathering, table):
        if columns := _columns(gathering, each):
            _read_columns(gathering, each, columns)
        elif rows := _rows(gathering, each):
            _read_rows(gathering, each, rows)
        elif pairs := _pairs(gathering, each):
            _read_pairs(gathering, pairs)
        else:
            continue
        return True
    return False


def _readings(gathering: Gathering, table: Table) -> Iterator[Table]:
    """Give a table as it stands, and without a first column that numbers its rows."""
    yield table
    header, *body = table.rows
    if len(header) > 2 and _name(gathering, header[0]) in _NUMBER_TITLES:  # noqa: PLR2004  (number, key, value)
        firsts = (gathering.text[slice(*row[0])].strip(" .)") for row in body if row)
        if all(text.isdecimal() or not text for text in firsts):
            yield Table(tuple(row[1:] for row in table.rows), table.lines)


def _put(gathering: Gathering, key: _Key, means: Meaning, cell: Part) -> None:
    part = unwrap(gathering.text, *key.cell)
    if key.is_near and isinstance(means, Field):
        gathering.wonder(part, means)
    value = unwrap(gathering.text, *cell)
    gathering.put(part, means, Written(((value,),), cell=cell))


def _columns(gathering: Gathering, table: Table) -> dict[int, Opening | None]:
    """Find the columns that are candidates: their keys stand in the first column."""
    header, *body = table.rows
    keys = [_key(gathering, row[0], in_candidate=True) for row in body if row]
    fields = sum(key is not None and key.of_candidate is not None for key in keys)
    openings = {
        index: opening(gathering.text, unwrap(gathering.text, *cell))
        for index, cell in enumerate(header[1:], 1)
    }
    labelled = {index: found[0] for index, found in openings.items() if found}
    if fields == 0 or 2 * fields < len(keys):
        return {}
    if labelled:
        return dict(labelled)
    if len(header) > 2 and not any(key and isinstance(key.means, Opening) for key in keys):  # noqa: PLR2004
        named: dict[int, Opening | None] = {
            index: None for index in openings if _name(gathering, header[index])
        }
        value_like = _name(gathering, header[1]) in {"value", "值", "内容", "値"}
        return {} if value_like or len(named) < 2 else dict(named)  # noqa: PLR2004
    return {}


def _read_columns(gathering: Gathering, table: Table, columns: dict[int, Opening | None]) -> None:
    header, *body = table.rows
    keys = [_key(gathering, row[0], in_candidate=True) if row else None for row in body]
    for index, label in columns.items():
        cell = header[index]
        found = opening(gathering.text, unwrap(gathering.text, *cell))
        if label and found:
            gathering.open(label, found[1], Written((((found[2]),),)))
        else:
            part = unwrap(gathering.text, *cell)
            gathering.open_unlabelled(part, Written(((part,),)))
        gathering.sticky = True
        for key, row in zip(keys, body, strict=True):
            if key and len(row) > index and (field := key.of_candidate):
                _put(gathering, key, field, row[index])
        gathering.leave()


_Header = tuple[_Key, Field] | None
"""The key of a column and its field; None for the one that labels the candidates."""


def _rows(gathering: Gathering, table: Table) -> dict[int, _Header]:
    """Find the columns of a table that has one candidate a row."""
    columns: dict[int, _Header] = {}
    for index, cell in enumerate(table.rows[0]):
        key = _key(gathering, cell, in_candidate=True)
        field = key.of_candidate if key else None
        seen = {header[1].name for header in columns.values() if header}
        if key and field and field.name not in seen:
            columns[index] = (key, field)
        elif _name(gathering, cell) in _LABEL_TITLES:
            columns[index] = None
    names = {header[1].name for header in columns.values() if header}
    named = "model" in names or None in columns.values()
    return columns if named and names & _TELLING else {}


def _read_rows(gathering: Gathering, table: Table, columns: dict[int, _Header]) -> None:
    label = next((index for index, header in columns.items() if header is None), None)
    model = next(
        (index for index, header in columns.items() if header and header[1].name == "model"), None
    )
    for row in table.rows[1:]:
        if not any(gathering.text[slice(*cell)].strip() for cell in row):
            continue
        _open_row(gathering, row, label, model)
        gathering.sticky = True
        for index, header in columns.items():
            if header and index != model and index < len(row):
                _put(gathering, *header, row[index])
        gathering.leave()


def _open_row(
    gathering: Gathering, row: Sequence[Part], label: int | None, model: int | None
) -> None:
    empty: Part = (row[0][0], row[0][0])
    cell = row[model] if model is not None and model < len(row) else None
    if label is not None and label < len(row):
        part = unwrap(gathering.text, *row[label])
        found = opening(gathering.text, part)
        text = gathering.text[slice(*part)]
        if found and found[1][0] < found[1][1]:
            name = unwrap(gathering.text, *cell) if cell else found[2]
            gathering.open(found[0], found[1], Written(((name,),), cell=cell))
            return
        if text.isdigit() and cell:
            name = unwrap(gathering.text, *cell)
            gathering.open(Opening(text.lstrip("0") or "0"), part, Written(((name,),), cell=cell))
            return
        cell = cell or row[label]
    cell = cell or empty
    part = unwrap(gathering.text, *cell)
    gathering.open_unlabelled(part if part[0] < part[1] else cell, Written(((part,),), cell=cell))


def _pairs(gathering: Gathering, table: Table) -> list[tuple[_Key, Part]]:
    """Find the rows of a table that has one field a row, its header too if it is one."""
    found = []
    for number, row in enumerate(table.rows):
        if len(row) < 2:  # noqa: PLR2004  (a key and a value)
            continue
        key = _key(gathering, row[0], in_candidate=False)
        titled = number == 0 and _name(gathering, row[0]) in _KEY_TITLES
        if key and not titled:
            found.append((key, row[1]))
    known = sum(not key.is_near for key, _ in found)
    return found if known and 2 * len(found) >= len(table.rows) - 1 else []


def _read_pairs(gathering: Gathering, pairs: Sequence[tuple[_Key, Part]]) -> None:
    for key, cell in pairs:
        # Below a candidate's row, `Hardware note` is the candidate's.
        inside = gathering.scope is not None and not key.is_near
        again = _key(gathering, key.cell, in_candidate=True) if inside else None
        _put(gathering, key, again.means if again else key.means, cell)
