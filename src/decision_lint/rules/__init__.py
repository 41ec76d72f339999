"""Every rule, in the order of families and codes (derived by tools/generate.py)."""

from __future__ import annotations

from decision_lint.rule import Rule
from decision_lint.rules.evidence.accepted_without_evidence import accepted_without_evidence
from decision_lint.rules.evidence.missing_eval_gate import missing_eval_gate
from decision_lint.rules.evidence.missing_evaluation_table import missing_evaluation_table
from decision_lint.rules.evidence.missing_first_output import missing_first_output
from decision_lint.rules.evidence.missing_first_run_command import missing_first_run_command
from decision_lint.rules.evidence.missing_model_version import missing_model_version
from decision_lint.rules.evidence.missing_stop_procedure import missing_stop_procedure
from decision_lint.rules.evidence.moving_revision import moving_revision
from decision_lint.rules.hardware.missing_hardware_note import missing_hardware_note
from decision_lint.rules.hardware.unquantified_hardware import unquantified_hardware
from decision_lint.rules.license.license_note_is_a_todo import license_note_is_a_todo
from decision_lint.rules.license.missing_license_note import missing_license_note
from decision_lint.rules.record.duplicate_field import duplicate_field
from decision_lint.rules.record.expired_suppression import expired_suppression
from decision_lint.rules.record.invalid_value import invalid_value
from decision_lint.rules.record.missing_field import missing_field
from decision_lint.rules.record.no_candidate import no_candidate
from decision_lint.rules.record.placeholder_value import placeholder_value
from decision_lint.rules.record.rewrapped_record import rewrapped_record
from decision_lint.rules.record.suppression_without_reason import suppression_without_reason
from decision_lint.rules.record.unknown_field import unknown_field
from decision_lint.rules.record.unreadable_record import unreadable_record
from decision_lint.rules.record.unused_suppression import unused_suppression
from decision_lint.rules.route.missing_route import missing_route
from decision_lint.rules.route.missing_route_proof import missing_route_proof
from decision_lint.rules.route.missing_twin import missing_twin
from decision_lint.rules.route.unbounded_rental import unbounded_rental
from decision_lint.rules.runtime.missing_fallback import missing_fallback
from decision_lint.rules.runtime.missing_runtime import missing_runtime
from decision_lint.rules.runtime.unknown_runtime import unknown_runtime
from decision_lint.rules.task.missing_task import missing_task

RULES: tuple[Rule, ...] = (
    unreadable_record,
    missing_field,
    unknown_field,
    duplicate_field,
    invalid_value,
    placeholder_value,
    rewrapped_record,
    no_candidate,
    unused_suppression,
    expired_suppression,
    suppression_without_reason,
    missing_task,
    missing_license_note,
    license_note_is_a_todo,
    missing_hardware_note,
    unquantified_hardware,
    missing_runtime,
    unknown_runtime,
    missing_fallback,
    missing_eval_gate,
    missing_stop_procedure,
    missing_model_version,
    moving_revision,
    missing_first_run_command,
    missing_first_output,
    missing_evaluation_table,
    accepted_without_evidence,
    missing_route,
    missing_twin,
    unbounded_rental,
    missing_route_proof,
)
