"""Phrases that put an answer off, in three languages; `todos` says what they amount to."""

from __future__ import annotations

import re

_LOOK = (
    r"(?:check|verify|confirm|review|validate|clarify|investigate|assess|determine|decide|examine"
    r"|research|evaluate|measure|test)"
)
_LOOKED = (
    r"(?:(?:re-?|double-?)?(?:checked|verified|confirmed|reviewed|validated|clarified|investigated"
    r"|assessed|determined|decided|defined|examined|researched|evaluated|measured|tested|added"
    r"|filled(?: in)?|written|specified|documented|announced|discussed|agreed|done|chosen|selected"
    r"|collected|run|recorded|provided|completed|finali[sz]ed|set|read|sorted out|figured out))"
)
SOMETIME = (
    r"(?:later(?: on)?|soon|eventually|tomorrow|at some point|some ?day"
    r"|next (?:week|sprint|month|quarter|iteration)"
    r"|before (?:the |we |any |a )?(?:first )?(?:launch|deploy\w*|release|production|prod|go[- ]?live"
    r"|going live|shipping|ship|use|rollout|roll-out|publish\w*|merg\w*|start\w*|that|then)"
    r"|(?:in|during|after) (?:the )?(?:pilot|poc|review|first run|launch|next \w+)"
    r"|first|when (?:we|it|there)\b.*|once\b.*)"
)
_LICENSE = r"(?:licen[cs]e |legal )?"
_OPEN = (
    rf"\b(?:still |yet |remains? |left |has |have |needs? |is |are )?to be (?:\w+ly )?{_LOOKED}\b"
    rf"|\b(?:must|should|will|shall|needs? to|has to|have to) (?:still |first |also )?"
    rf"be (?:\w+ly )?{_LOOKED}\b"
    rf"|\b(?:needs?|requires?|awaits?|awaiting|pending|waiting (?:for|on)|subject to|under)"
    rf" (?:an? |the |our |further |more |another |final |formal |legal )*{_LICENSE}"
    rf"(?:checks?|checking|verification|confirmation|review(?:ing)?|validation|clarification"
    rf"|clearance|sign-?off|investigation|testing)\b"
    rf"|\b(?:not|never|n't)(?: \w+ly)?(?: yet)?(?: been)? {_LOOKED}\b"
    rf"|\bnot (?:yet|sure|clear|known)\b|\bnone yet\b|\bno idea\b"
    rf"|\bun(?:verified|checked|confirmed|clear|decided|determined|defined|specified|tested)\b"
)
_MEANT = (
    rf"\b(?:will|shall|must|should|going to|plan(?:s|ned)? to|want to|intend to|need(?:s|ed)? to"
    rf"|have to|has to|still|remember to|yet to|i'll|we'll|someone should|let'?s|make sure to"
    rf"|be sure to)(?: (?:still|also|only|first|need|have|to|be|then|re-?|double-?|just)){{0,4}}[ -]"
    rf"{_LOOK}(?![a-z])"
)
OPEN = re.compile(rf"(?<![\w-])(?:tbd|tba|tbc|todo|to-do|fixme)(?![\w-])|{_OPEN}")
"""What says that a thing is not settled: `to be checked`, `needs review`, `not yet known`."""

MEANT = re.compile(
    rf"{_MEANT}|\bask(?:ing)? (?:legal|counsel|the lawyers?|compliance)\b|\bf(?:ind|igure) out\b"
)
"""What says that somebody means to look: `will verify`, `need to double-check`."""

IMPERATIVE = re.compile(
    rf"(?:(?:please|also|and|then|still|first|must|need to|should|remember to|make sure to|always"
    rf"|so|or) ){{0,4}}(?:re-?|double-?)?{_LOOK}(?: out| up| at| into| with)?\s(?P<object>.+)"
)
POINTER = re.compile(
    r"(?:(?:please|also|and|then|as) ){0,4}(?:see|read|refer to|consult|look (?:up|at|into)|as per|per"
    r"|according to|same as)\s(?:.*\b)?(?:model ?cards?|model page|hub page|hugging ?face"
    r"|licen[cs]e(?: file| page| text)?|repo(?:sitory)?|readme|upstream|website|link)\b.*"
)
UNKNOWN = re.compile(
    r"(?:the )?(?:licen[cs]e|terms)?(?: is| are)? ?(?:currently |still |yet )?(?:unknown|undecided"
    r"|undetermined|unclear|not known|coming soon|later)(?: yet)?|未知|不明|不详|稍后|以后再说"
    r"|后补|後で|後日"
)
DONE = re.compile(
    r"\b(?:done|passed|completed?|finished)\b"
    r"|已(?:经)?(?:确认|核实|核对|检查|查看|验证|审核|审查|评估|补充|确定)|(?:确认|检查|核实|核对|验证)过"
    r"|(?:確認|検証|審査|レビュー)(?:済|ずみ|しました|した(?!い)|できた|が取れた)"
)
BARE_LOOK = re.compile(rf"(?:\w+ )?{_LOOK} {SOMETIME}|(?:\w+ ){{1,3}}{SOMETIME}")
"""A look without an object, or a mere later: `check later`, `fill in later`."""

