"""The rules on licenses: what a pair cannot show."""

from __future__ import annotations

from typing import Any

import pytest

from decision_lint.config import Config
from decision_lint.facts.answer import Key
from decision_lint.lint import lint
from decision_lint.model import ModelFacts
from decision_lint.report import Report
from decision_lint.source import Source
from test_rules import NO_FILES, RECORD, TODAY, fresh_twin

COMMIT = "0123456789abcdef0123456789abcdef01234567"
RESEARCH = {"license": "other", "license_name": "qwen-research"}


def facts(**given: Any) -> ModelFacts:
    known = {"repo_id": "o/n", "revision": COMMIT, "license": "apache-2.0", "gate": "open"}
    return ModelFacts(**{**known, "source": "lock", "as_of": "2026-11-20", **given})


def report(note: str, given: ModelFacts, **fields: str) -> Report:
    """Check a record that says no more than it must, of a model that is known."""
    lines = [f"{key}: {value}" for key, value in fields.items()]
    note_line = [f"license_note: {note}"] if note else []
    text = "\n".join(["# Decision", "", *lines, f"candidate_1: {given.repo_id}", *note_line, ""])
    return lint_text(text, given)


def lint_text(text: str, given: ModelFacts) -> Report:
    source = Source(RECORD, text)

    def look_up(_: Key) -> ModelFacts:
        return given

    return lint(
        source,
        twin=fresh_twin(source),
        files=NO_FILES,
        facts=look_up,
        config=Config(select=("LIC",)),
        today=TODAY,
    )


def found(note: str, given: ModelFacts, **fields: str) -> list[str]:
    return [finding.code for finding in report(note, given, **fields).findings]


def unchecked(code: str, note: str, given: ModelFacts, **fields: str) -> list[str]:
    result = report(note, given, **fields)
    assert code not in [finding.code for finding in result.findings]
    return [one.why for one in result.not_checked if one.code == code]


def test_a_note_that_names_the_stricter_license_of_the_base_is_right() -> None:
    given = facts(license="cc-by-4.0", base_licenses={"Qwen/Qwen2.5-3B": "qwen-research"})
    assert "LIC003" not in found("Qwen Research License, research only", given)
    assert "LIC003" in found("Apache-2.0", given)


def test_a_note_that_names_no_license_names_no_wrong_one() -> None:
    assert "LIC003" not in found("fine for us", facts())


def test_a_license_that_nobody_knows_is_not_compared_with_one_like_it() -> None:
    given = facts(license="other", license_name="acme-open-1.0")
    assert "LIC003" in found("Apache-2.0", given)
    assert unchecked("LIC003", "NVIDIA Open Model License", given) == [
        "what the license 'acme-open-1.0' is called is not known"
    ]


def test_a_model_without_a_tag_is_not_compared() -> None:
    assert unchecked("LIC003", "MIT", facts(license=None)) == ["the model has no license tag"]


def test_the_message_quotes_the_note_and_the_tag_with_its_commit() -> None:
    (finding,) = report("MIT", facts(license="gemma")).findings
    tagged = f"o/n is tagged 'gemma' at {COMMIT} (2026-11-20, decision-lint.lock)"
    assert finding.message == f"'MIT' names another license: {tagged}"


@pytest.mark.parametrize(
    ("note", "field", "is_found"),
    [
        ("Qwen Research License", "yes", True),
        ("Qwen Research License", "no", False),
        ("Qwen Research License, commercial use is fine", "no", True),
        ("Qwen Research License, research only", "", False),
        ("Qwen Research License; commercial license signed with Alibaba", "yes", False),
        ("", "yes", True),
    ],
)
def test_commercial_use_counts_where_the_record_states_it(
    note: str, field: str, *, is_found: bool
) -> None:
    fields = {"commercial_use": field} if field else {}
    assert ("LIC004" in found(note, facts(**RESEARCH), **fields)) is is_found


def test_the_license_of_the_base_forbids_commercial_use_as_well() -> None:
    given = facts(license="apache-2.0", base_licenses={"Qwen/Qwen2.5-3B": "qwen-research"})
    result = report("Apache-2.0, commercial use is fine", given)
    (finding,) = [one for one in result.findings if one.code == "LIC004"]
    assert "its base Qwen/Qwen2.5-3B has 'qwen-research'" in finding.message


