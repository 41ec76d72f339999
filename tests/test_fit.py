"""`fit`: whether a model fits a device, as the program says it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conftest import ROOT
from program import run as start
from program import run_inside as run

SCHEMA = json.loads((ROOT / "schemas" / "fit.schema.json").read_text(encoding="utf-8"))
GIB = 1 << 30
SMALL = "Qwen/Qwen2.5-0.5B-Instruct"
SEVEN = "Qwen/Qwen2.5-7B-Instruct"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work where there is no lock, and no model in the local cache."""
    (tmp_path / ".git").mkdir()
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answer(*words: str, code: int = 0) -> dict[str, Any]:
    """Run `fit`, hold its JSON against the schema, and give it."""
    done = run("fit", *words, "--output-format", "json")
    assert (done.returncode, done.stderr) == (code, "")
    found: dict[str, Any] = json.loads(done.stdout)
    Draft202012Validator(SCHEMA).validate(found)
    return found


def complaint(*words: str, code: int = 2) -> str:
    """Run what cannot be answered, and give its one line."""
    done = run("fit", *words)
    assert (done.returncode, done.stdout) == (code, "")
    (line,) = done.stderr.splitlines()
    return line.removeprefix("decision-lint: ")


def full(*words: str, columns: int = 100, code: int = 0) -> str:
    done = run("fit", *words, COLUMNS=str(columns))
    assert (done.returncode, done.stderr) == (code, "")
    return done.stdout


def test_the_program_answers_by_itself_too() -> None:
    done = start("fit", SMALL, "--gpu", "L4", COLUMNS="100")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == full(SMALL, "--gpu", "L4")


def test_a_small_model_fits_and_the_parts_add_up() -> None:
    found = answer(SMALL, "--gpu", "L4", "--runtime", "vllm", "--context", "8192")
    assert found["verdict"] == "fits"
    parts = [found[f"{name}_bytes"] for name in ("weights", "kv", "overhead")]
    for part in (*parts, found["total_bytes"], found["kv_bytes_per_token"]):
        assert part["low"] <= part["likely"] <= part["high"]
    for bound in ("low", "likely", "high"):
        assert found["total_bytes"][bound] == sum(part[bound] for part in parts)
    assert found["kv_bytes_per_token"]["likely"] == 24 * 2 * 2 * 64 * 2
    assert found["kv_bytes"]["likely"] == 8192 * found["kv_bytes_per_token"]["likely"]
    assert found["weights_bytes"]["likely"] == pytest.approx(988_097_824, rel=1e-2)
    assert found["budget_bytes"] == round(22.03 * 0.92 * GIB)
    assert found["max_context"] == 32768
    assert (found["facts_source"], found["facts_as_of"]) == ("catalogue", "2026-09-24")


def test_a_model_that_does_not_fit_is_exit_1_and_what_would_fit_does() -> None:
    words = (SEVEN, "--gpu", "T4", "--runtime", "vllm", "--context", "8192")
    found = answer(*words, code=1)
    assert found["verdict"] == "does not fit"
    assert found["free_bytes"] < 0
    assert found["max_context"] == 0
    options = [change["options"] for change in found["changes"]]
    assert "Qwen/Qwen2.5-7B-Instruct-AWQ" in options
    assert not any("fp8" in option for option in options)  # a T4 has no kernel for it
    assert answer("Qwen/Qwen2.5-7B-Instruct-AWQ", *words[1:])["verdict"] in {"fits", "tight"}
    (card,) = (option for option in options if option.startswith("--gpu") and "x" not in option)
    name = re.sub('--gpu |"', "", card)
    assert answer(SEVEN, "--gpu", name, *words[3:])["verdict"] in {"fits", "tight"}


def test_fewer_tokens_are_named_where_they_are_enough() -> None:
    words = ("meta-llama/Llama-3.1-8B-Instruct", "--gpu", "L4", "--runtime", "vllm")
    found = answer(*words, code=1)
    assert found["setup"]["context_length"] == 131072
    (tokens,) = re.findall(r"^--context (\d+)$", found["changes"][0]["options"])
    assert int(tokens) == found["max_context"]
    assert answer(*words, "--context", tokens)["verdict"] == "tight"
    more = str(int(tokens) + 16)
    assert answer(*words, "--context", more, code=1)["verdict"] == "does not fit"


