"""Verdicts: budgets, what is tight, the most that fits, and the least change that makes it fit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from decision_lint.memory.estimate import estimate
from decision_lint.memory.setup import Setup
from decision_lint.memory.verdict import (
    Fit,
    budget,
    judge,
    max_concurrency,
    max_context,
    sglang_fraction,
    smallest_change,
    vllm_fraction,
)
from decision_lint.rule import Absent
from memory_models import DEEPSEEK, GEMMA, GIB, GPT_OSS, HYBRID, LLAMA, estimated, facts

L4, T4, RTX_4090 = 22.03, 14.74, 23.52


def test_vllms_fraction_changed_with_0_20() -> None:
    assert vllm_fraction("0.19.1") == 0.9
    assert vllm_fraction("0.20.0") == vllm_fraction(None) == 0.92
    assert budget(22.0, "vllm") / GIB == pytest.approx(20.24)
    assert budget(22.0, "vllm", "0.19.1") / GIB == pytest.approx(19.8)
    assert budget(22.0, "vllm", None, 0.5) / GIB == pytest.approx(11.0)


@pytest.mark.parametrize(
    ("usable", "more", "share"),
    [
        (79.18, {}, 0.830),
        (79.18, {"tensor_parallel": 8}, 0.834),
        (22.03, {}, 0.694),
        (14.74, {}, 0.765),
        (79.18, {"runtime_version": "0.4.6"}, 0.88),
        (79.18, {"runtime_version": "0.4.6", "tensor_parallel": 4}, 0.85),
        (0.0, {}, 0.88),
    ],
)
def test_sglangs_fraction_is_its_own_reserve(
    usable: float, more: dict[str, Any], share: float
) -> None:
    found = sglang_fraction(usable, Setup(runtime="sglang", **more))
    assert found == pytest.approx(share, abs=0.05)
    if usable and not more:
        assert budget(usable, "sglang") == round(usable * found * GIB)
        assert sglang_fraction(usable) == found


def test_sglangs_reserve_grows_with_devices() -> None:
    assert budget(22.03, "sglang", devices=8) < budget(22.03, "sglang")
    assert budget(22.03, "sglang", None, 0.9) == round(22.03 * 0.9 * GIB)


def test_a_stretched_model_may_have_a_longer_context() -> None:
    scaling = {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 32768}
    config = {**LLAMA, "max_position_embeddings": 32768, "rope_scaling": scaling}
    assert max_context(facts(config), Setup(runtime="vllm"), 10**15) == 131072


def test_the_others_have_all_that_is_usable() -> None:
    for runtime in ("transformers", "llama.cpp", "ollama", "lm-studio", "tgi", "mlx"):
        assert budget(22.0, runtime) == 22 * GIB
    assert budget(16.0, "llama.cpp", cpu=True) == 14 * GIB
    assert budget(1.0, "llama.cpp", cpu=True) == 0


def test_verdicts_follow_the_figures() -> None:
    found = estimated(facts(LLAMA), runtime="transformers", prompt_length=512)
    needed, most = found.total.likely, found.total.high
    assert judge(found, needed - 1).fit is Fit.DOES_NOT_FIT
    assert judge(found, needed).fit is Fit.TIGHT
    assert judge(found, max(most, round(needed / 0.89)) + 1).fit is Fit.FITS
    assert judge(found, None).fit is Fit.CANNOT_TELL
    verdict = judge(found, needed + 5)
    assert (verdict.free, verdict.needed, verdict.budget) == (5, needed, needed + 5)
    absent = judge(Absent("no facts"), 5)
    assert (absent.fit, absent.why) == (Fit.CANNOT_TELL, "no facts")


def test_a_high_that_does_not_fit_is_tight() -> None:
    found = estimated(facts(LLAMA))
    given = round(found.total.likely / 0.89)
    assert found.total.high > given
    assert judge(found, given).fit is Fit.TIGHT


def test_what_lies_outside_the_fraction_does_not_count() -> None:
    sglang = estimated(facts(LLAMA), runtime="sglang")
    held = sglang.weights.band.likely + sglang.kv_cache.band.likely
    assert judge(sglang, 10**12).needed == held
    old = estimated(facts(LLAMA), runtime_version="0.19.0")
    assert judge(old, 10**12).needed == old.total.likely - old.outside.likely


@pytest.mark.parametrize(
    "runtime", ["vllm", "transformers", "llama.cpp", "ollama", "sglang", "mlx"]
)
@pytest.mark.parametrize("config", [LLAMA, GEMMA, HYBRID, GPT_OSS], ids=lambda c: c["model_type"])
def test_the_largest_context_fits_and_one_more_does_not(
    config: dict[str, Any], runtime: Any
) -> None:
    model, setup = facts(config), Setup(runtime=runtime, device_gib=80.0)
    base = estimated(model, runtime=runtime, device_gib=80.0, context_length=1)
    given = base.total.likely - base.outside.likely + 700 * (1 << 20)
    most = max_context(model, setup, given)
    assert isinstance(most, int)
    assert most > 0
    for tokens, fits in ((most, True), (most + 1, False)):
        found = estimated(model, runtime=runtime, device_gib=80.0, context_length=tokens)
        if fits or tokens <= config["max_position_embeddings"]:
            assert (found.total.likely - found.outside.likely <= given) is fits


def test_nothing_fits_into_nothing() -> None:
    model, setup = facts(LLAMA), Setup(runtime="vllm", context_length=4096)
    assert max_context(model, setup, GIB) == 0
    assert max_concurrency(model, setup, GIB) == 0
    assert isinstance(max_context(facts({}), setup, GIB), Absent)
    assert isinstance(max_concurrency(facts({}), setup, GIB), Absent)


def test_the_most_sequences_fit_and_one_more_does_not() -> None:
    model = facts(LLAMA)
    setup = Setup(runtime="vllm", context_length=4096, device_gib=L4)
    given = budget(L4, "vllm")
    most = max_concurrency(model, setup, given)
    assert isinstance(most, int)
    assert most > 1
    inside = estimate(model, replace(setup, concurrency=most))
    beyond = estimate(model, replace(setup, concurrency=most + 1))
    assert judge(inside, given).fit is not Fit.DOES_NOT_FIT
    assert judge(beyond, given).fit is Fit.DOES_NOT_FIT


def test_a_budget_without_end_gives_the_models_own_maximum() -> None:
    assert max_context(facts(LLAMA), Setup(runtime="vllm"), 10**15) == 131072
    unknown = facts({**LLAMA, "max_position_embeddings": None})
    assert max_context(unknown, Setup(runtime="vllm", context_length=1), 10**16) == 1 << 24


def test_a_7b_model_does_not_fit_a_t4_in_sixteen_bits() -> None:
    model = facts(LLAMA)
    setup = Setup(runtime="vllm", context_length=8192, device_gib=T4)
    given = budget(T4, "vllm")
    assert judge(estimate(model, setup), given).fit is Fit.DOES_NOT_FIT
    change = smallest_change(model, setup, given)
    assert change is not None
    assert change.what == "fp8"
    assert judge(estimate(model, change.setup), given).fit is not Fit.DOES_NOT_FIT


@pytest.mark.parametrize(
    ("setup", "usable", "words"),
    [
        ({"runtime": "vllm", "context_length": 131072}, RTX_4090, "tokens"),
        ({"runtime": "vllm", "context_length": 4096, "concurrency": 64}, RTX_4090, "sequences"),
        ({"runtime": "llama.cpp", "quantization": "F16", "context_length": 4096}, 12.0, "Q8_0"),
        ({"runtime": "llama.cpp", "quantization": "F16", "context_length": 60000}, 10.0, "tokens"),
        ({"runtime": "transformers", "context_length": 1024}, 9.0, "bnb-4bit"),
    ],
)
def test_the_least_change_is_tried_first(setup: dict[str, Any], usable: float, words: str) -> None:
    model, wanted = facts(LLAMA), Setup(**setup)
    given = budget(usable, wanted.runtime)
    change = smallest_change(model, wanted, given)
    assert change is not None
    assert words in change.what
    assert judge(estimate(model, change.setup), given).fit is not Fit.DOES_NOT_FIT


def test_no_change_is_offered_where_none_helps() -> None:
    setup = Setup(runtime="vllm", context_length=4096)
    assert smallest_change(facts(LLAMA), setup, 10**12) is None
    assert smallest_change(facts(DEEPSEEK), setup, GIB) is None
    assert smallest_change(facts({}), setup, GIB) is None
