"""Whose word `fit` takes on a model: the Hub's if asked, the lock's, the cache's, or our own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from decision_lint.facts.siblings import completed, original, siblings, stem
from decision_lint.model import ModelFacts
from program import run_inside as run
from standin import COMMIT, CONFIG, Hub, closed_port, serve

SMALL = "Qwen/Qwen2.5-0.5B-Instruct"
FULL = {**CONFIG, "intermediate_size": 4864, "tie_word_embeddings": True}
WORDS = ("--gpu", "L4", "--runtime", "vllm", "--context", "2048", "--output-format", "json")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a repository without a lock, with an empty local cache, as nobody on the Hub."""
    (tmp_path / ".git").mkdir()
    for name in ("HF_HUB_OFFLINE", "HF_TOKEN", "HF_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serve(Hub()) as served:
        yield served


def fit(
    model: str, *words: str, code: int = 0, **environment: str
) -> tuple[Mapping[str, Any], str]:
    """Give the answer, if there is one, and what was complained of."""
    done = run("fit", model, *WORDS, *words, **environment)
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout or "{}"), done.stderr


def cached(folder: Path, repo_id: str, **files: bytes) -> None:
    """Lay a model into the local cache; `__` in a file's name is its dot."""
    home = folder / "cache" / f"models--{repo_id.replace('/', '--')}"
    snapshot = home / "snapshots" / COMMIT
    snapshot.mkdir(parents=True)
    (home / "refs").mkdir()
    (home / "refs" / "main").write_text(COMMIT)
    for name, data in files.items():
        (snapshot / name.replace("__", ".")).write_bytes(data)


def test_the_hub_is_asked_only_where_that_is_wanted(hub: Hub) -> None:
    hub.add("acme/own", config=FULL)
    found, complaint = fit("acme/own", "--online", HF_ENDPOINT=hub.endpoint)
    assert (found["facts_source"], found["model"]["revision"], complaint) == ("hub", COMMIT, "")
    assert found["verdict"] == "fits"
    asked = len(hub.asked)
    _, complaint = fit("acme/own", code=2, HF_ENDPOINT=hub.endpoint)
    assert complaint == (
        "decision-lint: 'acme/own': the local cache and the bundled catalogue do not hold it;"
        " --online asks the Hub\n"
    )
    assert len(hub.asked) == asked


def test_offline_is_what_it_is_anyway(hub: Hub) -> None:
    assert fit(SMALL, "--offline", HF_ENDPOINT=hub.endpoint) == fit(SMALL)
    assert not hub.asked
    assert run("fit", SMALL, "--offline", "--online").returncode == 2


def test_where_the_network_is_forbidden_the_hub_is_not_asked(hub: Hub) -> None:
    found, complaint = fit(SMALL, "--online", HF_ENDPOINT=hub.endpoint, HF_HUB_OFFLINE="1")
    assert found["facts_source"] == "catalogue"
    assert complaint.endswith("the Hub did not answer: HF_HUB_OFFLINE is set\n")
    assert not hub.asked


def test_a_model_that_the_hub_does_not_have_is_told(hub: Hub) -> None:
    _, complaint = fit("Qwen/Qwen2.5-0.5B-Instrukt", "--online", code=2, HF_ENDPOINT=hub.endpoint)
    assert "is not to be had from the Hub (not found" in complaint
    assert "did you mean Qwen/Qwen2.5-0.5B-Instruct" in complaint


def test_a_revision_that_the_hub_does_not_have_is_told(hub: Hub) -> None:
    hub.add("acme/own", config=FULL)
    _, complaint = fit("acme/own@v9", "--online", code=2, HF_ENDPOINT=hub.endpoint)
    assert "'acme/own@v9' is not to be had from the Hub (bad revision" in complaint


def test_a_hub_that_does_not_answer_leaves_the_word_to_others() -> None:
    nobody = f"http://127.0.0.1:{closed_port()}"
    found, complaint = fit(SMALL, "--online", HF_ENDPOINT=nobody)
    assert found["facts_source"] == "catalogue"
    assert complaint.startswith(f"decision-lint: warning: {SMALL}: the Hub did not answer: ")
    _, complaint = fit("acme/own", "--online", code=3, HF_ENDPOINT=nobody)
    assert "nobody else knows it" in complaint


def test_a_renamed_model_is_told_with_its_name(hub: Hub) -> None:
    hub.add("acme/new", config=FULL)
    hub.moved["acme/old"] = "acme/new"
    found, _ = fit("acme/old", "--online", HF_ENDPOINT=hub.endpoint)
    assert "acme/old is now called acme/new" in found["assumptions"]


def test_a_gated_model_is_known_by_the_catalogue(hub: Hub) -> None:
    gated = "meta-llama/Llama-3.2-1B-Instruct"
    hub.add(gated, config=FULL, gated="manual", safetensors=None)
    found, _ = fit(gated, "--online", HF_ENDPOINT=hub.endpoint)
    assert found["facts_source"] == "catalogue"
    assert "what the hub says is too little to estimate by" in found["assumptions"]


def test_a_gguf_repository_has_the_config_of_what_it_was_made_from(hub: Hub) -> None:
    hub.add("acme/base", config=FULL)
    hub.add(
        "acme/base-GGUF",
        config=None,
        safetensors=None,
        siblings=[{"rfilename": "base-Q4_K_M.gguf", "size": 398_000_000}],
        cardData={"base_model": "acme/base"},
        tags=["gguf", "base_model:acme/base"],
    )
    words = ("--online", "--runtime", "llama.cpp", "--quantization", "Q4_K_M")
    found, _ = fit("acme/base-GGUF", *words, HF_ENDPOINT=hub.endpoint)
    assert found["weights_bytes"]["high"] == 398_000_000
    note = "the config is that of acme/base, which acme/base-GGUF was made from"
    assert note in found["assumptions"]


