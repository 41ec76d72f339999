"""The page on `fit`: a template, and sessions as the program prints them."""

from __future__ import annotations

import io
import os
import shlex
from collections.abc import Mapping
from contextlib import chdir, redirect_stdout
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from unittest.mock import patch

from decision_lint.cli import main
from derived import ROOT, Derived

TEMPLATE = Path(__file__).with_name("fit_page.md")

SESSIONS: Mapping[str, str] = {
    "fits": "decision-lint fit Qwen/Qwen2.5-7B-Instruct --gpu L4 --runtime vllm --context 8192",
    "does_not_fit": "decision-lint fit Qwen/Qwen2.5-7B-Instruct --gpu T4 --runtime vllm",
    "cards": "decision-lint fit qwen2.5:7b --context 8192 --kv-dtype q8_0",
    "json": "decision-lint fit qwen2.5:0.5b --vram 8GiB --output-format json",
}
ELSEWHERE = {"NO_COLOR": "1", "COLUMNS": "", "HF_HUB_CACHE": os.devnull}
"""What makes a session the same everywhere: no colour, no width, no model in the local cache."""


def derive() -> Derived:
    """Yield the page."""
    template = Template(TEMPLATE.read_text(encoding="utf-8"))
    shown = {f"session_{name}": _session(line) for name, line in SESSIONS.items()}
    yield ROOT / "docs" / "fit.md", template.substitute(shown)


def _session(line: str) -> str:
    """Run a command where there is no lock, and show it with what it prints."""
    output = io.StringIO()
    with TemporaryDirectory() as folder, chdir(folder), redirect_stdout(output):
        (Path(folder) / ".git").mkdir()
        with patch.dict(os.environ, ELSEWHERE):
            main(shlex.split(line)[1:])
    return f"```console\n$$ {line}\n{output.getvalue()}```".replace("$$", "$")
