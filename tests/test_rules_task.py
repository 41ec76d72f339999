"""The rules on the task: what a pair cannot show."""

from __future__ import annotations

from typing import Any

import pytest

from decision_lint.config import Config
from decision_lint.facts.answer import Key
from decision_lint.lint import lint
from decision_lint.memory.context import most_tokens
from decision_lint.model import GgufFacts, ModelFacts
from decision_lint.quantities.dialogue import chat_word, tool_word
from decision_lint.quantities.languages import card_languages, language_of, languages_in
from decision_lint.quantities.modalities import modalities_in
from decision_lint.report import Report
from decision_lint.source import Source
from test_rules import NO_FILES, RECORD, TODAY, fresh_twin


def facts(**given: Any) -> ModelFacts:
    known = {"repo_id": "o/some-7B", "source": "lock", "as_of": "2026-11-20"}
    return ModelFacts(**{**known, "pipeline_tag": "text-generation", **given})


def report(text: str, given: ModelFacts) -> Report:
    source = Source(RECORD, f"# Decision\n\n{text}\n")

    def look_up(_: Key) -> ModelFacts:
        return given

    return lint(
        source,
        twin=fresh_twin(source),
        files=NO_FILES,
        facts=look_up,
        config=Config(select=("TSK",), ignore=("TSK001",)),
        today=TODAY,
    )


def codes(text: str, given: ModelFacts) -> list[str]:
    return [finding.code for finding in report(text, given).findings]


def unchecked(text: str, given: ModelFacts) -> dict[str, str]:
    result = report(text, given)
    assert result.findings == ()
    return {one.code: one.why for one in result.not_checked}


MODEL = "candidate_1: o/some-7B"
CHAT = "project_goal: x\ntask: chat with visitors"


def test_a_chat_needs_a_template_somewhere() -> None:
    assert codes(f"{CHAT}\n{MODEL}", facts(has_chat_template=False)) == ["TSK002"]
    assert codes(f"{CHAT}\n{MODEL}", facts(has_chat_template=True)) == []
    assert codes(f"task: completion\n{MODEL}", facts(has_chat_template=False)) == []
    assert unchecked(f"{CHAT}\n{MODEL}", facts()) == {
        "TSK002": "whether the model has a chat template is not known"
    }


def test_a_chat_template_of_ones_own_is_one() -> None:
    command = "first_run_command: vllm serve o/some-7B --chat-template own.jinja"
    assert codes(f"{CHAT}\n{MODEL}\n{command}", facts(has_chat_template=False)) == []


def test_a_command_that_chats_asks_for_a_template() -> None:
    command = "first_run_command: transformers chat o/some-7B"
    found = report(f"task: completion\n{MODEL}\n{command}", facts(has_chat_template=False))
    assert [one.code for one in found.findings] == ["TSK002"]
    assert "the first-run command asks for a chat" in found.findings[0].message


def test_a_tag_of_ollama_brings_its_own_template() -> None:
    text = f"{CHAT}, with tool calls\ncandidate_1: qwen2.5:0.5b\nruntime: Ollama"
    assert codes(text, facts(has_chat_template=False, tool_template=False)) == []


@pytest.mark.parametrize(
    ("task", "word"),
    [
        ("chat", "chat"),
        ("course assistant", "assistant"),
        ("customer help desk", "help desk"),
        ("客服问答", "客服"),
        ("社内チャット", "チャット"),
        ("completion, no chat", None),
        ("field extraction", None),
        ("不需要聊天", None),
        ("merchant data", None),
    ],
)
def test_a_task_asks_for_a_chat(task: str, word: str | None) -> None:
    assert chat_word(task) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("tool calling", "tool calling"),
        ("function calls to the calendar", "function calls"),
        ("uses our tools", "uses our tools"),
        ("MCP servers", "mcp"),
        ("支持工具调用", "工具调用"),
        ("ツール呼び出し", "ツール呼び出し"),
        ("no tool calls", None),
        ("without function calling", None),
        ("answers about tools in the workshop", None),
        ("不需要工具调用", None),
        ("ツール呼び出しは不要", None),
    ],
)
def test_a_text_asks_for_tools(text: str, word: str | None) -> None:
    assert tool_word(text) == word


def test_tools_need_a_place_in_the_template() -> None:
    text = f"must_have: tool calls\n{MODEL}"
    assert codes(text, facts(has_chat_template=True, tool_template=False)) == ["TSK006"]
    assert codes(text, facts(has_chat_template=False)) == ["TSK006"]
    assert codes(text, facts(has_chat_template=True, tool_template=True)) == []
    assert (
        unchecked(text, facts())["TSK006"] == "whether the chat template takes tools is not known"
    )
    own = f"{text}\nfirst_run_command: vllm serve o/some-7B --chat-template own.jinja"
    assert codes(own, facts(has_chat_template=True, tool_template=False)) == []


