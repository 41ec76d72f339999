"""The runtimes that a text means: named, and neither negated nor rejected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold

_REACH = 70
"""How far from a name, in characters, a word may stand that takes it back."""

_USE = (
    r"(?:(?:use|using|used|run|running|deploy|deploying|start|starting|serve|serving|choose"
    r"|choosing|chose|pick|adopt|adopting|try|need|want|install|installing|consider|considering"
    r"|go|going|be|have|plan|planning|reason|with|on|via|through|to|for|the|an?|any|yet|now|plain"
    r"|currently|immediately|initially|anymore|more|full) ){0,5}"
)
_BEFORE = (
    rf"\b(?:not|no|never|without|neither|nor|cannot|don'?t|doesn'?t|didn'?t|won'?t|isn'?t) {_USE}",
    (
        r"\b(?:instead of|in place of|rather than|other than|\w+er than|more \w+ than|less \w+ than"
        r"|better than|over|unlike|except(?: for)?|excluding|considered|versus|compared (?:with|to)"
        r"|alternative to|avoid(?:s|ing)?|skip(?:s|ping|ped)?|drop(?:s|ping|ped)?|reject(?:s|ing|ed)?"
        r"|rul(?:e|ed|es|ing) out|exclud(?:e|ed|es)|discard(?:s|ed|ing)?|retir(?:e|ed|ing)"
        r"|abandon(?:ed|s|ing)?|decid(?:e|ed) against|against|replac(?:e|es|ed|ing)"
        r"|(?:migrat|mov|switch|chang)(?:e|es|ed|ing)? (?:away )?from|away from)"
        r" (?:the |using |running |to use |plain ){0,2}"
    ),
    (
        r"(?:不[再会]?(?:使|采|选|启)?(?:用|选|上|跑|考虑|部署|需要|推荐|通过)|不是|不要用?|没有?用|而非|无需|无须"
        r"|放弃|弃用|排除|拒绝|否决|避免|淘汰|替代|取代|替换|代替|相比|优于|不采纳|不選|採用せず)(?:使用|用|了|掉)? ?"
    ),
    r"(?:^|[\n;,(])\s?[❌✗✘🚫✖] ?",
)
_REJECTED = (
    r"(?:rejected|ruled out|excluded|dropped|discarded|declined|abandoned|removed|retired"
    r"|deprecated|deferred|postponed|skipped|avoided|vetoed|disabled|unavailable|unsupported"
    r"|impossible|overkill|out of scope|off the table|on hold|replaced (?:by|with)"
    r"|considered|too (?:heavy|slow|much|complex|early|large)"
    r"|not (?:used|chosen|selected|needed|required|adopted|available|supported|possible|planned"
    r"|considered|in use|an option|for now|recommended|suitable|viable|installed|picked)"
    r"|not (?:yet|now)(?= ?(?:$|[.,;)\n]|because|until|since|as\b|for\b|-)))"
)
_LINK = r"(?:is|are|was|were|has been|have been|had been|stays?|remains?|being|got|gets|both|be)"
_AFTER = (
    (
        rf" ?[(:,\[-]? ?(?:for now|currently|itself|too)?(?: ?{_LINK})?(?: ?(?:explicitly|currently"
        rf"|also|both|therefore|all|still|now|already|temporarily))* ?{_REJECTED}(?![a-z])"
    ),
    rf" {_LINK} (?:[a-z]+ ){{1,4}}but (?:{_LINK} )?{_REJECTED}",
    (
        r" (?:would|does not|doesn'?t|cannot|can'?t|could not|couldn'?t|will not|won'?t)"
        r" (?:(?:run|work|fit|be used|install|start)\b|be\b|need\b|require\b|have\b)"
    ),
    (
        r" ?[(:,]? ?(?:目前|现在|现阶段|这次|本次|暂时|暂|先|都|均|也|已|已经|被|已被)*"
        r"(?:不(?:使|采|选)?用|不选|不考虑|不需要|不可用|不合适|不适合|不推荐|否决|排除|放弃|弃用|拒绝|淘汰|排除在外)"
        r"(?=了|的| ?(?:$|[,。;.)、\n]))"
    ),
    (
        r" ?(?:(?:の(?:利用|使用|採用|導入))?[はをも])? ?(?:今回は?|まだ|当面は?|現時点では?|一旦|いったん|現状|"
        r"初期は|最初は)*"
        r"(?:使(?:わ|いませ|用し(?:な|ませ)|用せ)|採用し(?:な|ませ)|採用せ|利用し(?:な|ませ)|利用せ|"
        r"導入し(?:な|ませ)|導入せ|検討し(?:な|ませ)|選ば|選択し(?:な|ませ)|不採用|不使用|不要|未使用|見送|却下|除外|避け)"
    ),
    r" ?(?:では?なく|じゃなく|なし|無し|抜き|の代わり|に代え|より|以外)",
    r" ?[❌✗✘🚫✖]",
)
_CONDITION = pattern(r"\b(?:if|when|where|unless|once|in case|should|until|after) (?:the )?$")
_CIRCUMSTANCE = pattern(
    r" (?:on|in|as|without|before|until|under|at|while|if|when|outside|with|for(?! now)|behind)\b"
)
_JOINED = pattern(r" ?(?:/|&|\+|、|,? ?(?:and|or|nor)|和|与|或者?|以及|と|や|または|も) ?")
_LISTED = pattern(r", ?")
_NOT_LISTED = pattern(r"(?:instead of|in place of|rather than|than|代替|替代) ")


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """Compile the spellings of all runtimes, the longest first."""
    known = {
        fold(spelling).casefold(): name
        for name, runtime in table("runtimes")["runtimes"].items()
        for spelling in (name, *runtime["spellings"])
    }
    spelt = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    no_runtime = r"(?![a-z0-9_]|\.js|-js|-community| ?-?compatible| ?兼容| ?互換)"
    return re.compile(rf"(?<![a-z0-9_.@-])(?:{spelt}){no_runtime}"), known


_ARCHITECTURE = pattern(
    r"\b(?:sentence|vision|diffusion|swin|decoder|encoder|decoder-only|autoregressive|causal|large"
    r"|small|spacy|curated|audio|graph|most|other|of) transformers$"
    r"|\b(?:with|via|through|using) (?:the |its )?transformers (?:modell?ing )?backend$"
)
_BACKEND = pattern(r"(?: (?:modell?ing )?backend)?")


@cache
def _takes_back() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(f"(?:{'|'.join(_BEFORE)})$"), re.compile("|".join(_AFTER))


@lru_cache(2048)
def find_runtimes(text: str) -> tuple[str, ...]:
    """Name the runtimes that the text means, each once, in the order of their first mention.

    What is rejected is out, unless it is meant further on; a rejection for some circumstance
    ("no vLLM on the laptop") does not take back what is meant elsewhere.
    """
    text = fold(text).casefold()
    names, known = _names()
    mentions = [
        found
        for found in names.finditer(text)
        if found[0] != "transformers" or not _is_architecture(text, found)
    ]
    meant: dict[str, bool] = {}
    for found, verdict in zip(mentions, _verdicts(text, mentions), strict=True):
        name = known[found[0]]
        if verdict is None:
            meant.setdefault(name, False)
        else:
            meant[name] = verdict
    return tuple(name for name, is_meant in meant.items() if is_meant)


def _is_architecture(text: str, found: re.Match[str]) -> bool:
    """Tell the kind of network, and vLLM's way to load a model, from the library."""
    backend = _BACKEND.match(text, found.end())
    end = backend.end() if backend else found.end()
    return bool(_ARCHITECTURE.search(text[max(0, found.start() - _REACH) : end]))


