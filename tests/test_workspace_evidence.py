"""Evidence is opened inside its repository only, and never more than a bit of it."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from decision_lint.document.markdown import parse
from decision_lint.evidence.files import Linked, open_links
from decision_lint.evidence.table import EvaluationTable
from decision_lint.rule import Absent
from decision_lint.source import Source
from decision_lint.workspace.evidence import files_beside
from program import run

RECORD = "docs/a.decision.md"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a repository with a folder of records, beside a file that is none of its business."""
    root = tmp_path / "repository"
    (root / "docs" / "evidence").mkdir(parents=True)
    (root / ".git").mkdir()
    (tmp_path / "secret.csv").write_text("case,verdict\n1,pass\n")
    monkeypatch.chdir(root)
    return root


def linked(*fields: str) -> list[Linked]:
    document = parse(Source(RECORD, "# T\n\n" + "\n".join(fields) + "\n"))
    return list(open_links(document, files_beside(RECORD)))


def trouble(link: str) -> str | None:
    (found,) = linked(f"evaluation_table: {link}")
    return found.trouble


def test_a_file_beside_the_record_is_read() -> None:
    Path("docs/evidence/cases.csv").write_text("case,verdict\n1,pass\n2,\n")
    (found,) = linked("evaluation_table: evidence/cases.csv")
    assert found.path == "docs/evidence/cases.csv"
    assert found.trouble is None
    assert isinstance(found.table, EvaluationTable)
    assert (found.table.cases, len(found.table.blanks)) == (2, 1)


@pytest.mark.parametrize("link", ["/docs/evidence/x.txt", "docs/evidence/x.txt", "evidence/x.txt"])
def test_a_path_may_also_be_written_from_the_root_of_the_repository(link: str) -> None:
    Path("docs/evidence/x.txt").write_text("words")
    (found,) = linked(f"first_output: {link}")
    assert found.source is not None
    assert found.source.text == "words"


@pytest.mark.parametrize(
    "link",
    ["../../secret.csv", "evidence/../../../secret.csv", "../../nothing.csv", "/../secret.csv"],
)
def test_a_file_outside_the_repository_is_refused_and_not_opened(link: str) -> None:
    (found,) = linked(f"evaluation_table: {link}")
    assert found.trouble in {"lies outside the repository", "is not there"}
    assert found.source is None
    assert isinstance(found.table, Absent)


def test_a_link_that_leads_outside_is_refused(repository: Path) -> None:
    Path("docs/evidence/cases.csv").symlink_to(repository.parent / "secret.csv")
    assert trouble("evidence/cases.csv") == "lies outside the repository"
    Path("docs/away").symlink_to(repository.parent)
    assert trouble("away/secret.csv") == "lies outside the repository"


def test_what_is_not_there_or_empty_is_told() -> None:
    Path("docs/evidence/none.csv").write_text(" \n")
    assert trouble("evidence/none.csv") == "is empty"
    assert trouble("evidence/gone.csv") == "is not there"


@pytest.mark.parametrize(
    "link", ["/etc/hosts", "`/etc/hosts`", "~/evals", "C:\\evals\\a.csv", "../evals", "evals/"]
)
def test_a_path_needs_no_suffix_where_its_beginning_or_end_tells_it(link: str) -> None:
    assert trouble(link) in {"is not there", "lies outside the repository"}


@pytest.mark.parametrize("text", ["18/20", "pass/fail", "yes", "see ../evals", "1.2 s/request"])
def test_other_strokes_make_no_path(text: str) -> None:
    assert not linked(f"evaluation_table: {text}")


def test_a_path_may_be_written_as_on_windows() -> None:
    Path("docs/evidence/x.txt").write_text("words")
    assert linked("first_output: evidence\\x.txt")[0].source is not None


def test_what_is_no_text_is_there_and_is_not_read() -> None:
    Path("docs/evidence/shot.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    Path("docs/evidence/run.out").mkdir()
    for link, why in (
        ("evidence/shot.png", "was not read: not UTF-8"),
        ("evidence/run.out", "is a folder"),
    ):
        (found,) = linked(f"first_output: {link}")
        assert found.trouble is None
        assert found.source is None
        assert why in (found.unread or "")


def test_a_huge_file_costs_no_memory() -> None:
    with Path("docs/evidence/huge.csv").open("wb") as file:
        file.truncate(200 * 2**20)
    tracemalloc.start()
    (found,) = linked("evaluation_table: evidence/huge.csv")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "209715200 bytes" in (found.unread or "")
    assert peak < 2**20


def test_which_words_are_paths_depends_on_the_field() -> None:
    found = linked(
        "first_output: evidence/a.txt",
        "evaluation_table: see [the cases](evidence/b%20c.csv#top) and https://example.com/d.csv",
        "eval_gate: 8 fixed cases in evidence/e.csv (not in v1.2), 7 must pass",
        "stop_procedure: copy results.csv back, then [destroy it](stop.md)",
        "latency_note: 1.2 s, see log.txt",
        "endpoint: http://localhost:8000/v1/a.json",
    )
    assert [each.link for each in found] == [
        "evidence/a.txt",
        "evidence/b c.csv",
        "evidence/e.csv",
        "stop.md",
    ]


def test_a_path_in_chinese_is_one() -> None:
    assert [each.link for each in linked("评估表：证据/评估.csv")] == ["证据/评估.csv"]
    assert [each.link for each in linked("评估门槛：见evidence/a.csv，共 6 题")] == [
        "evidence/a.csv"
    ]


def test_a_finding_in_an_evidence_file_is_shown_with_its_line() -> None:
    Path("docs/evidence/cases.csv").write_text("case,verdict\n1,pass\n2,\n3,pass\n")
    Path(RECORD).write_text(
        "# T\n\nroute: local_cpu\nstatus: accepted\nevaluation_table: evidence/cases.csv\n"
    )
    done = run("--select", "EVD011", "--color", "never", RECORD)
    assert done.returncode == 1
    assert done.stdout.startswith(
        "docs/evidence/cases.csv:3:3: error EVD011 unfilled-evaluation: "
        "1 of 3 cases have no 'verdict'\n"
    )
    assert "3 | 2," in done.stdout


def test_a_finding_in_an_evidence_file_can_be_ignored_for_that_file() -> None:
    Path("docs/evidence/cases.csv").write_text("case,verdict\n1,\n2,pass\n")
    Path(RECORD).write_text("# T\n\nroute: local_cpu\nevaluation_table: evidence/cases.csv\n")
    Path("decision-lint.toml").write_text('[per-file-ignores]\n"*.csv" = ["EVD011"]\n')
    assert "EVD011" not in run("--exit-zero", "--output-format", "concise", RECORD).stdout
