"""`lock` and `check` run against a stand-in Hub, in a repository of their own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import huggingface_hub.utils
import pytest

from decision_lint.__main__ import main
from decision_lint.facts.hub import waiting as hub_waiting
from decision_lint.facts.lock.entries import FILE_NAME
from program import NAME
from standin import Hub, serve

SMALL, LARGE = "Qwen/Qwen2.5-0.5B-Instruct", "Qwen/Qwen2.5-3B-Instruct"
LOCK = Path(FILE_NAME)
ALONE: Mapping[str, str] = {
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "HF_HUB_OFFLINE": "0",
    "HF_TOKEN": "",
    "NO_PROXY": "localhost",
}
"""Nobody's environment."""


class Done(NamedTuple):
    """What a run came to."""

    code: int
    out: str
    err: str


Start = Callable[..., Done]


def record(*models: str, path: str = NAME, note: str = "Apache-2.0, commercial use fine") -> None:
    """Write a record that names models."""
    lines = ["# Model runtime decision", "", "project_goal: answer questions on the leave policy"]
    for number, model in enumerate(models, 1):
        lines += ["", f"candidate_{number}: {model}", f"license_note: {note}"]
        lines += ["runtime: Transformers", "hardware_note: laptop, 16 GB RAM"]
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


def models() -> dict[str, Any]:
    """Read the entries of the lock."""
    found: dict[str, Any] = json.loads(LOCK.read_text("utf-8"))["models"]
    return found


@contextmanager
def repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Work in a repository of its own, as nobody, with an empty cache."""
    root = folder / "repository"
    (root / ".git").mkdir(parents=True)
    monkeypatch.chdir(root)
    monkeypatch.setattr(hub_waiting, "_FIRST_PAUSE", 0.02)
    for name, value in {**ALONE, "HF_HOME": str(folder / "home")}.items():
        monkeypatch.setenv(name, value)
    client: Any = huggingface_hub.utils
    client.close_session()
    yield root
    client.close_session()


@contextmanager
def two_models(certificate: Path | None = None) -> Iterator[Hub]:
    """Serve a stand-in with two models, one of them under a license for research."""
    with serve(Hub(), certificate) as hub:
        hub.add(SMALL)
        hub.add(
            LARGE,
            cardData={"license": "other", "license_name": "qwen-research"},
            tags=["license:other"],
        )
        yield hub


def starter(hub: Hub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Start:
    """Give what runs a command against a stand-in, in this process."""
    monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)

    def start(*words: str) -> Done:
        code = main(words)
        return Done(code, *capsys.readouterr())

    return start
