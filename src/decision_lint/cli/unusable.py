"""What a command line says and cannot be used, in one sentence with its mend."""

from __future__ import annotations


class Unusable(Exception):  # noqa: N818  (it names the state, as Unreadable does)
    """A word of the command line that is the matter, and the mend."""
