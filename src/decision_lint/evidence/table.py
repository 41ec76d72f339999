"""Evaluation tables: how many cases one has, and which of them are without a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from decision_lint.evidence.grids import Cell, Grid, grids
from decision_lint.patterns import pattern
from decision_lint.quantities.parameters import find_parameters
from decision_lint.quantities.todos import is_placeholder
from decision_lint.rule import Absent
from decision_lint.source import Source, Span
from decision_lint.vocabulary import normalise


class Blank(NamedTuple):
    """A case without a verdict: its number, the column, and where the verdict should stand."""

    row: int
    """The cases are counted from 1."""
    column: str
    """As the header names it."""
    span: Span


class EvaluationTable(NamedTuple):
    """The results of an evaluation, case by case."""

    path: str
    cases: int
    """Rows that are cases: neither blank nor a total."""
    verdicts: tuple[str, ...]
    """The columns that hold verdicts, as the header names them."""
    blanks: tuple[Blank, ...]

    def place(self, row: int, column: str) -> Span | None:
        """Find where the missing verdict of a case should stand."""
        found = (blank for blank in self.blanks if (blank.row, blank.column) == (row, column))
        return next((blank.span for blank in found), None)


_STRONG = frozenset(
    """verdict verdicts pass passed passes passing ok okay judgement judgment judgements correct
    success accepted usable met bestanden urteil veredicto aprobado aprovado
    判断 结论 達成""".split()
)
_WEAK = frozenset(
    """result results outcome score scores status state grade grades rating mark marks evaluation
    rated points judge ergebnis resultado résultat 評価 评价 状態""".split()
)
_WIDE_STRONG = pattern("判定|合否|合格|通过|通過|正误|正誤|是否正确")
_WIDE_WEAK = pattern("結果|结果|评分|得分|評点|スコア|点数|採点|打分|状态")
_NO_STRONG = frozenset(
    """expected expectation criteria criterion condition threshold target min max note notes reason
    comment comments remark remarks required definition how when rule must rate date by""".split()
)
_NO_WEAK = _NO_STRONG | frozenset(
    "actual text code weight possible answer output reference ideal gold time id maximum".split()
)
_WIDE_NO_VERDICT = pattern(
    "期待|予想|预期|期望|标准|基準|条件|理由|备注|備考|说明|説明|实际|実際|回答|参考|模型"
)
_TOTAL = pattern(
    r"(?:grand |sub)?(?:totals?|sum|average|avg|mean|median|overall|summary|pass rate|accuracy|all"
    r"|score|count|passed|failed)\b[\s\W\d/%]*$"
    r"|合计|总计|平均|总分|通过率|合計|総計|集計|計$|正答率|小计|正确率|合格率"
)
_UNFILLED = pattern(
    r"[-–—/?.…*_\s]*|[☐□⬜◻]|\[\s?\]|n\.?/?d\.?|pending|open|blank|empty|later|none|null|nan"
    r"|not (?:run|tested|scored|judged|yet)|未测试|未评|未测|待评|待定|待跑|未|空|なし|保留"
    r"|(?:pass|ok|yes|good|合格|通过|是|○)\s?(?:/|\||or|或|・|か)\s?"
    r"(?:fail|nok|not ok|no|bad|不合格|未通过|否|×)"
)
_FILLED = pattern(r"\[[xX✓✔]\]|[xXvV✓✔✗✘]")
_JUDGES = frozenset(
    """pass passed fail failed ok nok correct wrong 合格 不合格 通过 未通过 正解 不正解""".split()
)
_SAYS_A_VERDICT = _JUDGES | frozenset("yes no true false 对 错".split())


def read_table(source: Source) -> EvaluationTable | Absent:
    """Read the first table of a file that has cases; one with verdicts goes before one without."""
    if source.unreadable:
        return Absent(f"{source.path} cannot be read: {source.unreadable}")
    return _read(source, source.path, source.text)


def read_table_text(path: str, text: str) -> EvaluationTable | Absent:
    """Read a table from a text of its own."""
    return read_table(Source(path, text))


def read_table_within(source: Source, span: Span) -> EvaluationTable | Absent:
    """Read the table that stands in a part of a file; its places are those of the file."""
    start = source.offset(span.line, span.column)
    end = source.offset(span.end_line, span.end_column)
    before, after = (_OUTSIDE.sub(" ", part) for part in (source.text[:start], source.text[end:]))
    return _read(source, "", before + source.text[start:end] + after)


def _read(source: Source, name: str, text: str) -> EvaluationTable | Absent:
    tables = []
    for grid in grids(name, text):
        table = _table(source, grid)
        if table.cases and (table.verdicts or not grid.is_guessed):
            tables.append(table)
    with_verdicts = (table for table in tables if table.verdicts)
    first = next(with_verdicts, tables[0] if tables else None)
    return first or Absent(f"{source.path or 'the text'} holds no table of cases")


_OUTSIDE = pattern(r"[^\r\n]")


def _table(source: Source, grid: Grid) -> EvaluationTable:
    """Count the cases of a table, and note the verdicts that are missing."""
    headed = grid.is_headed or _is_header(grid.names)
    columns = (_verdicts(grid.names) or _judging(grid)) if headed else ()
    rows = [row for row in grid.rows if _is_case(row, columns)]
    blanks = []
    for number, row in enumerate(rows, 1):
        for column in columns:
            cell = row[column] if column < len(row) else _beyond(row)
            if _is_blank(cell.text):
                span = source.span(cell.start, cell.end)
                blanks.append(Blank(number, grid.names[column], span))
    names = tuple(grid.names[column] for column in columns)
    return EvaluationTable(source.path, len(rows) + (not headed), names, tuple(blanks))


def _is_header(names: Sequence[str]) -> bool:
    """Tell a row of names from a case: a case has a number in front, or says how it went."""
    said = {name.casefold() for name in names}
    return not (names[0].isdecimal() or (len(said & _SAYS_A_VERDICT) == 1 and not _verdicts(names)))


def _verdicts(names: Sequence[str]) -> tuple[int, ...]:
    """Find the columns that hold verdicts, by name; `score` is one where nothing says `verdict`."""
    strong = [index for index, name in enumerate(names) if _is_strong(normalise(name))]
    return tuple(strong or (index for index, name in enumerate(names) if _is_weak(normalise(name))))


def _judging(grid: Grid) -> tuple[int, ...]:
    """Find the columns that hold nothing but verdicts: under the name of a model, one for each.

    Beside one, a column without a word under the name of a model is one that nobody filled in.
    """
    found, empty = [], []
    for index, name in enumerate(grid.names):
        said = {row[index].text.casefold() for row in grid.rows if index < len(row)}
        judged = said & _JUDGES
        is_other = set(normalise(name).split("_")) & _NO_WEAK or _WIDE_NO_VERDICT.search(name)
        if is_other or not all(map(_is_blank, said - judged)):
            continue
        if judged:
            found.append(index)
        elif find_parameters(name) is not None:
            empty.append(index)
    return tuple(sorted(found + empty)) if found else ()


def _is_strong(name: str) -> bool:
    parts = set(name.split("_"))
    if parts & _NO_STRONG or _WIDE_NO_VERDICT.search(name):
        return False
    return bool(parts & _STRONG or _WIDE_STRONG.search(name))


def _is_weak(name: str) -> bool:
    parts = set(name.split("_"))
    if parts & _NO_WEAK or _WIDE_NO_VERDICT.search(name):
        return False
    return bool(parts & _WEAK or _WIDE_WEAK.search(name))


def _is_case(row: Sequence[Cell], columns: Sequence[int]) -> bool:
    """Tell a case from a blank row, a total and an elision."""
    others = [cell.text for index, cell in enumerate(row) if index not in columns]
    said = [text for text in others if not _is_blank(text)]
    if not said:
        return not others and bool(columns)
    return not _TOTAL.match(said[0].casefold().strip(" *_:"))


def _is_blank(text: str) -> bool:
    if _FILLED.fullmatch(text):
        return False
    return bool(_UNFILLED.fullmatch(text.casefold())) or is_placeholder(text)


def _beyond(row: Sequence[Cell]) -> Cell:
    """Give the place behind the last cell of a row that is too short."""
    return Cell("", row[-1].end, row[-1].end)