def test_fewer_sequences_are_tried_before_fewer_tokens() -> None:
    words = (SEVEN, "--gpu", "L4", "--runtime", "vllm", "--context", "8192")
    found = answer(*words, "--concurrency", "64", code=1)
    most = found["max_concurrency"]
    assert found["changes"][0]["options"] == f"--concurrency {most}"
    assert answer(*words, "--concurrency", str(most))["verdict"] == "tight"
    over = answer(*words, "--concurrency", str(most + 1), code=1)
    assert over["changes"][0]["what"] == f"{most} instead of {most + 1} sequences"


def test_a_change_says_all_that_it_takes_back() -> None:
    words = ("meta-llama/Llama-3.1-8B-Instruct", "--gpu", "L4", "--runtime", "vllm")
    found = answer(*words, "--concurrency", "2", code=1)
    change = found["changes"][0]
    assert change["what"].endswith(" instead of 131072 tokens, and one instead of 2 sequences")
    assert re.fullmatch(r"--context \d+ --concurrency 1", change["options"])


def test_a_change_of_the_quantization_leaves_the_context_as_it_is() -> None:
    found = answer(SEVEN, "--gpu", "RTX 3060", "--runtime", "transformers", code=1)
    assert found["changes"][0] == {"what": "bnb-4bit", "options": "--quantization bnb-4bit"}


def test_without_a_device_the_common_cards_are_tried() -> None:
    found = answer(SEVEN, "--runtime", "vllm", "--context", "8192")
    assert (found["device"], found["verdict"], found["max_context"]) == (None, None, None)
    verdicts = {(card["name"], card["nameplate_gb"]): card["verdict"] for card in found["cards"]}
    assert verdicts["T4", 16] == "does not fit"
    assert verdicts["L4", 24] == "fits"
    text = full(SEVEN, "--runtime", "vllm", "--context", "8192")
    assert "no device is named; on one of these (--gpu, --vram):" in text
    assert re.search(r"T4 16 GB +13\.56 GiB  does not fit, ", text)


def test_too_little_known_is_exit_2_in_both_formats(tmp_path: Path) -> None:
    snapshot = tmp_path / "none" / "models--acme--odd"
    commit = "a" * 40
    (snapshot / "refs").mkdir(parents=True)
    (snapshot / "refs" / "main").write_text(commit)
    (snapshot / "snapshots" / commit).mkdir(parents=True)
    (snapshot / "snapshots" / commit / "config.json").write_text('{"model_type": "llama"}')
    found = answer("acme/odd", "--gpu", "L4", code=2)
    assert (found["verdict"], found["weights_bytes"]) == ("cannot tell", None)
    assert found["facts_source"] == "cache"
    assert found["why"]
    assert f"cannot tell: {found['why']}" in full("acme/odd", "--gpu", "L4", code=2)


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    for words, code in (
        ((SEVEN, "--gpu", "2xL4", "--context", "8192"), 0),
        ((SEVEN, "--gpu", "T4", "--runtime", "sglang", "--concurrency", "8"), 1),
        ((SEVEN, "--vram", "12 GiB", "--runtime", "ollama"), 0),
    ):
        lines = full(*words, columns=columns, code=code).splitlines()
        assert max(map(len, lines)) <= min(max(columns, 40), 100)
        (drawn,) = (line for line in lines if line.startswith("[") and line.endswith("]"))
        assert set(drawn) <= set("[#=+.-]")
        assert len(drawn) == min(max(columns, 40), 100)


