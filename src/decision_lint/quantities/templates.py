"""Values of templates that nobody filled in: `{{ gpu }}`, `<gpu>`, `${GPU}`."""

from __future__ import annotations

from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold

_UNFILLED = pattern(r"\W*(?:\{\{|\$\{|<\s?[^\W\d]|<[^<>]{1,80}>|\{\s?[^\W\d]|%[A-Za-z_]+%)")


def is_unfilled(text: str) -> bool:
    """Tell whether a text begins as a template's blank does; what is inside states nothing."""
    return bool(_UNFILLED.match(fold(text)))
