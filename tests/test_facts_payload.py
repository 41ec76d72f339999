"""Payloads of the Hub as facts, whatever they hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.facts.configuration import KEPT, select
from decision_lint.facts.hub.payload import read_payload
from decision_lint.model import GgufFacts, ModelFacts, ModelFile
from standin import payload

RECORDED = Path(__file__).parents[2] / "shared" / "data" / "facts"
PAYLOADS = sorted(
    path
    for folder in ("api", "api_composed")
    for path in (RECORDED / folder).glob("*.json")
    if ".headers." not in path.name and not path.name.startswith("_")
)
CONFIGS = sorted((RECORDED / "configs").glob("*.json"))

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["o/n", "license:mit", "base_model:o/n", "manual", "config.json"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["license", "rfilename", "size", "lfs", "parameters", "total", "auto_map"]
            )
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
FIELDS = sorted(payload("o/n"))


def read(**fields: Any) -> ModelFacts:
    return read_payload(payload("o/n", **fields), "o/n", "2026-11-24")


@given(
    st.dictionaries(st.sampled_from([*FIELDS, "gguf"]), values), st.sampled_from(["o/n", "gpt2"])
)
def test_whatever_a_payload_holds_it_is_read(fields: dict[str, Any], asked: str) -> None:
    found = read_payload(payload("o/n") | fields, asked, "2026-11-24")
    assert isinstance(found, ModelFacts)
    assert found.repo_id
    json.dumps(dict(found.config), allow_nan=False)
    assert all(count >= 0 for count in found.parameters.values())


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("odd", [None, 7, -1.5, "text", True, ["x"], {"x": 1}, [[None]], {}])
def test_a_field_of_the_wrong_type_spoils_no_other(field: str, odd: object) -> None:
    plain, found = read(), read(**{field: odd})
    for one in ("license", "gate", "revision", "files", "total_parameters", "pipeline_tag"):
        if not {field, one} & {"cardData", "tags"} and field not in _SOURCES[one]:
            assert getattr(found, one) == getattr(plain, one)


_SOURCES = {
    "license": {"cardData", "tags"},
    "gate": {"gated"},
    "revision": {"sha"},
    "files": {"siblings"},
    "total_parameters": {"safetensors"},
    "pipeline_tag": {"pipeline_tag"},
}


def test_a_payload_without_a_name_has_the_name_that_was_asked_for() -> None:
    assert read(id=None).repo_id == "o/n"
    assert read(id="O/N").repo_id == "O/N"
    assert read(id="../../x").repo_id == "o/n"


@pytest.mark.parametrize(
    ("safetensors", "parameters", "total"),
    [
        ({"parameters": {"BF16": 7615616512}, "total": 333312}, {"BF16": 7615616512}, 7615616512),
        ({"total": 5}, {}, 5),
        ({"parameters": {"BF16": 5, "F32": "x", "I8": True, "U8": -1}}, {"BF16": 5}, 5),
        ({"parameters": {"F32": 1, "BF16": 2}, "total": 3}, {"BF16": 2, "F32": 1}, 3),
        ({}, {}, None),
        (None, {}, None),
        ({"total": 10**30}, {}, None),
    ],
)
def test_where_a_total_contradicts_its_parts_the_parts_count(
    safetensors: object, parameters: dict[str, int], total: int | None
) -> None:
    found = read(safetensors=safetensors)
    assert (found.parameters, found.total_parameters) == (parameters, total)


@pytest.mark.parametrize(
    ("card", "tags", "license_", "name"),
    [
        ({"license": "mit"}, [], "mit", None),
        ({"license": ["mit"]}, [], "mit", None),
        ({"license": ["mit", "apache-2.0"]}, [], "mit,apache-2.0", None),
        ({}, ["license:llama3.1"], "llama3.1", None),
        ({"license": "other", "license_name": " qwen-research "}, [], "other", "qwen-research"),
        ({"license": ""}, [], None, None),
        (None, [], None, None),
        ({"license": {"name": "mit"}}, None, None, None),
    ],
)
def test_the_license_is_the_tag_of_the_card(
    card: object, tags: object, license_: str | None, name: str | None
) -> None:
    found = read(cardData=card, tags=tags)
    assert (found.license, found.license_name) == (license_, name)


@pytest.mark.parametrize(
    ("gated", "gate"),
    [
        (False, "open"),
        ("auto", "auto"),
        ("manual", "manual"),
        (True, "manual"),
        (None, None),
        ("x", None),
        (0.5, None),
        ([], None),
    ],
)
def test_a_gate_is_open_or_somebody_opens_it(gated: object, gate: str | None) -> None:
    assert read(gated=gated).gate == gate


def test_norwegian_is_no_no() -> None:
    assert read(cardData={"language": ["en", False, "nn"]}).languages == ("en", "no", "nn")
    assert read(cardData={"language": "zh"}).languages == ("zh",)
    assert read(cardData={"language": True}).languages == ()


def test_bases_come_from_the_tags_else_from_the_card() -> None:
    tags = ["base_model:o/a", "base_model:quantized:o/a", "base_model:merge:o/b", "base_model:"]
    assert read(tags=tags, cardData={"base_model": "o/c"}).base_models == ("o/a", "o/b")
    assert read(tags=[], cardData={"base_model": ["o/c", "o/c", "a b"]}).base_models == ("o/c",)


def test_files_have_the_size_of_what_a_pointer_points_to() -> None:
    siblings = [
        {"rfilename": "b.safetensors", "size": 134, "lfs": {"size": 988097824}},
        {"rfilename": "a.json", "size": 5},
        {"rfilename": "c", "size": -5},
        {"size": 7},
        "d",
        {"rfilename": "a.json", "size": 6},
    ]
    assert read(siblings=siblings).files == (
        ModelFile(path="a.json", size=6),
        ModelFile(path="b.safetensors", size=988097824),
        ModelFile(path="c"),
    )


TOOLS = "{% for tool in tools %}{{ tool }}{% endfor %}"


@pytest.mark.parametrize(
    ("fields", "has", "takes"),
    [
        ({"config": {"tokenizer_config": {"chat_template": TOOLS}}}, True, True),
        ({"config": {"tokenizer_config": {"chat_template": "{{ messages }}"}}}, True, False),
        ({"config": {"tokenizer_config": {"chat_template": "{{ x.tools }}"}}}, True, False),
        (
            {"config": {"tokenizer_config": {"chat_template": [{"template": "a"}, {"x": 1}, 2]}}},
            True,
            False,
        ),
        ({"config": {"chat_template_jinja": TOOLS}}, True, True),
        ({"config": {"tokenizer_config": {}}}, False, None),
        ({"config": {"tokenizer_config": {"chat_template": " "}}}, False, None),
        ({"config": {}, "siblings": [{"rfilename": "chat_template.jinja"}]}, True, None),
        ({"config": {}, "siblings": [{"rfilename": "tekken.json"}]}, None, None),
        (
            {"config": {"tokenizer_config": {}}, "siblings": [{"rfilename": "tekken.json"}]},
            None,
            None,
        ),
        ({"config": {}}, None, None),
        ({"config": {}, "siblings": [{"rfilename": "README.md"}]}, False, None),
        ({"config": None, "siblings": None}, None, None),
        ({"config": None, "gguf": {"total": 5, "chat_template": TOOLS}}, True, True),
        ({"config": None, "gguf": {"total": 5}}, False, None),
    ],
)
def test_a_chat_template_may_stand_in_many_places(
    fields: dict[str, Any], *, has: bool | None, takes: bool | None
) -> None:
    found = read(**fields)
    assert (found.has_chat_template, found.tool_template) == (has, takes)


def test_custom_code_is_seen_by_config_or_tag() -> None:
    assert read(config={"auto_map": {"AutoModel": "m.M"}}).has_custom_code is True
    assert read(tags=["custom_code"]).has_custom_code is True
    assert read(config={"model_type": "x"}).has_custom_code is False
    assert read(config=None).has_custom_code is None


def test_the_total_of_a_gguf_is_a_number_of_parameters() -> None:
    header = {"total": 494032768, "architecture": "qwen2", "context_length": 32768}
    assert read(gguf={**header, "totalFileSize": 9}).gguf == GgufFacts(
        architecture="qwen2",
        context_length=32768,
        parameters=494032768,
        has_chat_template=False,
    )


def test_of_a_config_only_what_says_something_is_kept() -> None:
    config: dict[str, Any] = {
        "hidden_size": 8,
        "head_dim": float("nan"),
        "sliding_window": None,
        "eos_token_id": 5,
        "rope_scaling": {"factor": float("nan"), "rope_type": "yarn"},
        "text_config": {
            "num_hidden_layers": 3,
            "text_config": {"text_config": {"text_config": {}}},
        },
        "vision_config": {"projector": 1},
        "quantization_config": {
            "quant_method": "fp8",
            "ignore": ["lm_head"],
            "config_groups": {"group_0": {"targets": ["Linear"], "weights": {"num_bits": 8}}},
        },
    }
    assert select(config) == {
        "hidden_size": 8,
        "quantization_config": config["quantization_config"],
        "rope_scaling": {"factor": None, "rope_type": "yarn"},
        "sliding_window": None,
        "text_config": {"num_hidden_layers": 3},
    }


def test_a_config_as_deep_as_json_can_be_is_read() -> None:
    deep: dict[str, Any] = {"hidden_size": 1}
    for _ in range(3000):
        deep = {"text_config": deep, "rope_scaling": deep}
    assert select(deep)


@pytest.mark.skipif(not PAYLOADS, reason="the recorded payloads lie beside the repository")
@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_every_recorded_payload_is_read(path: Path) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    found = read_payload(told, "asked/for", "2026-11-24")
    assert found.repo_id == told.get("id", "asked/for")
    assert len(found.files) == len(told.get("siblings", []))
    if "gated" in told:
        assert found.gate is not None


@pytest.mark.skipif(not CONFIGS, reason="the recorded configs lie beside the repository")
@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.stem)
def test_every_recorded_config_keeps_its_dimensions(path: Path) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    kept = select(told)
    inside, whole = (one.get("text_config", one) for one in (kept, told))
    for field in ("num_hidden_layers", "num_key_value_heads", "head_dim", "kv_lora_rank"):
        assert inside.get(field) == whole.get(field)
    assert set(kept) <= KEPT | {"text_config", "vision_config", "audio_config"}
