"""The chooser gives what it has always given, to the byte."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.__main__ import main
from decision_lint.chooser import choose, completions, flips, tried, write_twin
from decision_lint.policy import BASELINE, Row, complaint
from decision_lint.profile import Asked, Profile
from program import run

ROUTES = ("local_cpu", "free_colab", "rented_gpu", "the_moon")
AMOUNTS = (None, "0", "8", "15.9", "16", "24", "80")
SERVICES = (None, "yes", "no", "Yes")
SERVING = "proves controlled serving, eval, latency, and shutdown"
SMALL = "small instruct model before trying 7B-class"


def expected(route: str, vram: float, *, service: bool) -> tuple[str, str, str]:
    """Give the decision as it is written down, apart from the policy's own table."""
    if route == "local_cpu":
        return (
            "sshleifer/tiny-gpt2 or a small quantized model",
            "Transformers for code inspection; llama.cpp/Ollama for quantized local tests",
            "proves the workflow, not model quality",
        )
    if route == "free_colab":
        return (
            "tiny model first; small instruct model only if GPU is visible",
            "Transformers notebook",
            "proves a portable notebook run, not stable serving",
        )
    if route == "rented_gpu" and vram >= 16:
        return SMALL, "vLLM or SGLang" if service else "Transformers first, then vLLM", SERVING
    return (
        "smaller model or cloud API fallback",
        "do not start GPU serving yet",
        "current hardware route is not ready",
    )