@pytest.fixture
def packed(hub: Hub) -> Hub:
    """Serve a repository of GGUF files alone."""
    hub.add("acme/base", config=FULL)
    names = ("base-Q4_K_M.gguf", "base-Q8_0.gguf", "mmproj-base-f16.gguf", "README.md")
    hub.add(
        "acme/base-GGUF",
        config=None,
        safetensors=None,
        siblings=[{"rfilename": name, "size": 398_000_000} for name in names],
        cardData={"base_model": "acme/base"},
        tags=["gguf", "base_model:acme/base"],
    )
    return hub


def test_a_quantization_that_a_repository_does_not_list_is_told(packed: Hub) -> None:
    words = ("--online", "--runtime", "llama.cpp", "--quantization", "Q5_K_M")
    found, _ = fit("acme/base-GGUF", *words, HF_ENDPOINT=packed.endpoint)
    (note,) = (note for note in found["assumptions"] if "lists no file" in note)
    start = "acme/base-GGUF lists no file of Q5_K_M, but of Q4_K_M, Q8_0: its size is computed"
    assert note == start


def test_a_repository_of_gguf_files_is_not_loaded_as_if_it_were_whole(packed: Hub) -> None:
    _, complaint = fit("acme/base-GGUF", "--online", code=2, HF_ENDPOINT=packed.endpoint)
    assert "acme/base-GGUF holds GGUF files alone; take --runtime llama.cpp, or name" in complaint
    words = ("--online", "--quantization", "Q8_0")
    found, _ = fit("acme/base-GGUF", *words, HF_ENDPOINT=packed.endpoint)
    assert found["weights_bytes"]["likely"] == pytest.approx(398_000_000, rel=0.02)


def test_the_lock_speaks_before_the_cache_and_the_catalogue(hub: Hub, folder: Path) -> None:
    record = folder / "x.decision.md"
    record.write_text(f"# x\n\ncandidate_1: {SMALL}\nlicense_note: Apache-2.0\n", encoding="utf-8")
    hub.add(SMALL, config=FULL)
    assert run("lock", ".", HF_ENDPOINT=hub.endpoint).returncode == 0
    cached(folder, SMALL, config__json=json.dumps(FULL).encode())
    found, _ = fit(SMALL)
    assert (found["facts_source"], found["model"]["revision"]) == ("lock", COMMIT)


def test_a_downloaded_model_is_read_before_the_catalogue(folder: Path) -> None:
    header = json.dumps({"w": {"dtype": "BF16", "shape": [10], "data_offsets": [0, 20]}}).encode()
    weights = len(header).to_bytes(8, "little") + header + bytes(20)
    cached(folder, SMALL, config__json=json.dumps(FULL).encode(), model__safetensors=weights)
    found, _ = fit(SMALL)
    assert (found["facts_source"], found["model"]["revision"]) == ("cache", COMMIT)
    assert found["rules"]["weights"] == "weights: file sizes"


def test_a_cache_that_holds_too_little_leaves_the_word_to_the_catalogue(folder: Path) -> None:
    cached(folder, SMALL, config__json=b"{}")
    found, _ = fit(SMALL)
    assert found["facts_source"] == "catalogue"


def test_a_pinned_revision_is_not_the_catalogues() -> None:
    found, _ = fit(f"{SMALL}@{COMMIT}")
    assert found["model"]["revision"] is None
    assert "the bundled catalogue knows no revisions" in found["assumptions"]


@pytest.mark.parametrize(
    ("repo_id", "name"),
    [
        ("Qwen/Qwen2.5-7B-Instruct", "qwen2.5-7b-instruct"),
        ("Qwen/Qwen2.5-7B-Instruct-GPTQ-Int4", "qwen2.5-7b-instruct"),
        ("hugging-quants/Meta-Llama-3.1-8B-Instruct-AWQ-INT4", "llama-3.1-8b-instruct"),
        ("RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w4a16", "llama-3.1-8b-instruct"),
        ("RedHatAI/Llama-3.2-3B-Instruct-FP8-dynamic", "llama-3.2-3b-instruct"),
        ("unsloth/Qwen3-4B-GGUF", "qwen3-4b"),
        ("unsloth/Meta-Llama-3.1-8B-Instruct-bnb-4bit", "llama-3.1-8b-instruct"),
        ("gguf", "gguf"),
    ],
)
def test_a_form_has_the_name_of_its_model(repo_id: str, name: str) -> None:
    assert stem(repo_id) == name


def test_forms_of_a_model_are_found_and_its_original() -> None:
    forms = {facts.repo_id for facts in siblings("meta-llama/Llama-3.1-8B-Instruct")}
    assert "RedHatAI/Meta-Llama-3.1-8B-Instruct-FP8" in forms
    found = original("somebody/Qwen3-4B-AWQ")
    assert found is not None
    assert found.repo_id == "Qwen/Qwen3-4B"
    assert original("Qwen/Qwen3-4B") is None


def test_what_a_form_states_itself_goes_before_what_its_model_states() -> None:
    form = ModelFacts(repo_id="a/b-AWQ", config={"vocab_size": 2}, total_parameters=7)
    base = ModelFacts(repo_id="a/b", config={"vocab_size": 1, "hidden_size": 3}, total_parameters=9)
    found = completed(form, base)
    assert found.config == {"vocab_size": 2, "hidden_size": 3}
    assert (found.repo_id, found.total_parameters) == ("a/b-AWQ", 7)
