"""What is said of a lock, where a pair of fixtures tells what the Hub says now (hub.json)."""

from __future__ import annotations

import json
from pathlib import Path

from decision_lint.config import Config
from decision_lint.engine.drifting import check_lock
from decision_lint.facts.answer import Key
from decision_lint.facts.hub.payload import read_payload
from decision_lint.facts.lock.drift import drift
from decision_lint.facts.lock.entries import FILE_NAME, Lock
from decision_lint.facts.lock.reading import read_lock
from decision_lint.model import ModelFacts
from decision_lint.report import Report
from decision_lint.rules import RULES
from decision_lint.source import Source

NOW = "hub.json"


def check_drift(folder: Path, day: str) -> Report:
    """Compare the lock of a folder with the payloads beside it, as of a day."""
    source = Source.decode(FILE_NAME, (folder / FILE_NAME).read_bytes())
    lock = read_lock(source)
    if not isinstance(lock, Lock):
        raise TypeError(f"{folder / FILE_NAME}: {lock.why}")
    return check_lock(RULES, source, drift(lock, said_now(folder, day)), (), Config())


def said_now(folder: Path, day: str) -> dict[Key, ModelFacts]:
    """Read what the Hub says now, by `repository@revision`."""
    payloads = json.loads((folder / NOW).read_text(encoding="utf-8"))
    names = ((name.partition("@"), payload) for name, payload in payloads.items())
    return {
        (repo_id, revision): read_payload(payload, repo_id, day)
        for (repo_id, _, revision), payload in names
    }