def test_what_nobody_has_read_forbids_nothing_and_is_not_checked() -> None:
    given = facts(license="other", license_name="acme-open-1.0")
    assert unchecked("LIC004", "Acme Open 1.0", given, commercial_use="yes") == [
        "what 'acme-open-1.0' says of commercial use is not known"
    ]
    assert unchecked("LIC004", "MIT", facts(license=None), commercial_use="yes") == [
        "the model has no license tag"
    ]


def test_a_use_that_nobody_states_needs_no_license() -> None:
    assert unchecked("LIC004", "Acme Open 1.0", facts(license="other")) == []


LLAMA = {"license": "llama3.1", "repo_id": "meta-llama/Llama-3.1-8B-Instruct"}


@pytest.mark.parametrize(
    ("note", "given", "is_found"),
    [
        ("Llama 3.1 Community License", LLAMA, True),
        ("Llama 3.1 Community License, commercial use is fine", LLAMA, True),
        ("Llama 3.1 Community License, far below 700M MAU", LLAMA, False),
        ("Llama 3.1 Community License; we show 'Built with Llama'", LLAMA, False),
        ("Llama 3.1 Community License, its conditions are met", LLAMA, False),
        ("Llama 3.1 社区许可证，可商用", LLAMA, True),
        ("Llama 3.1 社区许可证，月活远低于上限", LLAMA, False),
        ("Llama 3.1 ライセンス、商用可", LLAMA, True),
        ("Llama 3.1 ライセンス、禁止事項を守る", LLAMA, False),
        ("Apache-2.0", {}, False),
        ("CC-BY-NC-4.0", {"license": "cc-by-nc-4.0"}, False),
        ("GPL-3.0", {"license": "gpl-3.0"}, True),
        ("GPL-3.0, share-alike", {"license": "gpl-3.0"}, False),
    ],
)
def test_a_note_has_a_word_on_the_conditions(
    note: str, given: dict[str, Any], *, is_found: bool
) -> None:
    assert found(note, facts(**given)) == (["LIC005"] if is_found else [])


@pytest.mark.parametrize(
    ("note", "codes"),
    [
        ("TBD", ["LIC002"]),
        ("check the model card", ["LIC002"]),
        ("MIT", ["LIC003"]),
        ("EXAONE license, commercial use is fine", ["LIC004"]),
    ],
)
def test_one_rule_speaks_of_a_note(note: str, codes: list[str]) -> None:
    given = facts(license="other", license_name="exaone", repo_id="LGAI-EXAONE/EXAONE-3.5-7.8B")
    assert found(note, given) == codes


def test_conditions_that_nobody_has_read_are_not_checked() -> None:
    given = facts(license="other", license_name="acme-open-1.0")
    assert unchecked("LIC005", "Acme Open 1.0", given) == ["what 'acme-open-1.0' asks is not known"]


def test_the_message_lists_three_conditions_and_counts_the_rest() -> None:
    (finding,) = report("Llama 3.1 Community License", facts(**LLAMA)).findings
    assert finding.message.count("; ") == 3
    assert "; and 2 more (" in finding.message


