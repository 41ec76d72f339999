"""Every rule, in the order of families and codes (derived by tools/generate.py)."""

from __future__ import annotations

from decision_lint.rule import Rule
from decision_lint.rules.evidence.accepted_without_evidence import accepted_without_evidence
from decision_lint.rules.evidence.broken_evidence_link import broken_evidence_link
from decision_lint.rules.evidence.eval_gate_without_cases import eval_gate_without_cases
from decision_lint.rules.evidence.evidence_of_another_model import evidence_of_another_model
from decision_lint.rules.evidence.missing_eval_gate import missing_eval_gate
from decision_lint.rules.evidence.missing_evaluation_table import missing_evaluation_table
from decision_lint.rules.evidence.missing_first_output import missing_first_output
from decision_lint.rules.evidence.missing_first_run_command import missing_first_run_command
from decision_lint.rules.evidence.missing_model_version import missing_model_version
from decision_lint.rules.evidence.missing_stop_procedure import missing_stop_procedure
from decision_lint.rules.evidence.moving_revision import moving_revision
from decision_lint.rules.evidence.stop_procedure_does_not_stop import stop_procedure_does_not_stop
from decision_lint.rules.evidence.unfilled_evaluation import unfilled_evaluation
from decision_lint.rules.hardware.active_parameters_as_size import active_parameters_as_size
from decision_lint.rules.hardware.context_does_not_fit import context_does_not_fit
from decision_lint.rules.hardware.contradictory_device import contradictory_device
from decision_lint.rules.hardware.disk_too_small import disk_too_small
from decision_lint.rules.hardware.does_not_fit import does_not_fit
from decision_lint.rules.hardware.dtype_unsupported import dtype_unsupported
from decision_lint.rules.hardware.indivisible_tensor_parallel import indivisible_tensor_parallel
from decision_lint.rules.hardware.missing_hardware_note import missing_hardware_note
from decision_lint.rules.hardware.nameplate_memory import nameplate_memory
from decision_lint.rules.hardware.quantization_unsupported import quantization_unsupported
from decision_lint.rules.hardware.tight_fit import tight_fit
from decision_lint.rules.hardware.unquantified_hardware import unquantified_hardware
from decision_lint.rules.hardware.wrong_size_claim import wrong_size_claim
from decision_lint.rules.hub.disabled_model import disabled_model
from decision_lint.rules.hub.drifted_lock import drifted_lock
from decision_lint.rules.hub.moved_model import moved_model
from decision_lint.rules.hub.stale_lock import stale_lock
from decision_lint.rules.hub.unknown_model import unknown_model
from decision_lint.rules.hub.unknown_revision import unknown_revision
from decision_lint.rules.hub.unresolved_model import unresolved_model
from decision_lint.rules.license.commercial_use_forbidden import commercial_use_forbidden
from decision_lint.rules.license.license_laundered import license_laundered
from decision_lint.rules.license.license_mismatch import license_mismatch
from decision_lint.rules.license.license_note_is_a_todo import license_note_is_a_todo
from decision_lint.rules.license.missing_license_note import missing_license_note
from decision_lint.rules.license.redistribution_forbidden import redistribution_forbidden
from decision_lint.rules.license.region_excluded import region_excluded
from decision_lint.rules.license.unacknowledged_condition import unacknowledged_condition
from decision_lint.rules.license.unacknowledged_gate import unacknowledged_gate
from decision_lint.rules.license.unlicensed_model import unlicensed_model
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
from decision_lint.rules.route.chooser_disagrees import chooser_disagrees
from decision_lint.rules.route.claim_beyond_route import claim_beyond_route
from decision_lint.rules.route.larger_before_smaller import larger_before_smaller
from decision_lint.rules.route.missing_route import missing_route
from decision_lint.rules.route.missing_route_proof import missing_route_proof
from decision_lint.rules.route.missing_twin import missing_twin
from decision_lint.rules.route.private_data_leaves import private_data_leaves
from decision_lint.rules.route.private_data_to_cloud import private_data_to_cloud
from decision_lint.rules.route.route_not_ready import route_not_ready
from decision_lint.rules.route.stale_twin import stale_twin
from decision_lint.rules.route.twin_contradicts_record import twin_contradicts_record
from decision_lint.rules.route.unbounded_rental import unbounded_rental
from decision_lint.rules.runtime.command_names_other_model import command_names_other_model
from decision_lint.rules.runtime.command_names_other_runtime import command_names_other_runtime
from decision_lint.rules.runtime.exposed_endpoint import exposed_endpoint
from decision_lint.rules.runtime.missing_fallback import missing_fallback
from decision_lint.rules.runtime.missing_runtime import missing_runtime
from decision_lint.rules.runtime.remote_code import remote_code
from decision_lint.rules.runtime.runtime_needs_gpu import runtime_needs_gpu
from decision_lint.rules.runtime.truncating_context import truncating_context
from decision_lint.rules.runtime.unknown_flag import unknown_flag
from decision_lint.rules.runtime.unknown_runtime import unknown_runtime
from decision_lint.rules.runtime.unpinned_runtime import unpinned_runtime
from decision_lint.rules.runtime.unsupported_architecture import unsupported_architecture
from decision_lint.rules.runtime.unsupported_format import unsupported_format
from decision_lint.rules.task.base_model_for_chat import base_model_for_chat
from decision_lint.rules.task.context_beyond_model import context_beyond_model
from decision_lint.rules.task.language_not_listed import language_not_listed
from decision_lint.rules.task.missing_task import missing_task
from decision_lint.rules.task.modality_mismatch import modality_mismatch
from decision_lint.rules.task.tool_calling_unsupported import tool_calling_unsupported

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
    base_model_for_chat,
    context_beyond_model,
    modality_mismatch,
    language_not_listed,
    tool_calling_unsupported,
    missing_license_note,
    license_note_is_a_todo,
    license_mismatch,
    commercial_use_forbidden,
    unacknowledged_condition,
    redistribution_forbidden,
    unlicensed_model,
    license_laundered,
    unacknowledged_gate,
    region_excluded,
    missing_hardware_note,
    unquantified_hardware,
    does_not_fit,
    tight_fit,
    wrong_size_claim,
    disk_too_small,
    dtype_unsupported,
    context_does_not_fit,
    indivisible_tensor_parallel,
    contradictory_device,
    active_parameters_as_size,
    quantization_unsupported,
    nameplate_memory,
    missing_runtime,
    unknown_runtime,
    unsupported_architecture,
    unsupported_format,
    runtime_needs_gpu,
    exposed_endpoint,
    command_names_other_runtime,
    command_names_other_model,
    remote_code,
    unknown_flag,
    missing_fallback,
    truncating_context,
    unpinned_runtime,
    missing_eval_gate,
    eval_gate_without_cases,
    missing_stop_procedure,
    stop_procedure_does_not_stop,
    missing_model_version,
    moving_revision,
    missing_first_run_command,
    missing_first_output,
    missing_evaluation_table,
    broken_evidence_link,
    unfilled_evaluation,
    accepted_without_evidence,
    evidence_of_another_model,
    missing_route,
    chooser_disagrees,
    stale_twin,
    twin_contradicts_record,
    route_not_ready,
    private_data_leaves,
    claim_beyond_route,
    larger_before_smaller,
    missing_twin,
    unbounded_rental,
    private_data_to_cloud,
    missing_route_proof,
    unknown_model,
    unresolved_model,
    unknown_revision,
    moved_model,
    stale_lock,
    disabled_model,
    drifted_lock,
)
