"""Reads a launch command, in whatever it is wrapped; what is no launch is not understood."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from decision_lint.command.assembly import assemble_program, assemble_snippet
from decision_lint.command.calls import Call, Snippet, find_calls
from decision_lint.command.launch import Launch
from decision_lint.command.versions import find_version
from decision_lint.patterns import pattern

_RANKS = {"serve": 0, "run": 1, "chat": 1, "cli": 1, "load": 2, "create": 3, "pull": 4, None: 5}
_MOST_SNIPPETS = 20
_MOST_SIBLINGS = 20
_NUM_CTX = pattern(r"\bnum_ctx[\"']?\s*[:=]?\s*(\d{3,8})\b")


class _Found(NamedTuple):
    """A launch that was found, not yet put together."""

    runtime: str
    action: str | None
    call: Call
    snippet: Snippet | None = None

    @property
    def weight(self) -> tuple[bool, int, int]:
        """Order what was found: a server before a download, what is run before what is shown."""
        return self.action is None, self.call.remoteness, _RANKS[self.action]


@lru_cache(512)
def read_command(text: str, version: str | None = None) -> Launch:
    """Understand a launch command; `version` is the runtime's version that the record names."""
    found = list(_find(text))
    if not found:
        return Launch()
    as_of = find_version(version)
    chosen = min(found, key=lambda one: one.weight)
    launch = _put_together(chosen, text, as_of)
    siblings = [one for one in found if one is not chosen and one.runtime == chosen.runtime]
    for sibling in siblings[:_MOST_SIBLINGS]:
        if launch.model is not None and launch.context_length is not None:
            break
        if sibling.action is not None:
            launch = _completed(launch, _put_together(sibling, text, as_of))
    if launch.runtime == "ollama" and (context := _NUM_CTX.search(text)):
        launch = launch._replace(context_length=int(context[1]))  # of the model, so it counts
    return launch


def _find(text: str) -> Iterator[_Found]:
    """Find the launches in a text."""
    calls = list(find_calls(text))
    if "(" in text:
        calls.append(Call(None, {}, python=text))
    snippets = 0
    for call in calls:
        if call.program is not None:
            yield _Found(call.program.runtime, call.program.action, call)
        elif call.python is not None and "(" in call.python and snippets < _MOST_SNIPPETS:
            from decision_lint.command.python import read_python

            snippets += 1
            if snippet := read_python(call.python):
                yield _Found(snippet.runtime, snippet.row.get("action", "run"), call, snippet)


def _put_together(found: _Found, text: str, version: str | None) -> Launch:
    call, program = found.call, found.call.program
    if found.snippet is not None:
        return assemble_snippet(call, found.snippet, text, version)
    return assemble_program(call, program, text, version) if program else Launch()


def _completed(launch: Launch, sibling: Launch) -> Launch:
    """Add the model and the context that another command of the text states: `ollama pull`."""
    if launch.model is None and sibling.model is not None:
        launch = launch._replace(
            model=sibling.model,
            model_source=sibling.model_source,
            revision=sibling.revision,
            quantization=sibling.quantization,
        )
    if launch.context_length is None and sibling.model == launch.model:
        launch = launch._replace(context_length=sibling.context_length)
    return launch
