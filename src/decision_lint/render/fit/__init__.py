"""The answer of `fit`, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from decision_lint.render.fit import full, json
from decision_lint.render.fit.answer import Answered
from decision_lint.render.look import Look

RENDERERS: Mapping[str, Callable[[Answered, Look], str]] = {
    "full": full.render,
    "json": json.render,
}
