"""How many fixed cases an eval gate states: `20 fixed cases, 18 must pass`, `固定 7 問`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.evidence.wide_cases import count_any, count_fixed, count_whole
from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold

Token = tuple[str, int | None]
"""A word or a mark, and the number that it says."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_SCORES = {"dozen": 12, "hundred": 100}
_NOUNS = frozenset(
    """case example question prompt query querie ticket page document doc item sample input problem
    conversation dialogue dialog email mail contract invoice report test row entry entrie sentence
    image picture photo comment poem tender instruction scenario utterance article record pair
    snippet function issue message letter recipe note exercise transcript form receipt essay text
    clip recording task""".split()
)
_FIXED = frozenset(
    """fixed frozen heldout golden gold handpicked curated labelled labeled locked reference
    pinned""".split()
)
_NO_CASES = frozenset(
    """set suite list file table split benchmark dataset rubric gate seed threshold run round repeat
    trial time score week day hour month star minute second categorie language model level criteria
    metric topic domain user request token point percent people reviewer price budget gpu""".split()
)
_ENDS_A_PHRASE = frozenset("of must out in and or on per are is pass passes passed".split())
_SOME = frozenset("all every each none half most %".split())
_THE = frozenset("the our these those all its same fixed".split())
_LIMITS = frozenset(
    """least most than under over below above minimum only top first last every each within after
    per if miss misses fail fails pass passes passed < > ≥ ≤ <= >=""".split()
)
_TOKEN = pattern(
    r"(?P<n>(?<![.,:#@$€£¥~^/\d-])\d[\d,]*(?![\d.]*\d|\s?%|\s?/\s?\d|-\d|[a-z_]))"
    r"|[a-z][a-z']*|[<>≥≤]=?|[^\s\w-]|\w+"
)
_FIGURES = pattern(r"\d{1,3}(?:,\d{3})+|\d{1,6}")
_JOINED = pattern(r"\b(held|hand)[\s-](out|picked)\b")
_SLASHED = pattern(
    r"(?<![\d/.-])(\d{1,4})\s?/\s?(\d{1,4})(?![\d/.-]|\s?(?:ms|s|h|gb|mb|k|stars|points)\b)"
)
_SCALE = pattern(
    r"\b(?:scor\w*|rating|rated?|grades?|average|mean|stars?|likert|helpfulness|fluency|quality)\b"
    r"|评分|得分|平均|評価点|スコア|点数"
)
_MOST_WORDS = 5
"""Words that may stand between a number and its noun."""


def count_cases(text: str) -> int | None:
    """Tell how many fixed evaluation cases a text states."""
    folded = _JOINED.sub(r"\1\2", fold(text).casefold().replace("\n", " "))
    tokens = list(_tokens(folded))
    has_wide = not folded.isascii()
    return (
        _fixed(tokens)
        or (count_fixed(folded) if has_wide else None)
        or _whole(tokens)
        or _slashed(folded)
        or (count_whole(folded) if has_wide else None)
        or _any(tokens)
        or (count_any(folded) if has_wide else None)
    )


def _tokens(text: str) -> Iterator[Token]:
    """Cut a text into words, marks and numbers: `two dozen` and `twenty-five` are one each."""
    held: int | None = None
    for found in _TOKEN.finditer(text):
        word = found[0]
        spoken = _WORDS.get(word, _SCORES.get(word))
        if held is not None and spoken is not None and (joined := _join(held, word, spoken)):
            held = joined
            continue
        if held is not None:
            yield "", held
        held = spoken
        if held is None:
            figures = found["n"] and _FIGURES.fullmatch(word.rstrip(","))
            yield word, int(figures[0].replace(",", "")) if figures else None
    if held is not None:
        yield "", held


def _join(held: int, word: str, spoken: int) -> int:
    """Give the number that two words say together, or 0."""
    if word in _SCORES:
        return held * spoken
    is_ten = held in range(20, 100, 10) and 0 < spoken < 10  # noqa: PLR2004  (`twenty-five`)
    return held + spoken if is_ten else 0


def _behind(tokens: Sequence[Token], index: int) -> list[str]:
    """Give the words behind a number that may belong to it, in the singular."""
    words = []
    for word, number in tokens[index + 1 : index + 1 + _MOST_WORDS]:
        if number is not None or word in _ENDS_A_PHRASE or not word[:1].isalpha():
            break
        words.append(word)
    return words


def _is_case(word: str) -> bool:
    return word.rstrip("s") in _NOUNS


def _is_other(word: str) -> bool:
    return word.rstrip("s") in _NO_CASES or word in _NO_CASES


def _fixed(tokens: Sequence[Token]) -> int | None:
    """Find `20 fixed comments` and `a fixed set of 12 letters`: what is fixed may be anything."""
    for index, (_, number) in enumerate(tokens):
        if number is None:
            continue
        words = _behind(tokens, index)
        marks = [at for at, word in enumerate(words) if word in _FIXED]
        named = words[marks[0] + 1 :] if marks else []
        head = next((w for w in named if _is_case(w) or _is_other(w) or w.endswith("s")), "")
        if head and not _is_other(head):
            return number
        before = [word for word, _ in tokens[max(0, index - 3) : index]]
        is_fixed = before[-1:] and before[-1] in _FIXED
        is_set = len(before) == 3 and before[0] in _FIXED and before[2] == "of"  # noqa: PLR2004
        if (is_fixed or is_set) and any(map(_is_case, words)):
            return number
    return None


def _whole(tokens: Sequence[Token]) -> int | None:
    """Find `18 of the 20`, `95 % of 200`, `all of our 12`; `4 of 5` as a score is none."""
    for index, (word, _) in enumerate(tokens):
        if word != "of":
            continue
        at = index + 1
        while at < min(len(tokens), index + 4) and tokens[at][0] in _THE:
            at += 1
        number = tokens[at][1] if at < len(tokens) else None
        front = tokens[max(0, index - 4) : index]
        parts = [part for _, part in front if part is not None]
        is_part = bool(parts) or any(some in _SOME for some, _ in front)
        if number is None or number < 3 or not is_part or max(parts, default=0) > number:  # noqa: PLR2004  (`one of two` is no gate)
            continue
        around = " ".join(word for word, _ in tokens[max(0, index - 6) : at + 4])
        if not any(map(_is_other, _behind(tokens, at)[:2])) and not _SCALE.search(around):
            return number
    return None


def _slashed(text: str) -> int | None:
    """Find `18/20`; `1/2` is a half, `24/7` is a time, and `4/5` in stars is a score."""
    for found in _SLASHED.finditer(text):
        part, number = int(found[1]), int(found[2])
        around = text[max(0, found.start() - 30) : found.end() + 12]
        if part <= number > 2 and not _SCALE.search(around):  # noqa: PLR2004
            return number
    return None


def _any(tokens: Sequence[Token]) -> int | None:
    """Take the number before the first noun for cases, or a larger one before the same noun."""
    counts: list[tuple[str, int]] = []
    for index, (_, number) in enumerate(tokens):
        if number is None:
            continue
        before = [word for word, _ in tokens[max(0, index - 2) : index]]
        if before[-1:] in ([":"], ["="]) and (_is_case(before[0]) or before[0] == "n"):
            counts.append((before[0].rstrip("s"), number))
        elif not (before and (before[-1] in _LIMITS or before == ["up", "to"])):
            head = next((w for w in _behind(tokens, index) if _is_case(w) or _is_other(w)), "")
            if _is_case(head):
                counts.append((head.rstrip("s"), number))
    return max((number for noun, number in counts if noun == counts[0][0]), default=None)
