"""To-dos in the place of an answer: `TBD`, `check the model card`, `待确认`, `要確認`.

A text is cut into clauses, and a clause is told as the kinds of its words (`deferrals`). One that has
no word of its own and puts something off is a to-do. A value is a to-do if no clause of it says
anything else; a license note is one if any clause leaves a question open, also beside a license.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

from decision_lint.quantities.deferrals import NAMED, SAYS, letters, without_links
from decision_lint.quantities.folding import fold

_LONGEST = 300
"""Characters of the longest clause, and of the longest value, that is no more than a to-do."""

_CUTS = (
    r"[,;:!?()\[\]。、|\n]|\.(?=\s|$)|\s-+\s|[–—]|\b(?:but|although|though|however|aber|mais|pero)\b"
    r"|但是?|不过|ただし|[すだ]が(?=\s|、|,)"
)
_DRESS = " *`\"'!。"
_SIGNS = tuple("<[{«$%_.?x☐~-")
_SLOTS = (
    r"[\W_]*(?:_{2,}|\.{3,})[\W_]*|\?+(?:\s.*)?|x{3,}|\[[\sx]?\]|☐|lorem ipsum.*"
    r"|<(?![^<>]*(?://|@))[^<>]*[^\W\d][^<>]*>|\$?\{\{?[^{}\"':,]*[^\W\d][^{}\"':,]*\}\}?"
    r"|«[^«»]+»|\$[a-z_]{2,30}|%[a-z_]{2,30}%|\[(?:your|insert|enter|fill in)\b[^\[\]]*\]"
    r"|(?:your|insert|enter|put) (?:your |the |a |an )?[\w -]{1,30} here|your [\w-]{1,20}"
)
"""Blanks, slots of templates, and filling."""

_OPEN = (
    r".*W.*|O[lbtmd]?.*|(?!.*[nN]s).*s.*|.*[nyN]s?.*u.*|.*n.*[ktTlbBy].*|.*y.*[nN].*|.*N.*y.*"
    r"|.*m.*[kTB].*|.*d.*[kTB].*|.*[mv].*i.*|[mx]*l.*[aef].*|.*e.*p?l.*|[^dw]*f.*|.*t.*e|.*ap?lm?"
)
"""A clause of no word of its own, in kinds of words, that puts an answer off."""

_PLANNED = r".*[md].*[lti].*|.*[lb]m|.*[md].*[bo].*|b.*o.*"
"""The same, where it may as well be what a field is for: `to write the eval set`."""

_POINTER = r"x.*a.*|x?z"
"""A clause that only says where the answer stands."""

_LICENSE = r"[mx]*l.*|.*[rRaA]pl.*|.*lm|.*i.*|.*h.*|.*mb.*|b.*r.*|.*[mdfe].*l.*"
"""What puts a license note off besides."""

_AMONG = (
    r"(?:[rRmdxS]*[mdx])?l(?=.*[rRQ]).*|.*m[kl][fewmjo]*|(?=.*[rR]).*d[kl]|.*W.*|O[lbtmdrRaA].*|s[rRlk].*|[^c]*m[^c]*[kl]w.*"
    r"|(?=.*[rR]).*s|.*n[lk](?:w.*)?|.*nu.*|.*lm?n|.*(?:hS|Sh).*"
)
"""The same among other words: `check the MAU limit of 700 million`, `export rules to be checked`."""

_OPEN_UNTIL = r"[^dxcSqQ]*(?:m.*[kTB]|[nN]?y|s)"
"""What stays open, whoever is named behind `by`, and whatever is to come first."""

_UNDONE = "[nN][rRlt]*D"
_STANDING = "q|^Q|jv?S"
"""A standing duty, a condition, or a name that is given: none of them is open."""

_TELLING = frozenset((SAYS, NAMED, "q", "Q"))
_YET = frozenset("yu")
_NEXT = ("Sf", "fS")
"""`later MIT`: another license to come."""


class Says(Enum):
    """What a clause amounts to."""

    NOTHING = auto()
    OPEN = auto()
    """It puts the answer off."""
    ELSEWHERE = auto()
    """It only says where the answer stands."""
    SETTLED = auto()
    """It says no more than that a thing was looked at."""
    SOMETHING = auto()


@lru_cache(2048)
def is_placeholder(text: str, *, plans: bool = False) -> bool:
    """Tell whether a text only says that it will be filled in.

    `plans` says that the field may hold an intention, so that `to write the eval set` answers it.
    """
    opening = _opening(text)
    if _is_slot(opening):
        return True
    said = set()
    for index, clause in enumerate(_clauses(opening)):
        kinds = _kinds(clause)
        if index == 0 and _opens(kinds, clause):
            return True
        said.add(_judge(kinds, plans=plans))
        if Says.SETTLED in said or Says.SOMETHING in said:
            return False
    return Says.OPEN in said and len(text) <= _LONGEST


def is_blank(text: str) -> bool:
    """Tell whether a text is an empty slot or begins with `TBD`, whatever the field is for."""
    opening = _opening(text)
    first = next(_clauses(opening), "")
    return _is_slot(opening) or _opens(_kinds(first), first)


@lru_cache(2048)
def is_license_todo(text: str) -> bool:
    """Tell whether a license note says that something is still to be found out."""
    folded = without_links(fold(text).casefold()).strip(_DRESS)
    if folded.endswith("?") or _is_slot(folded):
        return True
    told = [_kinds(clause) for clause in _clauses(folded)]
    named = any(NAMED in kinds for kinds in told)
    said = list(_said(told, named=named))
    for says, after in pairwise([*said, Says.NOTHING]):
        if says is Says.OPEN and after is not Says.SETTLED:
            return True
    answers = Says.SOMETHING in said or Says.SETTLED in said
    return Says.ELSEWHERE in said and not named and not answers


def names_a_license(text: str) -> bool:
    """Tell whether a note names a license."""
    return any(NAMED in _kinds(clause) for clause in _clauses(fold(text).casefold()))


def _opening(text: str) -> str:
    return fold(text[: 2 * _LONGEST]).casefold().strip(_DRESS)


def _clauses(text: str) -> Iterator[str]:
    return (clause for piece in re.split(_CUTS, text) if (clause := piece.strip()))


def _kinds(clause: str) -> str:
    return letters(clause) if len(clause) <= _LONGEST else SAYS


def _is_slot(text: str) -> bool:
    """Tell a blank and a slot of a template, by their signs: `____`, `<model>`, `your model here`."""
    if not 0 < len(text) <= _LONGEST or not (
        text.startswith((*_SIGNS, "your ", "lorem")) or text.endswith(" here")
    ):
        return False
    if re.fullmatch(_SLOTS, text):
        return True
    if not (text.startswith("[") and text.endswith("]")):
        return False
    slot = text[1:-1]
    return not set("/.:,[]'\"0123456789") & set(slot) and not set(letters(slot)) & {SAYS, "N"}


def _opens(kinds: str, clause: str) -> bool:
    """Tell whether a first clause makes the rest a mere note: `TBD by Anna`, `TODO: 20 cases`."""
    if kinds.startswith("W"):
        return not {"の", "的"} & set(clause)
    return kinds == "O" or bool(re.match("O[lbtm]", kinds))


def _judge(kinds: str, *, plans: bool) -> Says:
    """Tell what a clause of any field amounts to."""
    kinds = re.sub(_UNDONE, "s", kinds)
    if not _TELLING.isdisjoint(kinds):
        head, by, _ = kinds.partition("w")
        return Says.OPEN if by and re.fullmatch(_OPEN_UNTIL, head) else Says.SOMETHING
    if settled := _settled(kinds):
        return settled
    wanted = f"{_OPEN}|{_POINTER}" if plans else f"{_OPEN}|{_POINTER}|{_PLANNED}"
    return Says.OPEN if re.fullmatch(wanted, kinds) else Says.NOTHING


def _judge_license(kinds: str, *, named: bool) -> Says:
    """Tell what a clause of a license note amounts to; `named` says that the note has a license."""
    kinds = re.sub(_UNDONE, "s", kinds)
    if named and re.search(_STANDING, kinds):
        return Says.SOMETHING
    if settled := _settled(kinds):
        return settled
    among = SAYS in kinds
    if among:
        is_open = re.fullmatch(_AMONG if named else f"{_AMONG}|[mdx]*l.*", kinds)
    else:
        bare = kinds.replace(NAMED, "")
        is_open = re.fullmatch(f"{_OPEN}|{_LICENSE}", bare) if kinds not in _NEXT else None
    if is_open:
        return Says.OPEN
    if NAMED not in kinds and re.fullmatch("x.*[aA].*" if among else ".*[xaAz].*", kinds):
        return Says.ELSEWHERE
    return Says.SOMETHING if among or NAMED in kinds else Says.NOTHING


def _settled(kinds: str) -> Says | None:
    """Tell a clause that is about something done, or about what there is not."""
    if re.search("[DP]", kinds) or re.fullmatch("[^nmd]*k.*", kinds):
        return Says.SOMETHING if SAYS in kinds else Says.SETTLED
    return Says.SOMETHING if "N" in kinds and _YET.isdisjoint(kinds) else None


def _said(told: Sequence[str], *, named: bool) -> Iterator[Says]:
    """Tell what the clauses of a license note amount to; `if it changes` covers the next one."""
    conditional = False
    for kinds in told:
        yield Says.SOMETHING if conditional else _judge_license(kinds, named=named)
        conditional = named and kinds.startswith("Q")
