"""What ends a rented machine by itself, and what bounds its cost."""

from __future__ import annotations

import pytest

from decision_lint.quantities.bounds import ends_by_itself, is_bound


@pytest.mark.parametrize(
    "text",
    [
        "auto-stop after 2 h idle",
        "the pod is deleted after 2 hours",
        "terminates after 90 minutes",
        "sky launch -i 30 --down task.yaml",
        "sudo shutdown -h +120",
        "timeout 2h vllm serve o/n",
        "a serverless endpoint that scales to zero",
        "2 小时后自动关机",
        "闲置 30 分钟释放",
        "アイドル 30 分で自動停止",
    ],
)
def test_what_stops_a_machine_without_anybody_s_doing_is_seen(text: str) -> None:
    assert ends_by_itself(text)


@pytest.mark.parametrize(
    "text",
    [
        "terminate the pod by hand",
        "runpodctl remove pod; autostop off",
        "no autostop",
        "without auto-stop",
        "autostop is not set",
        "auto-shutdown disabled",
        "terminate after the evaluation",
        "delete the pod at 19:00",
        "没有自动停机",
        "自動停止はなし",
    ],
)
def test_what_somebody_has_to_do_is_none(text: str) -> None:
    assert not ends_by_itself(text)


@pytest.mark.parametrize(
    "text", ["none", "Unlimited", "no limit", "N/A", "不限", "無制限", "never"]
)
def test_a_budget_without_a_limit_bounds_nothing(text: str) -> None:
    assert not is_bound(text)


@pytest.mark.parametrize(
    "text", ["40 EUR a week", "every day at 19:00", "每周 300 元", "週 5 千円"]
)
def test_a_budget_or_a_time_bounds(text: str) -> None:
    assert is_bound(text)
