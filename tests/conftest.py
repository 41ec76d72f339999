"""Where the tests find what they read."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"


@pytest.fixture
def root() -> Path:
    """Give the root of the repository."""
    return ROOT


@pytest.fixture
def fixtures() -> Path:
    """Give the folder of the fixtures."""
    return FIXTURES