_ZH_LOOK = r"(?:确认|核实|核对|检查|检视|查看|查阅|查询|查明|查|验证|评估|审核|审查|复核|看(?:一下|看)?|了解|咨询|商榷)"
ZH_OPEN = re.compile(
    rf"待.{{0,4}}?(?:定|办|议|查|测|补|填|核|审|{_ZH_LOOK}|确定|补充|填写|讨论|完善|更新|明确|商定|决定|测试|评测"
    rf"|运行|选|整理)|(?:尚未|还没(?:有)?|还未|没有?|未)(?:经)?(?:{_ZH_LOOK}|确定|决定|定|选|测|跑|写|填|明确)"
    rf"|不(?:确定|清楚|明确)|(?:暂时?|目前)(?:未知|空缺|没有|无$)|暂缺|占位|{_ZH_LOOK}(?:中|后再说|后补充?)$"
    rf"|(?:以后|稍后|之后|后续|回头|到时)(?:再说|再定|补充?|填写?|写|做|测|看|确定|决定)"
)
ZH_MEANT = re.compile(
    rf"(?:需要?|尚需|仍需|还需|还要|得|应该?|必须|有待|记得|请|再|先|后续|稍后|之后|以后|回头|改天|到时候?|上线前"
    rf"|部署前|发布前|使用前|投产前)(?:再|先|要|需|还|去|做|进一步|重新|单独|自行|由法务|法务|找法务|和法务|向法务"
    rf"|详细|仔细|进行)*{_ZH_LOOK}"
)
ZH_IMPERATIVE = re.compile(
    rf"(?:请|先|再|要|需)?(?:去)?{_ZH_LOOK}(?:一下)?.*(?:许可|授权|条款|协议|模型卡|商用|商业|再分发|法务|合规|页面"
    rf"|官网)"
)
ZH_POINTER = re.compile(
    r"(?:详?见|参见|参考|参照|请看|看).*(?:模型卡|许可证(?:文件|页面)?|官网|官方|仓库|页面|链接)"
)
_JA_LOOK = (
    r"(?:確認|検討|調査|検証|相談|精査|チェック|レビュー|評価|測定|計測|問い合わせ|照会|見直)"
)
JA_OPEN = re.compile(
    rf"要{_JA_LOOK}|未(?:{_JA_LOOK}|定|決|決定|記入|入力|着手|実施|測定|対応|詳|取得)"
    rf"|{_JA_LOOK}(?:中|待ち|予定|次第)|(?:後で|あとで|後ほど|のちほど|後日|追って|そのうち|いずれ|近日|今後)"
    rf"(?:.{{0,12}})?(?:{_JA_LOOK}|決|書|記入|追記|記載|調べ|見る|測|入れ|埋)"
    rf"|(?:まだ|未だ)(?:.{{0,10}})?(?:ない|いません|いない|ません|未)|不明|不詳|(?:分か|わか)(?:ら|りませ)"
    rf"|決まってい(?:ない|ません)|仮(?:置き|の値)?$|準備中|調整中"
)
JA_MEANT = re.compile(
    rf"{_JA_LOOK}(?:が|は|も)?必要|{_JA_LOOK}(?:を)?(?:し(?:ます|たい|てから|ておく|なければ|ないと|なくては)"
    rf"|する(?:$|こと|予定|つもり|必要|まで)|すべき|せねば|お願い)"
)
JA_IMPERATIVE = re.compile(
    r".*(?:ライセンス|規約|条件|条項|モデルカード|カード|商用|再配布|法務|ページ)(?:.{0,8})?(?:を|は|に)?"
    r"(?:確認|見る|読む|調べる|チェック|問い合わせる|聞く|参照)(?:する|のこと|すること)?$"
)
JA_POINTER = re.compile(
    r".*(?:モデルカード|ライセンス(?:ファイル|ページ)|公式|リポジトリ|ページ)(?:を|の)?"
    r"(?:参照|記載(?:の)?通り|のとおり|に準ずる|に従う)(?:のこと)?$"
)
CJK_SOMETIME = re.compile(
    r"上线前|部署前|发布前|投产前|使用前|稍后|以后|之后|后续|回头|公開前|リリース前|本番前|導入前|後で|あとで|後日"
)