def test_the_bar_is_as_long_as_what_it_shows() -> None:
    text = full(SEVEN, "--gpu", "L4", "--runtime", "vllm", "--context", "8192", columns=100)
    (drawn,) = re.findall(r"^\[(.*)\]$", text, re.MULTILINE)
    shown = dict(re.findall(r"([#=+.-]) [a-z ]+ (\d+\.\d\d)", text))
    for mark, size in shown.items():
        assert drawn.count(mark) == pytest.approx(98 * float(size) / 22.03, abs=1.1)


def test_colour_is_only_where_it_is_asked_for() -> None:
    words = (SEVEN, "--gpu", "L4", "--context", "8192")
    plain = full(*words)
    painted = full(*words, "--color", "always")
    assert "\x1b[" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == plain


def test_the_answer_may_go_to_a_file(folder: Path) -> None:
    shown = full(SMALL, "--gpu", "L4")
    done = run("fit", SMALL, "--gpu", "L4", "-o", "answer.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (folder / "answer.txt").read_text(encoding="utf-8") == shown
    line = complaint(SMALL, "--gpu", "L4", "-o", "no/such/folder")
    assert line == "no/such/folder: cannot be written: no such file or directory"


@pytest.mark.parametrize(
    ("written", "repo_id", "quantization", "runtime"),
    [
        (SMALL, SMALL, None, "vllm"),
        (f"https://huggingface.co/{SMALL}", SMALL, None, "vllm"),
        (f"{SMALL}@7ae557604adf67be50417f59c2c2f167def9a775", SMALL, None, "vllm"),
        ("qwen/qwen2.5-0.5b-instruct", SMALL, None, "vllm"),
        ("Qwen2.5-0.5B-Instruct", SMALL, None, "vllm"),
        ("qwen2.5:0.5b", SMALL, "Q4_K_M", "ollama"),
        ("hf.co/unsloth/gemma-3-1b-it-GGUF:Q4_K_M", "unsloth/gemma-3-1b-it-GGUF", "Q4_K_M", ""),
        (
            "hf.co/bartowski/Qwen2.5-7B-Instruct-GGUF:Q5_K_M",
            "bartowski/Qwen2.5-7B-Instruct-GGUF",
            "Q5_K_M",
            "",
        ),
    ],
)
def test_a_model_is_written_as_in_a_record(
    written: str, repo_id: str, quantization: str | None, runtime: str
) -> None:
    found = answer(written, "--gpu", "RTX 4090", "--context", "4096")
    assert found["model"]["repo_id"] == repo_id
    assert found["setup"]["quantization"] == quantization
    assert found["setup"]["runtime"] == (runtime or "llama.cpp")
    assert found["verdict"] == "fits"


@pytest.mark.parametrize(
    ("words", "name", "count", "usable"),
    [
        (("--gpu", "L4"), "L4", 1, 22.03),
        (("--gpu", "2xL4"), "L4", 2, 22.03),
        (("--gpu", "L4", "--gpu", "l4"), "L4", 2, 22.03),
        (("--gpu", "2 x NVIDIA L4"), "L4", 2, 22.03),
        (("--gpu", "A100 40GB"), "A100", 1, 39.38),
        (("--gpu", "A100", "--vram", "40"), "A100", 1, 39.38),
        (("--gpu", "4090"), "RTX 4090", 1, 23.52),
        (("--gpu", "Colab T4"), "T4", 1, 14.74),
        (("--gpu", "A2"), "A2", 1, 15.6),
        (("--gpu", "M3 Max 64 GB"), "M3 Max", 1, 48.0),
        (("--gpu", "M2", "--vram", "24GB"), "M2", 1, 16.0),
        (("--gpu", "L4", "--gpu", "T4"), "T4", 2, 14.74),
        (("--gpu", "RTX 4090 Laptop"), "RTX 4090", 1, 15.6),
        (("--gpu", "cpu", "--vram", "16GB"), "cpu", 1, 16.0),
        (("--vram", "24"), "device", 1, 23.4),
        (("--vram", "22.5GiB"), "device", 1, 22.5),
    ],
)
def test_a_device_is_written_as_people_do(
    words: tuple[str, ...], name: str, count: int, usable: float
) -> None:
    found = answer(SMALL, *words, "--context", "2048")["device"]
    assert (found["name"], found["count"], found["usable_gib"]) == (name, count, usable)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--gpu", "L5"), "--gpu: unknown device 'L5'; did you mean"),
        (("--gpu", "RTX 4091"), "did you mean 'RTX 4090'?"),
        (("--gpu", "quantum thing"), "--gpu: unknown device 'quantum thing'; --vram takes its"),
        (("--gpu", "TPU v4"), "--gpu: the memory of TPU v4 is not known; add --vram"),
        (("--gpu", "L4", "--vram", "48"), "L4 has 24 GB, not 48 GB; leave --gpu out"),
        (("--gpu", "0xL4"), "--gpu: '0xL4': write a number of devices from 1 to 64"),
        (("--gpu", "100 x L4"), "write a number of devices from 1 to 64"),
        (("--gpu", "A100 MIG 3g.40gb"), "is a part of a card; --vram takes its memory instead"),
        (("--vram", "999999999"), "--vram: '999999999' is no amount of memory"),
        (("--gpu", "cpu"), "--gpu cpu: how much main memory is there? add --vram"),
        (("--gpu", "cpu", "--gpu", "L4", "--vram", "8"), "the processor stands alone"),
        (("--gpu", "L4", "--runtime", "mlx"), "mlx runs on Apple's devices alone, not on the L4"),
        (("--vram", "lots"), "--vram: 'lots' is no amount of memory; write 24GB or 22.5GiB"),
        (("--vram", "0"), "--vram: '0' is no amount of memory"),
        (("--runtime", "vlm"), "--runtime: unknown runtime 'vlm'; did you mean 'vllm'?"),
        (("--runtime", "zzz"), "; known are transformers, ollama"),
        (("--runtime-version", "new"), "--runtime-version: 'new' is no version"),
        (("--context", "much"), "--context: 'much' is no number of tokens; write 8192 or 32k"),
        (("--context", "0"), "--context: '0' is no number of tokens"),
        (("--concurrency", "-1"), "--concurrency: '-1' is no whole number from 1 to"),
        (("--concurrency", "1.5"), "--concurrency: '1.5' is no whole number from 1 to"),
        (("--dtype", "bfloat61"), "--dtype: unknown type 'bfloat61'; did you mean 'bfloat16'?"),
        (("--quantization", "fp9"), "--quantization: unknown quantization 'fp9'; did you mean"),
        (("--runtime", "ollama", "--quantization", "awq"), "ollama loads GGUF files, and 'awq'"),
        (("--runtime", "mlx", "--quantization", "Q4_K_M"), "--runtime llama.cpp does"),
        (("--kv-dtype", "fp7"), "--kv-dtype: unknown type 'fp7'; did you mean 'fp8'?"),
        (("--runtime", "vllm", "--kv-dtype", "q4_0"), "vllm keeps no cache as q4_0; it does as"),
        (("--runtime", "tgi", "--kv-dtype", "f16/q8_0"), "tgi keeps no cache as q8_0"),
        (("--runtime", "ollama", "--kv-dtype", "fp8"), "ollama keeps no cache as fp8; it does as"),
        (("--runtime", "llama.cpp", "--kv-dtype", "nvfp4"), "llama.cpp keeps no cache as nvfp4"),
        (("--kv-dtype", "f16/f16/f16"), "names more than keys and values"),
        (("--gpu", "2xL4", "--tensor-parallel", "4"), "needs as many devices, and --gpu names 2"),
        (("--tensor-parallel", "3"), "does not divide the 14 attention heads"),
    ],
)
def test_what_cannot_be_used_is_one_line_with_the_mend(words: tuple[str, ...], says: str) -> None:
    assert says in complaint(SMALL, *words)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("Qwen/Qwen2.5-0.5B-Instrukt", "; did you mean Qwen/Qwen2.5-0.5B-Instruct or "),
        ("Qwen2.5-0.5B-Instrukt", "; did you mean Qwen/Qwen2.5-0.5B-Instruct or "),
        ("acme/nobody-knows-it", "--online asks the Hub"),
        ("7B instruct model", "names a class of models, not one"),
        ("qwen2.6:7b", "did you mean "),
        ("./model.gguf", "names a file"),
        ("OpenAI API", "names a model behind an API"),
        ("", "names no model"),
        ("\x1b[31m", "'\\u001b[31m' names"),
    ],
)
def test_a_model_that_nobody_knows_is_told(written: str, says: str) -> None:
    line = complaint(written, "--gpu", "L4")
    assert says in line
    assert "\x1b" not in line


