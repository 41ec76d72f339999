"""Every rule against its minimal pair, and what a pair cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

import pytest

from decision_lint.chooser import choose, write_twin
from decision_lint.config import Config
from decision_lint.document.markdown import parse
from decision_lint.facts.lock.entries import FILE_NAME, Lock
from decision_lint.facts.lock.reading import read_lock
from decision_lint.facts.order import known
from decision_lint.lint import lint
from decision_lint.profile import Asked
from decision_lint.record.reading import read
from decision_lint.report import Report, merge
from decision_lint.rule import Absent
from decision_lint.rules import RULES
from decision_lint.source import Source
from decision_lint.workspace.evidence import files_beside
from derived.drifts import NOW, check_drift

PAIRS = sorted((Path(__file__).parents[1] / "fixtures" / "rules").iterdir())
NAMES = [pair.name for pair in PAIRS]
RECORD, TWIN = "model_runtime_decision.md", "model_runtime_decision.json"
TODAY = date(2026, 11, 24)
NO_FILES = Absent("nothing lies beside it")


def lock_in(folder: Path) -> Lock | None:
    path = folder / FILE_NAME
    if not path.exists():
        return None
    lock = read_lock(Source.decode(FILE_NAME, path.read_bytes()))
    assert isinstance(lock, Lock), lock
    return lock


def check(folder: Path) -> Report:
    source = Source.decode(RECORD, (folder / RECORD).read_bytes())
    path = folder / TWIN
    twin = Source.decode(TWIN, path.read_bytes()) if path.exists() else Absent("there is no twin")
    files = files_beside(str(folder / RECORD))
    facts = partial(known, lock=lock_in(folder))
    report = lint(source, twin=twin, files=files, facts=facts, config=Config(), today=TODAY)
    if not (folder / NOW).exists():
        return report
    return merge(report.version, [report, check_drift(folder, TODAY.isoformat())])


def check_text(text: str) -> Report:
    source = Source(RECORD, text)
    return lint(
        source, twin=fresh_twin(source), files=NO_FILES, facts=known, config=Config(), today=TODAY
    )


def fresh_twin(source: Source) -> Source:
    """Give the twin that the chooser writes for what a record states."""
    stated = read(parse(source)).record.profile
    answers = {name: getattr(stated, name) for name in Asked.__slots__}
    asked = Asked(**{name: answer for name, answer in answers.items() if answer is not None})
    return Source(TWIN, write_twin(choose(asked)))


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def record(pair: str, side: str = "good") -> str:
    folder = Path(__file__).parents[1] / "fixtures" / "rules" / pair / side
    return (folder / RECORD).read_text("utf-8")


def swap(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_good_is_clean_under_all_rules(pair: Path) -> None:
    assert check(pair / "good").findings == ()


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_bad_trips_this_rule_alone(pair: Path) -> None:
    assert [finding.name for finding in check(pair / "bad").findings] == [pair.name]


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_good_and_bad_differ_in_one_thing(pair: Path) -> None:
    assert len(list(differences(pair / "good", pair / "bad"))) == 1


def differences(good: Path, bad: Path) -> Iterator[str]:
    for name in sorted({path.name for folder in (good, bad) for path in folder.iterdir()}):
        if name.startswith("expected"):
            continue
        if not ((good / name).exists() and (bad / name).exists()):
            yield name
            continue
        before, after = (given(folder / name) for folder in (good, bad))
        for tag, *_ in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag != "equal":
                yield f"{name}: {tag}"


def given(path: Path) -> list[str]:
    """Give the lines that somebody wrote: a digest follows from the others."""
    return [line for line in path.read_text("utf-8").splitlines() if '"digest": ' not in line]


def test_every_rule_has_a_minimal_pair() -> None:
    assert sorted(rule.name for rule in RULES) == NAMES


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_the_bad_finding_stands_in_its_file(pair: Path) -> None:
    (finding,) = check(pair / "bad").findings
    lines = (pair / "bad" / Path(finding.path).name).read_text("utf-8").splitlines()
    span = finding.span
    assert 1 <= span.line <= span.end_line <= len(lines)
    assert span.column <= len(lines[span.line - 1]) + 1
    assert span.end_column <= len(lines[span.end_line - 1]) + 1


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_a_message_says_what_was_seen_and_ends_without_a_stop(pair: Path) -> None:
    (finding,) = check(pair / "bad").findings
    assert finding.message
    assert not finding.message.endswith(".")
    assert not finding.message[0].isupper()


def test_a_record_that_is_not_utf_8_is_unreadable() -> None:
    source = Source.decode(RECORD, "project_goal: caf\xe9\n".encode("latin-1"))
    report = lint(
        source, twin=Absent("none"), files=NO_FILES, facts=known, config=Config(), today=TODAY
    )
    assert codes(report) == ["REC001"]
    assert "UTF-8" in report.findings[0].message


def test_a_record_over_one_megabyte_is_unreadable() -> None:
    source = Source.decode(RECORD, b"project_goal: x\n" + b" " * 1_000_000)
    report = lint(
        source, twin=Absent("none"), files=NO_FILES, facts=known, config=Config(), today=TODAY
    )
    assert codes(report) == ["REC001"]
    assert "1000016" in report.findings[0].message


def test_a_key_without_a_value_is_missing_and_reported_at_the_key() -> None:
    text = swap(record("license-note-is-a-todo"), LICENSE, "license_note:\n")
    (finding,) = check_text(text).findings
    assert (finding.code, finding.message) == ("LIC001", "'license_note' has no value")
    assert finding.span.column == 1
    assert text.splitlines()[finding.span.line - 1] == "license_note:"


LICENSE = "license_note: Apache-2.0, commercial use is allowed, the notice is kept\n"


@pytest.mark.parametrize("note", ["TBD", "check model card", "看模型卡", "要確認"])
def test_a_placeholder_in_a_license_note_is_the_license_rules_alone(note: str) -> None:
    text = swap(record("license-note-is-a-todo"), LICENSE, f"license_note: {note}\n")
    assert codes(check_text(text)) == ["LIC002"]


@pytest.mark.parametrize(
    "key", ["status", "route", "runtime", "hardware_note", "eval_gate", "owner"]
)
def test_a_placeholder_anywhere_else_is_reported_once(key: str) -> None:
    lines = record("missing-eval-gate").splitlines()
    text = "\n".join(f"{key}: TBD" if line.startswith(f"{key}:") else line for line in lines)
    assert codes(check_text(text)) == ["REC006"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("status: draft", "status: thinking", "'thinking' is not a status"),
        ("date: 2026-11-02", "date: in spring", "'in spring' is not a date"),
        ("needs_service: no", "needs_service: maybe", "'maybe' is not yes or no"),
        ("available_vram_gb: 0", "available_vram_gb: lots", "'lots' is not an amount of memory"),
    ],
)
def test_what_cannot_be_read_is_an_invalid_value(old: str, new: str, message: str) -> None:
    (finding,) = check_text(swap(record("missing-eval-gate"), old, new)).findings
    assert (finding.code, finding.message) == ("REC005", message)


def test_an_unreadable_route_is_not_called_missing_as_well() -> None:
    text = swap(record("missing-eval-gate"), "route: local_cpu", "route: the moon")
    assert codes(check_text(text)) == ["REC005"]


def test_a_decision_that_matches_no_candidate_names_the_candidates() -> None:
    text = record("missing-route").replace(
        "| model_decision | Qwen/", "| model_decision | gpt-5 or Qwen/"
    )
    text = text.replace("gpt-5 or Qwen/Qwen2.5-0.5B-Instruct", "gpt-5")
    report = check_text(text)
    (finding,) = report.findings
    assert finding.code == "REC005"
    assert "'Qwen/Qwen2.5-0.5B-Instruct', 'Qwen/Qwen2.5-1.5B-Instruct'" in finding.message
    assert "EVD006" in {unchecked.code for unchecked in report.not_checked}


def test_the_records_own_hardware_counts_for_the_selected_candidate() -> None:
    text = record("missing-hardware-note", "bad")
    own = swap(text, "- route: local_cpu\n", "- route: local_cpu\n- gpu: RTX 4090\n")
    assert codes(check_text(own)) == []


def test_a_record_hardware_note_without_figures_is_unquantified() -> None:
    text = record("missing-hardware-note", "bad")
    own = swap(text, "- route: local_cpu\n", "- route: local_cpu\n- hardware_note: a laptop\n")
    assert codes(check_text(own)) == ["HW002"]


def test_each_missing_piece_of_evidence_is_a_warning_of_its_own() -> None:
    lines = record("missing-model-version").splitlines()
    gone = ("模型版本", "首次运行命令", "首次输出", "评估表")
    text = "\n".join(line for line in lines if not line.startswith(gone))
    assert codes(check_text(text)) == ["EVD005", "EVD007", "EVD008", "EVD009"]


def test_an_accepted_record_lists_all_missing_evidence_in_one_error() -> None:
    lines = record("accepted-without-evidence").splitlines()
    gone = ("model_version", "first_run_command", "first_output", "evaluation_table")
    text = "\n".join(line for line in lines if not line.startswith(gone))
    (finding,) = check_text(text).findings
    missing = "model version, first run command, first output, evaluation table"
    assert (finding.code, finding.message) == ("EVD012", f"accepted without {missing}")
    assert text.splitlines()[finding.span.line - 1] == "status: accepted"


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("Qwen/Qwen2.5-0.5B-Instruct", ["EVD005"]),
        ("Qwen2.5-0.5B-Instruct", ["EVD005"]),
        ("main", ["EVD006"]),
        ("v1.0", ["EVD006"]),
        ("qwen2.5:0.5b", ["EVD006"]),
        ("commit 7ae5576", []),
        (
            "qwen2.5:0.5b, sha256:c5396e06af294bd101b30dce59131a76d2b773e76950acc870eda801d3ab0515",
            [],
        ),
    ],
)
def test_a_version_is_missing_moving_or_pinned(version: str, expected: list[str]) -> None:
    lines = record("moving-revision").splitlines()
    text = "\n".join(
        f"model_version: {version}" if line.startswith("model_version") else line for line in lines
    )
    assert codes(check_text(text)) == expected


@pytest.mark.parametrize(
    "guard",
    ["budget: 40 EUR a week", "stop_time: 19:00"],
)
def test_a_rental_is_bounded_by_a_field(guard: str) -> None:
    text = record("unbounded-rental", "bad")
    assert "RTE010" not in codes(check_text(f"{text}{guard}\n"))


@pytest.mark.parametrize(
    "word",
    [
        "autostop after 30 minutes",
        "idle timeout 20 min",
        "the pod is deleted after 8 hours",
        "自动停止",
        "8 小时后关机",
        "4 時間後に停止",
    ],
)
def test_a_rental_is_bounded_by_what_stops_it_by_itself(word: str) -> None:
    text = record("unbounded-rental", "bad").replace("vastai destroy", f"{word}; vastai destroy")
    assert "RTE010" not in codes(check_text(text))


def test_a_rental_that_somebody_ends_after_the_run_is_not_bounded() -> None:
    text = record("unbounded-rental", "bad").replace(
        "vastai destroy", "delete it after the run; vastai destroy"
    )
    assert "RTE010" in codes(check_text(text))


def test_an_accepted_rental_lists_what_its_route_has_to_prove() -> None:
    lines = record("accepted-without-evidence").splitlines()
    gone = ("endpoint", "latency_note", "available_vram_gb")
    text = "\n".join(line for line in lines if not line.startswith(gone)).replace("L4 24 GB", "GPU")
    messages = {finding.code: finding.message for finding in check_text(text).findings}
    missing = "endpoint, latency note, a known amount of GPU memory"
    assert messages["RTE012"] == f"accepted on rented_gpu without {missing}"


def test_a_latency_note_that_says_none_proves_nothing() -> None:
    lines = record("accepted-without-evidence").splitlines()
    kept = [line for line in lines if not line.startswith("latency_note")]
    messages = [
        finding.message
        for finding in check_text("\n".join([*kept, "latency_note: none"])).findings
        if finding.code == "RTE012"
    ]
    assert messages == ["accepted on rented_gpu without latency note"]


def test_a_field_given_by_two_names_is_told_with_both() -> None:
    text = swap(record("moving-revision"), "fallback:", "plan b: a person\nfallback:")
    told = [each.message for each in check_text(text).findings if each.code == "REC004"]
    line = 1 + text.splitlines().index("plan b: a person")
    assert told == [f"'fallback' is the same field as 'plan b' on line {line}"]


def test_a_superseded_record_is_checked_for_its_shape_only() -> None:
    text = swap(record("moving-revision", "bad"), "status: draft", "status: superseded")
    assert codes(check_text(text)) == []


def test_a_suppression_that_names_no_rule_says_which_was_meant() -> None:
    text = record("unused-suppression", "bad").replace("[moving-revision]", "[moving-revison]")
    (finding,) = check_text(text).findings
    assert finding.code == "REC009"
    assert finding.message == "'moving-revison' is not a rule; did you mean 'moving-revision'?"


def test_a_suppression_hides_a_finding_and_keeps_it_in_the_report() -> None:
    report = check_text(record("unused-suppression"))
    assert [finding.code for finding in report.suppressed] == ["EVD006"]


def test_an_expired_suppression_hides_nothing_and_is_not_called_unused() -> None:
    text = record("unused-suppression")
    expired = text.replace("[moving-revision]:", "[moving-revision] until 2026-11-23:")
    assert codes(check_text(expired)) == ["REC010", "EVD006"]
    assert codes(check_text(expired.replace("11-23", "11-24"))) == []


def test_a_suppression_without_a_reason_hides_nothing() -> None:
    text = record("unused-suppression").replace(": our mirror never moves main -->", " -->")
    assert codes(check_text(text)) == ["REC011", "EVD006"]
