"""Tells an instruction from words that only speak of stopping, in Chinese, Japanese and Korean."""

from __future__ import annotations

from decision_lint.evidence.meant import Standing
from decision_lint.patterns import pattern

_ZH_NEGATED = pattern(
    r"(?:不(?!用时|用了|用的|再使?用|需要时)|没有?|未|勿|别|无需|无须|无法|而不是|而非|避免|禁止)"
    r"(?:再|会|能|要|必|需要|用|去|自动|直接|立即|马上|手动|使用|执行|通过|把\S{0,8}?|将\S{0,8}?){0,3}\s?$"
)
_ZH_REMINDER = pattern(r"(?:忘(?:了|记|掉)?|记得|记住|切记|谨记|牢记)[^。；]{0,14}$")
_ZH_CONDITION = pattern(
    r"(?:如果|若|一旦|只要|除非|直到|只有|即使|虽然|哪怕|假如|要是|每次)(?:(?!时|后|就|则|，|,).){0,14}$"
)
_ZH_PROOF = pattern(
    r"(?:确认|检查|核实|查看|看到|验证|显示|核对)[^，。；]{0,12}(?:已经?|是否|被|变为|为|成)\S{0,3}$"
)
_ZH_WISH = pattern(r"(?:考虑|计划|打算|将来|以后|希望|最好能|想)[^，。；]{0,8}$")
_ZH_AFTER_FACT = pattern(
    r"^(?:了|掉)?(?:实例|服务)?(?:后|之后|以后|的话|时|期间|状态)[^。]{0,16}?(?:仍|还会|还在|继续|依然|照样|不再?(?:计|收|扣)|只收|只计|才)"
    r"|^的(?:实例|机器|服务器|主机|pod)|^(?:按钮|键)?(?:不起作用|无效|没用)"
)
_JA_NEGATED = pattern(
    r"^(?:は|を|が|も)?(?:し|され|させ|せ|さ|め|ら|わ|じ)?(?:れ)?(?:ない|ません|ず(?!に(?:済|す))|なくて|なければ|なけれ)"
    r"|^(?:では|じゃ)な|^(?:は|が)?(?:不要|不可|禁止)|^(?:だけ)?で?は[^。]{0,8}(?:止まら|終わら|足り)"
)
_KO_NEGATED = pattern(r"^(?:하|되|시키)?지\s?(?:않|마|말|못)")
_JA_REMINDER_BEFORE = pattern(r"忘れ(?:ず|な|ぬ)[^。；]{0,24}$")
_JA_REMINDER_AFTER = pattern(r"^[^。]{0,10}忘れ(?:な|ず|ませ|るな)|^[^。]{0,10}お忘れ")
_JA_FACT = pattern(
    r"^(?:し|され|させ|め|て)?(?:ても|ている|てい?る間|中は|中も|中でも|た(?:後|あと)も|たまま)"
    r"|^(?:し|され|め)?(?:た|ている|ていた)(?:こと|か(?:を|どうか)|状態|インスタンス|ポッド|マシン|vm|サーバ)"
    r"|^(?:すると|すれば|したら|した場合|する(?:まで|前)|しない限り)[^。]{0,20}(?:課金|料金|請求|費用)"
    r"|^済み|^の(?:確認|証拠|記録|スクリーンショット)"
)
_JA_WISH = pattern(r"^(?:を|も)?(?:し)?(?:たい|検討|べきかも|できれば)")


def wide_standing(before: str, far_before: str, after: str) -> Standing:
    """Tell how a Chinese, Japanese or Korean verb is meant; `before` is what its clause says."""
    if _ZH_REMINDER.search(far_before) or _JA_REMINDER_BEFORE.search(far_before):
        return Standing.REMINDER
    if _JA_REMINDER_AFTER.match(after) or "잊지" in far_before:
        return Standing.REMINDER
    if _ZH_NEGATED.search(before) or _JA_NEGATED.match(after) or _KO_NEGATED.match(after):
        return Standing.NEGATED
    if _ZH_WISH.search(before) or _JA_WISH.match(after):
        return Standing.WISH
    told = _ZH_CONDITION.search(before) or _ZH_PROOF.search(before)
    if told or _ZH_AFTER_FACT.match(after) or _JA_FACT.match(after):
        return Standing.FACT
    return Standing.MEANT
