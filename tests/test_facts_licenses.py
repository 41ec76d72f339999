"""Licenses: what a tag allows, which one a note names, and what it claims."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.facts.licenses.claims import (
    claims_agreement,
    claims_commercial,
    claims_redistribution,
)
from decision_lint.facts.licenses.conditions import acknowledged
from decision_lint.facts.licenses.known import (
    License,
    base_may_matter,
    effective,
    is_more_permissive,
    license_named,
    license_of,
    spell,
    strictest,
)
from decision_lint.facts.licenses.names import agrees, names_in
from decision_lint.facts.licenses.regions import regions_in
from decision_lint.knowledge.tables import table
from decision_lint.model import ModelFacts

TABLE = table("licenses")["licenses"]
FAMILIES = {
    *("permissive", "weak-copyleft", "strong-copyleft", "use-restricted", "community"),
    *("non-commercial", "research-only", "unknown"),
}


def of(license_: str | None, name: str | None = None, repo: str = "o/n", tag: str = "") -> License:
    facts = ModelFacts(repo_id=repo, license=license_, license_name=name, pipeline_tag=tag or None)
    found = license_of(facts)
    assert found
    return found


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("key", TABLE)
def test_every_license_is_described(key: str) -> None:
    entry = TABLE[key]
    assert entry["family"] in FAMILIES
    assert {entry["commercial"], entry["redistribution"]} <= {"yes", "conditional", "unknown", "no"}
    assert entry["confidence"] in {"high", "medium", "low"}
    assert entry["sources"]
    assert set(entry.get("conditions", {})) <= set(table("licenses")["terms"])
    assert set(entry.get("regions", ())) <= set(table("licenses")["regions"])
    for pattern in entry.get("spelt", ()):
        re.compile(pattern)
    found = license_named(key)
    assert found.source
    assert found.as_of == table("licenses")["_meta"]["as_of"]
    if "@" not in key:
        assert found.key == key
        assert of(key).key == key


def test_the_tags_of_the_hub_are_all_there() -> None:
    tags = [key for key, entry in TABLE.items() if "names" not in entry]
    assert len(tags) == 83
    assert {"apache-2.0", "llama3.3", "gemma", "openmdw-1.1", "other", "unknown"} <= set(tags)


def test_a_model_without_a_tag_has_no_license() -> None:
    assert license_of(ModelFacts(repo_id="o/n")) is None
    assert effective(ModelFacts(repo_id="o/n", base_licenses={"a/b": "mit"})) is None


@pytest.mark.parametrize(
    ("name", "repo", "key"),
    [
        ("qwen-research", "Qwen/Qwen2.5-3B-Instruct", "qwen-research"),
        ("Qwen Research License Agreement", "Qwen/Qwen2.5-3B", "qwen-research"),
        ("modified-mit", "moonshotai/Kimi-K2-Instruct", "modified-mit@moonshotai"),
        ("modified-mit", "MiniMaxAI/MiniMax-M2", "modified-mit@MiniMaxAI"),
        ("modified-mit", "mistralai/Devstral-2-123B", "modified-mit@mistralai"),
        ("modified-mit", "somebody/else", "other"),
        ("mrl", "mistralai/Mistral-Large", "mrl"),
        ("exaone", "LGAI-EXAONE/EXAONE-3.5", "exaone-1.1-nc"),
        ("llama3.1", "a/b", "llama3.1"),
        ("their-own-license", "a/b", "other"),
        ("llama-3.1-nemotron", "a/b", "other"),
    ],
)
def test_what_is_other_is_known_by_its_name_and_owner(name: str, repo: str, key: str) -> None:
    assert of("other", name, repo).key == key


def test_what_nobody_knows_stays_unknown_and_says_its_name() -> None:
    found = of("other", "their-own-license")
    assert (found.named, found.name) == ("their-own-license", "their-own-license")
    assert (found.family, found.commercial, found.is_known) == ("unknown", "unknown", False)
    bare = of("other")
    assert (bare.key, bare.named, bare.is_known) == ("other", "other", False)


def test_of_several_tags_the_strictest_counts() -> None:
    assert of("apache-2.0, llama3.1").key == "llama3.1"
    assert of("mit,cc-by-nc-4.0,apache-2.0").key == "cc-by-nc-4.0"


@pytest.mark.parametrize(
    ("key", "tag", "regions"),
    [
        ("llama3.2", "image-text-to-text", ("EU",)),
        ("llama3.2", "text-generation", ()),
        ("llama3.2", "", ()),
        ("llama3.1", "image-text-to-text", ()),
    ],
)
def test_only_multimodal_llamas_are_kept_from_a_region(
    key: str, tag: str, regions: tuple[str, ...]
) -> None:
    assert of(key, tag=tag).regions_excluded == regions


def test_hunyuan_is_kept_from_three_regions() -> None:
    found = of("other", "tencent-hunyuan-community", "tencent/Hunyuan-A13B")
    assert found.regions_excluded == ("EU", "UK", "KR")


def test_conditions_are_said_in_words() -> None:
    llama = of("llama3.1")
    assert llama.conditions["attribution"] == "show 'Built with Llama'"
    assert llama.conditions["use-policy"] == "keep to the list of forbidden uses"
    assert llama.asks_something
    assert not of("apache-2.0").asks_something
    assert not of("cc0-1.0").asks_something


def test_the_stricter_of_a_model_and_its_base_wins() -> None:
    base = "Qwen/Qwen2.5-3B"
    facts = ModelFacts(
        repo_id="a/tuned", license="apache-2.0", base_licenses={base: "qwen-research"}
    )
    found = effective(facts)
    assert found
    assert (found[0].key, found[1]) == ("qwen-research", base)
    alone = effective(ModelFacts(repo_id="a/n", license="llama3.1", base_licenses={base: "mit"}))
    assert alone
    assert (alone[0].key, alone[1]) == ("llama3.1", "a/n")
    assert strictest([of("mit"), of("apache-2.0")]).key == "mit"


@pytest.mark.parametrize(
    ("one", "other", "is_more"),
    [
        ("apache-2.0", "llama3.1", True),
        ("cc-by-4.0", "qwen-research", True),
        ("llama3.1", "apache-2.0", False),
        ("mit", "apache-2.0", False),
        ("mit", "cc-by-sa-4.0", True),
        ("apache-2.0", "their-own", False),
        ("other", "cc-by-nc-4.0", False),
    ],
)
def test_a_license_may_be_more_permissive_than_another(
    one: str, other: str, *, is_more: bool
) -> None:
    assert is_more_permissive(license_named(one), license_named(other)) is is_more


def test_a_base_matters_where_it_may_be_stricter() -> None:
    mine = ModelFacts(repo_id="a/n", license="mit")
    assert base_may_matter(mine, "o/base")
    assert not base_may_matter(mine, "A/base")
    assert not base_may_matter(ModelFacts(repo_id="a/n", license="cc-by-nc-4.0"), "o/base")
    assert base_may_matter(ModelFacts(repo_id="a/n"), "o/base")


@pytest.mark.parametrize(
    ("note", "key"),
    [
        ("Apache 2.0, commercial OK", "apache-2.0"),
        ("Apache License, Version 2.0", "apache-2.0"),
        ("apache-2.0", "apache-2.0"),
        ("the Apache licence", "apache-2.0"),
        ("Apache 许可证 2.0，可商用", "apache-2.0"),
        ("Apache ライセンス 2.0", "apache-2.0"),
        ("ＡＰＡＣＨＥ２．０", "apache-2.0"),
        ("MIT", "mit"),
        ("MIT ライセンス", "mit"),
        ("MIT许可证", "mit"),
        ("BSD-3-Clause", "bsd-3-clause"),
        ("BSD", "bsd-2-clause"),
        ("GPLv3", "gpl-3.0"),
        ("AGPL-3.0-only", "agpl-3.0"),
        ("GPL", "gpl-2.0"),
        ("CC BY-NC 4.0", "cc-by-nc-4.0"),
        ("cc-by-nc", "cc-by-nc-4.0"),
        ("CC-BY 4.0", "cc-by-4.0"),
        ("Creative Commons Attribution 4.0", "cc-by-4.0"),
        ("知识共享许可", "cc-by-4.0"),
        ("Llama 3.1 community license", "llama3.1"),
        ("Llama Community License", "llama3.2"),
        ("Llama 3.1 社区许可证", "llama3.1"),
        ("Llama コミュニティライセンス", "llama3.3"),
        ("llama3.2", "llama3.2"),
        ("Gemma Terms of Use", "gemma"),
        ("Gemma 利用規約", "gemma"),
        ("通义千问许可", "tongyi-qianwen"),
        ("通义千问许可", "qwen"),
        ("Qwen license", "qwen"),
        ("Qwen Research License", "qwen-research"),
        ("Mistral Research License", "mrl"),
        ("MNPL-0.1", "mnpl"),
        ("modified MIT (Kimi)", "modified-mit@moonshotai"),
        ("NVIDIA Open Model License", "nvidia-open-model-license"),
        ("OpenRAIL-M", "bigcode-openrail-m"),
        ("bigcode-openrail-m", "bigcode-openrail-m"),
        ("DeepSeek model license", "deepseek"),
        ("混元社区许可证", "tencent-hunyuan-community"),
        ("Apache-2.0 for the code, Qwen Research License for the weights", "qwen-research"),
    ],
)
def test_a_note_that_names_the_license_agrees(note: str, key: str) -> None:
    assert names_in(note)
    assert agrees(note, license_named(key, repo_id=f"{key.partition('@')[2]}/n")) is True


@pytest.mark.parametrize(
    ("note", "key"),
    [
        ("Apache-2.0, commercial use fine", "qwen-research"),
        ("MIT", "apache-2.0"),
        ("MIT", "modified-mit@moonshotai"),
        ("Apache 2.0", "llama3.1"),
        ("Llama 3 community license", "llama3.1"),
        ("Llama 3.1 license", "llama3.2"),
        ("CC-BY-4.0", "cc-by-nc-4.0"),
        ("CC-BY-NC", "cc-by-nc-sa-4.0"),
        ("GPL-2.0", "gpl-3.0"),
        ("not Apache-2.0 but MIT", "apache-2.0"),
        ("Apache ではなく MIT", "apache-2.0"),
        ("不是 Apache，而是 MIT", "apache-2.0"),
        ("Gemma terms", "apache-2.0"),
        ("Apache-2.0", "their-own-license"),
    ],
)
def test_a_note_that_names_another_license_does_not_agree(note: str, key: str) -> None:
    assert agrees(note, license_named(key, repo_id=f"{key.partition('@')[2]}/n")) is False


@pytest.mark.parametrize(
    "note",
    lines("""
    check the model card
    mit Modellkarte abgleichen
    Llama 3.1 8B runs fine
    Qwen2.5 7B and Gemma 3 4B compared
    research only
    商用可
    """),
)
def test_a_note_that_names_no_license_says_nothing(note: str) -> None:
    assert names_in(note) == ()
    assert agrees(note, of("apache-2.0")) is None


def test_a_name_that_the_table_does_not_know_may_be_quoted() -> None:
    own = of("other", "acme-open-1.0")
    assert agrees("Acme Open 1.0 license, read by legal", own) is True
    assert agrees("acme-open-1.0", own) is True
    assert agrees("Acme Open 1.05", own) is None
    assert agrees("NVIDIA Open Model License", own) is None
    assert agrees("Apache 2.0", of("other")) is False


def test_one_spelling_of_a_license_name() -> None:
    assert spell("Qwen_Research License Agreement") == "qwen-research"
    assert spell("License") == "license"


@pytest.mark.parametrize(
    "note",
    lines("""
    Apache-2.0, commercial use fine
    Apache 2.0, commercial OK
    commercial use allowed
    allows commercial use
    free for commercial use
    MIT, commercial use
    can be used commercially
    commercially usable under 700M MAU
    we use it in a commercial product
    Commercial: yes
    MIT without commercial restrictions
    可商用
    允许商用
    商业使用没问题
    免费商用
    商用利用可
    商用利用可能
    商業利用も認められている
    """),
)
def test_a_note_may_say_that_commercial_use_is_fine(note: str) -> None:
    assert claims_commercial(note) is True


@pytest.mark.parametrize(
    "note",
    lines("""
    non-commercial only
    not for commercial use
    no commercial use
    commercial use is not permitted
    commercial use: no
    commercial use prohibited
    research only
    We may not use it commercially
    不可商用
    禁止商用
    非商业用途
    仅限研究
    商用不可
    商用利用は禁止
    商用利用は認められていない
    研究目的のみ
    """),
)
def test_a_note_may_say_that_commercial_use_is_not_fine(note: str) -> None:
    assert claims_commercial(note) is False


@pytest.mark.parametrize(
    "note",
    lines("""
    MIT license
    commercial use?
    check whether commercial use is allowed
    commercial use unclear
    commercial use requires a license
    commercial license available
    商用可否は要確認
    是否可商用待确认
    model: commercial use ok, dataset: no commercial use
    """),
)
def test_a_question_a_condition_and_a_contradiction_claim_nothing(note: str) -> None:
    assert claims_commercial(note) is None


@pytest.mark.parametrize(
    ("note", "claim"),
    [
        ("redistribution ok", True),
        ("may be redistributed", True),
        ("weights are shipped to customers", True),
        ("we redistribute the fine-tune", True),
        ("redistribution allowed with notice", True),
        ("we ship the model to devices", True),
        ("允许再分发", True),
        ("可再分发", True),
        ("再配布可", True),
        ("重みを製品に同梱する", True),
        ("no redistribution", False),
        ("not redistributed", False),
        ("redistribution: no", False),
        ("the weights stay in-house", False),
        ("禁止再分发", False),
        ("再配布しない", False),
        ("notice kept on redistribution", None),
        ("redistribution? ask legal", None),
        ("Apache-2.0", None),
    ],
)
def test_a_note_may_say_that_the_model_is_passed_on(note: str, *, claim: bool | None) -> None:
    assert claims_redistribution(note) is claim


@pytest.mark.parametrize(
    ("note", "key", "kinds"),
    [
        ("Llama 3.1 license: 700M MAU clause, attribution", "llama3.1", {"users", "attribution"}),
        ("Llama 3.1 community license", "llama3.1", set()),
        ("Llama 3.1 社区许可：月活上限、署名", "llama3.1", {"users", "attribution"}),
        (
            "Llama 3.1 ライセンス、利用規約とクレジット表示",
            "llama3.1",
            {"use-policy", "attribution"},
        ),
        ("Gemma terms, use policy passed on to users", "gemma", {"use-policy", "pass-on"}),
        ("non-commercial, research only", "qwen-research", {"non-commercial", "research"}),
        ("Gemma terms, conditions reviewed", "gemma", {"terms"}),
        ("attribution", "mit", set()),
    ],
)
def test_a_note_acknowledges_conditions(note: str, key: str, kinds: set[str]) -> None:
    assert acknowledged(note, license_named(key)) == kinds


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("EU", {"EU"}),
        ("Germany and the UK", {"EU", "UK"}),
        ("德国", {"EU"}),
        ("ドイツ", {"EU"}),
        ("韩国", {"KR"}),
        ("South Korea", {"KR"}),
        ("European Union only", {"EU"}),
        ("Japan", set()),
        ("reuse", set()),
        ("North Korea", set()),
        ("worldwide", {"EU", "UK", "KR"}),
        ("全球", {"EU", "UK", "KR"}),
        ("outside the EU", set()),
        ("US only, no users in the EU", set()),
        ("worldwide except the EU", {"UK", "KR"}),
        ("not in the EU, the UK or Korea", set()),
        ("EU, not the UK", {"EU"}),
        ("Europe except Germany", {"EU"}),
        ("全球（欧盟除外）", {"UK", "KR"}),
        ("欧盟以外", set()),
        ("EU を除く", set()),
        ("Czech Republic", {"EU"}),
        ("DE", {"EU"}),
        ("FR, IT", {"EU"}),
        ("DE/AT/CH", {"EU"}),
        ("US, GB", {"UK"}),
        ("US / JP", set()),
        ("it is for us", set()),
        ("DACH", {"EU"}),
        ("EMEA", {"EU", "UK"}),
        ("APAC", {"KR"}),
        ("everywhere", {"EU", "UK", "KR"}),
        ("all countries", {"EU", "UK", "KR"}),
        ("Northern Ireland", {"UK"}),
        ("New England, US", set()),
        ("New South Wales", set()),
        ("eu-central-1", {"EU"}),
        ("westeurope", {"EU"}),
        ("uksouth", {"UK"}),
        ("koreacentral", {"KR"}),
    ],
)
def test_a_region_is_read_from_its_names(text: str, regions: set[str]) -> None:
    assert regions_in(text) == regions


@given(st.text(max_size=60), st.sampled_from(sorted(TABLE)))
def test_any_note_is_read(note: str, key: str) -> None:
    license_ = license_named(key)
    assert agrees(note, license_) in {True, False, None}
    assert claims_commercial(note) in {True, False, None}
    assert claims_redistribution(note) in {True, False, None}
    assert acknowledged(note, license_) <= {*license_.conditions, "terms"}
    assert regions_in(note) <= {"EU", "UK", "KR"}


@pytest.mark.parametrize(
    "note",
    lines("""
    Qwen Research License, commercial license signed with Alibaba in March
    CC-BY-NC-4.0; we hold a written permission of the author
    research license, separate agreement with LG in place
    we bought an enterprise license
    已获得商用授权
    研究许可，授权已取得
    商用ライセンスを締結済み
    """),
)
def test_a_note_may_name_an_agreement_with_the_owner(note: str) -> None:
    assert claims_agreement(note)


@pytest.mark.parametrize(
    "note",
    lines("""
    commercial license available
    commercial use needs a separate license
    a commercial license must be signed first
    no commercial license was bought
    if a commercial agreement is signed
    Llama 3.1 license agreement
    未获得商用授权
    商用ライセンスの取得が必要
    商用ライセンスを取得予定
    """),
)
def test_an_agreement_that_is_not_there_yet_is_none(note: str) -> None:
    assert not claims_agreement(note)


def test_every_license_is_known_by_its_own_names() -> None:
    for key, entry in TABLE.items():
        owner = (entry.get("orgs") or ["o"])[0]
        license_ = license_named(key, repo_id=f"{owner}/n")
        for name in entry.get("names", (key.partition("@")[0],)):
            for note in (name, name.upper(), f"{name} license", f"the {name}, read by us"):
                assert agrees(note, license_) is not False, (key, note)


def test_a_long_row_of_regions_is_read_in_no_time() -> None:
    assert regions_in("eu, uk, " * 5_000) == {"EU", "UK"}