YARN = {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 32768}


@pytest.mark.parametrize(
    ("given", "most"),
    [
        ({"config": {"max_position_embeddings": 32768}}, 32768),
        ({"config": {"max_position_embeddings": 32768, "rope_scaling": YARN}}, 131072),
        (
            {
                "config": {
                    "max_position_embeddings": 131072,
                    "rope_scaling": {"rope_type": "llama3", "factor": 8.0},
                }
            },
            131072,
        ),
        ({"config": {"text_config": {"max_position_embeddings": 8192}}}, 8192),
        ({"config": {"n_positions": 1024}}, 1024),
        ({"config": {"model_type": "t5", "n_positions": 512}}, None),
        ({"gguf": GgufFacts(context_length=4096)}, 4096),
        ({}, None),
    ],
)
def test_the_tokens_that_a_model_can_take(given: dict[str, Any], most: int | None) -> None:
    assert most_tokens(facts(**given)) == most


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"context_length: 32768\n{MODEL}", []),
        (f"context_length: 32769\n{MODEL}", ["TSK003"]),
        (f"context_length: 128k\n{MODEL}", ["TSK003"]),
        (f"{MODEL}\ncontext_length: 64k", ["TSK003"]),
        (f"context_length: 128k\n{MODEL}\ncontext_length: 16k", []),
        (f"context_length: 128k\n{MODEL}\nrisk: YaRN with factor 4", []),
        (MODEL, []),
    ],
)
def test_a_context_is_held_against_the_positions(text: str, found: list[str]) -> None:
    given = facts(config={"max_position_embeddings": 32768})
    assert [code for code in codes(text, given) if code == "TSK003"] == found


@pytest.mark.parametrize(
    ("needed", "positions", "found"),
    [
        ("200k", 200_000, []),
        ("200k", 199_999, ["TSK003"]),
        ("1M", 1_010_000, []),
        ("1M", 262_144, ["TSK003"]),
        ("200001", 200_000, ["TSK003"]),
    ],
)
def test_a_round_context_is_met_by_the_smaller_k(
    needed: str, positions: int, found: list[str]
) -> None:
    given = facts(config={"max_position_embeddings": positions})
    assert codes(f"context_length: {needed}\n{MODEL}", given) == found


def test_positions_that_nobody_knows_are_not_checked() -> None:
    assert unchecked(f"context_length: 8k\n{MODEL}", facts()) == {
        "TSK003": "how many tokens the model can take is not known"
    }


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("read scanned receipts", ["images"]),
        ("describe photos of birds", ["images"]),
        ("answers about screenshots", ["images"]),
        ("识别图片里的文字", ["images"]),
        ("画像の説明", ["images"]),
        ("transcribe calls", ["audio"]),
        ("voice messages of guests", ["audio"]),
        ("语音识别", ["audio"]),
        ("会議の文字起こし", ["audio"]),
        ("find scenes in videos", ["video"]),
        ("draw illustrations", ["pictures of its own"]),
        ("文生图", ["pictures of its own"]),
        ("text-to-speech", ["speech of its own"]),
        ("chat", ["text of its own"]),
        ("summaries of letters", ["text of its own"]),
        ("no images", []),
        ("text only, images are ignored", []),
        ("a container image below 2 GB", []),
        ("build docker images", []),
        ("a small image", []),
        ("minutes from transcripts", []),
        ("video transcripts", []),
        ("a friendly tone of voice", []),
        ("不需要图片", []),
        ("画像は不要", []),
        ("the vision of our school", []),
        ("a clear picture of costs", []),
        ("an image of the container", []),
        ("image of each receipt", ["images"]),
        ("texts of the audio guide", []),
        ("a chatty tone", []),
        ("画像は扱わない", []),
        ("answers name the page", []),
    ],
)
def test_a_text_names_modalities(text: str, modalities: list[str]) -> None:
    assert [modality for modality, _ in modalities_in(text)] == modalities


@pytest.mark.parametrize(
    ("task", "given", "is_found"),
    [
        ("read photos", {}, True),
        ("read photos", {"pipeline_tag": "image-text-to-text"}, False),
        ("read photos", {"pipeline_tag": "any-to-any"}, False),
        ("read photos", {"config": {"vision_config": {"depth": 32}}}, False),
        ("transcribe calls", {"pipeline_tag": "image-text-to-text"}, True),
        ("transcribe calls", {"pipeline_tag": "automatic-speech-recognition"}, False),
        ("chat", {"pipeline_tag": "feature-extraction", "has_chat_template": True}, True),
        ("chat", {"pipeline_tag": "image-text-to-text", "has_chat_template": True}, False),
        ("search by embeddings", {"pipeline_tag": "feature-extraction"}, False),
        ("draw pictures", {"pipeline_tag": "text-to-image"}, False),
    ],
)
def test_a_modality_is_held_against_the_pipeline_tag(
    task: str, given: dict[str, Any], *, is_found: bool
) -> None:
    assert codes(f"task: {task}\n{MODEL}", facts(**given)) == (["TSK004"] if is_found else [])


