"""RUN006: a server that anybody can reach."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.command.launch import Launch
from decision_lint.quantities.guards import is_guarded
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, rule


@rule("RUN006", Level.ERROR)
def exposed_endpoint(record: Record, launch: Launch) -> Iterator[Outcome]:
    """The first-run command opens a server to everybody, and nothing is said that guards it.

    ## Why

    Several servers listen on every address unless they are told otherwise, and a published Docker
    port does too. On a rented machine that is an open door on the internet: others use the model,
    read what is asked, and the bill is yours.

    ## How to mend it

    Listen on `127.0.0.1` and reach it through an SSH tunnel, or say in `endpoint:` what stands in
    front of it: a proxy with a key, a VPN, a firewall. Away from a rented GPU this is a warning.
    """
    if launch.exposed is None:
        if launch.action == "serve":
            yield NotChecked("the address that the command listens on is a variable")
        return
    if not launch.exposed or launch.api_key or any(map(is_guarded, _texts(record))):
        return
    level = Level.ERROR if record.profile.route == "rented_gpu" else Level.WARNING
    how = {"publish": "by the published port", "default": "by default"}.get(launch.host_from or "")
    said = f" {how}" if how else ""
    port = f":{launch.port}" if launch.port else ""
    message = f"{launch.runtime} listens on {launch.host}{port}{said}, without a key or a guard"
    yield Problem(("evidence", "first_run_command"), message, level)


def _texts(record: Record) -> Iterator[str]:
    evidence = record.evidence
    notes = (candidate.hardware_note for candidate in record.candidates)
    texts = (evidence.endpoint, evidence.stop_procedure, record.hardware.note, *notes)
    yield from (text for text in (*texts, *record.must_have) if text)
