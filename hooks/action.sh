#!/usr/bin/env bash
# What the Action does: install decision-lint in a place of its own, and let it do the rest.
# Python is isolated (-I): nothing that lies in the checked-out repository is ever imported.
set -euo pipefail

home=$(mktemp -d "$RUNNER_TEMP/decision-lint-XXXXXX")
what=$GITHUB_ACTION_PATH
test -z "$INPUT_VERSION" || what="decision-lint==$INPUT_VERSION"

"$PYTHON" -I -m venv "$home/venv"
own=$home/venv/bin/python
test -e "$own" || own=$home/venv/Scripts/python.exe
(cd "$home" && "$own" -I -m pip install --quiet --disable-pip-version-check -- "$what")

# A checkout has one commit, unless it was asked for more: what to compare with may be missing.
test -z "$BASE" || git cat-file -e "$BASE^{commit}" 2>/dev/null ||
    git fetch --quiet --depth=1 --no-tags --no-recurse-submodules origin "$BASE" || true

exec "$own" -I -X utf8 -m decision_lint.cli.action
