"""Headings that hold fields, in three languages."""

from __future__ import annotations

EVIDENCE_TITLES = frozenset(
    """evidence evidence_to_keep proof proofs evidence_fit first_run_evidence run_evidence 证据 留下的证据
    需要保留的证据 要保留的证据 运行证据 証拠 残す証拠 保存する証拠 エビデンス 証跡""".split()
)
"""Headings under which a fenced block holds fields."""

CANDIDATE_TITLES = frozenset(
    """candidates candidate_models model_candidates options models model_options model_decision_table
    considered_options options_considered candidates_considered models_considered shortlist alternatives
        候选 候选模型 候选方案 候補 候補モデル モデル候補""".split()
)
"""Headings whose subheadings and items are candidates."""

DECISION_TITLES = frozenset(
    """decision the_decision decision_paragraph decision_outcome 决策 决定 决策段落 決定 決定文
    決定段落""".split()
)
"""Headings of the decision itself."""

SECTION_TITLES = (
    CANDIDATE_TITLES
    | DECISION_TITLES
    | frozenset(
        """profile deployment_profile hardware requirements decision_record runtime model 硬件 需求 配置
    模型 决策记录 ハードウェア 要件 構成 モデル""".split()
    )
)
"""Headings that gather fields and are none themselves, unless what follows is plain text."""
