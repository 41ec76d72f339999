"""decision-lint: the CI for model decisions."""

__version__ = "0.1.0"
