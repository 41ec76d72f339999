"""Which records are found, under which settings, and how files are read and written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from decision_lint.rule import Absent
from decision_lint.source import LIMIT_BYTES, Source
from decision_lint.workspace.loading import load
from decision_lint.workspace.locks import Locks
from decision_lint.workspace.reading import Unreadable, read_source
from decision_lint.workspace.search import Found, find
from decision_lint.workspace.settings import Configurations

RULES = ("ALL", "LIC", "LIC001")
NAME = "model_runtime_decision.md"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in the root of a fresh repository."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*paths: str, text: str = "goal: x\n") -> None:
    """Write files with their folders."""
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")


def search(*paths: str) -> Found:
    return find(paths or (".",), Configurations(RULES))


def shown(*paths: str) -> Sequence[str]:
    """Give the paths that are found, and hold that nothing was in the way."""
    found = search(*paths)
    assert found.complaints == ()
    return [place.shown for place in found.places]


def linked(link: str, target: str, *, to_folder: bool = False) -> None:
    """Make a symbolic link, where the system lets us."""
    try:
        Path(link).symlink_to(target, target_is_directory=to_folder)
    except OSError:  # Windows asks for a privilege
        pytest.skip("no symbolic links here")


def test_records_are_found_by_name_in_order() -> None:
    make(f"b/{NAME}", "a/x.decision.md", NAME, "README.md", "a/decision.md", "a/other.json")
    assert shown() == ["a/x.decision.md", f"b/{NAME}", NAME]


@pytest.mark.parametrize("skipped", [".git", "node_modules", ".venv", "lib/site-packages"])
def test_folders_of_others_are_skipped(skipped: str) -> None:
    make(f"{skipped}/{NAME}", f"docs/{NAME}")
    assert shown() == [f"docs/{NAME}"]


def test_a_record_may_have_any_name_when_it_is_named() -> None:
    make("notes.md", "notes.markdown", "notes.txt")
    named = ["notes.markdown", "notes.md", "notes.txt"]
    assert shown(*reversed(named)) == named


def test_a_record_is_found_once() -> None:
    make(f"docs/{NAME}", f"docs/{NAME[:-3]}.json")
    paths = [".", "docs", f"docs/{NAME}", f"./docs/../docs/{NAME}", f"docs/{NAME[:-3]}.json"]
    assert shown(*paths) == [f"docs/{NAME}"]


def test_a_lock_means_the_records_beside_and_below_it() -> None:
    make("docs/decision-lint.lock", f"docs/{NAME}", "docs/deep/x.decision.md", NAME)
    assert shown("docs/decision-lint.lock") == ["docs/deep/x.decision.md", f"docs/{NAME}"]


def test_a_twin_without_a_record_is_complained_of() -> None:
    make("lonely.json", NAME)
    found = search("lonely.json", ".")
    assert [place.shown for place in found.places] == [NAME]
    assert "lonely.json: is a twin without a record" in found.complaints[0]


@pytest.mark.parametrize("name", ["script.py", "record", "decision.md.bak"])
def test_a_file_that_is_no_record_is_complained_of(name: str) -> None:
    make(name)
    (complaint,) = search(name).complaints
    assert complaint.startswith(f"{name}: ")
    assert ".md" in complaint


@pytest.mark.parametrize("path", ["missing.md", "missing/folder", "", "nul\0l.md"])
def test_a_path_that_is_not_there_is_complained_of_and_the_rest_is_found(path: str) -> None:
    make(NAME)
    found = search(path, NAME)
    assert len(found.complaints) == 1
    assert len(found.places) == 1


def test_a_folder_named_like_a_record_is_found_and_cannot_be_read() -> None:
    make(f"{NAME}/inner.decision.md", "x.decision.md")
    folders, record = search().places
    assert record.shown == "x.decision.md"
    with pytest.raises(Unreadable, match="is a folder"):
        load(folders, Locks())


def test_a_record_outside_the_working_folder_is_shown_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(f"docs/{NAME}", "elsewhere/x.md")
    monkeypatch.chdir("elsewhere")
    assert shown("../docs") == [f"{folder.as_posix()}/docs/{NAME}"]


def test_links_to_folders_are_not_followed_and_loops_end() -> None:
    make(f"docs/{NAME}")
    linked("docs/loop", "..", to_folder=True)
    assert shown() == [f"docs/{NAME}"]


def test_a_link_to_a_record_is_the_record() -> None:
    make("a.decision.md")
    linked("b.decision.md", "a.decision.md")
    assert shown() == ["a.decision.md"]


def test_a_link_to_itself_is_found_and_cannot_be_read() -> None:
    linked("a.decision.md", "a.decision.md")
    with pytest.raises(Unreadable, match="cannot be read"):
        load(search().places[0], Locks())


def test_a_configuration_says_what_is_a_record() -> None:
    make(NAME, "choice/one.md", "choice/two.json", "choice/old/three.md")
    make("decision-lint.toml", text='include = ["choice/**"]\nexclude = ["old"]\n')
    assert shown() == ["choice/one.md"]


@pytest.mark.parametrize("path", ["old/deep/x.decision.md", "old/deep", "old"])
def test_what_is_excluded_is_checked_all_the_same_when_it_is_named(path: str) -> None:
    make("old/deep/x.decision.md")
    make("decision-lint.toml", text='exclude = ["old"]\n')
    assert shown() == []
    assert shown(path) == ["old/deep/x.decision.md"]


@pytest.mark.parametrize("path", ["old/deep/x.decision.md", "old/deep/x.decision.json", "old"])
def test_by_force_what_is_excluded_is_left_out_even_where_it_is_named(path: str) -> None:
    make("old/deep/x.decision.md", "old/deep/x.decision.json", "new.decision.md")
    make("decision-lint.toml", text='exclude = ["old"]\n')
    found = find((path, "new.decision.md"), Configurations(RULES), force_exclude=True)
    assert [place.shown for place in found.places] == ["new.decision.md"]
    assert (found.complaints, found.left_out) == ((), True)


def test_each_record_is_under_its_closest_configuration() -> None:
    make(NAME, f"docs/{NAME}", f"docs/deep/{NAME}")
    make("decision-lint.toml", text='ignore = ["LIC"]\n')
    make("docs/pyproject.toml", text='[tool.decision-lint]\nignore = ["LIC001"]\n')
    make("docs/deep/pyproject.toml", text="[tool.other]\n")
    found = {place.shown: place.settings.config.ignore for place in search().places}
    assert found == {
        NAME: ("LIC",),
        f"docs/{NAME}": ("LIC001",),
        f"docs/deep/{NAME}": ("LIC001",),
    }


def test_a_configuration_above_the_repository_does_not_count() -> None:
    make("decision-lint.toml", text='ignore = ["LIC"]\n')
    make(f"inner/{NAME}", "inner/.git")
    (place,) = search("inner").places
    assert place.settings.config.ignore == ()


def test_a_broken_configuration_is_told_once_and_hides_only_its_own_records() -> None:
    make("bad/decision-lint.toml", text="broken")
    make(f"bad/a/{NAME}", f"bad/{NAME}", f"good/{NAME}")
    configurations = Configurations(RULES)
    found = find([".", f"bad/{NAME}"], configurations)
    assert [place.shown for place in found.places] == [f"good/{NAME}"]
    assert len(configurations.complaints) == 1


def test_per_file_ignores_start_at_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    make("decision-lint.toml", text='[per-file-ignores]\n"docs/*.json" = ["LIC"]\n')
    make(f"docs/{NAME}")
    monkeypatch.chdir("docs")
    config = load(search().places[0], Locks()).config
    assert config.allows("LIC001", "x", NAME)
    assert not config.allows("LIC001", "x", f"{NAME[:-3]}.json")


def test_a_record_is_loaded_with_its_twin() -> None:
    make(NAME, f"{NAME[:-3]}.json", "x.decision.md")
    record, other = (load(place, Locks()) for place in search().places)
    assert record.source.path == NAME
    assert record.twin == Source(f"{NAME[:-3]}.json", "goal: x\n")
    assert other.twin == Absent("there is no x.decision.json beside the record")


def test_a_twin_that_cannot_be_read_is_told_and_the_record_is_there() -> None:
    make(NAME, f"{NAME[:-3]}.json/inner")
    loaded = load(search().places[0], Locks())
    assert loaded.source.text
    assert isinstance(loaded.twin, Source)
    assert loaded.twin.unreadable
    assert loaded.complaint is not None
    assert loaded.complaint.startswith(f"{NAME[:-3]}.json: is a folder")


def test_a_huge_file_is_not_read_to_its_end() -> None:
    size = 200_000_000
    with Path(NAME).open("wb") as file:
        file.truncate(size)
    source = read_source(NAME, NAME)
    assert source.text == ""
    assert source.unreadable == f"{size} bytes, more than {LIMIT_BYTES}"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for() -> None:
    os.mkfifo(NAME)
    with pytest.raises(Unreadable, match="no regular file"):
        read_source(NAME, NAME)


@pytest.mark.skipif(not hasattr(os, "geteuid") or not os.geteuid(), reason="root reads all")
def test_what_may_not_be_read_is_told_with_its_mend() -> None:
    make(NAME, f"closed/{NAME}")
    Path(NAME).chmod(0)
    Path("closed").chmod(0)
    found = search()
    Path("closed").chmod(0o700)
    assert found.complaints == ("closed: may not be read; change its permissions",)
    with pytest.raises(Unreadable, match="may not be read"):
        load(found.places[0], Locks())
