"""Whether a model fits what its record names: the outcome, its level and its arithmetic."""

from __future__ import annotations

import subprocess
import sys
from ast import literal_eval

import pytest

from decision_lint.facts.order import known
from fitted import check, found, model, only, record, said, unchecked

QWEN = "Qwen/Qwen2.5-7B-Instruct"


def test_a_7b_in_sixteen_bits_does_not_fit_a_t4_under_vllm() -> None:
    (finding,) = found(check(record(QWEN, "vLLM 0.33.0", "Colab T4 16 GB", context_length="4k")))
    assert (finding.code, finding.level) == ("HW003", "error")
    assert "needs 16.0 GiB (weights 14.2, kv 0.1, overhead 1.7)" in finding.message
    assert "but a T4 gives 13.6 (14.7 x 0.92)" in finding.message
    assert finding.where == ("candidates", 0, "hardware_note")


def test_a_7b_fits_an_l4_with_8k_under_vllm() -> None:
    assert said(check(record(QWEN, "vLLM 0.33.0", "one L4 24 GB", context_length="8k"))) == []


def test_many_long_sequences_do_not_fit_and_the_message_says_how_many_do() -> None:
    text = record(QWEN, "vLLM 0.33.0", "one L4 24 GB", context_length="8192", concurrency="16")
    (finding,) = found(check(text))
    assert (finding.code, finding.level) == ("HW008", "error")
    assert "with 16 sequences of 8192 tokens it needs 22.9 GiB" in finding.message
    assert "at most 10 of 8192 tokens or 16 of 5152 tokens fit" in finding.message


def test_what_is_said_to_fit_at_most_does_fit_and_one_more_does_not() -> None:
    for sequences, expected in ((10, ["HW004"]), (11, ["HW008"])):
        text = record(
            QWEN, "vLLM 0.33.0", "one L4 24 GB", context_length="8192", concurrency=sequences
        )
        assert [code for code, _ in said(check(text))] == expected


def test_a_default_context_with_no_command_is_a_warning() -> None:
    report = check(record("park/guide-8b", "vLLM 0.33.0", "RTX 4090"), only(model()))
    (finding,) = found(report)
    assert (finding.code, finding.level) == ("HW008", "warning")
    assert "131072 tokens (vllm's default)" in finding.message


def test_a_default_context_that_a_command_asks_for_is_an_error() -> None:
    text = record(
        "park/guide-8b", "vLLM 0.33.0", "RTX 4090", first_run_command="vllm serve park/guide-8b"
    )
    assert said(check(text, only(model()))) == [("HW008", "error")]


def test_the_context_of_the_command_counts_before_that_of_the_record() -> None:
    command = "vllm serve park/guide-8b --max-model-len 4096"
    text = record(
        "park/guide-8b",
        "vLLM 0.33.0",
        "RTX 4090",
        context_length="128k",
        first_run_command=command,
    )
    assert said(check(text, only(model()))) == []


def test_facts_of_the_bundled_catalogue_are_a_warning_at_most() -> None:
    report = check(record(QWEN, "vLLM 0.33.0", "Colab T4 16 GB", context_length="4k"), known)
    (finding,) = found(report)
    assert (finding.code, finding.level) == ("HW003", "warning")
    assert "the bundled catalogue; `decision-lint lock` makes sure" in finding.message
    assert finding.facts is not None


def test_without_facts_nothing_is_checked_and_the_reason_is_given() -> None:
    report = check(record("park/nobody-7b", "vLLM", "Colab T4 16 GB"))
    assert said(report) == []
    for code in ("HW003", "HW004", "HW008"):
        assert unchecked(report, code) == ["nobody knows it"]


def test_a_candidate_without_a_device_is_not_checked() -> None:
    report = check(record(QWEN, "vLLM", "small enough for a first try"))
    assert unchecked(report, "HW003") == ["the record states no device for it"]


def test_an_unknown_device_is_asked_for_its_memory() -> None:
    report = check(record(QWEN, "vLLM", "", gpu="Frobnicator 9000"))
    assert unchecked(report, "HW003") == [
        "how much memory 'Frobnicator 9000' has is not known: state it"
    ]


@pytest.mark.parametrize(
    ("hardware", "more"),
    [
        ("one L4 24 GB", {}),
        ("small enough", {"gpu": "L4"}),
        ("small enough", {"available_vram_gb": "22"}),
        ("a 24 GB GPU", {}),
        ("一块 L4 显卡", {}),
        ("L4 を 1 枚", {}),
        ("显存 24 GB", {}),
        ("VRAM 24 GB の GPU", {}),
    ],
)
def test_a_device_is_found_wherever_it_is_stated(hardware: str, more: dict[str, str]) -> None:
    report = check(record("Qwen/Qwen2.5-32B-Instruct", "vLLM 0.33.0", hardware, **more))
    assert said(report) == [("HW003", "error")]


def test_main_memory_counts_where_a_model_runs_on_the_processor() -> None:
    report = check(record(QWEN, "Transformers 5.23.0", "laptop, CPU only, 16 GB RAM"))
    (finding,) = found(report)
    assert finding.code == "HW003"
    assert "16 GB of RAM give 14.0 (16 - 2)" in finding.message
    enough = check(record(QWEN, "Transformers 5.23.0", "laptop, CPU only, 32 GB RAM"))
    assert said(enough) == []


def test_the_memory_beside_a_card_is_not_the_cards() -> None:
    report = check(record(QWEN, "vLLM 0.33.0", "RTX 3060 12 GB, 64 GB RAM", context_length="4k"))
    assert said(report) == [("HW003", "error")]


