"""Modalities: what a task wants a model to see, hear or make, and what a pipeline tag is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from decision_lint.quantities.folding import fold

_TEXT_ONLY = "text-generation text2text-generation"
_NOT_WRITING = """feature-extraction sentence-similarity fill-mask text-classification
token-classification zero-shot-classification text-ranking image-classification object-detection
image-segmentation image-feature-extraction automatic-speech-recognition audio-classification
text-to-image image-to-image text-to-speech text-to-audio text-to-video depth-estimation
voice-activity-detection table-question-answering tabular-classification"""
_READS = """summarization translation question-answering"""

EXCLUDED: Mapping[str, frozenset[str]] = {
    "images": frozenset(
        f"""{_TEXT_ONLY} {_READS} feature-extraction sentence-similarity fill-mask text-classification
        token-classification zero-shot-classification text-ranking automatic-speech-recognition
        audio-classification text-to-speech text-to-audio audio-text-to-text text-to-image""".split()
    ),
    "audio": frozenset(
        f"""{_TEXT_ONLY} {_READS} feature-extraction sentence-similarity fill-mask text-classification
        token-classification zero-shot-classification text-ranking image-text-to-text image-to-text
        visual-question-answering text-to-image text-to-speech image-classification""".split()
    ),
    "video": frozenset(
        f"""{_TEXT_ONLY} {_READS} feature-extraction sentence-similarity fill-mask text-classification
        token-classification text-ranking automatic-speech-recognition text-to-speech
        text-to-image""".split()
    ),
    "pictures of its own": frozenset(
        f"""{_TEXT_ONLY} {_READS} {_NOT_WRITING} image-text-to-text image-to-text""".split()
    )
    - {"text-to-image", "image-to-image", "text-to-video"},
    "speech of its own": frozenset(
        f"""{_TEXT_ONLY} {_READS} {_NOT_WRITING} image-text-to-text image-to-text""".split()
    )
    - {"text-to-speech", "text-to-audio", "text-to-video"},
    "text of its own": frozenset(_NOT_WRITING.split()),
}
"""Of each modality, the pipeline tags of models that do not have it."""

_SPOKEN = r"(?:transcripts?|subtitles?|titles?|scripts?|games?|captions?|links?|platform|names?)"
_WORDS: Mapping[str, str] = {
    "pictures of its own": (
        r"\b(?:generat\w+|creat\w+|draw\w*|paint\w*) (?:an? |the |new |product |\w+ )?"
        r"(?:images?|pictures?|illustrations?|logos?|photos?)\b|\bimage generation\b|\btext[- ]to[- ]image\b"
        r"|(?:生成|绘制|画)(?:图片|图像|插图|插画)|文生图|画像生成|画像を(?:生成|作)"
    ),
    "speech of its own": (
        r"\btext[- ]to[- ]speech\b|\btts\b|\bspeech synthesis\b|\breads? (?:\w+ ){0,3}(?:aloud|out loud)\b"
        r"|语音合成|朗读|音声合成|読み上げ"
    ),
    "images": (
        r"(?<!container )(?<!docker )(?<!disk )(?<!base )(?<!os )(?<!vm )"
        r"\b(?:images|photos|photographs|screenshots|pictures)\b(?! generation)"
        r"|\bimage[- ](?:input|understanding|question|caption|description|analysis|text)\w*"
        r"|\b(?:photo|screenshot|scan) of\b|\bimage of (?:an? |each |every )|\bscanned\b|\bscans\b|(?<!after )\bocr\b(?! (?:text|output))"
        r"|\bvision[- ](?:model|language|input|task)|\bvisual question|\bmulti-?modal\b"
        r"|图片|图像|照片|截图|扫描件|看图|多模态|画像(?!生成)|写真|スクリーンショット|スキャン|マルチモーダル"
    ),
    "audio": (
        r"\baudio\b(?! (?:guide|book|description|track))|\bspeech[- ](?:recognition|to[- ]text|input)|\btranscrib\w+"
        r"|\bvoice (?:input|messages?|notes?|calls?|commands?|recordings?)"
        r"|\b(?:audio|voice|call|meeting) recordings?\b|语音(?!合成)|录音|音频|音声(?!合成)|文字起こし|録音"
    ),
    "video": rf"\bvideos?\b(?![- ]{_SPOKEN})|视频(?!字幕|标题|脚本|链接)|動画(?!の?字幕|の?タイトル)",
    "text of its own": (
        r"\bchat(?:s|ting|bots?)?\b|\bassistant\b|\bconversation\w*\b|\bsummar\w+\b|\brewrit\w+\b|\bdraft\w*\b"
        r"|\bgenerat\w+ (?:text|answers?|replies|code)\b|\bstory|\bstories\b"
        r"|聊天|对话|摘要|总结|改写|草稿|助手|チャット|対話|要約|下書き|アシスタント"
    ),
}
_NOT = (
    r"(?:\b(?:no|not|never|without|ignor\w+|except|excluding|instead of|rather than|nor|neither|skip\w*"
    r"|drops?|than)[\s-](?:\w+[\s-]){0,3}|(?:不需要|不含|没有|无|不看|不用|除了?|忽略|非)(?:任何)?)$"
)
_NOT_AFTER = (
    r"\s?(?:and \w+ )?(?:is|are|was|were)?\s?(?:not\b|ignored|left out|out of scope|later|excluded"
    r"|不需要|除外|忽略|は不要|は使わ|は扱わ|を扱わない|は除|は対象外|なし|以外)"
)


def modalities_in(text: str) -> Iterator[tuple[str, str]]:
    """Give the modalities that a text asks for, each with the word that says so."""
    folded = fold(text).casefold()
    for modality, words in _WORDS.items():
        for match in re.finditer(words, folded):
            before = folded[max(0, match.start() - 40) : match.start()]
            if not re.search(_NOT, before) and not re.match(_NOT_AFTER, folded[match.end() :]):
                yield modality, match[0]
                break
        folded = re.sub(words, " ", folded)  # what is drawn or read aloud is not seen or heard
