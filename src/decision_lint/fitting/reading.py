"""Reads the fit of a candidate from its record, its model's facts and the first-run command."""

from __future__ import annotations

from dataclasses import replace

from decision_lint.facts.catalogue import look_up
from decision_lint.facts.siblings import completed, original
from decision_lint.fitting.case import Case, once
from decision_lint.fitting.fit import Fit
from decision_lint.fitting.hardware import machines_of
from decision_lint.fitting.judging import Judged, Outcome, best, judge_placed
from decision_lint.fitting.machine import Machine
from decision_lint.fitting.placing import place
from decision_lint.fitting.telling import message
from decision_lint.fitting.ways import Way, read_ways
from decision_lint.memory.model.known import know
from decision_lint.model import ModelFacts
from decision_lint.rule import Absent, Level


def read_fit(case: Case) -> Fit | Absent:
    """Judge a candidate on what its note, or the record for the selected one, states.

    Several devices or runtimes are alternatives: the best of them counts, since one is enough.
    Absent says what is missing: a device, a known runtime, a fact about the model.
    """
    if case.candidate.cloud_api:
        return Absent("a model behind an API needs no hardware")
    machines = machines_of(case)
    if isinstance(machines, Absent):
        return machines
    ways = read_ways(case)
    if isinstance(ways, Absent):
        return ways
    if any(way.launch and way.launch.cpu_offload for way in ways):
        return Absent("the command lets a part of the model lie in main memory")
    return _judge(whole(case), ways, machines)


@once
def whole(case: Case) -> ModelFacts:
    """Fill in what a form of a model lacks from the model that it was made from."""
    facts = case.facts
    is_shaped = facts.config.get("num_hidden_layers") and facts.config.get("vocab_size")
    if is_shaped and (facts.files or facts.parameters or facts.total_parameters):
        return facts
    bases = (*map(look_up, facts.base_models), original(facts.repo_id))
    base = next((base for base in bases if base and base.config), None)
    return completed(facts, base) if base else facts


def _judge(facts: ModelFacts, ways: tuple[Way, ...], machines: tuple[Machine, ...]) -> Fit | Absent:
    known = know(facts)
    if isinstance(known, Absent):
        return known
    judged = [
        judge_placed(facts, place(way, machine, facts, known.shape))
        for way in ways
        for machine in machines
    ]
    told = [one for one in judged if isinstance(one, Judged)]
    untold = [one for one in judged if isinstance(one, Absent)]
    if not told or (untold and best(iter(told)).outcome is not Outcome.FITS):
        return untold[0]
    return _fit(facts, best(iter(told)))


def _fit(facts: ModelFacts, judged: Judged) -> Fit:
    placed = judged.placed
    machine = placed.machine
    is_bad = judged.outcome in (Outcome.NOT, Outcome.CONTEXT)
    return Fit(
        outcome=judged.outcome.value,
        message="" if judged.outcome is Outcome.FITS else message(judged),
        level=Level.ERROR if is_bad and judged.is_sure else Level.WARNING,
        where=machine.where,
        device=machine.name if machine.count == 1 else f"{machine.count} x {machine.name}",
        runtime=judged.setup.runtime,
        needed=judged.needed,
        budget=placed.given,
        weights=judged.estimate.weights.band.likely,
        context_length=judged.estimate.context_length,
        concurrency=judged.setup.concurrency,
        assumptions=judged.estimate.assumptions,
        facts=facts,
        claimed=_claimed(facts, judged),
    )


def _claimed(facts: ModelFacts, judged: Judged) -> str:
    """Say what the record counts on, if the outcome is the same with it."""
    placed = judged.placed
    machine = placed.machine
    if machine.claimed is None or machine.claimed <= machine.gib:
        return ""
    believed = place(placed.way, replace(machine, gib=machine.claimed), facts, judged.planned.shape)
    other = judge_placed(facts, believed)
    if isinstance(other, Absent) or other.outcome is not judged.outcome:
        return ""
    return (
        f"{machine.claimed:g} GiB of {machine.name} are counted on, and {machine.gib:g} are usable"
    )