@pytest.mark.parametrize(("route", "vram", "service"), list(product(ROUTES, AMOUNTS, SERVICES)))
def test_every_combination_gives_the_decision_that_it_always_gave(
    route: str,
    vram: str | None,
    service: str | None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    values = {"ROUTE": route, "VRAM_GB": vram, "NEEDS_SERVICE": service}
    for name, value in values.items():
        if value is not None:
            monkeypatch.setenv(name, value)
    assert main(["choose"]) == 0
    model, runtime, claim = expected(route, float(vram or 0), service=service == "yes")
    twin = {
        "profile": {
            "task": "course assistant",
            "route": route,
            "privacy": "private_docs",
            "available_vram_gb": float(vram or 0),
            "needs_service": service == "yes",
        },
        "decision": {"model": model, "runtime": runtime, "claim": claim},
    }
    out, complaints = capsys.readouterr()
    assert out == json.dumps(twin, indent=2) + "\n"
    assert ("is no route" in complaints) == (route == "the_moon")
    assert ("NEEDS_SERVICE" in complaints) == (service == "Yes")


def test_text_that_is_not_ascii_is_escaped_as_it_always_was() -> None:
    text = write_twin(choose(Asked(task="课程助手")))
    assert '"task": "\\u8bfe\\u7a0b\\u52a9\\u624b"' in text


def test_the_rows_are_tried_down_to_the_one_that_decides() -> None:
    profile = Asked(route="rented_gpu", available_vram_gb=24.0)
    assert list(tried(profile)) == [
        "row 1 (route local_cpu): not met: route local_cpu",
        "row 2 (route free_colab): not met: route free_colab",
        "row 3 (route rented_gpu, at least 16 GB, a service): not met: a service",
        "row 4 (route rented_gpu, at least 16 GB): decides",
    ]


@pytest.mark.parametrize(
    ("profile", "words", "row"),
    [
        (Asked(route="rented_gpu", available_vram_gb=24.0), "with needs_service yes", 3),
        (Asked(route="rented_gpu", available_vram_gb=8.0), "with available_vram_gb 16", 4),
        (Asked(route="local_cpu"), "with route free_colab", 2),
        (
            Asked(route="rented_gpu", available_vram_gb=16.0, needs_service=True),
            "with needs_service no",
            4,
        ),
    ],
)
def test_the_smallest_change_comes_first(profile: Asked, words: str, row: int) -> None:
    flip = next(flips(profile))
    assert (flip.words, flip.choice.number) == (words, row)


def test_memory_may_also_be_too_much_for_a_row() -> None:
    words = [flip.words for flip in flips(Asked(route="rented_gpu", available_vram_gb=16.0))]
    assert "with available_vram_gb below 16" in words


@given(
    st.builds(
        Asked,
        route=st.sampled_from(ROUTES),
        available_vram_gb=st.floats(0, 1000),
        needs_service=st.booleans(),
    )
)
def test_every_flip_changes_the_decision_and_every_profile_has_one(profile: Asked) -> None:
    before = choose(profile).decision
    found = list(flips(profile))
    assert found
    assert all(flip.choice.decision != before for flip in found)


def numbers(profile: Profile, *amounts: float) -> set[int]:
    return {choice.number for choice in completions(profile, amounts)}


def test_a_profile_known_in_part_is_completed_in_every_way() -> None:
    assert numbers(Profile(route="rented_gpu")) == {3, 4, 5}
    assert numbers(Profile(route="rented_gpu", needs_service=True)) == {3, 5}
    assert numbers(Profile(route="rented_gpu", needs_service=True), 24.0) == {3}
    assert numbers(Profile(route="rented_gpu", available_vram_gb=8.0), 24.0) == {5}
    assert numbers(Profile(route="local_cpu")) == {1}


OPEN = Row(model="m", runtime="r", claim="c", allows=("vllm",))
PRIVATE = Row(
    privacy="phi", max_vram_gb=48, model="m", runtime="on site", claim="c", allows=("mlx",)
)


def test_a_policy_of_a_team_may_ask_for_privacy_and_for_little_memory() -> None:
    policy = (PRIVATE, OPEN)
    assert choose(Asked(privacy="phi", available_vram_gb=48.0), policy).number == 1
    assert choose(Asked(privacy="phi", available_vram_gb=80.0), policy).number == 2
    assert PRIVATE.conditions == ("privacy phi", "at most 48 GB")
    assert next(flips(Asked(privacy="phi"), policy)).words == "with available_vram_gb above 48"
    assert numbers(Profile(route="local_cpu")) == {1}
    assert {one.number for one in completions(Profile(route="local_cpu"), (), policy)} == {1, 2}


def test_a_policy_ends_with_the_first_row_that_matches_everything() -> None:
    assert complaint(BASELINE) is None
    assert "the last row" in (complaint((PRIVATE,)) or "")
    assert "row 2 is never reached" in (complaint((OPEN, PRIVATE)) or "")
    with pytest.raises(ValueError, match="matches everything"):
        choose(Asked(), (PRIVATE,))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty repository, with nothing of a profile in the environment."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("TASK", "ROUTE", "PRIVACY", "VRAM_GB", "NEEDS_SERVICE"):
        monkeypatch.delenv(name, raising=False)


def chosen(*words: str, **environment: str) -> dict[str, dict[str, Any]]:
    done = run("choose", *words, given=b"", **environment)
    assert (done.returncode, done.stderr) == (0, "")
    twin: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return twin


def test_an_option_beats_the_environment_and_the_environment_the_record() -> None:
    Path("a.decision.md").write_text(
        "# T\n\ntask: from the record\nroute: free_colab\nprivacy: public\nneeds_service: yes\n"
    )
    twin = chosen("--record", "a.decision.md", "--task", "mine", ROUTE="rented_gpu", VRAM_GB="24")
    assert twin["profile"] == {
        "task": "mine",
        "route": "rented_gpu",
        "privacy": "public",
        "available_vram_gb": 24.0,
        "needs_service": True,
    }


def test_options_say_what_the_variables_say() -> None:
    words = ("--route", "rented_gpu", "--vram", "24", "--privacy", "public", "--needs-service")
    assert chosen(*words)["decision"]["runtime"] == "vLLM or SGLang"
    assert chosen(*words, "no")["decision"]["runtime"] == "Transformers first, then vLLM"


@pytest.mark.parametrize("amount", ["lots", "-1", "nan", "inf", "", "24 GB"])
def test_an_amount_of_memory_that_is_none_is_refused(amount: str) -> None:
    done = run("choose", VRAM_GB=amount)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"decision-lint: VRAM_GB is {amount!r}, which is no amount of memory; "
        "write a number of GB, such as 24\n"
    )
    assert run("choose", "--vram", amount or "x").returncode == 2


def test_the_explanation_follows_the_json() -> None:
    done = run("choose", "--explain")
    twin, _, explanation = done.stdout.partition("\n\n")
    assert json.loads(twin)["decision"]
    assert explanation.splitlines() == [
        "row 1 (route local_cpu): decides",
        "with route free_colab it would be: Transformers notebook (row 2: route free_colab)",
    ]


