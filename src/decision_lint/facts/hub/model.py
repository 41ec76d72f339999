"""One model asked of the Hub: its facts in one request, and its config.json in another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from decision_lint.facts.answer import Answer, Key, Missing
from decision_lint.facts.configuration import select
from decision_lint.facts.hub.payload import read_payload
from decision_lint.facts.hub.refusal import refusal
from decision_lint.facts.hub.request import Line, Reply
from decision_lint.facts.loose import REPO_ID, mapping
from decision_lint.model import ModelFacts
from decision_lint.patterns import pattern
from decision_lint.rule import Absent

LIMIT_BYTES = 16 * 2**20
"""A larger payload is none: the largest repositories have some 10^4 files of 300 bytes each."""
CONFIG_BYTES = 4 * 2**20

_CONFIG = "config.json"
_MARKS = frozenset(("id", "modelId", "sha", "siblings", "tags", "cardData"))
"""What a model's payload has some of, and the answer of a portal has none of."""
_COMMIT = pattern(r"[0-9a-f]{40}")


def ask_model(line: Line, key: Key, as_of: str) -> Answer:
    """Ask for a model at a revision: one request."""
    repo_id, revision = key
    if not REPO_ID.fullmatch(repo_id):
        return Absent("this is no name of a repository")
    at = f"/revision/{quote(revision, safe='')}" if revision else ""
    reply = line.get(f"/api/models/{repo_id}{at}?blobs=true", LIMIT_BYTES)
    if isinstance(reply, Absent):
        return reply
    host = line.settings.host
    if not reply.is_ok:
        return refusal(reply, host, as_of, is_anonymous=line.settings.token is None)
    payload = _object(reply)
    if payload is None or not _MARKS & payload.keys():
        return Absent(f"{host} sends what is no model's facts; is there a login page in between?")
    facts = read_payload(payload, repo_id, as_of)
    if facts.license is None and not _is_sound(payload):
        return Absent(f"{host} sends tags that cannot be read: the license is not known")
    return _judge(facts, key, host)


def _is_sound(payload: Mapping[str, Any]) -> bool:
    """Tell whether what may hold the license is of its type, so that no license means none."""
    tags, card = payload.get("tags"), payload.get("cardData")
    return isinstance(tags, list | None) and isinstance(card, dict | None)


def _judge(facts: ModelFacts, key: Key, host: str) -> Answer:
    """Compare what was answered with what was asked."""
    repo_id, revision = key
    commit = (revision or "").casefold()
    if _COMMIT.fullmatch(commit) and facts.revision not in {None, commit}:
        return Absent(f"{host} answers for another commit than was asked for")
    if facts.disabled:
        return Missing("disabled", "the Hub has taken it down", facts.as_of, facts)
    if facts.repo_id.casefold() != repo_id.casefold():
        return Missing("moved", f"it is now {facts.repo_id}", facts.as_of, facts)
    return facts


def wants_config(facts: ModelFacts, *, is_anonymous: bool) -> bool:
    """Tell whether there is a config.json that may be had: none lies behind a gate for anybody."""
    is_there = not facts.files or any(file.path == _CONFIG for file in facts.files)
    return is_there and (facts.gate in {None, "open"} or not is_anonymous)


def ask_config(line: Line, facts: ModelFacts, revision: str | None) -> ModelFacts | Absent:
    """Add the fields of config.json: one request, or two where a redirect is counted."""
    at = quote(facts.revision or revision or "main", safe="")
    reply = line.get(f"/{facts.repo_id}/resolve/{at}/{_CONFIG}", CONFIG_BYTES)
    if isinstance(reply, Absent):
        return reply
    if reply.is_ok:
        config = _object(reply)
        return Absent(f"its {_CONFIG} is no JSON") if config is None else _with(facts, config)
    if reply.headers.get("x-error-code") in {"EntryNotFound", "GatedRepo"}:
        return facts  # there is none, or none for us: both are certain
    why = refusal(reply, line.settings.host, facts.as_of, is_anonymous=line.settings.token is None)
    return Absent(f"its {_CONFIG} could not be had: {why.why}")


def _with(facts: ModelFacts, config: Mapping[str, Any]) -> ModelFacts:
    has_code = bool(mapping(config.get("auto_map"))) or facts.has_custom_code
    # The payload quotes some fields, and tells more of the tokenizer than config.json does.
    return replace(facts, config={**facts.config, **select(config)}, has_custom_code=has_code)


def _object(reply: Reply) -> dict[str, Any] | None:
    """Read a JSON object; a page, half an answer and a list are none."""
    try:
        read = json.loads(reply.body, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None
