"""What ends a rented machine by itself, and what bounds its cost, as texts say it."""

from __future__ import annotations

from decision_lint.patterns import pattern
from decision_lint.quantities.durations import find_durations
from decision_lint.quantities.folding import fold

_GUARD = pattern(
    r"(?<![a-z])auto[\s_-]?(?:stop|down|terminat|shut|destroy|delet)|time[\s_-]?out|time[\s_-]?limit"
    r"|\bttl\b|(?<![a-z])idle|\bscales?[ -](?:down )?to[ -]zero|\bserverless\b|\bshutdown -h \+\d"
    r"|\bat now \+|\bsky (?:launch|start|autostop)\b.{0,200}?\s(?:--down|-i)\b"
    r"|自动(?:停|关|销毁|释放|删)|自動(?:停止|終了|シャットダウン|削除)|超时|闲置|空闲|定时(?:停|关)|缩容到零"
    r"|タイムアウト|アイドル|定時(?:停止|終了)"
)
_NEGATED = pattern(
    r"(?:\b(?:no|not|without|never|lacks?|has no|nothing|isn't|disabled?|turn(?:ed)? off)\s(?:\w+\s){0,2}"
    r"|(?:没有|无|未设(?:置)?|不会|不设))$"
)
_NEGATED_AFTER = pattern(
    r"[a-z]*:?\s?(?:\w+\s)?(?:is |are |was )?(?:off\b|disabled|not (?:set|configured|enabled|available)|none\b)"
    r"|(?:停止|終了)?(?:は|が)?(?:なし|無し|無効|しない|未設定)|[停关机]*(?:未(?:设置|开启|启用)|关闭了?)"
)
_ENDS_AFTER = pattern(
    r"(?:stops|shuts|terminates|powers off|expires|ends|(?:is|are|gets?) (?:automatically )?"
    r"(?:stopped|shut down|deleted|destroyed|terminated|killed|released))(?: \w+){0,3} after\b"
    r"|[后後](?:自动|に自動で|に|で)?(?:停|关|删|销|释放|終了|削除)"
)
"""An end that comes by itself; it is one only with the time after which it comes."""

_UNBOUNDED = pattern(
    r"\W*(?:unlimited|no (?:limit|budget|cap|stop time)|none|n/?a|open[ -]ended|never|without limit|whatever it takes"
    r"|不限|无上限|无限(?:制)?|没有|无|無制限|なし|無し|上限なし)\W*"
)


def ends_by_itself(text: str) -> bool:
    """Tell whether a text has something that stops a machine without anybody's doing."""
    folded = fold(text).casefold()
    for found in _GUARD.finditer(folded):
        before = folded[max(0, found.start() - 40) : found.start()]
        if not _NEGATED.search(before) and not _NEGATED_AFTER.match(folded, found.end()):
            return True
    return bool(_ENDS_AFTER.search(folded) and find_durations(text))


def is_bound(text: str) -> bool:
    """Tell whether a budget or a stop time bounds anything."""
    return not _UNBOUNDED.fullmatch(fold(text).casefold())
