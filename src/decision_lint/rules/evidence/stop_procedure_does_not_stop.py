"""EVD004: a stop procedure that leaves something running."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.evidence.stopping import Stop, read_stop
from decision_lint.quantities.todos import is_placeholder
from decision_lint.quoting import quoted
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, rule


@rule("EVD004", Level.ERROR)
def stop_procedure_does_not_stop(record: Record) -> Iterator[Outcome]:
    """The stop procedure does not stop what has to be stopped on this route.

    ## Why

    On a rented GPU only the provider ends the billing: a process that was killed, a container that
    was stopped, or a shutdown inside the guest leaves the machine, and the bill goes on through the
    weekend. Elsewhere, unloading a model leaves the server running.

    ## How to mend it

    On a rented GPU, write what ends the instance at the provider: destroy, terminate or delete it,
    or stop it and mind that its storage is billed on. Elsewhere, write what ends the server.
    """
    text = record.evidence.stop_procedure
    if text is None or is_placeholder(text):
        return
    if record.profile.route is None:
        yield NotChecked("the record states no route")
        return
    rented = record.profile.route == "rented_gpu"
    stop = read_stop(text, rented=rented)
    if rented and stop.billing is not True:
        yield Problem(("evidence", "stop_procedure"), _still_billed(stop))
    elif not rented and not stop.process and not stop.billing:
        yield Problem(("evidence", "stop_procedure"), _still_running(stop))


def _still_billed(stop: Stop) -> str:
    if stop.process and stop.what:
        return f"{quoted(stop.what)} stops a process, and the rented machine is billed on"
    if stop.model and stop.what:
        return f"{quoted(stop.what)} unloads a model, and the rented machine is billed on"
    return "nothing in it ends the rented machine, which is billed on"


def _still_running(stop: Stop) -> str:
    if stop.model and stop.what:
        return f"{quoted(stop.what)} unloads a model, and the server stays"
    return "nothing in it stops anything"
