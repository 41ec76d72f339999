"""The settings that the command line gives: from a file that it names, none, or the closest."""

from __future__ import annotations

import os
from argparse import Namespace

from decision_lint.cli.selectors import known_selectors
from decision_lint.config import Config
from decision_lint.workspace.config_file import config_at
from decision_lint.workspace.settings import Configurations, Settings


def configurations_of(options: Namespace) -> Configurations:
    """Take the settings that `--config` and `--isolated` ask for; raise where they are broken."""
    known = known_selectors()
    if options.isolated:
        return Configurations(known, Settings(Config(), os.getcwd()))
    if options.config is not None:
        return Configurations(known, Settings(config_at(options.config, known), os.getcwd()))
    return Configurations(known)