@pytest.mark.parametrize(
    ("note", "given", "fields", "is_found"),
    [
        (
            "CC-BY-ND-4.0, by its author",
            {"license": "cc-by-nd-4.0"},
            {"redistribution": "yes"},
            True,
        ),
        (
            "CC-BY-ND-4.0, by its author",
            {"license": "cc-by-nd-4.0"},
            {"redistribution": "no"},
            False,
        ),
        ("CC-BY-ND-4.0, by its author", {"license": "cc-by-nd-4.0"}, {}, False),
        (
            "CC-BY-ND-4.0, by its author, passed on unmodified",
            {"license": "cc-by-nd-4.0"},
            {"redistribution": "yes"},
            False,
        ),
        (
            "Qwen Research License, for research",
            {**RESEARCH},
            {"redistribution": "yes", "commercial_use": "no"},
            True,
        ),
        (
            "CC-BY-NC-4.0, by its author",
            {"license": "cc-by-nc-4.0"},
            {"redistribution": "yes", "commercial_use": "no"},
            False,
        ),
        (
            "CC-BY-NC-4.0, by its author; the weights are shipped to customers",
            {"license": "cc-by-nc-4.0"},
            {},
            True,
        ),
        ("CC-BY-NC-4.0；权重随产品交付", {"license": "cc-by-nc-4.0"}, {}, True),
        ("CC-BY-NC-4.0。重みを製品に同梱する", {"license": "cc-by-nc-4.0"}, {}, True),
        ("Apache-2.0, shipped to customers", {}, {"redistribution": "yes"}, False),
    ],
)
def test_passing_on_counts_where_the_record_states_it(
    note: str, given: dict[str, Any], fields: dict[str, str], *, is_found: bool
) -> None:
    assert ("LIC006" in found(note, facts(**given), **fields)) is is_found


def test_the_license_of_the_base_forbids_passing_on_as_well() -> None:
    given = facts(base_models=("a/b",), base_licenses={"a/b": "cc-by-nc-nd-4.0"})
    assert "LIC006" in found("Apache-2.0", given, redistribution="yes")
    unread = facts(license="other", license_name="acme-open-1.0")
    assert unchecked("LIC006", "Acme Open 1.0", unread, redistribution="yes") == [
        "what 'acme-open-1.0' says of passing it on is not known"
    ]
    assert unchecked("LIC006", "MIT", facts(license=None), redistribution="yes") == [
        "the model has no license tag"
    ]


def test_an_unknown_tag_is_no_license() -> None:
    assert found("MIT", facts(license="unknown")) == ["LIC007"]
    assert found("MIT", facts(license=None)) == ["LIC007"]
    assert found("Acme Open 1.0", facts(license="other")) == []


@pytest.mark.parametrize(
    ("own", "repo", "is_found"),
    [
        ("mit", "somebody/tuned", True),
        ("mit", "Qwen/tuned", False),
        ("cc-by-nc-4.0", "somebody/tuned", False),
        ("other", "somebody/tuned", False),
    ],
)
def test_a_tag_is_held_against_that_of_a_base_of_somebody_elses(
    own: str, repo: str, *, is_found: bool
) -> None:
    base = "Qwen/Qwen2.5-3B"
    given = facts(
        repo_id=repo, license=own, base_models=(base,), base_licenses={base: "qwen-research"}
    )
    assert ("LIC008" in found("as the card says", given)) is is_found


def test_a_base_whose_license_is_not_known_is_not_checked() -> None:
    assert unchecked("LIC008", "MIT", facts(license="mit", base_models=("a/b",))) == [
        "the license of its base a/b is not known"
    ]
    own = facts(license="mit", repo_id="a/tuned", base_models=("a/b",))
    assert unchecked("LIC008", "MIT", own) == []
    untagged = facts(license=None, base_models=("a/b",))
    assert unchecked("LIC008", "MIT", untagged) == ["the model has no license tag"]


@pytest.mark.parametrize(
    ("fields", "is_found"),
    [
        ({}, True),
        ({"first_run_command": "HF_TOKEN=$TOKEN vllm serve o/n"}, False),
        ({"risk": "access was granted to the team account"}, False),
        ({"must_have": "8192 token context, eval gate of 12 cases"}, True),
        ({"risk": "需要申请访问权限"}, False),
        ({"risk": "利用申請は承認済み"}, False),
        ({"hardware_note": "hf auth login on the pod"}, False),
        ({"fallback": "we agreed to the license on the Hub"}, False),
    ],
)
def test_gated_weights_need_a_word_on_access(fields: dict[str, str], *, is_found: bool) -> None:
    given = facts(gate="auto")
    assert ("LIC009" in found("Apache-2.0", given, **fields)) is is_found


def test_a_gate_that_nobody_knows_of_is_not_checked() -> None:
    assert unchecked("LIC009", "MIT", facts(gate=None)) == [
        "whether the model is gated is not known"
    ]


