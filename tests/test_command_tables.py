"""The tables of runtimes and flags agree with each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from decision_lint.command.docker import image_row
from decision_lint.command.flags import grammar
from decision_lint.command.programs import find_program
from decision_lint.command.wrappers import peel
from decision_lint.knowledge.tables import table

RUNTIMES: Mapping[str, Any] = table("runtimes")["runtimes"]
FLAGS: Mapping[str, Any] = table("flags")
PROGRAMS: Mapping[str, Any] = FLAGS["programs"]
LAUNCHES = [(name, row) for name, facts in RUNTIMES.items() for row in facts["launches"]]
OPTIONS = (
    "model hub_model hub_file revision host port socket api_key context_length tensor_parallel"
    " pipeline_parallel data_parallel dtype quantization bnb_4bit bnb_8bit kv_dtype memory_fraction"
    " gpu_layers cpu_offload max_sequences remote_code served_name chat_template load_format tools"
    " tool_parser gguf"
).split()


@pytest.mark.parametrize(("runtime", "row"), LAUNCHES, ids=lambda value: str(value)[:50])
def test_a_launch_is_found_by_its_own_words(runtime: str, row: Mapping[str, Any]) -> None:
    words = row["run"].split()
    peeled = peel([*words, "-m", "a.gguf"] if row.get("needs") else words)
    program = find_program(peeled.words)
    assert program is not None
    assert (program.runtime, program.row) == (runtime, row)
    assert row["flags"] in PROGRAMS


@pytest.mark.parametrize("name", RUNTIMES)
def test_an_option_is_one_that_somebody_reads(name: str) -> None:
    facts = RUNTIMES[name]
    rows = [facts, *facts["launches"], facts.get("python", {})]
    for row in rows:
        for key in ("options", "environment"):
            assert set(row.get(key, {})) <= set(OPTIONS)


@pytest.mark.parametrize("name", RUNTIMES)
def test_every_flag_of_an_option_is_in_the_table_of_flags(name: str) -> None:
    facts = RUNTIMES[name]
    known: set[str] = set()
    for row in facts["launches"]:
        flags = grammar(row["flags"])
        own = set(flags.kinds) | set(flags.removed)
        known |= own
        stated = [flag for group in row.get("options", {}).values() for flag in group]
        assert set(stated) <= own
    stated = [flag for group in facts["options"].values() for flag in group]
    # LM Studio is given a model by an option that it does not have, and is meant all the same.
    assert set(stated) - known <= {"--model"}


@pytest.mark.parametrize("name", RUNTIMES)
def test_an_image_runs_a_program_of_its_runtime(name: str) -> None:
    for row in RUNTIMES[name].get("images", ()):
        assert image_row(f"registry:5000/{row['image']}", row.get("tag", "latest")) is not None
        for run in (row.get("run"), *row.get("modes", {}).values()):
            if run is not None:
                words = [*run.split(), *([row["else"]] if "else" in row else [])]
                program = find_program(words)
                assert program is not None
                assert program.runtime == name


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_flag_has_one_kind_and_a_short_name_means_one(name: str) -> None:
    rows = PROGRAMS[name]
    kinds = [
        flag for key in ("values", "lists", "optional", "switches") for flag in rows.get(key, ())
    ]
    assert len(kinds) == len(set(kinds))
    assert set(rows.get("short", {}).values()) <= set(kinds)
    assert set(rows.get("short", {})) & set(kinds) == set()
    gone = rows.get("removed", {})
    back = {flag for flag, row in gone.items() if "back" in row}
    assert (set(gone) - back) & (set(kinds) | set(rows.get("short", {}))) == set()
    assert {row["takes"] for row in gone.values()} <= {"value", "list", "optional", "switch"}
    assert rows["version"]
    assert rows["as_of"]
    assert rows["source"]


def test_what_a_runtime_takes_for_granted_has_a_source() -> None:
    for facts in RUNTIMES.values():
        assert facts["sources"]
        assert facts["version"]
