"""The door: `decision-lint`, and `python -m decision_lint`."""

from __future__ import annotations

from decision_lint.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    raise SystemExit(main())
