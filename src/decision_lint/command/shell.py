"""A script as its shell would cut it: statements of words, and what is put aside on the way.

It is read for what was meant: a quote that is never closed, a comment between continued lines or
a continuation mark that was doubled ends no command here, although a shell would stumble.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from decision_lint.patterns import pattern

_ODD = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u3000，、。", " ")
    | dict.fromkeys("\u200b\ufeff\r", "")
    | dict.fromkeys("“”„", '"')
    | dict.fromkeys("「」『』", "`")
    | {"\u2011": "-", "；": ";", "：": ": ", "（": "(", "）": ")"}
)
"""What word processors and web pages leave in a command."""

_DASH = pattern(r"(?<!\S)[—–]+(\w{1,4})")
_SHORT = 3  # letters: `-ngl`
_CLOSED = r"\"(?>[^\"\\]|\\.){0,400}+\""
_IN_PARENTHESES = rf"\$\((?>[^()\"']+|{_CLOSED}|'[^']{{0,400}}'|\((?>[^()]*)\)){{0,40}}+\)"
_PROMPT = r"(?:[ \t]*(?:(?:PS[ \t]+)?[A-Za-z]:\\[^>\n]{0,100}>|>{1,3}[ \t]))"
_TOKEN = pattern(
    rf"""(?P<fence>```+(?:[\w-]*(?=[ \t]*\n))?)
    | (?P<joined>(?:\\++|`|\^)[ \t]*+(?:\#[^\n]*)?(?:\n|\Z)
        (?:[ \t]*\#[^\n]*(?:\n|\Z))*(?:[ \t]*>[ \t]*(?=-))?
      | \n[ \t]*(?:\#[^\n]*\n[ \t]*){{0,3}}(?:>[ \t]+)?(?=--?[A-Za-z])
      | [ \t\f\v]+)
    | (?P<heredoc><<-?[ \t]*['"]?(?P<delimiter>[A-Za-z_]\w*)['"]?)
    | (?P<placeholder><[^\s<>|;&(=](?>[^<>\n|;&]{{0,80}})(?<!\s)>)
    | (?P<redirect>(?:\d{{0,2}}|&)(?:>{{1,2}}[|&]?|<{{1,3}}&?)[ \t]*)
    | (?P<end>\n{_PROMPT}?|[;&|()])
    | (?P<comment>(?<![^\s;&|()])\#[^\n]*)
    | (?P<plain>[^\s\\"'`$;&|()<>{{^\#]+|(?<=[A-Za-z][A-Za-z])'(?=(?:[stdm]|re|ll|ve)\b))
    | \$?'(?P<single>[^']*)'
    | \$?"(?P<double>(?>[^"\\$]+|\\.|{_IN_PARENTHESES}|\$)*+)"
    | (?P<inner>{_IN_PARENTHESES})
    | (?P<braces>\$\{{[^}}\n]{{0,200}}\}}|\{{\{{[^{{}}\n]{{0,200}}\}}\}})
    | `(?P<code>[^`\n]+)`
    | (?P<stray>["'`])
    | \\(?P<escaped>[^\w.])
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_FIRST_PROMPT = pattern(rf"\s*+{_PROMPT}")
_ESCAPED = pattern(r"\\(?:\n|([\"\\$`]))")
_SUBSTITUTED = pattern(_IN_PARENTHESES)


class Statement(NamedTuple):
    """One simple command."""

    words: tuple[str, ...]
    inner: tuple[str, ...] = ()
    """Scripts that stand in its words: `$(…)`, and what a page marks as code."""
    document: str | None = None
    """What it reads from the lines below: `<<EOF`."""


class Script(NamedTuple):
    """The statements of a text, and its comments."""

    statements: tuple[Statement, ...]
    comments: tuple[str, ...]


def split(text: str) -> Script:
    """Cut a text into statements; any text gives some."""
    text = _DASH.sub(_hyphens, text.translate(_ODD))
    draft, position = _Draft(), 0
    if prompt := _FIRST_PROMPT.match(text):
        position = prompt.end()
    while token := _TOKEN.match(text, position):
        position = token.end()
        match kind := token.lastgroup or "":
            case "joined" | "fence":
                draft.end_word()
            case "end":
                draft.end_word()
                if token[0].startswith("\n") and draft.delimiter:
                    position = draft.take_document(text, position)
                draft.end_statement()
            case "comment":
                draft.comments.append(token[0].lstrip("# "))
            case "heredoc":
                draft.delimiter = token["delimiter"]
            case "redirect":
                draft.end_word()
                draft.dropping = True
            case _:
                draft.add(kind, token)
    draft.end_word()
    draft.end_statement()
    return Script(tuple(draft.statements), tuple(draft.comments))


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text that is one statement."""
    return tuple(word for statement in split(text).statements for word in statement.words)


def _hyphens(found: re.Match[str]) -> str:
    """Give back the hyphens that were typed: `—port` was `--port`, `–tp` was `-tp`."""
    is_short = found[0][0] == "–" and len(found[1]) <= _SHORT
    return ("-" if is_short else "--") + found[1]


class _Draft:
    """What has been read so far."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.comments: list[str] = []
        self.words: list[str] = []
        self.inner: list[str] = []
        self.word: list[str] = []
        self.delimiter: str | None = None
        self.document: str | None = None
        self.dropping = False  # the next word is a file that is redirected to

    def add(self, kind: str, token: re.Match[str]) -> None:
        """Add a piece to the word."""
        piece = token[0]
        match kind:
            case "stray":
                return
            case "single" | "escaped":
                piece = token[kind]
            case "double":
                piece = token[kind]
                self.inner += [found[0][2:-1] for found in _SUBSTITUTED.finditer(piece)]
                piece = _ESCAPED.sub(lambda found: found[1] or "", piece)
            case "inner":
                self.inner.append(piece[2:-1])
            case "code":
                self.inner.append(token[kind])
        self.word.append(piece)

    def end_word(self) -> None:
        """End the word, if one has begun."""
        if not self.word:
            return
        if not self.dropping:
            self.words.append("".join(self.word))
        self.dropping = False
        self.word = []

    def end_statement(self) -> None:
        """End the statement, if one has begun."""
        if self.words or self.inner:
            statement = Statement(tuple(self.words), tuple(self.inner), self.document)
            self.statements.append(statement)
        self.words, self.inner, self.document, self.dropping = [], [], None, False

    def take_document(self, text: str, position: int) -> int:
        """Take the lines up to the delimiter, and tell where the next statement begins."""
        closing = re.compile(rf"^[ \t]*{self.delimiter}[ \t]*(?:\n|\Z)", re.MULTILINE)
        found = closing.search(text, position)
        self.document = text[position : found.start() if found else len(text)]
        self.delimiter = None
        return found.end() if found else len(text)
