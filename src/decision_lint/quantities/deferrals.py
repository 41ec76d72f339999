"""The words of which a to-do is made: a clause told as the kinds of its words, a letter each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from decision_lint.knowledge.tables import table

SAYS, NAMED = "c", "S"
"""A word that says something of its own, and the name of a license."""

LETTERS = {
    "glue": "",
    "says": SAYS,  # where a part of it would be of another kind
    "object": "p",  # を, which makes a bare verb behind it an order
    "be": "v",
    "will": "m",
    "duty": "d",
    "look": "l",
    "order": "g",  # an infinitive that is one: `klären`, `vérifier`
    "looking": "i",
    "looked": "k",
    "try": "t",
    "tried": "T",
    "make": "b",
    "made": "B",
    "part": "o",  # of a record: fallback, eval gate
    "noun": "j",
    "license": "r",
    "term": "R",  # what a license is about, and who judges it
    "card": "a",
    "page": "A",
    "open": "s",  # pending, unknown
    "later": "f",
    "before": "e",  # before launch
    "by": "w",  # when or by whom follows
    "not": "n",
    "none": "N",
    "yet": "y",
    "know": "u",
    "see": "x",
    "above": "z",
    "maybe": "h",
    "done": "D",
    "passed": "P",
    "often": "q",
    "if": "Q",
    "tbd": "W",
    "todo": "O",
    "alone": "E",  # puts off when nothing stands beside it
}

_PIECE = r"[^\W_]+(?:[.'’+-][^\W_]+)*\+*|[^\s\w]|_"
_WIDE = "\u2e80-\u9fff\uf900-\ufaff"
_WIDE_PIECE = f"[{_WIDE}]|" + _PIECE.replace("_]", f"_{_WIDE}]")
"""Words, signs, and each Chinese or Japanese character; without the wide ones it compiles fast."""

LONGEST = 10
"""Words, signs and wide characters of the longest phrase."""

_HYPHEN = r"(?<=[^\W\d_])-(?=[^\W\d_])"
_SILENT = frozenset("\"'`*_~#@^.,;:!?()[]{}<>|/\\&-–—―•·→☐™“”‘’«»「」『』【】〈〉《》・。、")
_HUB = r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co|modelscope\.cn)/\S*"


def without_links(text: str) -> str:
    """Put the words `model card` in the place of links to one."""
    return re.sub(_HUB, " model card ", text) if "/" in text else text


def letters(clause: str) -> str:
    """Give the kinds of a clause's words in their order; the clause is folded and in lower case."""
    kinds = "".join(_each(clause))
    kinds = "s" if kinds == "E" else kinds.replace("E", SAYS)
    return kinds.replace("g", "l" if SAYS in kinds else "ml")


def _each(clause: str) -> Iterator[str]:
    """Give the kind of one word or phrase after the other, the longest known first."""
    text = re.sub(_HYPHEN, " ", clause)
    piece = _PIECE if text.isascii() else _WIDE_PIECE
    spans = [found.span() for found in re.finditer(piece, text)]
    kinds = _phrases()
    at = 0
    while at < len(spans):
        start = spans[at][0]
        for count in range(min(LONGEST, len(spans) - at), 0, -1):
            kind = kinds.get(text[start : spans[at + count - 1][1]])
            if kind is not None:
                break
        else:
            count, kind = 1, _alone(text[start : spans[at][1]], kinds)
        at += count
        yield kind


def _alone(word: str, kinds: Mapping[str, str]) -> str:
    """Tell the kind of a word that is no phrase's: without `'s`, or without a French article."""
    if word in _SILENT:
        return ""
    head, mark, tail = word.replace("’", "'").partition("'")
    return kinds.get(head if tail == "s" else tail, SAYS) if mark else SAYS


@cache
def _phrases() -> Mapping[str, str]:
    """Give the kind of every phrase, without hyphens between letters."""
    words = table("deferrals")
    kinds: dict[str, str] = {}
    for kind, letter in LETTERS.items():
        for line in words[kind]:
            kinds |= dict.fromkeys(line.split(", "), letter)
    for name in table("licenses")["spellings"]:
        kinds[re.sub(_HYPHEN, " ", name) if "-" in name else name] = NAMED
    return kinds  # `mit` is a license here, and a word in German
