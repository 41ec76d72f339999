"""A report as text: one file a format, each pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from decision_lint.render import concise, full, json, statistics
from decision_lint.render.look import Look
from decision_lint.report import Report

Renderer = Callable[[Report, Look], str]

RENDERERS: Mapping[str, Renderer] = {
    "full": full.render,
    "concise": concise.render,
    "json": json.render,
}

STATISTICS: Mapping[str, Renderer] = {
    "full": statistics.render,
    "concise": statistics.render,
    "json": statistics.render_json,
}