def test_what_llama_cpp_can_put_into_stated_main_memory_is_a_warning() -> None:
    text = record("Qwen/Qwen2.5-32B-Instruct", "Ollama", "RTX 3060 12 GB, 64 GB RAM")
    (finding,) = found(check(text))
    assert (finding.code, finding.level) == ("HW003", "warning")
    assert "the rest runs on the processor" in finding.message


def test_one_runtime_in_which_it_fits_is_enough() -> None:
    text = record(QWEN, "Transformers first, then vLLM 0.33.0", "T4 16 GB", context_length="2k")
    assert [code for code, _ in said(check(text))] == ["HW004"]


def test_two_cards_share_a_quantized_70b() -> None:
    text = record("meta-llama/Llama-3.3-70B-Instruct", "llama.cpp", "2x RTX 3090, Q4_K_M")
    assert [code for code, _ in said(check(text))] in ([], ["HW004"])
    alone = record("meta-llama/Llama-3.3-70B-Instruct", "llama.cpp", "RTX 3090, Q4_K_M")
    assert said(check(alone)) == [("HW003", "error")]


def test_a_command_that_uses_one_of_two_cards_is_judged_on_one() -> None:
    command = "vllm serve Qwen/Qwen2.5-14B-Instruct --max-model-len 4096"
    more = {"context_length": "4096", "first_run_command": command}
    text = record("Qwen/Qwen2.5-14B-Instruct", "vLLM 0.33.0", "2x L4 24 GB", **more)
    (finding,) = found(check(text))
    assert "but one of 2 L4 gives 20.3" in finding.message
    shared = text.replace("--max-model-len", "--tensor-parallel-size 2 --max-model-len")
    assert said(check(shared)) == []


def test_an_unknown_architecture_is_an_upper_bound_and_a_warning() -> None:
    strange = model(config={"architectures": ["ParkForCausalLM"], "model_type": "park"})
    text = record("park/guide-8b", "vLLM 0.33.0", "T4 16 GB", context_length="4k")
    (finding,) = [one for one in found(check(text, only(strange))) if one.code == "HW003"]
    assert finding.level == "warning"
    assert "needs up to " in finding.message


def test_the_stated_memory_that_is_available_counts_where_it_is_not_the_nameplate() -> None:
    text = record(QWEN, "vLLM 0.33.0", "L4", context_length="4k", available_vram_gb="12")
    (finding,) = found(check(text))
    assert "an L4 gives 11.0 (12.0 x 0.92)" in finding.message
    nameplate = record(QWEN, "vLLM 0.33.0", "L4", context_length="4k", available_vram_gb="24")
    assert said(check(nameplate)) == []


def test_a_check_without_facts_does_not_import_the_estimator() -> None:
    code = (
        "import sys, io\n"
        "from decision_lint.cli import main\n"
        "main(['--isolated', '--exit-zero', '-'])\n"
        "rooms = ('decision_lint.memory', 'decision_lint.fitting.')\n"
        "print([name for name in sys.modules if name.startswith(rooms)])\n"
    )
    text = record("park/nobody-7b", "vLLM", "Colab T4 16 GB")
    done = subprocess.run(
        [sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True
    )
    light = ["decision_lint.fitting.case", "decision_lint.fitting.fit"]
    assert sorted(literal_eval(done.stdout.splitlines()[-1])) == light


def test_ollama_sets_up_all_sequences_that_its_environment_names() -> None:
    command = "OLLAMA_NUM_PARALLEL=8 OLLAMA_CONTEXT_LENGTH=16384 ollama serve"
    text = record("llama3.1:8b", "Ollama", "RTX 3060 12 GB", first_run_command=command)
    (finding,) = found(check(text))
    assert finding.code == "HW008"
    assert "with 8 sequences of 16384 tokens" in finding.message
    one = text.replace("OLLAMA_NUM_PARALLEL=8 ", "")
    assert said(check(one)) == []


def test_vllm_lowers_a_context_that_it_may_choose() -> None:
    command = "vllm serve park/guide-8b --max-model-len auto"
    text = record("park/guide-8b", "vLLM 0.33.0", "RTX 4090", first_run_command=command)
    assert said(check(text, only(model()))) == []


def test_sglang_without_a_version_may_have_reserved_less() -> None:
    text = record("Qwen/Qwen3-8B", "SGLang", "L4 24 GB", context_length="2k")
    assert said(check(text)) == [("HW003", "warning")]
    known_version = text.replace("SGLang", "SGLang 0.5.23")
    assert said(check(known_version)) == [("HW003", "error")]


@pytest.mark.parametrize(
    ("note", "level"),
    [
        ("a 16 GB GPU", "error"),
        ("a GPU of 16 GB or more", "warning"),
        ("16GB+ VRAM", "warning"),
        ("显存 16 GB 以上", "warning"),
    ],
)
def test_the_least_that_there_is_to_be_is_no_error(note: str, level: str) -> None:
    text = record("Qwen/Qwen2.5-32B-Instruct", "vLLM 0.33.0", note, context_length="2k")
    assert said(check(text)) == [("HW003", level)]


@pytest.mark.parametrize(
    "command",
    [
        "vllm serve park/guide-8b --cpu-offload-gb 10 --max-model-len 2048",
        "llama-server -m guide-8b-F16.gguf -ngl 10 -c 2048",
    ],
)
def test_what_a_command_keeps_in_main_memory_is_not_held_against_the_card(command: str) -> None:
    runtime = "vLLM 0.33.0" if command.startswith("vllm") else "llama.cpp"
    text = record("park/guide-8b", runtime, "RTX 3060 12 GB", first_run_command=command)
    assert "HW003" not in [code for code, _ in said(check(text, only(model())))]
