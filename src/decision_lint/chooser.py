"""The chooser: from a profile to a decision, with what was tried and what would change it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import combinations, product
from math import inf, nextafter
from typing import Any, NamedTuple

from decision_lint.policy import BASELINE, Row
from decision_lint.profile import ROUTES, Asked, Decision, Profile


class Choice(NamedTuple):
    """A decision, the profile it was asked for, and the row that decided."""

    profile: Asked
    row: Row
    number: int
    """The row's place in the policy, counted from 1."""

    @property
    def decision(self) -> Decision:
        """What the chooser answers."""
        return self.row.decision

    @property
    def is_ready(self) -> bool:
        """Whether the route may be taken at all."""
        return bool(self.row.allows)

    @property
    def reason(self) -> str:
        """The row that decided, in words."""
        return f"row {self.number}: {', '.join(self.row.conditions) or 'anything else'}"


class Change(NamedTuple):
    """One field of a profile with another value."""

    name: str
    value: Any
    words: str
    """The new value in words: `no`, `below 16`."""


class Flip(NamedTuple):
    """Changes of a profile, and what the chooser gives then."""

    changes: tuple[Change, ...]
    choice: Choice

    @property
    def words(self) -> str:
        """The changes in words: `with needs_service no`."""
        return "with " + " and ".join(f"{each.name} {each.words}" for each in self.changes)


def choose(profile: Asked, policy: Sequence[Row] = BASELINE) -> Choice:
    """Find the first row that a profile meets."""
    for number, row in enumerate(policy, start=1):
        if not row.unmet(profile):
            return Choice(profile, row, number)
    message = "a policy ends with a row that matches everything"
    raise ValueError(message)


def tried(profile: Asked, policy: Sequence[Row] = BASELINE) -> Iterator[str]:
    """Tell each row down to the one that decides, and what of the profile does not meet it."""
    for number, row in enumerate(policy, start=1):
        conditions = ", ".join(row.conditions) or "anything else"
        if unmet := row.unmet(profile):
            yield f"row {number} ({conditions}): not met: {', '.join(unmet)}"
        else:
            yield f"row {number} ({conditions}): decides"
            return


def flips(profile: Asked, policy: Sequence[Row] = BASELINE) -> Iterator[Flip]:
    """Give the changes of a profile that change its decision, the smallest first.

    One field before two; service and memory before privacy, and the route last of all.
    """
    before = choose(profile, policy).decision
    singles = tuple(_changes(profile, policy))
    pairs = (pair for pair in combinations(singles, 2) if pair[0].name != pair[1].name)
    for changes in (*((single,) for single in singles), *pairs):
        values = {change.name: change.value for change in changes}
        after = choose(replace(profile, **values), policy)
        if after.decision != before:
            yield Flip(changes, after)


def completions(
    profile: Profile, vram_gb: Sequence[float], policy: Sequence[Row] = BASELINE
) -> tuple[Choice, ...]:
    """Choose for every way to complete a profile whose route is known.

    `vram_gb` holds the amounts of memory that may be meant where the profile states none; without
    any, each amount at which the policy changes its mind is tried.
    """
    if profile.available_vram_gb is not None:
        vram_gb = (profile.available_vram_gb,)
    elif not vram_gb:
        vram_gb = sorted({0.0, *(change.value for change in _amounts(policy))})
    services = (True, False) if profile.needs_service is None else (profile.needs_service,)
    privacies = (profile.privacy,) if profile.privacy else ("", *_privacies(policy))
    asked = (
        Asked(
            task=profile.task or "",
            route=profile.route or "",
            privacy=privacy,
            available_vram_gb=vram,
            needs_service=service,
        )
        for vram, service, privacy in product(vram_gb, services, privacies)
    )
    return tuple(dict.fromkeys(choose(each, policy) for each in asked))


def write_twin(choice: Choice) -> str:
    """Write a twin as the chooser has always written it: without a line end at its end."""
    twin = {"profile": asdict(choice.profile), "decision": asdict(choice.decision)}
    return json.dumps(twin, indent=2)


def _changes(profile: Asked, policy: Sequence[Row]) -> Iterator[Change]:
    """Give each change of one field that may matter, the smallest first."""
    service = not profile.needs_service
    yield Change("needs_service", service, "yes" if service else "no")
    amounts = sorted(
        _amounts(policy), key=lambda one: (abs(one.value - profile.available_vram_gb), one.words)
    )
    yield from amounts
    for word in _privacies(policy):
        if word != profile.privacy:
            yield Change("privacy", word, word)
    for route in dict.fromkeys((*ROUTES, *(row.route for row in policy if row.route))):
        if route != profile.route:
            yield Change("route", route, route)


def _amounts(policy: Sequence[Row]) -> set[Change]:
    """Give the amounts of memory on both sides of every condition of the policy."""
    found = set()
    for row in policy:
        if (least := row.min_vram_gb) is not None:
            found.add(Change("available_vram_gb", float(least), f"{least:g}"))
            found.add(Change("available_vram_gb", nextafter(least, 0.0), f"below {least:g}"))
        if (most := row.max_vram_gb) is not None:
            found.add(Change("available_vram_gb", float(most), f"{most:g}"))
            found.add(Change("available_vram_gb", nextafter(most, inf), f"above {most:g}"))
    return found


def _privacies(policy: Sequence[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.privacy for row in policy if row.privacy))