def test_devices_that_do_not_divide_the_heads_stay_idle() -> None:
    found = answer(SMALL, "--gpu", "4xL4", "--runtime", "vllm", "--context", "2048")
    assert (found["device"]["count"], found["setup"]["tensor_parallel"]) == (2, 2)
    assert "14 attention heads are not divisible by 4" in found["assumptions"]
    assert "2 of 4 devices are used" in found["assumptions"]


def test_layers_are_spread_where_the_runtime_does_so() -> None:
    found = answer(SEVEN, "--gpu", "2x RTX 3060", "--runtime", "transformers")
    assert (found["setup"]["tensor_parallel"], found["setup"]["pipeline_parallel"]) == (1, 2)
    assert found["weights_bytes"]["likely"] < 9 * GIB


def test_on_the_processor_main_memory_is_the_device() -> None:
    found = answer("qwen2.5:7b", "--gpu", "cpu", "--vram", "16GB")
    assert found["budget_bytes"] == 14 * GIB
    assert found["setup"]["context_length"] == 4096
    assert "CUDA" not in found["rules"]["overhead"]
    larger = answer("qwen2.5:7b", "--gpu", "cpu", "--vram", "64GB")
    assert larger["setup"]["context_length"] == 4096  # its tiers are of VRAM
    text = full(SEVEN, "--gpu", "cpu", "--vram", "16GB", code=1)
    assert "16.00 less 2.00 for the rest" in text
    assert "--gpu" not in text.partition("it would fit with")[2].partition("assumed")[0]
    assert "vllm needs a build of its own for the processor" in full(
        SMALL, "--gpu", "cpu", "--vram", "16GB", "--runtime", "vllm"
    )


