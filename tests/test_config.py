"""What a configuration asks, and how a wrong one is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.config import RECORD_NAMES, Config, configure, covers, matches
from decision_lint.rule import Level
from decision_lint.workspace.config_file import Misconfigured, config_at, config_in

RULES = ("ALL", "LIC", "LIC002", "license-note-is-a-todo", "HW", "HW001", "missing-hardware-note")
TODO = ("LIC002", "license-note-is-a-todo")
HARDWARE = ("HW001", "missing-hardware-note")


def told(folder: Path, text: str, name: str = "decision-lint.toml") -> str:
    """Give what is said of a configuration that cannot be used."""
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(Misconfigured) as broken:
        config_at(str(folder / name), RULES)
    return str(broken.value)


def allowed(**asked: tuple[str, ...]) -> tuple[bool, bool]:
    """Say whether the to-do rule and the hardware rule may speak."""
    config = Config(**asked)  # type: ignore[arg-type]
    return config.allows(*TODO, "a.md"), config.allows(*HARDWARE, "a.md")


def test_an_empty_configuration_is_the_default() -> None:
    config = configure({})
    assert config == Config()
    assert config.include == RECORD_NAMES
    assert config.fail_on is Level.ERROR


def test_keys_are_written_with_hyphens() -> None:
    written: Mapping[str, object] = {
        "fail-on": "note",
        "ignore": ["LIC"],
        "per-file-ignores": {"drafts/**": ["HW001"]},
    }
    config = configure(written)
    assert config.fail_on is Level.NOTE
    assert config.ignore == ("LIC",)
    assert config.per_file_ignores == {"drafts/**": ("HW001",)}
    assert config.selectors == ("LIC", "HW001")


def test_a_policy_as_it_is_written_can_be_kept_in_a_set() -> None:
    answer = {"model": "m", "runtime": "vLLM", "claim": "c"}
    rows = [{"min-vram-gb": 16, **answer, "allows": ["vllm", "tgi"]}, {**answer, "allows": []}]
    config = configure({"policy": rows})
    assert [row.allows for row in config.policy] == [("vllm", "tgi"), ()]
    assert len(set(config.policy)) == len(rows)


def test_every_rule_may_speak_unless_something_is_said() -> None:
    assert allowed() == (True, True)


@pytest.mark.parametrize("word", ["LIC002", "license-note-is-a-todo", "LIC", "lic002", " LIC "])
def test_a_rule_is_named_by_code_name_or_family(word: str) -> None:
    assert allowed(select=(word,)) == (True, False)
    assert allowed(ignore=(word,)) == (False, True)


def test_a_family_of_two_letters_is_one_too() -> None:
    assert allowed(select=("HW",)) == (False, True)


def test_the_narrower_selector_wins() -> None:
    assert allowed(select=("LIC002",), ignore=("LIC",)) == (True, False)
    assert allowed(select=("LIC",), ignore=("LIC002",)) == (False, False)
    assert allowed(select=("ALL",), ignore=("HW",)) == (True, False)
    assert allowed(select=("HW001",), ignore=("ALL",)) == (False, True)


def test_of_two_equal_selectors_ignore_wins() -> None:
    assert allowed(select=("LIC002",), ignore=("license-note-is-a-todo",)) == (False, False)


def test_a_rule_is_silent_in_the_files_that_a_glob_names() -> None:
    config = Config(per_file_ignores={"drafts/**": ("LIC",), "*.decision.md": ("HW001",)})
    assert not config.allows(*TODO, "drafts/a/b.md")
    assert config.allows(*TODO, "b.md")
    assert not config.allows(*HARDWARE, "deep/x.decision.md")


def test_a_path_that_looks_like_a_glob_names_itself() -> None:
    config = Config(per_file_ignores={"a[1].md": ("LIC",)})
    assert not config.allows(*TODO, "a[1].md")


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("*.md", "a/b.md", True),
        ("/*.md", "a/b.md", False),
        ("a/*.md", "a/b.md", True),
        ("a/*.md", "a/b/c.md", False),
        ("a/**/c.md", "a/c.md", True),
        ("a/**/c.md", "a/b/b/c.md", True),
        ("a/**", "a/b/c", True),
        ("**/c", "c", True),
        ("a***", "abc", True),
        ("./a/b.md", "a/b.md", True),
        ("a/", "x/a", True),
        ("?.md", "a.md", True),
        ("a?b", "a/b", False),
        ("[ab].md", "b.md", True),
        ("[!a].md", "b.md", True),
        ("[!a].md", "a.md", False),
        ("[^a].md", "b.md", False),
        ("[^a].md", "^.md", True),
        ("[z-a]", "[z-a]", True),
        ("[", "[", True),
        ("a.md", "aXmd", False),
    ],
)
def test_a_glob_is_matched(glob: str, path: str, expected: bool) -> None:  # noqa: FBT001
    assert matches(glob, path) is expected


def test_a_glob_covers_what_lies_below() -> None:
    assert covers("drafts", "docs/drafts/a.md")
    assert covers("docs/drafts/", "docs/drafts/deep/a.md")
    assert not covers("drafts", "docs/drafts.md")


@given(st.text(max_size=12), st.text(max_size=12))
def test_no_glob_breaks_the_matcher(glob: str, path: str) -> None:
    assert covers(glob, path) in {True, False}


@given(st.text("ab[]!^-\\*?/.", max_size=10))
def test_no_class_breaks_the_matcher(glob: str) -> None:
    assert covers(glob, "a/b") in {True, False}


def test_an_unknown_key_is_told_with_its_line(tmp_path: Path) -> None:
    said = told(tmp_path, 'include = ["a.md"]\nslect = ["LIC"]\n')
    assert said.endswith("decision-lint.toml:2: unknown key 'slect'; did you mean 'select'?")


def test_a_key_that_is_like_no_other_is_told_with_all_keys(tmp_path: Path) -> None:
    assert "known: include, exclude, select, ignore, fail-on, per-file-ignores" in told(
        tmp_path, "zzz = 1\n"
    )


def test_of_a_misspelt_key_that_is_missing_then_the_spelling_is_told(tmp_path: Path) -> None:
    row = 'modell = "m"\nruntime = "r"\nclaim = "c"\nallows = []\n'
    assert told(tmp_path, f"[[policy]]\n{row}").endswith(
        ":2: row 1 of 'policy': unknown key 'modell'; did you mean 'model'?"
    )


@pytest.mark.parametrize(
    "text",
    [
        'select = "LIC"\n',
        'fail-on = "never"\n',
        'exclude = ["a", 1]\n',
        'per-file-ignores = ["LIC"]\n',
        '[per-file-ignores]\n"*.md" = "LIC"\n',
    ],
)
def test_a_wrong_type_is_told(tmp_path: Path, text: str) -> None:
    said = told(tmp_path, text)
    assert "decision-lint.toml:" in said
    assert "has to be" in said
    assert "\n" not in said


def test_an_unknown_rule_is_told_with_its_line(tmp_path: Path) -> None:
    said = told(tmp_path, '# rules\nignore = [\n  "LIC",\n  "license-note-is-todo",\n]\n')
    assert ":4: unknown rule 'license-note-is-todo'" in said
    assert "did you mean 'license-note-is-a-todo'?" in said


def test_an_unknown_rule_of_a_file_is_told(tmp_path: Path) -> None:
    said = told(tmp_path, '[per-file-ignores]\n"*.md" = ["XYZ999"]\n')
    assert ":2: unknown rule 'XYZ999'" in said


def test_broken_toml_is_told_with_line_and_column(tmp_path: Path) -> None:
    assert ":2:12: is not TOML: " in told(tmp_path, "exclude = []\nselect = [ LIC ]\n")
    assert ":2:11: is not TOML: " in told(tmp_path, "exclude = []\nselect = [\n\n")


def test_bytes_that_are_no_text_are_no_configuration(tmp_path: Path) -> None:
    path = tmp_path / "decision-lint.toml"
    path.write_bytes(b"select = ['\xff']")
    with pytest.raises(Misconfigured, match="is no configuration: not UTF-8"):
        config_at(str(path), RULES)


def test_a_project_file_holds_a_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.decision-lint]\nfail-on = "note"\n')
    config = config_in(str(tmp_path), RULES)
    assert config is not None
    assert config.fail_on is Level.NOTE


@pytest.mark.parametrize("text", ["[tool.other]\n", "not TOML at all", 'x = "decision-lint"\n'])
def test_a_project_file_without_the_table_is_passed_by(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    assert config_in(str(tmp_path), RULES) is None


def test_a_project_file_that_is_asked_for_has_to_hold_the_table(tmp_path: Path) -> None:
    assert "has no [tool.decision-lint]" in told(tmp_path, "[tool.other]\n", "pyproject.toml")


def test_our_own_file_goes_before_the_project_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.decision-lint]\nfail-on = "note"\n')
    (tmp_path / "decision-lint.toml").write_text('fail-on = "warning"\n')
    config = config_in(str(tmp_path), RULES)
    assert config is not None
    assert config.fail_on is Level.WARNING
