"""TSK004: a task that the kind of model cannot do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_lint.model import ModelFacts
from decision_lint.quoting import quoted
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, Where, rule

_TOWERS = {
    "images": ("vision_config", "vision_tower_config"),
    "video": ("vision_config", "vision_tower_config"),
    "audio": ("audio_config", "thinker_config"),
}
"""Parts of a config.json that tell more than a tag that was set too narrowly."""


_FINDERS = frozenset(("feature-extraction", "sentence-similarity", "text-ranking"))
_SEARCH = r"(?i)\brag\b|retriev|embed|search|re-?rank|检索|嵌入|向量|検索|埋め込み|ベクトル"


@rule("TSK004", Level.ERROR)
def modality_mismatch(record: Record, place: Where, facts: ModelFacts) -> Iterator[Outcome]:
    """The task names a modality that the model's pipeline tag excludes.

    ## Why

    A text model does not see the picture and does not hear the call, and an embedding model writes
    no answer. Some runtimes drop what they cannot pass on, and the model answers all the same.

    ## How to mend it

    Choose a model whose page names the modality (`image-text-to-text`,
    `automatic-speech-recognition`), or say in the task what turns it into text before.
    """
    from decision_lint.quantities.modalities import EXCLUDED, modalities_in
    from decision_lint.record.wishes import wishes

    tag, told = facts.pipeline_tag, set()
    if tag in _FINDERS and _searches(record):
        return  # a part of the whole, beside the model that writes
    for wish in wishes(record):
        for modality, word in modalities_in(wish):
            if modality in told or any(part in facts.config for part in _TOWERS.get(modality, ())):
                continue
            told.add(modality)
            if tag is None:
                if modality != "text of its own":
                    yield NotChecked("the model has no pipeline tag, so what it takes is not known")
            elif tag in EXCLUDED[modality]:
                at = f" at {facts.revision}" if facts.revision else ""
                is_for = f"{facts.repo_id}{at} is for {tag}"
                message = f"{quoted(wish)} asks for {modality} ({quoted(word)}), and {is_for}"
                yield Problem((*place, "model"), message)


def _searches(record: Record) -> bool:
    """Tell whether the record looks for passages before something is written."""
    texts = (record.project_goal or "", record.profile.task or "", *record.must_have)
    return any(re.search(_SEARCH, text) for text in texts)
