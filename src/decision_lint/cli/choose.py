"""`choose`: the chooser's decision for a profile, printed, explained, or written as the twin."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

from decision_lint.chooser import Choice, choose, flips, tried, write_twin
from decision_lint.cli.arguments import choose_parser
from decision_lint.cli.configuration import configurations_of
from decision_lint.cli.console import Exit, complain, say
from decision_lint.cli.unusable import Unusable
from decision_lint.policy import Row
from decision_lint.profile import Asked
from decision_lint.workspace.config_file import Misconfigured
from decision_lint.workspace.reading import Unreadable, read_source
from decision_lint.workspace.twins import HandEdited, save_twin, twin_of

DEFAULT_TWIN = "model_runtime_decision.json"


def run(words: Sequence[str]) -> int:
    """Choose for the profile that options, environment and record give."""
    options = choose_parser().parse_args(words)
    try:
        policy = _policy(options)
        profile = _profile(options, os.environ)
        _warn(profile, options, policy)
        choice = choose(profile, policy)
        if options.write is not None:
            _save(choice, options, policy)
    except (Misconfigured, Unusable, Unreadable, HandEdited) as broken:
        complain(str(broken))
        return Exit.USAGE
    text = write_twin(choice) + "\n"
    if options.explain:
        text += "\n" + "".join(f"{line}\n" for line in _explained(choice, policy))
    return say(text)


def _policy(options: Namespace) -> Sequence[Row]:
    configurations = configurations_of(options)
    folder = os.path.dirname(os.path.abspath(options.record or DEFAULT_TWIN))
    settings = configurations.of(folder)
    if settings is None:
        raise Misconfigured("\n".join(configurations.complaints))
    return settings.config.policy


def _profile(options: Namespace, environment: Mapping[str, str]) -> Asked:
    stated = _stated(options.record) if options.record else {}
    names = {"task": "TASK", "route": "ROUTE", "privacy": "PRIVACY"}
    for field, name in names.items():
        if (given := getattr(options, field)) is not None or (given := environment.get(name)):
            stated[field] = given
        elif name in environment:
            stated[field] = ""  # set, and empty: what the chooser has always taken it for
    if options.vram is not None:
        stated["available_vram_gb"] = _gigabytes("--vram", options.vram)
    elif "VRAM_GB" in environment:
        stated["available_vram_gb"] = _gigabytes("VRAM_GB", environment["VRAM_GB"])
    if options.needs_service is not None:
        stated["needs_service"] = options.needs_service == "yes"
    elif "NEEDS_SERVICE" in environment:
        stated["needs_service"] = environment["NEEDS_SERVICE"] == "yes"
    return Asked(**stated)


def _stated(path: str) -> dict[str, Any]:
    """Take what a record states of its profile."""
    from decision_lint.document.markdown import parse
    from decision_lint.record.reading import read

    try:
        source = read_source(path, path)
    except Unreadable as broken:
        message = f"{path}: {broken}"
        raise Unreadable(message) from broken
    profile = read(parse(source)).record.profile
    stated = {name: getattr(profile, name) for name in Asked.__slots__}
    return {name: value for name, value in stated.items() if value is not None}


def _gigabytes(name: str, text: str) -> float:
    try:
        amount = float(text)
    except ValueError:
        amount = -1.0
    if isfinite(amount) and amount >= 0:
        return amount
    message = f"{name} is {text!r}, which is no amount of memory; write a number of GB, such as 24"
    raise Unusable(message)


def _warn(profile: Asked, options: Namespace, policy: Sequence[Row]) -> None:
    """Speak of what is taken in another way than somebody may have meant it."""
    known = {row.route for row in policy if row.route}
    if profile.route not in known:
        routes = ", ".join(sorted(known))
        complain(
            f"warning: {profile.route!r} is no route of the policy ({routes}); its last row decides"
        )
    said = os.environ.get("NEEDS_SERVICE", "")
    if options.needs_service is None and said != "yes" and said.strip().casefold() in _ALMOST_YES:
        complain(f"warning: NEEDS_SERVICE is {said!r} and counts as no; only 'yes' counts")


_ALMOST_YES = frozenset(("yes", "y", "true", "1", "on"))


def _save(choice: Choice, options: Namespace, policy: Sequence[Row]) -> None:
    path = options.write or (twin_of(options.record) if options.record else DEFAULT_TWIN)
    try:
        save_twin(path, write_twin(choice), policy, force=options.force)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        message = f"{path}: cannot be written: {why.lower()}"
        raise Unusable(message) from error


def _explained(choice: Choice, policy: Sequence[Row]) -> Iterator[str]:
    yield from tried(choice.profile, policy)
    flip = next(flips(choice.profile, policy), None)
    if flip:
        yield f"{flip.words} it would be: {flip.choice.decision.runtime} ({flip.choice.reason})"
    else:
        yield "no change of the profile gives another decision"