@pytest.mark.parametrize(
    ("model", "runtime", "is_found"),
    [
        ("meta-llama/Llama-3.1-8B-Instruct", "Ollama", True),
        ("llama3.1:8b", "Ollama", False),
        ("Llama-3.1-8B-Instruct", "llama.cpp or LM Studio", False),
        ("Llama-3.1-8B-Instruct", "vLLM", True),
    ],
)
def test_a_copy_that_somebody_else_gives_away_has_no_gate(
    model: str, runtime: str, *, is_found: bool
) -> None:
    note = "license_note: Llama 3.1, below 700M MAU"
    text = f"# D\n\ncandidate_1: {model}\n{note}\nruntime: {runtime}\n"
    result = lint_text(text, facts(gate="manual", **LLAMA))
    assert ("LIC009" in [one.code for one in result.findings]) is is_found


def test_what_is_said_of_another_candidate_is_not_said_of_this_one() -> None:
    text = (
        "# D\n\ncandidate_1: o/n\nlicense_note: Apache-2.0\n\n"
        "candidate_2: o/m\nlicense_note: Apache-2.0, access granted to the team\n"
    )
    result = lint_text(text, facts(gate="manual"))
    assert [(one.code, one.where[1]) for one in result.findings] == [("LIC009", 0)]


@pytest.mark.parametrize(
    ("region", "is_found"),
    [
        ("EU", True),
        ("Germany", True),
        ("worldwide", True),
        ("韩国", True),
        ("Japan", False),
        ("US only, no users in the EU", False),
        ("worldwide except the EU, UK and South Korea", False),
    ],
)
def test_a_region_is_held_against_those_that_the_license_leaves_out(
    region: str, *, is_found: bool
) -> None:
    given = facts(
        license="other", license_name="tencent-hunyuan-community", repo_id="tencent/HunyuanOCR"
    )
    note = "Tencent Hunyuan Community License, far below 100M users"
    assert found(note, given, region=region) == (["LIC010"] if is_found else [])


def test_whether_a_license_holds_in_a_place_that_nobody_knows_is_not_checked() -> None:
    hunyuan = facts(license="other", license_name="tencent-hunyuan-community", repo_id="tencent/x")
    note = "Tencent Hunyuan Community License, far below 100M users"
    why = ["where 'Gotham' lies is not known"]
    assert unchecked("LIC010", note, hunyuan, region="Gotham") == why
    assert unchecked("LIC010", note, hunyuan, region="Singapore") == []
    assert unchecked("LIC010", "MIT", facts(license="mit"), region="Gotham") == []


def test_an_agreement_with_the_owner_holds_in_every_region() -> None:
    given = facts(
        license="other", license_name="tencent-hunyuan-community", repo_id="tencent/HunyuanOCR"
    )
    note = "Tencent Hunyuan Community License; separate agreement signed, no MAU limit"
    assert found(note, given, region="EU") == []


def test_only_multimodal_llamas_are_kept_from_the_eu() -> None:
    given = {"license": "llama3.2", "repo_id": "meta-llama/Llama-3.2-11B-Vision-Instruct"}
    note = "Llama 3.2 Community License, below 700M MAU"
    seeing = facts(**given, pipeline_tag="image-text-to-text")
    assert found(note, seeing, region="EU") == ["LIC010"]
    assert found(note, facts(**given, pipeline_tag="text-generation"), region="EU") == []


def test_where_a_license_holds_that_nobody_has_read_is_not_checked() -> None:
    unread = facts(license="other", license_name="acme-open-1.0")
    assert unchecked("LIC010", "Acme Open 1.0", unread, region="EU") == [
        "where 'acme-open-1.0' holds is not known"
    ]
    assert unchecked("LIC010", "MIT", facts(license=None), region="EU") == [
        "the model has no license tag"
    ]


def test_in_a_table_each_candidate_has_its_own_words() -> None:
    text = (
        "# D\n\n| field | candidate 1 | candidate 2 |\n|---|---|---|\n| model | o/n | o/m |\n"
        "| license_note | Apache-2.0, access granted to us | Apache-2.0 |\n"
    )
    result = lint_text(text, facts(gate="manual"))
    assert [(one.code, one.where[1]) for one in result.findings] == [("LIC009", 1)]