def _verdicts(text: str, mentions: Sequence[re.Match[str]]) -> Iterator[bool | None]:
    """Judge each mention: meant, taken back, or None where that holds for a circumstance only.

    What is joined by "and", "or" or a slash shares its verdict: "neither A nor B", "A and B are
    ruled out".
    """
    own = [_verdict(text, found) for found in mentions]
    for group in _groups(text, mentions):
        taken = [own[index] for index in group if own[index] is not True]
        for _ in group:
            yield taken[0] if taken else True


def _verdict(text: str, found: re.Match[str]) -> bool | None:
    window = text[max(0, found.start() - _REACH) : found.start()]
    tail = text[found.end() : found.end() + _REACH]
    if not window.strip() and not tail.strip(" .0123456789"):
        return True  # a runtime with its version, and nothing else
    before, after = _takes_back()
    if before.search(window):
        return None if _CIRCUMSTANCE.match(tail) else False
    if (taken := after.match(tail)) and not _CONDITION.search(window):
        return None if _CIRCUMSTANCE.match(tail, taken.end()) else False
    return True


def _groups(text: str, mentions: Sequence[re.Match[str]]) -> Iterator[list[int]]:
    """Part the mentions into runs that are joined."""
    joined = _joined(text, mentions)
    group: list[int] = []
    for index in range(len(mentions)):
        if group and not joined[index]:
            yield group
            group = []
        group.append(index)
    if group:
        yield group


def _joined(text: str, mentions: Sequence[re.Match[str]]) -> list[bool]:
    """Tell of each mention whether it is joined to the one before it.

    "A, B and C" is one run: a comma joins where what follows it is joined. "Instead of A, B" is not.
    """
    joined = [False] * (len(mentions) + 1)
    for index in range(len(mentions) - 1, 0, -1):
        last = mentions[index - 1]
        between = text[last.end() : mentions[index].start()]
        if _JOINED.fullmatch(between):
            joined[index] = True
        elif joined[index + 1] and _LISTED.fullmatch(between):
            head = text[max(0, last.start() - _REACH) : last.start()]
            joined[index] = not _NOT_LISTED.search(head)
    return joined


_VERSION = pattern(
    r"(?:\[[a-z0-9,_\-]{1,40}\])?[\s(,]{0,2}(?:===?|=|@|:|-)?\s?(?:(?:version|release|版本|バージョン)\s?:?\s?)?"
    r"(?:v?(?P<version>\d+(?:\.\d+)+[a-z0-9_.+]*)|(?:build\s?|b)(?P<build>\d{3,6}))(?![a-z0-9_])"
)
_NO_ONE_VERSION = pattern(r"\s?(?:(?:-|–|~|to|or|/|<|>|,\s?<|,\s?!=)\s?v?\d+\.\d)")
"""What makes a version one end of a range: `0.10-0.11`, `0.10 or 0.11`."""


def runtime_version(text: str, runtime: str | None = None) -> str | None:
    """Read the version that stands right behind the name of a runtime: `vLLM 0.33.0`.

    Of the first runtime that has one, or of the one that is asked for. A range (`vllm>=0.10,<0.12`,
    `vLLM 0.10+`) names no version.
    """
    text = fold(text).casefold()
    names, known = _names()
    for found in names.finditer(text):
        if runtime is not None and known[found[0]] != runtime:
            continue
        stated = _VERSION.match(text, found.end())
        if stated and stated["build"]:
            return f"b{stated['build']}"
        if stated and stated["version"].endswith("+"):
            continue
        if stated and not _NO_ONE_VERSION.match(text, stated.end()):
            return stated["version"].rstrip(".")
    return None