TWIN = Path("model_runtime_decision.json")


def test_the_twin_is_written_without_a_line_end() -> None:
    done = run("choose", "--write")
    assert TWIN.read_text() + "\n" == done.stdout


def test_the_twin_of_a_record_is_written_beside_it() -> None:
    Path("docs").mkdir()
    Path("docs/a.decision.md").write_text("# T\n\nroute: free_colab\n")
    assert run("choose", "--record", "docs/a.decision.md", "--write").returncode == 0
    assert json.loads(Path("docs/a.decision.json").read_text())["profile"]["route"] == "free_colab"
    assert run("choose", "--write", "other.json").returncode == 0
    assert Path("other.json").exists()


def test_a_twin_that_the_chooser_wrote_is_written_over() -> None:
    run("choose", "--write", ROUTE="free_colab")
    TWIN.write_text(TWIN.read_text() + "\n")  # as formatters like it
    assert run("choose", "--write").returncode == 0
    assert json.loads(TWIN.read_text())["profile"]["route"] == "local_cpu"


@pytest.mark.parametrize(
    "text", ['{"profile": 1}', "no json", "", '{"profile": {}, "decision": {}}']
)
def test_a_twin_that_was_edited_by_hand_is_written_over_only_by_force(text: str) -> None:
    TWIN.write_text(text)
    done = run("choose", "--write")
    assert (done.returncode, TWIN.read_text()) == (2, text)
    assert "--force" in done.stderr
    assert run("choose", "--write", "--force").returncode == 0
    assert json.loads(TWIN.read_text())["decision"]


def test_a_record_is_never_written_over_by_a_twin(tmp_path: Path) -> None:
    record = tmp_path / "x.decision.md"
    record.write_text("route: local_cpu\n", encoding="utf-8")
    done = run("choose", "--write", str(record), "--force")
    assert (done.returncode, record.read_text(encoding="utf-8")) == (2, "route: local_cpu\n")
    assert "x.decision.json" in done.stderr


def test_a_twin_that_cannot_be_written_is_one_line() -> None:
    for words in (("--write", "none/a.json"), ("--write", ".")):
        done = run("choose", *words)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1


def test_a_policy_in_the_configuration_replaces_the_table() -> None:
    Path("decision-lint.toml").write_text(
        '[[policy]]\nroute = "on_site"\nmin-vram-gb = 40\nmodel = "m"\nruntime = "TGI"\n'
        'claim = "c"\nallows = ["tgi"]\n\n'
        '[[policy]]\nmodel = "none"\nruntime = "ask the platform team"\nclaim = "-"\nallows = []\n'
    )
    words = ("--route", "on_site", "--vram", "48")
    assert chosen(*words)["decision"] == {"model": "m", "runtime": "TGI", "claim": "c"}
    done = run("choose", "--isolated", *words)
    assert "do not start GPU serving yet" in done.stdout


def test_a_policy_in_the_configuration_judges_a_record() -> None:
    Path("decision-lint.toml").write_text(
        '[[policy]]\nroute = "rented_gpu"\nmodel = "m"\nruntime = "TGI"\nclaim = "c"\n'
        'allows = ["tgi"]\n\n'
        '[[policy]]\nmodel = "none"\nruntime = "none"\nclaim = "-"\nallows = []\n'
    )
    record = "project_goal: x\nroute: rented_gpu\ncandidate_1: o/n\nruntime: {}\n"
    found = {}
    for name in ("TGI", "vLLM"):
        Path("model_runtime_decision.md").write_text(record.format(name))
        found[name] = run("check", "--output-format", "concise", "--select", "RTE002").stdout
    assert "RTE002" not in found["TGI"]
    assert "the chooser gives" in found["vLLM"]


def test_a_broken_policy_is_one_line() -> None:
    Path("decision-lint.toml").write_text("policy = []\n")
    done = run("choose")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "decision-lint: decision-lint.toml:1: 'policy' is empty; give it a list, or leave it out\n"
    )


def test_a_record_that_is_not_there_is_one_line() -> None:
    done = run("choose", "--record", "none.md")
    assert done.returncode == 2
    assert done.stderr == "decision-lint: none.md: no such file or folder; check the spelling\n"
