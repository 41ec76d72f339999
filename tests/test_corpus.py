"""Real commands and stop procedures, which lie beside the repository and are not part of it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from conftest import ROOT

CORPUS = ROOT.parent / "shared" / "data" / "corpus"
REPORT = ROOT / "tools" / "corpus_report.py"
AT_LEAST = 0.97
STOPS_AT_LEAST = 0.95


@pytest.mark.skipif(not CORPUS.is_dir(), reason="there is no corpus beside the repository")
@pytest.mark.parametrize("split", ["develop", "check"])
def test_real_commands_are_understood(split: str) -> None:
    judged = [
        one for one in runpy.run_path(str(REPORT))["judge_commands"](CORPUS) if one.split == split
    ]
    misses = [f"{one.name}: {one.wrong} ({one.trap})" for one in judged if not one.is_right]
    assert len(misses) <= len(judged) * (1 - AT_LEAST), "\n".join(misses)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="there is no corpus beside the repository")
@pytest.mark.parametrize("split", ["develop", "check"])
def test_real_stop_procedures_are_understood(split: str) -> None:
    judged = [
        one for one in runpy.run_path(str(REPORT))["judge_stops"](CORPUS) if one.split == split
    ]
    misses = [f"{one.name}: {one.wrong} ({one.trap})" for one in judged if not one.is_right]
    assert len(misses) <= len(judged) * (1 - STOPS_AT_LEAST), "\n".join(misses)


def test_the_report_says_what_is_right_and_what_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = (
        '{"id": "c1", "command": "vllm serve a/b --port 80", "split": "develop", "trap": null,'
        ' "runtime": "vLLM", "action": "serve", "model": "a/b", "model_source": "hub",'
        ' "revision": null, "host": "default:0.0.0.0", "host_from": "default", "exposed": true,'
        ' "port": 80, "api_key": false, "context": null, "tensor_parallel": 2, "dtype": null,'
        ' "quantization": null, "gpu_memory_utilization": null, "mem_fraction_static": null,'
        ' "trust_remote_code": false, "served_model_name": null}'
    )
    other = row.replace('"vLLM"', '"other"').replace("c1", "c2").replace("vllm serve", "x serve")
    (tmp_path / "commands.jsonl").write_text(f"{row}\n{other}\n", encoding="utf-8")
    main = runpy.run_path(str(REPORT))["main"]
    assert main([str(tmp_path)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "develop: 2 of 2 commands understood (100.0%)"
    assert said[-1] == "  c1: tensor_parallel 1 for 2 (no trap)"
    assert main([str(tmp_path / "none")]) == 0
    assert capsys.readouterr().out == f"there is no corpus at {tmp_path / 'none'}\n"