def test_mlx_is_asked_about_apples_devices() -> None:
    found = answer(SEVEN, "--runtime", "mlx", "--context", "8192")
    assert {card["name"] for card in found["cards"]} == {"M4", "M4 Pro", "M4 Max", "M3 Ultra"}
    over = answer(SEVEN, "--gpu", "M4", "--context", "8192", code=1)
    assert over["setup"]["runtime"] == "mlx"
    assert '--gpu "M4 Pro"' in [change["options"] for change in over["changes"]]
    assert any("not made for Apple" in note for note in notes(SMALL, "--runtime", "vllm"))


def notes(*words: str) -> list[str]:
    found: list[str] = answer(*words, "--gpu", "M3 Max 64GB")["assumptions"]
    return found


def test_a_context_beyond_the_model_is_told() -> None:
    found = answer(SMALL, "--gpu", "L4", "--runtime", "vllm", "--context", "64k")
    assert "65536 tokens are more than the model's own maximum of 32768" in found["assumptions"]


def test_no_more_sequences_are_counted_than_anybody_holds() -> None:
    text = full("sshleifer/tiny-gpt2", "--gpu", "T4", "--runtime", "transformers")
    assert "most sequences: 65536 or more" in text
    assert "transformers grows with its input, and so much is assumed (1024 tokens)" in text


def test_what_nothing_helps_is_said() -> None:
    text = full("deepseek-ai/DeepSeek-R1", "--gpu", "T4", "--runtime", "vllm", code=1)
    assert "nothing that was tried makes it fit" in text


def test_a_lock_is_believed_before_the_catalogue_and_a_broken_one_is_told(folder: Path) -> None:
    (folder / "decision-lint.lock").write_text("{")
    line = complaint(SMALL, "--gpu", "L4")
    assert line.startswith("decision-lint.lock:1:")
