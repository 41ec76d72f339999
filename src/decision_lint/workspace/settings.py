"""The settings of each folder: the closest configuration up to the repository's root."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from decision_lint.config import Config, covers
from decision_lint.workspace.config_file import Misconfigured, config_in
from decision_lint.workspace.paths import relative


class Settings(NamedTuple):
    """A configuration, and the folder that its globs start at."""

    config: Config
    root: str
    is_anchored: bool = True
    """Whether the folder has a configuration, or is the root of a repository."""

    def relative(self, path: str) -> str:
        """Give an absolute path as the globs see it."""
        return relative(path, self.root)

    def for_files(self, files: Mapping[str, str]) -> Config:
        """Tie the per-file ignores to files: where each lies, by the path that is shown.

        Files beside a record are not known yet. They are shown as the globs see them in the
        folder that the globs start at, and are met by their name alone in any other.
        """
        if not self.config.per_file_ignores:
            return self.config
        here = os.path.realpath(os.curdir) == os.path.realpath(self.root)
        tied = {
            glob: words
            for glob, words in self.config.per_file_ignores.items()
            if here or "/" not in glob
        }
        for shown, path in files.items():
            for glob, words in self.config.per_file_ignores.items():
                if covers(glob, self.relative(path)):
                    tied[shown] = (*tied.get(shown, ()), *words)
        return replace(self.config, per_file_ignores=tied)


@dataclass(slots=True)
class Configurations:
    """The settings of every folder that is asked for, and the complaints about them."""

    rules: Collection[str]
    """What a selector may say: codes, names and families."""
    given: Settings | None = None
    """The settings that hold everywhere, where the command line says so."""
    complaints: list[str] = field(default_factory=list)
    _known: dict[str, Settings | None] = field(default_factory=dict)

    def of(self, folder: str) -> Settings | None:
        """Find the settings of a folder; None where they are broken, which is complained of."""
        if self.given:
            return self.given
        if folder not in self._known:
            self._known[folder] = self._look_up(folder)
        return self._known[folder]

    def _look_up(self, folder: str) -> Settings | None:
        try:
            if config := config_in(folder, self.rules):
                return Settings(config, folder)
        except Misconfigured as broken:
            self.complaints.append(str(broken))
            return None
        above = os.path.dirname(folder)
        # A configuration above the repository belongs to somebody else.
        is_root = os.path.lexists(os.path.join(folder, ".git"))
        if above == folder or is_root:
            return Settings(Config(), folder, is_anchored=is_root)
        return self.of(above)