def test_a_model_that_finds_passages_is_no_rival_of_the_one_that_writes() -> None:
    finder = facts(pipeline_tag="feature-extraction", has_chat_template=True)
    assert codes(f"task: chat over our pages, RAG\n{MODEL}", finder) == []
    assert codes(f"task: chat over our pages\n{MODEL}", finder) == ["TSK004"]


def test_a_model_without_a_pipeline_tag_is_not_checked() -> None:
    assert unchecked(f"task: read photos\n{MODEL}", facts(pipeline_tag=None)) == {
        "TSK004": "the model has no pipeline tag, so what it takes is not known"
    }
    assert unchecked(f"task: rewrite letters\n{MODEL}", facts(pipeline_tag=None)) == {}


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("English", "en"),
        ("zh-CN", "zh"),
        ("pt_BR", "pt"),
        ("Simplified Chinese", "zh"),
        ("German (formal)", "de"),
        ("日本語", "ja"),
        ("deu", "de"),
        ("Klingon", None),
    ],
)
def test_a_word_or_a_code_is_a_language(word: str, code: str | None) -> None:
    assert language_of(word) == code


def test_a_card_lists_some_languages_all_or_none_that_is_known() -> None:
    assert card_languages(["en", "deu", "zh-TW"]) == frozenset(("en", "de", "zh"))
    assert card_languages(["en", "multilingual"]) is None
    assert card_languages(["code"]) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("answers in German", ["de"]),
        ("answers in German and English", ["en", "de"]),
        ("translate from French to Italian", ["fr", "it"]),
        ("English output", ["en"]),
        ("bilingual answers, Dutch and French", ["fr", "nl"]),
        ("用中文回答", ["zh"]),
        ("日本語で答える", ["ja"]),
        ("不需要英文", []),
        ("polish the text", []),
        ("a Chinese restaurant", []),
        ("in French restaurants", []),
        ("answers in English, no German needed", ["en"]),
        ("the thai food menu", []),
        ("in a polished tone", []),
        ("English only", ["en"]),
        ("German legal documents", ["de"]),
        ("polite Japanese", ["ja"]),
        ("for Spanish-speaking users", ["es"]),
        ("中英双语回答", ["zh", "en"]),
    ],
)
def test_a_text_asks_for_languages(text: str, wanted: list[str]) -> None:
    assert sorted(languages_in(text)) == sorted(wanted)


@pytest.mark.parametrize(
    ("text", "listed", "lacking"),
    [
        ("languages: English", ("en",), None),
        ("languages: English, Thai", ("en",), "th"),
        ("languages: en, ja", ("en", "zh"), "ja"),
        ("languages: Thai", ("multilingual",), None),
        ("languages: UK English, English only", ("en",), None),
        ("languages: German/French", ("en", "de"), "fr"),
        ("languages: Deutsch", ("de",), None),
        ("languages: 中文、日本語", ("zh",), "ja"),
        ("task: answers in Danish", ("en",), "da"),
        ("must_have: answers in English", ("en",), None),
        ("task: chat", ("en",), None),
    ],
)
def test_a_language_is_held_against_the_card(
    text: str, listed: tuple[str, ...], lacking: str | None
) -> None:
    found = report(f"{text}\n{MODEL}", facts(languages=listed, has_chat_template=True)).findings
    assert [one.code for one in found] == (["TSK005"] if lacking else [])
    if lacking:
        assert f"and not {lacking} (" in found[0].message


def test_a_card_without_languages_is_not_checked() -> None:
    assert unchecked(f"languages: Thai\n{MODEL}", facts()) == {
        "TSK005": "the languages of the model are not known"
    }


def test_a_language_that_nobody_knows_is_not_checked() -> None:
    given = facts(languages=("en",))
    why = "no language is known by the name 'Klingon'"
    assert unchecked(f"languages: English, Klingon\n{MODEL}", given) == {"TSK005": why}
    assert unchecked(f"languages: multilingual\n{MODEL}", given) == {}
    assert codes(f"languages: Thai, Klingon, no German\n{MODEL}", given) == ["TSK005"]


def test_long_texts_are_read_in_no_time() -> None:
    assert languages_in("中" * 50_000) == ()
    assert list(modalities_in("image of " * 2_000)) == []
