"""What the page on `fit` shows is what happens, and what its tables say is so."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from conftest import ROOT
from program import run_inside as run

PAGE = (ROOT / "docs" / "fit.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"^```console\n\$ decision-lint (.+)\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)
CODES = {"fits": 0, "tight": 0, "does not fit": 1, "cannot tell": 2}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work where there is no lock, and no model in the local cache."""
    (tmp_path / ".git").mkdir()
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "none"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("command", "shown"), SESSIONS)
def test_a_session_prints_what_the_page_shows(command: str, shown: str) -> None:
    done = run(*shlex.split(command))
    assert (done.stdout, done.stderr) == (shown, "")
    assert done.returncode == (1 if "\ndoes not fit: " in shown else 0)


def test_the_page_shows_each_kind_of_answer() -> None:
    assert len(SESSIONS) == 4
    shown = "\n".join(text for _, text in SESSIONS)
    assert "\nfits: " in shown
    assert "\ndoes not fit: " in shown
    assert "no device is named" in shown
    assert json.loads(SESSIONS[-1][1])["verdict"] == "fits"


def test_every_way_to_write_a_model_on_the_page_is_understood() -> None:
    table = PAGE.partition("| written | means |")[2].partition("\n\n")[0]
    written = re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)
    assert len(written) == 5
    for model in written:
        assert run("fit", model, "--gpu", "L4", "--context", "2048").returncode == 0, model


def test_every_option_on_the_page_is_taken() -> None:
    options = re.findall(r"^\| `(--[a-z-]+ [^`]+)`", PAGE, re.MULTILINE)
    assert len(options) >= 12
    for option in options:
        words = shlex.split(option)
        device = () if words[0] in {"--gpu", "--vram"} else ("--gpu", "2xL4")
        runtime = "llama.cpp" if "q8_0" in option else "vllm"
        stated = () if words[0] == "--runtime" else ("--runtime", runtime)
        done = run("fit", "Qwen/Qwen2.5-7B-Instruct", *words, *device, *stated)
        assert (done.returncode in {0, 1}, done.stderr) == (True, ""), option


def test_the_exit_codes_on_the_page_are_those_of_the_program() -> None:
    from decision_lint.cli.fit.run import _CODES

    rows = re.findall(r"^\| `([a-z ]+)` \|.*\| (\d) \|$", PAGE, re.MULTILINE)
    assert {verdict: int(code) for verdict, code in rows} == CODES
    assert {str(verdict): int(code) for verdict, code in _CODES.items()} == CODES
