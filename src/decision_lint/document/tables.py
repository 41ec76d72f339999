"""Tables: a field a row, a candidate a column, or a candidate a row."""

from __future__ import annotations

from collections.abc import Sequence

from decision_lint.document.blocks import Part, Table
from decision_lint.document.gathering import Gathering
from decision_lint.document.inline import plain, unwrap
from decision_lint.document.keys import Meaning, Opening, meaning
from decision_lint.document.openings import opening
from decision_lint.document.values import Written
from decision_lint.vocabulary import Field, normalise

_TELLING = {"license_note", "runtime", "hardware_note", "risk"}
"""Columns that a table of candidates has and a table of measurements has not."""

_KEY_TITLES = frozenset(
    "field key item name property attribute 字段 项 键 属性 名称 項目 フィールド キー".split()
)
_LABEL_TITLES = frozenset(
    "candidate option no number id # 候选 候选模型 编号 序号 候補 候補モデル 番号".split()
)


def _means(gathering: Gathering, cell: Part, *, in_candidate: bool) -> Meaning | None:
    text = plain(gathering.text[slice(*unwrap(gathering.text, *cell))])
    return meaning(text, in_candidate=in_candidate) if text else None


def _name(gathering: Gathering, cell: Part) -> str:
    return normalise(gathering.text[slice(*cell)])


def is_fields(gathering: Gathering, table: Table) -> bool:
    """Tell whether a table holds fields at all."""
    return bool(_columns(gathering, table) or _rows(gathering, table) or _pairs(gathering, table))


def read(gathering: Gathering, table: Table) -> bool:
    """Read a table's fields; what a table of something else says is left alone."""
    if columns := _columns(gathering, table):
        _read_columns(gathering, table, columns)
    elif rows := _rows(gathering, table):
        _read_rows(gathering, table, rows)
    elif pairs := _pairs(gathering, table):
        for key, means, cell in pairs:
            # Below a candidate's row, `Hardware note` is the candidate's.
            inside = gathering.scope is not None
            _put(gathering, key, _means(gathering, key, in_candidate=inside) or means, cell)
    else:
        return False
    return True


def _put(gathering: Gathering, key: Part, means: Meaning, cell: Part) -> None:
    value = unwrap(gathering.text, *cell)
    gathering.put(unwrap(gathering.text, *key), means, Written(((value,),), cell=cell))


def _columns(gathering: Gathering, table: Table) -> dict[int, Opening | None]:
    """Find the columns that are candidates: their keys stand in the first column."""
    header, *body = table.rows
    keys = [_means(gathering, row[0], in_candidate=True) for row in body if row]
    fields = sum(isinstance(key, Field) and key.of_candidate for key in keys)
    openings = {
        index: opening(gathering.text, unwrap(gathering.text, *cell))
        for index, cell in enumerate(header[1:], 1)
    }
    labelled = {index: found[0] for index, found in openings.items() if found}
    if fields == 0 or 2 * fields < len(keys):
        return {}
    if labelled:
        return dict(labelled)
    if len(header) > 2 and not any(key and isinstance(key, Opening) for key in keys):  # noqa: PLR2004
        named: dict[int, Opening | None] = {
            index: None for index in openings if _name(gathering, header[index])
        }
        value_like = _name(gathering, header[1]) in {"value", "值", "内容", "値"}
        return {} if value_like or len(named) < 2 else dict(named)  # noqa: PLR2004
    return {}


def _read_columns(gathering: Gathering, table: Table, columns: dict[int, Opening | None]) -> None:
    header, *body = table.rows
    for index, label in columns.items():
        cell = header[index]
        found = opening(gathering.text, unwrap(gathering.text, *cell))
        if label and found:
            gathering.open(label, found[1], Written((((found[2]),),)))
        else:
            part = unwrap(gathering.text, *cell)
            gathering.open_unlabelled(part, Written(((part,),)))
        gathering.sticky = True
        for row in body:
            means = _means(gathering, row[0], in_candidate=True) if len(row) > index else None
            if isinstance(means, Field) and means.of_candidate:
                _put(gathering, row[0], means, row[index])
        gathering.leave()


def _rows(gathering: Gathering, table: Table) -> dict[int, Field | None]:
    """Find the columns of a table that has one candidate a row; None is its label."""
    columns: dict[int, Field | None] = {}
    for index, cell in enumerate(table.rows[0]):
        means = _means(gathering, cell, in_candidate=True)
        if isinstance(means, Field) and means.of_candidate:
            columns[index] = means
        elif _name(gathering, cell) in _LABEL_TITLES:
            columns[index] = None
    names = {field.name for field in columns.values() if field}
    named = "model" in names or None in columns.values()
    return columns if named and names & _TELLING else {}


def _read_rows(gathering: Gathering, table: Table, columns: dict[int, Field | None]) -> None:
    header, *body = table.rows
    label = next((index for index, field in columns.items() if field is None), None)
    model = next(
        (index for index, field in columns.items() if field and field.name == "model"), None
    )
    for row in body:
        if not any(gathering.text[slice(*cell)].strip() for cell in row):
            continue
        _open_row(gathering, row, label, model)
        gathering.sticky = True
        for index, field in columns.items():
            if field and index != model and index < len(row):
                _put(gathering, header[index], field, row[index])
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


def _pairs(gathering: Gathering, table: Table) -> list[tuple[Part, Meaning, Part]]:
    """Find the rows of a table that has one field a row, its header too if it is one."""
    found = []
    for number, row in enumerate(table.rows):
        if len(row) < 2:  # noqa: PLR2004  (a key and a value)
            continue
        means = _means(gathering, row[0], in_candidate=False)
        titled = number == 0 and _name(gathering, row[0]) in _KEY_TITLES
        if means and not titled:
            found.append((row[0], means, row[1]))
    return found if 2 * len(found) >= len(table.rows) - 1 else []
