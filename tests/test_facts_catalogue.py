"""The bundled catalogue, Ollama's tags, and the way from a reference to a repository."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.facts import catalogue
from decision_lint.facts.answer import Missing
from decision_lint.facts.licenses.known import license_of
from decision_lint.facts.lock.entries import Lock, lock_with
from decision_lint.facts.lock.facts import unsound
from decision_lint.facts.ollama import Tag, families, read_tag
from decision_lint.facts.order import known
from decision_lint.facts.resolve import Resolved, Unresolved, resolve
from decision_lint.knowledge.tables import table
from decision_lint.model import ModelFacts
from decision_lint.quantities.references import ModelReference, Reference, read_reference
from decision_lint.rule import Absent

REPO = re.compile(r"[\w.\-]+/[\w.\-]+")


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def models() -> dict[str, dict[str, object]]:
    read: dict[str, dict[str, object]] = table("catalogue")["models"]
    return read


def found(repo_id: str) -> ModelFacts:
    facts = catalogue.look_up(repo_id)
    assert facts, repo_id
    return facts


def test_the_catalogue_is_fresh(root: Path) -> None:
    command = [sys.executable, str(root / "tools" / "catalogue.py"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_three_hundred_models_are_known_with_source_and_date(
    models: dict[str, dict[str, object]],
) -> None:
    sources = table("catalogue")["_meta"]["sources"]
    assert len(models) >= 300
    for key, entry in models.items():
        assert key == str(entry["id"]).casefold()
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", str(entry["as_of"]))
        assert set(str(entry["source"]).split(",")) <= sources.keys()
        told = {name: one for name, one in entry.items() if name not in {"id", "as_of", "source"}}
        told.pop("revision", None)
        assert [*unsound({"repo_id": entry["id"], **told}, ())] == []
        assert found(key).source == "catalogue"


def test_most_models_have_a_license_and_dimensions(models: dict[str, dict[str, object]]) -> None:
    with_license = [one for one in models.values() if one.get("license")]
    assert len(with_license) >= len(models) - 3
    configs = [one["config"] for one in models.values() if isinstance(one.get("config"), dict)]
    dimensions = {"num_hidden_layers", "n_layer", "text_config"}
    assert sum(bool(dimensions & set(config)) for config in configs) >= 300  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("repo_id", "license_", "name"),
    [
        ("Qwen/Qwen2.5-0.5B-Instruct", "apache-2.0", None),
        ("Qwen/Qwen2.5-3B-Instruct", "other", "qwen-research"),
        ("meta-llama/Llama-3.1-8B-Instruct", "llama3.1", None),
        ("google/gemma-3-4b-it", "gemma", None),
        ("openai/gpt-oss-20b", "apache-2.0", None),
        ("sshleifer/tiny-gpt2", None, None),
    ],
)
def test_a_license_is_known_without_a_network(
    repo_id: str, license_: str | None, name: str | None
) -> None:
    facts = found(repo_id)
    assert (facts.license, facts.license_name) == (license_, name)
    assert catalogue.source_of(repo_id)


def test_the_research_license_of_a_small_qwen_is_found_offline() -> None:
    terms = license_of(found("qwen/qwen2.5-3b-INSTRUCT"))
    assert terms
    assert (terms.key, terms.commercial) == ("qwen-research", "no")


def test_an_old_name_is_known(models: dict[str, dict[str, object]]) -> None:
    assert found("gpt2").repo_id == "openai-community/gpt2"
    assert found("meta-llama/Meta-Llama-3.1-8B-Instruct").repo_id == (
        "meta-llama/Llama-3.1-8B-Instruct"
    )
    for new in table("catalogue")["renames"].values():
        assert REPO.fullmatch(new)
    assert "" not in models


@pytest.mark.parametrize("name", ["no/such", "", "_meta", "models", 'a"b', "o/n\n"])
def test_what_is_not_in_the_catalogue_is_not_found(name: str) -> None:
    assert catalogue.look_up(name) is None
    assert catalogue.canonical(name) is None
    assert catalogue.source_of(name) is None


@given(st.text(max_size=20))
def test_any_name_may_be_looked_up(name: str) -> None:
    assert catalogue.look_up(name) is None or catalogue.canonical(name)
    assert isinstance(catalogue.suggestions(name), tuple)


def test_a_repack_of_a_known_model_knows_its_base() -> None:
    based = [entry for entry in table("catalogue")["models"].values() if "base_licenses" in entry]
    assert based
    for entry in based:
        assert set(entry["base_licenses"]) <= set(entry["base_models"])


def test_a_wrong_name_has_suggestions() -> None:
    assert catalogue.suggestions("Qwen2.5-0.5B-Instuct")[0] == "Qwen/Qwen2.5-0.5B-Instruct"
    assert catalogue.suggestions("xyzzy") == ()


def test_reading_one_model_parses_no_other(root: Path) -> None:
    path = root / "src" / "decision_lint" / "knowledge" / "catalogue.json"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith('"') for line in lines) >= 300
    assert json.loads(
        "{" + next(one for one in lines if one.startswith('"qwen/')).rstrip(",") + "}"
    )


@pytest.mark.parametrize(
    ("name", "repo_id", "quantization"),
    [
        ("qwen2.5:0.5b", "Qwen/Qwen2.5-0.5B-Instruct", "Q4_K_M"),
        ("llama3.2", "meta-llama/Llama-3.2-3B-Instruct", "Q4_K_M"),
        ("llama3.2:latest", "meta-llama/Llama-3.2-3B-Instruct", "Q4_K_M"),
        ("library/llama3.2:1b", "meta-llama/Llama-3.2-1B-Instruct", "Q8_0"),
        ("llama3.1:8b-instruct-q8_0", "meta-llama/Llama-3.1-8B-Instruct", "Q8_0"),
        ("llama3.1:8b-instruct-fp16", "meta-llama/Llama-3.1-8B-Instruct", "FP16"),
        ("qwen3:4b", "Qwen/Qwen3-4B-Thinking-2507", "Q4_K_M"),
        ("qwen3:4b-q4_K_M", "Qwen/Qwen3-4B", "Q4_K_M"),
        ("qwen3:4b-instruct-2507-q8_0", "Qwen/Qwen3-4B-Instruct-2507", "Q8_0"),
        ("phi3:3.8b-mini-4k-instruct-q4_0", "microsoft/Phi-3-mini-4k-instruct", "Q4_0"),
        ("gemma3:4b-it-qat", "google/gemma-3-4b-it", None),
        ("gpt-oss:20b", "openai/gpt-oss-20b", "MXFP4"),
        ("falcon3:7b", "tiiuae/Falcon3-7B-Instruct", None),
    ],
)
def test_a_tag_of_ollama_stands_for_a_repository(
    name: str, repo_id: str, quantization: str | None
) -> None:
    assert read_tag(name) == Tag(repo_id, quantization)


@pytest.mark.parametrize(
    "name",
    lines("""
    nobody
    user/model:latest
    llama3:8b-text-q4_0
    codellama:7b-code
    qwen2.5:99b
    mistral:7b-instruct-v0.1
    deepseek-r1:8b-something
    """),
)
def test_a_tag_that_stands_for_something_else_is_not_known(name: str) -> None:
    assert read_tag(name) is None


def test_every_tag_has_a_repository_and_a_source() -> None:
    read = table("ollama")
    for name, entry in read["models"].items():
        assert name == name.casefold()
        assert entry["latest"] in entry["tags"]
        assert entry["source"] in read["_meta"]["sources"]
        for tag, (repo_id, quantization) in entry["tags"].items():
            assert tag == tag.casefold()
            assert REPO.fullmatch(repo_id)
            assert quantization is None or re.fullmatch(
                r"Q\d_0|Q\d_K_M|F16|fp16|MXFP4", quantization
            )
    assert "llama3.2:3b" in families()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qwen/Qwen2.5-3B-Instruct", Resolved("Qwen/Qwen2.5-3B-Instruct")),
        ("qwen/qwen2.5-3b-instruct@main", Resolved("Qwen/Qwen2.5-3B-Instruct", "main")),
        ("https://huggingface.co/gpt2", Resolved("openai-community/gpt2")),
        ("someone/unknown-7B@abc1234", Resolved("someone/unknown-7B", "abc1234")),
        (
            "meta-llama/Meta-Llama-3.1-8B-Instruct",
            Resolved("meta-llama/Meta-Llama-3.1-8B-Instruct"),
        ),
        (
            "hf.co/bartowski/Llama-3.2-1B-Instruct-GGUF:IQ3_M",
            Resolved("bartowski/Llama-3.2-1B-Instruct-GGUF", None, "IQ3_M"),
        ),
        ("qwen2.5:0.5b", Resolved("Qwen/Qwen2.5-0.5B-Instruct", None, "Q4_K_M", "ollama")),
        ("Qwen3:4B", Resolved("Qwen/Qwen3-4B-Thinking-2507", None, "Q4_K_M", "ollama")),
        (
            "Llama 3.1 8B Instruct",
            Resolved("meta-llama/Llama-3.1-8B-Instruct", None, None, "name"),
        ),
        (
            "Meta Llama 3.1 8B Instruct",
            Resolved("meta-llama/Llama-3.1-8B-Instruct", None, None, "name"),
        ),
        (
            "Qwen2.5-7B-Instruct-Q4_K_M",
            Resolved("Qwen/Qwen2.5-7B-Instruct", None, "Q4_K_M", "name"),
        ),
        ("gemma-3-4b-it-gguf", Resolved("google/gemma-3-4b-it", None, None, "name")),
        (
            "Qwen2.5-7B-Instruct-GGUF Q4_K_M",
            Resolved("Qwen/Qwen2.5-7B-Instruct", None, "Q4_K_M", "name"),
        ),
        ("Qwen 2.5 7B Instruct", Resolved("Qwen/Qwen2.5-7B-Instruct", None, None, "name")),
        ("Llama3.2 3B", Resolved("meta-llama/Llama-3.2-3B", None, None, "name")),
        (
            "Llama 3 8B Instruct",
            Resolved("meta-llama/Meta-Llama-3-8B-Instruct", None, None, "name"),
        ),
        ("Qwen2.5-7B 指令版", Resolved("Qwen/Qwen2.5-7B-Instruct", None, None, "name")),
        ("千问3 8B", Resolved("Qwen/Qwen3-8B", None, None, "name")),
        ("distilgpt2", Resolved("distilbert/distilgpt2", None, None, "name")),
        ("a small instruct model", Unresolved("a class")),
        ("小型指令模型", Unresolved("a class")),
        ("tiny-gpt2", Resolved("sshleifer/tiny-gpt2", None, None, "name")),
        ("7B instruct model", Unresolved("a class")),
        ("gpt-4o", Unresolved("an api")),
        ("./model.gguf", Unresolved("a file")),
        ("nothing of the kind", Unresolved("nothing")),
        ("user/model:latest", Unresolved("unknown")),
    ],
)
def test_a_reference_means_one_repository_or_none(
    text: str, expected: Resolved | Unresolved
) -> None:
    assert resolve(read_reference(text)) == expected


def test_a_bare_name_is_a_tag_where_ollama_runs_it() -> None:
    reference = read_reference("llama3.2")
    plain = resolve(reference)
    assert isinstance(plain, Unresolved)
    assert plain.suggestions
    assert resolve(reference, is_ollama=True) == Resolved(
        "meta-llama/Llama-3.2-3B-Instruct", None, "Q4_K_M", "ollama"
    )
    other = resolve(read_reference("Qwen2.5-0.5B-Instruct"), is_ollama=True)
    assert other == Resolved("Qwen/Qwen2.5-0.5B-Instruct", None, None, "name")


@pytest.mark.parametrize(
    ("name", "repo_id"),
    [
        ("Qwen3-0.6B", "Qwen/Qwen3-0.6B"),
        ("Qwen3-8B-FP8", "Qwen/Qwen3-8B-FP8"),
        ("Gemma 2 2B it", "google/gemma-2-2b-it"),
        ("c4ai-command-r-v01", "CohereLabs/c4ai-command-r-v01"),
    ],
)
def test_a_name_that_others_took_over_is_its_makers(name: str, repo_id: str) -> None:
    assert resolve(read_reference(name)) == Resolved(repo_id, None, None, "name")


def test_a_name_that_several_have_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    two = {"some-7b": ("a/some-7B", "b/some-7B"), "packed-7b": ("unsloth/packed-7B",)}
    monkeypatch.setattr(catalogue, "_by_name", lambda: two)
    name = ModelReference("some 7B", Reference.NAME, "some 7B")
    assert resolve(name) == Unresolved("several", ("a/some-7B", "b/some-7B"))
    packed = ModelReference("packed-7B", Reference.NAME, "packed-7B")
    assert resolve(packed) == Resolved("unsloth/packed-7B", None, None, "name")


def test_a_wrong_tag_has_suggestions() -> None:
    unresolved = resolve(read_reference("qwen2.5:99b"))
    assert isinstance(unresolved, Unresolved)
    assert "qwen2.5:7b" in unresolved.suggestions


@given(st.text(max_size=40))
def test_any_text_is_resolved_or_not(text: str) -> None:
    assert isinstance(resolve(read_reference(text)), Resolved | Unresolved)


HERE = ModelFacts(repo_id="o/n", source="hub", as_of="2026-11-24")


def test_the_hub_goes_before_the_lock_and_the_lock_before_the_catalogue() -> None:
    key = ("Qwen/Qwen2.5-0.5B-Instruct", None)
    lock = lock_with(Lock(), {key: HERE})
    late = Absent("the Hub did not answer in time")
    assert known(key, asked={key: HERE}, lock=Lock()) is HERE
    assert known(key, asked={key: late}, lock=lock) == replace(HERE, source="lock")
    assert known(key, lock=lock) == replace(HERE, source="lock")
    bundled = known(key)
    assert isinstance(bundled, ModelFacts)
    assert (bundled.source, bundled.revision is not None) == ("catalogue", True)
    assert known(key, asked={key: late}) == bundled
    pinned = known((key[0], "v1"))
    assert pinned == replace(bundled, revision=None)


def test_what_nobody_knows_says_why() -> None:
    key = ("no/such", None)
    late = Absent("the Hub did not answer in time")
    assert known(key, asked={key: late}, lock=Lock()) == late
    for answer in (known(key, lock=Lock()), known(key), known(key, asked={})):
        assert isinstance(answer, Absent)
        assert "decision-lint lock" in answer.mend
    gone = Missing("not found", "", "2026-11-24")
    assert known(key, asked={key: gone}) is gone
