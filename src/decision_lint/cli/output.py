"""The report put out: in its format, to stdout or to a file."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Mapping

from decision_lint.cli.console import Exit, complain, has_color, is_utf8, is_workflow, say, width
from decision_lint.facts.lock.entries import FILE_NAME as LOCK_FILE
from decision_lint.quoting import harmless
from decision_lint.render import RENDERERS, STATISTICS
from decision_lint.render.look import Look
from decision_lint.report import Report
from decision_lint.workspace.config_file import OWN_FILE, SHARED_FILE
from decision_lint.workspace.paths import prefix_of, root_of
from decision_lint.workspace.writing import write_whole

_PLAIN = ("full", "concise")
"""The formats whose lines a record may take over, where somebody looks through them."""


def put_out(report: Report, options: Namespace) -> int:
    """Render a report and write it; the exit code is not 0 where it cannot be written."""
    renderers = STATISTICS if options.statistics else RENDERERS
    if options.output_format not in renderers:
        complain(f"--statistics goes with --output-format {', '.join(renderers)}")
        return Exit.USAGE
    names = [name for _, name in options.report]
    names += [options.output_file] if options.output_file else []
    if twice := next((name for name in names if names.count(name) > 1), None):
        complain(f"{twice}: is to hold two reports; name a file for each")
        return Exit.USAGE
    codes = [
        _write(RENDERERS[output_format](report, _look(options, name)), name, report)
        for output_format, name in options.report
    ]
    name = options.output_file
    text = renderers[options.output_format](report, _look(options, name))
    if is_workflow(os.environ) and options.output_format in _PLAIN:
        text = "".join(map(harmless, text.splitlines(keepends=True)))
    codes.append(say(text) if name is None else _write(text, name, report))
    return max(codes)


def _write(text: str, name: str, report: Report) -> int:
    """Write a file; complain where it cannot be, or where the report is about it."""
    if kind := _kind(name, report):
        complain(f"{name}: is {kind}; write the report to another file")
        return Exit.USAGE
    try:
        write_whole(name, text)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        complain(f"{name}: cannot be written: {why.lower()}")
        return Exit.USAGE
    return Exit.CLEAN


def _kind(path: str, report: Report) -> str | None:
    """Say what a file is to a report that is about it, or that rests on it."""
    if os.path.basename(path) in {LOCK_FILE, OWN_FILE, SHARED_FILE}:
        return "a lock" if os.path.basename(path) == LOCK_FILE else "a configuration"
    if any(_is_same(record.source.path, path) for record in report.records):
        return "a record"
    beside = {source.path for record in report.records for source in record.beside}
    return "what the report is about" if any(_is_same(one, path) for one in beside) else None


def _is_same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):
        return False


def _blob(environment: Mapping[str, str]) -> str:
    """Say where GitHub shows the files that a workflow has checked out, or nothing."""
    server, repository, commit = (
        environment.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA")
    )
    url = f"{server}/{repository}/blob/{commit}/"
    is_plain = server.startswith("https://") and repository.count("/") == 1 and commit.isalnum()
    return url if is_plain and not set(url) & set(" ()<>[]\"'\\\n|`") else ""


def _look(options: Namespace, name: str | None) -> Look:
    here = os.getcwd()
    look = Look(
        blob=_blob(os.environ),
        quiet=options.quiet,
        show_fields=options.show_fields,
        root=(root_of(here) or "").replace(os.sep, "/"),
        prefix=prefix_of(here),
    )
    if name is not None:
        return look._replace(color=options.color == "always")
    return look._replace(
        color=has_color(options.color, sys.stdout, os.environ),
        width=width(os.environ) or look.width,
        ascii_only=not is_utf8(),
    )
