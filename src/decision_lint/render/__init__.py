"""A report as text: one file a format, each pure, each loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from decision_lint.render.look import Look
from decision_lint.report import Report

Renderer = Callable[[Report, Look], str]


def _lazy(name: str, function: str = "render") -> Renderer:
    def render(report: Report, look: Look) -> str:
        text: str = getattr(import_module(f"{__name__}.{name}"), function)(report, look)
        return text

    return render


RENDERERS: Mapping[str, Renderer] = {
    name: _lazy(name)
    for name in (
        "full",
        "concise",
        "json",
        "github",
        "sarif",
        "gitlab",
        "junit",
        "rdjson",
        "markdown",
    )
}

STATISTICS: Mapping[str, Renderer] = {
    "full": _lazy("statistics"),
    "concise": _lazy("statistics"),
    "json": _lazy("statistics", "render_json"),
}
