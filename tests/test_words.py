"""Words for a status, a route, yes and no, and days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.quantities.words import read_date, read_route, read_status, read_yes_no


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("draft", "draft"),
        ("Accepted ✅", "accepted"),
        ("**Accepted** (2026-11-02)", "accepted"),
        ("Implemented (Amended)", "complete"),
        ("proposed → accepted", "accepted"),
        ("Accepted, superseded by ADR-12", "superseded"),
        ("in review", "proposed"),
        ("已接受", "accepted"),
        ("草稿", "draft"),
        ("承認済み", "accepted"),
        ("下書き", "draft"),
        ("不採用", "rejected"),
        ("非推奨", "deprecated"),
        ("status: accepted (2026-03-01)", "accepted"),
        ("状态：已接受", "accepted"),
        ("approved", "accepted"),
        ("承認", "accepted"),
        ("✅ Accepted", "accepted"),
        ("[ ] draft [x] accepted", "accepted"),
        ("[ ] accepted", None),
        ("draft | accepted | rejected", None),
        ("draft/accepted", None),
        ("accepted or rejected", None),
        ("accepted?", None),
        ("未接受", None),
        ("未承認", None),
        ("{{ draft }}", None),
        ("<accepted>", None),
        ("not accepted", None),
        ("thinking", None),
        ("accepting", None),
    ],
)
def test_a_status_is_read_in_three_languages(text: str, status: str | None) -> None:
    assert read_status(text) == status


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("local_cpu", "local_cpu"),
        ("laptop", "local_cpu"),
        ("laptop, no GPU", "local_cpu"),
        ("laptop with an RTX 4090", None),
        ("Google Colab (free tier)", "free_colab"),
        ("Colab Pro", None),
        ("Rented GPU", "rented_gpu"),
        ("租用 GPU", "rented_gpu"),
        ("レンタルGPU", "rented_gpu"),
        ("rented_gpu, later local_cpu", "rented_gpu"),
        ("rented-gpu", "rented_gpu"),
        ("Rented GPU (RunPod)", "rented_gpu"),
        ("a rented L4 GPU", "rented_gpu"),
        ("租一张 4090", "rented_gpu"),
        ("GPUレンタル", "rented_gpu"),
        ("Colab free tier", "free_colab"),
        ("free-colab", "free_colab"),
        ("local-cpu", "local_cpu"),
        ("local_cpu -> rented_gpu", "local_cpu"),
        ("local CPU first, rented GPU later", "local_cpu"),
        ("local_cpu | free_colab | rented_gpu", None),
        ("local CPU or rented GPU", None),
        ("not a rented GPU", None),
        ("{{ rented_gpu }}", None),
        ("<route>", None),
        ("local_gpu", None),
        ("the moon", None),
    ],
)
def test_a_route_is_where_it_runs_first(text: str, route: str | None) -> None:
    assert read_route(text) == route


@pytest.mark.parametrize(
    "text",
    "yes|Y|true|on|required|是|需要|可|はい|必要|あり|Yes, behind a tunnel|✅|[x]|Yes ✅".split(
        "|"
    ),
)
def test_yes_is_yes(text: str) -> None:
    assert read_yes_no(text) is True


@pytest.mark.parametrize(
    "text",
    "no|No.|false|none|not needed|❌|否|不需要|不可|无|いいえ|不要|なし|必要なし|必要ない".split(
        "|"
    ),
)
def test_no_is_no(text: str) -> None:
    assert read_yes_no(text) is False


@pytest.mark.parametrize(
    "text",
    [
        *"maybe|no idea|not sure yet|yesterday|nothing new|是否|不确定|要確認|未定|可能|".split(
            "|"
        ),
        *"yes/no|yes or no|yes?|n/a|{{ yes }}|<yes/no>|[ ]".split("|"),
    ],
)
def test_doubt_is_neither_yes_nor_no(text: str) -> None:
    assert read_yes_no(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-04",
        "2026-11-4",
        "2026/11/04",
        "2026.11.04",
        "4 November 2026",
        "4th of Nov 2026",
        "Nov 4, 2026",
        "04.11.2026",
        "2026年11月4日",
        "２０２６年１１月４日",
        "令和8年11月4日",
        "2026-11-04T10:00Z",
        "2026–11–04",
        "November 4 2026",
        "Wednesday, 4 November 2026",
        "on 2026-11-04",
        "date: 2026-11-04",
        "2026-11-04 (decided by the team)",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_date(text) == "2026-11-04"


def test_a_slashed_day_is_read_where_only_one_reading_is_possible() -> None:
    assert read_date("11/24/2026") == read_date("24/11/2026") == "2026-11-24"
    assert read_date("24-11-2026") == "2026-11-24"
    assert read_date("3/3/2026") == "2026-03-03"
    assert read_date("3/4/2026") is read_date("03-04-2026") is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-31",
        "soon",
        "2026",
        "20261104",
        "next Friday",
        "2026-11-04-2",
        "{{ 2026-11-04 }}",
        "",
    ],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert read_date(text) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for read in (read_status, read_route, read_yes_no, read_date):
        read(text)
