"""Models of random weights, measured: their sizes are those that the estimator counts."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tools"))

import measure_memory as measuring  # noqa: E402 - a tool is no package

TABLE = json.loads(measuring.TABLE.read_text(encoding="utf-8"))
FIGURES = [(name, measured, found) for name, measured, found, _ in measuring.estimates(TABLE)]
COUNTER = 8
"""Bytes of the counter that transformers keeps beside each layer with a window."""


def test_the_table_says_where_and_with_what_it_was_measured() -> None:
    assert TABLE["device"] == "cpu"  # where there is a GPU the table holds peaks as well
    assert TABLE["what"].startswith("sizes of tensors in main memory")
    assert all(TABLE[key] for key in ("measured", "torch", "transformers", "dtype"))
    assert {model["model"] for model in TABLE["models"]} == set(measuring.MODELS)
    assert len(FIGURES) == len(measuring.MODELS) * 4


@pytest.mark.parametrize(
    ("name", "measured", "found"), [one for one in FIGURES if one[0].endswith("weights")]
)
def test_weights_are_counted_from_the_config_alone(name: str, measured: int, found: int) -> None:
    assert found == pytest.approx(measured, rel=1e-4), name


@pytest.mark.parametrize(
    ("name", "measured", "found"), [one for one in FIGURES if one[0].endswith("cache")]
)
def test_the_cache_is_counted_to_the_byte(name: str, measured: int, found: int) -> None:
    (model,) = (one for one in TABLE["models"] if name.startswith(f"{one['model']} "))
    counters = COUNTER * 64 if model["config"].get("sliding_window") else 0
    assert 0 <= measured - found <= counters, name


def test_the_models_are_listed_without_torch(capsys: pytest.CaptureFixture[str]) -> None:
    assert measuring.main(["--list", "--layers", "4"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(measuring.MODELS) >= 12
    assert sum(", 4 layers" in line for line in lines) >= 10
    assert not {"torch", "transformers"} & set(sys.modules)


def test_cutting_a_model_keeps_its_kinds_of_layers(capsys: pytest.CaptureFixture[str]) -> None:
    assert measuring.main(["--list", "--layers", "1", "--experts", "2"]) == 0
    out = capsys.readouterr().out
    assert "gemma3_text, 6 layers" in out
    assert "nemotron_h, 15 layers" in out
    assert "qwen3_moe, 1 layers, 2 experts" in out


def test_an_unknown_model_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert measuring.main(["acme/none"]) == 2
    assert capsys.readouterr().err == "unknown model 'acme/none'; --list names them\n"


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="torch is installed")
def test_without_torch_it_says_what_to_install(capsys: pytest.CaptureFixture[str]) -> None:
    assert measuring.main(["openai-community/gpt2", "--device", "cpu"]) == 2
    assert "pip install torch transformers" in capsys.readouterr().err
