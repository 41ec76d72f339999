"""What can go wrong with the Hub, over http and https, as users of `check` and `lock` meet it.

There is no traceback, nothing is called clean that was not looked at, and the time is kept.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import standin
from decision_lint.rules import RULES
from locking import LOCK, Start, models, record, repository, starter
from standin import COMMIT, Hub, answer, payload, refuse, serve

NAME = "o/quiet-1b"  # which the catalogue does not know
KEY = f"{NAME}@main"
API = f"/api/models/{NAME}"
SLACK_S = 2.5
"""What the rest of a run may take on a busy machine."""
CODES = {rule.code for rule in RULES}


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    return standin.make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with repository(tmp_path, monkeypatch) as root:
        record(NAME)
        yield root


@pytest.fixture(params=["http", "https"])
def hub(
    request: pytest.FixtureRequest, certificate: Path | None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Hub]:
    if request.param == "https":
        if certificate is None:
            pytest.skip("openssl makes the certificate")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serve(Hub(), certificate if request.param == "https" else None) as served:
        served.add(NAME)
        yield served


@pytest.fixture
def start(hub: Hub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Start:
    return starter(hub, monkeypatch, capsys)


def report(start: Start, *words: str, code: int = 0) -> tuple[dict[str, Any], str]:
    """Check online, and give the report and the complaints."""
    done = start("check", "--output-format", "json", "--select", "LIC,HUB", *words)
    assert done.code == code, done
    assert "internal error" not in done.err
    read: dict[str, Any] = json.loads(done.out)
    return read, done.err


def lacks(read: dict[str, Any]) -> Mapping[str, str]:
    """Give why each rule was not checked."""
    return {one["code"]: one["why"] for one in read["not_checked"]}


NO_ANSWER: dict[str, tuple[standin.Trouble, str]] = {
    "silence": (standin.stall(3), "did not answer in time"),
    "a slow body": (standin.drip(3), "did not answer in time"),
    "half a body": (standin.hang_up, "broke off the connection"),
    "401 of a proxy": (answer(401, "go away", "text/plain"), "answers 401 Unauthorized"),
    "401 of a bad token": (
        refuse(401, "Invalid credentials in Authorization header"),
        "does not know the token (HF_TOKEN)",
    ),
    "403": (answer(403, {"error": "Forbidden"}), "answers 403 Forbidden"),
    "404 of a web server": (answer(404, "<html>", "text/html"), "answers 404 Not Found"),
    "429": (answer(429), "answers 429 Too Many Requests"),
    "429 with RateLimit": (answer(429, RateLimit='"api";r=0;t=57'), "asks to wait 57 s"),
    "429 with Retry-After": (answer(429, Retry_After="120"), "asks to wait 120 s"),
    "500": (answer(500), "answers 500 Internal Server Error"),
    "502": (answer(502, "<html>", "text/html"), "answers 502 Bad Gateway"),
    "503": (answer(503), "answers 503 Service Unavailable"),
    "a login page": (answer(200, "<!doctype html>Log in", "text/html"), "a login page"),
    "half of JSON": (answer(200, b'{"id": "o/quiet-1b", "tags": ['), "a login page"),
    "another JSON": (answer(200, "[]"), "a login page"),
    "a flood": (standin.flood(100_000_000), "sends more than 16777216 bytes"),
    "a circle": (standin.in_a_circle, "redirects in a circle"),
}


@pytest.mark.parametrize("fault", NO_ANSWER)
def test_no_answer_is_never_clean_and_never_locked(hub: Hub, start: Start, fault: str) -> None:
    trouble, says = NO_ANSWER[fault]
    hub.go_wrong(API, trouble)
    began = time.monotonic()
    read, complaint = report(start, "--online", "--timeout", "0.8")
    assert time.monotonic() - began < 0.8 + SLACK_S
    assert read["findings"] == []
    assert says in lacks(read)["LIC003"]
    assert f"{NAME}: " in complaint
    assert says in complaint
    began = time.monotonic()
    done = start("lock", "--timeout", "0.8")
    assert time.monotonic() - began < 0.8 + SLACK_S
    assert done.code == 3
    assert done.err.startswith(f"decision-lint: {KEY}: ")
    assert says in done.err
    assert done.err.endswith("; it is not locked\n")
    assert not LOCK.exists()


@pytest.mark.parametrize("fault", ["silence", "503", "a login page"])
def test_to_require_an_answer_makes_its_lack_a_failure(hub: Hub, start: Start, fault: str) -> None:
    trouble, says = NO_ANSWER[fault]
    hub.go_wrong(API, trouble)
    _, complaint = report(start, "--require-online", "--timeout", "0.5", code=3)
    assert says in complaint


@pytest.mark.parametrize(
    ("endpoint", "says"),
    [
        ("http://127.0.0.1:{port}", "the connection is refused"),
        ("https://127.0.0.1:{port}", "the connection is refused"),
        ("http://hub.invalid", "hub.invalid "),
        ("https://hub.invalid", "hub.invalid "),
        ("ftp://hub.invalid", "HF_ENDPOINT is no http or https address"),
    ],
)
def test_a_hub_that_is_not_there_is_said_to_be_so(
    hub: Hub, start: Start, monkeypatch: pytest.MonkeyPatch, endpoint: str, says: str
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", endpoint.format(port=standin.closed_port()))
    read, complaint = report(start, "--online", "--timeout", "5")
    assert says in lacks(read)["LIC003"]
    assert says in complaint
    done = start("lock", "--timeout", "5")
    assert (done.code, says in done.err, LOCK.exists()) == (3, True, False)
    assert hub.asked == []


def disable(hub: Hub) -> None:
    hub.go_wrong(API, refuse(403, "Access to this resource is disabled."))


def rename(hub: Hub) -> None:
    hub.add("new/quiet-1b")
    hub.moved[NAME] = "new/quiet-1b"


def forget(hub: Hub) -> None:
    del hub.models[NAME]


def forget_the_revision(hub: Hub) -> None:
    record(f"{NAME}@v9")


FACTS: dict[str, tuple[Callable[[Hub], None], str, str]] = {
    "a missing repository": (forget, "not found", "HUB001"),
    "a missing revision": (forget_the_revision, "bad revision", "HUB003"),
    "a rename": (rename, "moved", "HUB004"),
    "a repository that was taken down": (disable, "disabled", "HUB006"),
}


@pytest.mark.parametrize("fault", FACTS)
def test_what_the_hub_says_is_not_there_is_a_fact(hub: Hub, start: Start, fault: str) -> None:
    spoil, status, code = FACTS[fault]
    spoil(hub)
    found = [start("check", "--output-format", "json", "--online")]
    assert start("lock").code == 0
    (entry,) = models().values()
    assert entry["status"] == status
    asked = len(hub.asked)
    found.append(start("check", "--output-format", "json"))
    assert len(hub.asked) == asked
    for done in found:
        assert done.code in {0, 1}
        assert done.err == ""
        read = json.loads(done.out)
        if code in CODES:
            assert code in {one["code"] for one in read["findings"]}
        if status != "moved":  # whose facts are those of the new name
            assert "LIC003" in lacks(read)


def test_a_missing_repository_is_a_fact_to_a_token_too(
    hub: Hub, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.token = "hf_ThisIsNobodysToken"  # noqa: S105  (it is nobody's)
    monkeypatch.setenv("HF_TOKEN", hub.token)
    forget(hub)
    assert start("lock").code == 0
    assert models()[KEY]["status"] == "not found"
    assert "the token does not see it" in models()[KEY]["why"]


@pytest.mark.parametrize("status", [401, 403])
def test_what_the_hub_shows_to_members_only_is_not_locked(
    hub: Hub, start: Start, status: int
) -> None:
    hub.go_wrong(API, refuse(status, "Access is restricted", "GatedRepo"))
    done = start("lock")
    assert (done.code, LOCK.exists()) == (3, False)
    assert "for those only whom its owner lets in" in done.err
    read, _ = report(start, "--online", code=0)
    assert "LIC003" in lacks(read)


@pytest.mark.parametrize(
    "trouble",
    [answer(500), answer(200, "<html>", "text/html"), standin.hang_up, standin.stall(2)],
    ids=["500", "a login page", "half a body", "silence"],
)
def test_without_its_config_a_model_is_judged_by_the_rest_and_not_locked(
    hub: Hub, start: Start, trouble: standin.Trouble
) -> None:
    hub.go_wrong(f"/{NAME}/resolve", trouble)
    record(NAME, note="MIT, commercial use is fine")
    read, _ = report(start, "--online", "--timeout", "0.8", code=1)
    assert [one["code"] for one in read["findings"]] == ["LIC003"]
    done = start("lock", "--timeout", "0.8")
    assert (done.code, LOCK.exists()) == (3, False)


ODD = [5, -1, 1.5, "x", "", True, None, [], [[]], [None], {}, {"a": 1}, "\ud800", 10**30]


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_wrong_types_in_every_field_are_no_bug(hub: Hub, start: Start, odd: object) -> None:
    fields = payload(NAME)
    names = [f"o/odd-{number}" for number in range(len(fields))]
    for name, key in zip(names, fields, strict=True):
        hub.models[name] = payload(name, **{key: odd})
        hub.configs[name] = {"num_hidden_layers": odd, "auto_map": odd}
    hub.models["o/odd-all"] = dict.fromkeys(fields, odd)
    hub.configs["o/odd-all"] = odd
    record(*names, "o/odd-all")
    read, _ = report_any(start, "--online")
    assert len(read["records"]) == 1
    done = start("lock")
    assert "internal error" not in done.err
    assert done.code in {0, 3}
    # What was locked is a sound lock, and gives the same report as the Hub did.
    assert start("lock", "--quiet").code == done.code
    report_any(start)


def report_any(start: Start, *words: str) -> tuple[dict[str, Any], str]:
    done = start("check", "--output-format", "json", *words)
    assert done.code in {0, 1}, done
    assert "internal error" not in done.err
    return json.loads(done.out), done.err


def test_a_total_that_contradicts_its_parts_does_not_count(hub: Hub, start: Start) -> None:
    hub.add(NAME, safetensors={"parameters": {"BF16": 7615616512}, "total": 333312})
    assert start("lock").code == 0
    facts = models()[KEY]["facts"]
    assert (facts["total_parameters"], facts["parameters"]) == (7615616512, {"BF16": 7615616512})


def test_what_passes_is_waited_for(hub: Hub, start: Start) -> None:
    hub.go_wrong(API, answer(503), answer(429, Retry_After="0"), standin.behave)
    done = start("lock")
    assert (done.code, done.err) == (0, "")
    assert models()[KEY]["commit"] == COMMIT


def test_of_many_models_only_the_ones_without_an_answer_are_lacking(hub: Hub, start: Start) -> None:
    names = [f"o/many-{number}" for number in range(6)]
    for name in names:
        hub.add(name)
    for name in names[:4]:
        hub.go_wrong(f"/api/models/{name}", answer(418))
    record(*names)
    _, complaint = report(start, "--online")
    assert complaint == (
        f"decision-lint: {', '.join(names[:3])} and 1 more: localhost answers 418 I'm a Teapot\n"
    )
    assert start("lock").code == 3
    assert list(models()) == [f"{name}@main" for name in names[4:]]


def test_two_records_of_the_same_twenty_models_ask_forty_times_in_six_round_trips(
    hub: Hub, start: Start
) -> None:
    names = [f"o/many-{number}" for number in range(20)]
    for name in names:
        hub.add(name)
    record(*names, path="a.decision.md")
    record(*reversed(names), path="b.decision.md")
    hub.latency_s = 0.2
    for words in (("lock",), ("lock", "--check"), ("check", "--online", "--exit-zero")):
        hub.asked.clear()
        Path("model_runtime_decision.md").unlink(missing_ok=True)
        done = start(*words)
        assert (done.code, done.err) == (0, "")
        assert len(hub.asked) <= 40
        assert hub.seconds + hub.latency_s <= 6 * hub.latency_s
