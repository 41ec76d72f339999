"""The Hub asked over a real socket, as it should be and with everything that can go wrong."""

from __future__ import annotations

import logging
import os
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import huggingface_hub.utils
import pytest

import standin
from decision_lint.facts.answer import Answer, Key, Missing, facts_in
from decision_lint.facts.hub import request as hub_request
from decision_lint.facts.hub import waiting as hub_waiting
from decision_lint.facts.hub.asking import ask
from decision_lint.facts.hub.settings import HUB, Settings, hub_home, read_settings
from decision_lint.model import ModelFacts
from decision_lint.rule import Absent
from standin import CONFIG, Hub, answer, behave, refuse, serve

TODAY = date(2026, 11, 24)
NAME = "Qwen/Qwen2.5-0.5B-Instruct"
TOKEN = "hf_ThisIsNobodysToken"  # noqa: S105  (it is nobody's)
CLIENT: Any = huggingface_hub.utils


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    return standin.make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in list(os.environ):
        if name.startswith("HF_") or name.upper().endswith("_PROXY"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1")
    monkeypatch.setattr(hub_waiting, "_FIRST_PAUSE", 0.02)
    CLIENT.close_session()
    yield
    CLIENT.close_session()


@pytest.fixture(params=["http", "https"])
def hub(
    request: pytest.FixtureRequest, certificate: Path | None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Hub]:
    """Give a stand-in with one model, over http and over https."""
    if request.param == "https":
        if certificate is None:
            pytest.skip("openssl makes the certificate")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serve(Hub(), certificate if request.param == "https" else None) as served:
        served.add(NAME)
        yield served


def ask_one(hub: Hub, key: Key | str = NAME, **options: Any) -> Answer:
    """Ask the stand-in for one model."""
    asked = key if isinstance(key, tuple) else (key, None)
    wanted: dict[str, Any] = {"endpoint": hub.endpoint, "deadline_s": 5.0, "today": TODAY}
    return ask([asked], **{**wanted, **options})[asked]


def why_absent(given: Answer) -> str:
    assert isinstance(given, Absent), given
    return given.why


def missing(given: Answer) -> Missing:
    assert isinstance(given, Missing), given
    return given


def facts(given: Answer) -> ModelFacts:
    assert isinstance(given, ModelFacts), given
    return given


def test_facts_come_in_two_requests(hub: Hub) -> None:
    found = facts(ask_one(hub))
    assert hub.paths == [
        f"/api/models/{NAME}?blobs=true",
        f"/{NAME}/resolve/{standin.COMMIT}/config.json",
    ]
    assert (found.repo_id, found.revision, found.license, found.gate) == (
        NAME,
        standin.COMMIT,
        "apache-2.0",
        "open",
    )
    assert (found.source, found.as_of) == ("hub", "2026-11-24")
    assert found.config["num_key_value_heads"] == 2
    assert found.config["architectures"] == ["Qwen2ForCausalLM"]
    assert (found.has_chat_template, found.tool_template, found.has_custom_code) == (
        True,
        True,
        False,
    )


def test_two_records_naming_the_same_twenty_models_ask_forty_times_at_most(hub: Hub) -> None:
    names = [f"owner-{number % 3}/model-{number}" for number in range(20)]
    for name in names:
        hub.add(name, tags=[f"base_model:{name.split('/')[0]}/base"])
    hub.latency_s = 0.2
    done: list[tuple[int, int]] = []
    start = time.monotonic()
    answers = ask(
        [(name, None) for name in names + names],
        endpoint=hub.endpoint,
        progress=lambda finished, total: done.append((finished, total)),
    )
    assert time.monotonic() - start < 6 * hub.latency_s
    assert len(hub.asked) <= 40
    assert all(isinstance(one, ModelFacts) for one in answers.values())
    assert done[-1] == (20, 20)
    assert [finished for finished, _ in done] == sorted(finished for finished, _ in done)


def test_a_revision_is_asked_for_as_it_is_written(hub: Hub) -> None:
    hub.revisions.add("refs/pr/3")
    assert facts(ask_one(hub, (NAME, "refs/pr/3"))).revision == standin.COMMIT
    assert hub.paths[0] == f"/api/models/{NAME}/revision/refs%2Fpr%2F3?blobs=true"


def test_facts_of_another_commit_are_none_of_the_one_that_was_asked_for(hub: Hub) -> None:
    other = "f" * 40
    hub.revisions.add(other)
    assert "another commit" in why_absent(ask_one(hub, (NAME, other)))
    facts(ask_one(hub, (NAME, standin.COMMIT)))


@pytest.mark.parametrize("revision", ["no-such", "0" * 40])
def test_a_revision_that_is_not_there_is_a_fact(hub: Hub, revision: str) -> None:
    assert missing(ask_one(hub, (NAME, revision))).kind == "bad revision"


def test_to_the_anonymous_a_missing_repository_may_be_private(hub: Hub) -> None:
    found = missing(ask_one(hub, "no/such"))
    assert (found.kind, found.as_of) == ("not found", "2026-11-24")
    assert "private or gated" in found.why
    assert "anonymous" in found.why


def test_to_a_token_a_missing_repository_may_be_out_of_sight(hub: Hub) -> None:
    hub.token = TOKEN
    found = missing(ask_one(hub, "no/such", token=TOKEN))
    assert found.kind == "not found"
    assert "the token does not see it" in found.why
    facts(ask_one(hub, token=TOKEN))


def test_what_names_no_repository_is_not_asked_for(hub: Hub) -> None:
    assert why_absent(ask_one(hub, "a/b/c")) == "this is no name of a repository"
    assert why_absent(ask_one(hub, "../../etc"))
    assert hub.asked == []


def test_a_gated_repository_says_so_and_its_files_are_not_asked_for(hub: Hub) -> None:
    hub.add("meta-llama/Llama-3.1-8B-Instruct", gated="manual")
    found = facts(ask_one(hub, "meta-llama/Llama-3.1-8B-Instruct"))
    assert found.gate == "manual"
    assert found.config == {"architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2"}
    assert len(hub.asked) == 1


def test_a_token_opens_a_gate_or_does_not(hub: Hub) -> None:
    hub.add("o/gated", gated="auto")
    hub.token = TOKEN
    assert facts(ask_one(hub, "o/gated", token=TOKEN)).config["hidden_size"] == 896
    closed = facts(ask_one(hub, "o/gated", token="hf_another"))  # noqa: S106  (none either)
    assert "hidden_size" not in closed.config
    assert closed.gate == "auto"


@pytest.mark.parametrize("status", [401, 403])
def test_facts_that_lie_behind_a_gate_are_said_to_be_there(hub: Hub, status: int) -> None:
    hub.go_wrong("/api/models", refuse(status, "Access is restricted", "GatedRepo"))
    assert missing(ask_one(hub)).kind == "gated"


def test_a_repository_that_was_taken_down_is_disabled(hub: Hub) -> None:
    hub.add("ykilcher/gpt-4chan", disabled=True)
    taken = missing(ask_one(hub, "ykilcher/gpt-4chan"))
    assert taken.kind == "disabled"
    assert isinstance(facts_in(taken), ModelFacts)
    hub.go_wrong("/api/models", refuse(403, "Access to this resource is disabled."))
    refused = missing(ask_one(hub))
    assert refused.kind == "disabled"
    assert facts_in(refused) == Absent("the Hub has taken it down")


def test_a_token_that_the_hub_does_not_know_is_no_fact_on_the_model(hub: Hub) -> None:
    hub.go_wrong("/api/models", refuse(401, "Invalid credentials in Authorization header"))
    assert "HF_TOKEN" in why_absent(ask_one(hub, token=TOKEN))


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        (answer(401, "go away", "text/plain", www_authenticate="Basic"), "401 Unauthorized"),
        (answer(401, b"", "text/html"), "401 Unauthorized"),
        (answer(403, {"error": "Forbidden: a permission lacks"}), "403 Forbidden"),
        (answer(404, "<html>nginx</html>", "text/html"), "404 Not Found"),
        (answer(418, b"[" * 100_000), "418"),
        (answer(499, {}), "499"),
    ],
)
def test_what_bears_no_mark_of_the_hub_says_nothing_of_a_model(
    hub: Hub, trouble: standin.Trouble, says: str
) -> None:
    hub.go_wrong("/api/models", trouble)
    assert says in why_absent(ask_one(hub))


def test_a_404_that_says_what_was_not_found_is_a_fact(hub: Hub) -> None:
    hub.token = TOKEN
    hub.go_wrong("/api/models", answer(404, {"error": "Repository not found"}))
    assert missing(ask_one(hub, token=TOKEN)).kind == "not found"


@pytest.mark.parametrize(
    "trouble",
    [
        answer(429),
        answer(429, RateLimit='"api";r=0;t=0'),
        answer(429, Retry_After="0"),
        answer(429, RateLimit="nonsense", Retry_After="soon"),
        answer(500),
        answer(502, "<html>bad gateway</html>", "text/html"),
        answer(503, Retry_After=format_datetime(datetime.now(UTC) - timedelta(seconds=5))),
        answer(504),
        standin.hang_up,
    ],
)
def test_what_passes_is_tried_again(hub: Hub, trouble: standin.Trouble) -> None:
    hub.go_wrong("/api/models", trouble, trouble, behave)
    assert facts(ask_one(hub)).config["hidden_size"] == 896
    assert len(hub.asked) == 4


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_what_does_not_pass_is_absent_after_some_tries(hub: Hub, status: int) -> None:
    hub.go_wrong("/api/models", answer(status))
    assert str(status) in why_absent(ask_one(hub))
    assert len(hub.asked) == hub_request.TRIES


@pytest.mark.parametrize(
    "trouble",
    [answer(429, RateLimit='"api";r=0;t=57'), answer(503, Retry_After="120")],
)
def test_a_wait_beyond_the_deadline_is_not_waited_for(hub: Hub, trouble: standin.Trouble) -> None:
    hub.go_wrong("/api/models", trouble)
    start = time.monotonic()
    assert "asks to wait" in why_absent(ask_one(hub))
    assert time.monotonic() - start < 1
    assert len(hub.asked) == 1


def test_what_the_hub_asks_to_wait_is_waited_by_all(hub: Hub) -> None:
    hub.add("o/a")
    hub.add("o/b")
    hub.go_wrong("/api/models/o/a", answer(429, RateLimit='"api";r=0;t=1'), behave)
    hub.go_wrong("/api/models/o/b", answer(429, RateLimit='"api";r=0;t=1'), behave)
    keys: list[Key] = [("o/a", None), ("o/b", None)]
    answers = ask(keys, endpoint=hub.endpoint, deadline_s=10)
    assert all(isinstance(one, ModelFacts) for one in answers.values())
    again = [at for path, at in hub.asked if path.startswith("/api/models")][2:]
    assert min(again) - hub.asked[0][1] >= 0.95


def test_rate_limits_that_leave_something_ask_nothing() -> None:
    assert hub_waiting.pause_asked({"ratelimit": '"api";r=4;t=57'}) is None
    assert hub_waiting.pause_asked({"ratelimit": '"api";r=0;t=57', "retry-after": "3"}) == 57.0
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=100))
    assert 90 < (hub_waiting.pause_asked({"retry-after": later}) or 0) <= 100
    assert hub_waiting.pause_asked({"retry-after": "Mon, 99 Foo 2026 25:61:61 GMT"}) is None
    assert hub_waiting.pause_before(50) == 8.0


@pytest.mark.parametrize(
    "body",
    [
        "<!doctype html><title>Log in</title>",
        b'{"id": "o/n", "tags": [',
        "[1, 2]",
        '"text"',
        b"\xff",
        b"[" * 200_000,
        b'{"id": ' + b"9" * 5000 + b"}",
        "{}",
        '{"error": "please log in"}',
    ],
    ids=lambda body: repr(body[:12]),
)
def test_a_page_or_half_an_answer_is_no_model(hub: Hub, body: object) -> None:
    hub.go_wrong("/api/models", answer(200, body, "text/html"))
    assert "login page" in why_absent(ask_one(hub))


@pytest.mark.parametrize(
    "body", [{"id": "o/n", "tags": 5}, {"id": "o/n", "cardData": [1], "tags": []}]
)
def test_tags_of_another_type_are_no_lack_of_a_license(hub: Hub, body: dict[str, Any]) -> None:
    hub.go_wrong("/api/models", answer(200, body))
    assert "license is not known" in why_absent(ask_one(hub))


@pytest.mark.parametrize("path", ["/api/models", f"/{NAME}/resolve"])
@pytest.mark.parametrize("trouble", [standin.stall(3), standin.drip(3)], ids=["before", "during"])
def test_the_deadline_is_kept_before_and_during_a_body(
    hub: Hub, path: str, trouble: standin.Trouble
) -> None:
    hub.go_wrong(path, trouble)
    start = time.monotonic()
    given = ask_one(hub, deadline_s=0.8)
    assert time.monotonic() - start < 1.2
    if path == "/api/models":
        assert "in time" in why_absent(given)
    else:
        assert (missing(given).kind, "in time" in missing(given).why) == ("incomplete", True)
        assert facts_in(given) == missing(given).facts


def test_a_try_that_takes_too_long_is_made_again(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_request, "STEP_SECONDS", 0.2)
    hub.go_wrong("/api/models", standin.stall(1), behave)
    facts(ask_one(hub))


def test_a_body_without_end_is_not_read_to_the_end(hub: Hub) -> None:
    hub.go_wrong("/api/models", standin.flood(100_000_000))
    assert "more than" in why_absent(ask_one(hub, deadline_s=20))


def test_a_packed_body_is_not_unpacked(hub: Hub) -> None:
    hub.go_wrong("/api/models", answer(200, b"\x1f\x8b", Content_Encoding="gzip"))
    assert "packs" in why_absent(ask_one(hub))


def test_a_redirect_in_a_circle_ends(hub: Hub) -> None:
    hub.go_wrong("/api/models", standin.in_a_circle)
    assert "in a circle" in why_absent(ask_one(hub))


@pytest.mark.parametrize("location", ["ftp://elsewhere/x", "http://[broken", "mailto:x@y"])
def test_a_redirect_to_nowhere_ends(hub: Hub, location: str) -> None:
    hub.go_wrong("/api/models", lambda conversation: conversation.redirect(location))
    assert why_absent(ask_one(hub))


def test_a_renamed_repository_is_followed_and_said_to_be_one(hub: Hub) -> None:
    hub.add("openai-community/gpt2")
    hub.moved["gpt2"] = "openai-community/gpt2"
    found = missing(ask_one(hub, "gpt2"))
    assert (found.kind, found.why) == ("moved", "it is now openai-community/gpt2")
    assert found.facts
    assert found.facts.config["hidden_size"] == 896


def test_another_case_of_a_name_is_the_same_name(hub: Hub) -> None:
    hub.moved[NAME.lower()] = NAME
    assert facts(ask_one(hub, NAME.lower())).repo_id == NAME


def test_a_token_is_not_shown_to_whom_a_redirect_leads(hub: Hub) -> None:
    with serve(Hub()) as other:
        other.add(NAME)
        there = other.endpoint.replace("localhost", "127.0.0.1")
        hub.go_wrong("/api/models", lambda one: one.redirect(f"{there}/api/models/{NAME}"))
        ask_one(hub, token=TOKEN)
        assert hub.authorizations[0] == f"Bearer {TOKEN}"
        assert set(other.authorizations) == {None}


def test_a_config_that_cannot_be_had_leaves_the_facts_incomplete(hub: Hub) -> None:
    for trouble, says in (
        (answer(500), "500"),
        (answer(200, "<html>", "text/html"), "no JSON"),
        (answer(403), "403 Forbidden"),
        (refuse(401, "Invalid username or password."), "private or gated"),
    ):
        hub.go_wrong(f"/{NAME}/resolve", trouble)
        found = missing(ask_one(hub))
        assert found.kind == "incomplete"
        assert says in found.why
        assert found.facts
        assert found.facts.license == "apache-2.0"


def test_a_moved_model_without_its_config_is_not_known_yet(hub: Hub) -> None:
    hub.add("new/name")
    hub.moved["old/name"] = "new/name"
    hub.go_wrong("/new/name/resolve", answer(500))
    assert "config.json" in why_absent(ask_one(hub, "old/name"))


def test_a_repository_without_a_config_is_not_asked_for_one(hub: Hub) -> None:
    hub.add("o/n-GGUF", config=None, siblings=[{"rfilename": "n.gguf", "size": 1}])
    assert facts(ask_one(hub, "o/n-GGUF")).config["model_type"] == "qwen2"
    assert len(hub.asked) == 1
    hub.add("o/unlisted", config=None, siblings=None)
    facts(ask_one(hub, "o/unlisted"))
    assert len(hub.asked) == 3


def test_custom_code_is_seen_in_either_config(hub: Hub) -> None:
    hub.add("o/code", config={**CONFIG, "auto_map": {"AutoModel": "modeling.Model"}})
    assert facts(ask_one(hub, "o/code")).has_custom_code is True


def test_a_base_of_another_owner_is_asked_for_its_license_once(hub: Hub) -> None:
    hub.add("Qwen/Qwen2.5-3B", cardData={"license": "other", "license_name": "qwen-research"})
    for name in ("a/tuned", "b/tuned"):
        tags = ["base_model:Qwen/Qwen2.5-3B", "base_model:finetune:Qwen/Qwen2.5-3B"]
        hub.add(name, tags=tags)
    answers = ask([("a/tuned", None), ("b/tuned", None)], endpoint=hub.endpoint)
    for found in answers.values():
        assert facts(found).base_licenses == {"Qwen/Qwen2.5-3B": "qwen-research"}
    assert len(hub.asked) == 5
    assert hub.counts()["/api/models/Qwen/Qwen2.5-3B?blobs=true"] == 1


def test_a_base_that_is_asked_for_anyway_is_not_asked_for_twice(hub: Hub) -> None:
    hub.add("a/tuned", tags=[f"base_model:quantized:{NAME}"])
    answers = ask([("a/tuned", None), (NAME, None)], endpoint=hub.endpoint)
    assert facts(answers["a/tuned", None]).base_licenses == {NAME: "apache-2.0"}
    assert len(hub.asked) == 4


@pytest.mark.parametrize(
    "fields",
    [
        {"tags": ["base_model:a/base"]},
        {"tags": ["base_model:o/base"], "cardData": {"license": "cc-by-nc-4.0"}},
        {"tags": [], "cardData": {"base_model": "not a name"}},
    ],
)
def test_a_base_that_cannot_be_the_stricter_one_is_not_asked_for(
    hub: Hub, fields: dict[str, Any]
) -> None:
    hub.add("a/tuned", **fields)
    assert facts(ask_one(hub, "a/tuned")).base_licenses == {}
    assert len(hub.asked) == 2


def test_of_a_merge_only_some_bases_are_asked_for(hub: Hub) -> None:
    hub.add("a/merge", cardData={"license": "mit", "base_model": [f"o/{n}" for n in range(20)]})
    assert facts(ask_one(hub, "a/merge")).base_licenses == {}
    assert len(hub.asked) == 6


def test_a_moved_model_knows_its_base(hub: Hub) -> None:
    hub.add("o/base", cardData={"license": "llama3"})
    hub.add("a/new", tags=["base_model:o/base"])
    hub.moved["a/old"] = "a/new"
    found = missing(ask_one(hub, "a/old"))
    assert found.facts
    assert found.facts.base_licenses == {"o/base": "llama3"}


def test_an_endpoint_where_nobody_listens_is_absent() -> None:
    where = Hub(endpoint=f"http://127.0.0.1:{standin.closed_port()}")
    assert why_absent(ask_one(where)).endswith("the connection is refused")


def test_a_name_that_nobody_has_is_absent() -> None:
    why = why_absent(ask_one(Hub(endpoint="https://hub.invalid"), deadline_s=10))
    assert why.startswith("hub.invalid ")


def test_a_certificate_that_nobody_trusts_is_said_to_be_one(certificate: Path | None) -> None:
    if certificate is None:
        pytest.skip("openssl makes the certificate")
    with serve(Hub(), certificate) as hub:
        assert "certificate" in why_absent(ask_one(hub))


def test_a_certificate_file_that_is_not_there_is_said_to_be_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/no/such/file.pem")
    assert "certificate" in why_absent(ask_one(Hub(endpoint="https://localhost:1")))


def test_an_error_that_another_connection_left_in_openssl_is_not_ours(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = CLIENT.get_session
    errors = [ssl.SSLError("PEM lib")]

    def open_late() -> object:
        if errors:
            raise errors.pop()
        return opened()

    monkeypatch.setattr(CLIENT, "get_session", open_late)
    facts(ask_one(hub))


def test_many_models_at_a_dead_endpoint_do_not_take_longer_than_one(hub: Hub) -> None:
    hub.go_wrong("/api/models", standin.stall(3))
    keys: list[Key] = [(f"o/{number}", None) for number in range(100)]
    start = time.monotonic()
    answers = ask(keys, endpoint=hub.endpoint, deadline_s=0.5)
    assert time.monotonic() - start < 1.5
    assert {type(one) for one in answers.values()} == {Absent}
    assert len(hub.asked) <= 32


def test_nobody_is_asked_for_nothing(hub: Hub) -> None:
    assert ask([], endpoint=hub.endpoint) == {}
    assert hub.asked == []


def test_nothing_is_asked_offline(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.setenv(name, "1")
        assert why_absent(ask_one(hub)) == f"{name} is set"
        monkeypatch.setenv(name, "0")
    assert hub.asked == []
    facts(ask_one(hub))


def test_the_client_may_have_been_told_to_be_offline_before(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    assert "HF_HUB_OFFLINE" in why_absent(ask_one(hub))


def test_the_environment_is_read_at_each_call(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", hub.endpoint + "/")
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    facts(ask([(NAME, None)])[NAME, None])
    assert set(hub.authorizations) == {f"Bearer {TOKEN}"}
    hub.authorizations.clear()
    facts(ask([(NAME, None)], token="")[NAME, None])
    assert set(hub.authorizations) == {None}


def test_the_token_is_shown_nowhere(
    hub: Hub, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_DEBUG", True)
    for name in ("", "huggingface_hub", "httpx2", "httpcore2"):
        caplog.set_level(logging.DEBUG, name)
        logging.getLogger(name).propagate = True
    hub.go_wrong("/api/models/o/wrong", answer(500), standin.hang_up, answer(401))
    keys: list[Key] = [(NAME, None), ("o/wrong", None), ("no/such", None)]
    said = repr(ask(keys, endpoint=hub.endpoint, token=TOKEN))
    shown = said + caplog.text + repr(read_settings({"HF_TOKEN": TOKEN}))
    assert "Request" in caplog.text
    assert TOKEN not in shown


@pytest.mark.parametrize("token", ["hf_a b", "hf_ä", "hf_\x00", "hf_a\nX-Other: b"])
def test_a_token_that_no_header_can_hold_is_not_quoted(hub: Hub, token: str) -> None:
    why = why_absent(ask_one(hub, token=token))
    assert token not in why
    assert hub.asked == []


@pytest.mark.parametrize("endpoint", ["ftp://x", "localhost:80", "https://", "https://[x", "x"])
def test_what_is_no_address_is_not_asked(endpoint: str) -> None:
    given = ask([(NAME, None)], endpoint=endpoint)[NAME, None]
    assert why_absent(given) == "HF_ENDPOINT is no http or https address"


def test_a_broken_proxy_is_not_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks9://user:secret@nowhere")
    why = why_absent(ask([(NAME, None)], endpoint="https://hub.invalid")[NAME, None])
    assert "proxy" in why
    assert "secret" not in why


def test_the_token_of_a_login_is_found(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    settings = read_settings({"HF_HOME": str(tmp_path)})
    assert settings == Settings(HUB, TOKEN)
    assert settings.host == "huggingface.co"
    assert read_settings({"HF_TOKEN_PATH": str(tmp_path / "no")}) == Settings(HUB)
    assert read_settings({"HF_HOME": str(tmp_path), "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"}) == (
        Settings(HUB)
    )
    (tmp_path / "token").write_bytes(b"\xff\xfe")
    assert isinstance(read_settings({"HF_HOME": str(tmp_path)}), Absent)
    assert hub_home({"XDG_CACHE_HOME": "/x"}) == Path("/x/huggingface")
    assert Settings("https://").host == "the Hub"


def test_a_bug_on_the_way_looks_like_one(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        message = "a bug"
        raise AssertionError(message)

    monkeypatch.setattr("decision_lint.facts.hub.model.read_payload", broken)
    with pytest.raises(AssertionError, match="a bug"):
        ask_one(hub)


def test_no_thread_is_waited_for(hub: Hub) -> None:
    hub.go_wrong("/api/models", standin.stall(2))
    ask_one(hub, deadline_s=0.2)
    left = [one for one in threading.enumerate() if one.name.startswith("hub-")]
    assert all(one.daemon for one in left)


def test_the_facts_in_an_answer() -> None:
    found = ModelFacts(repo_id="o/n")
    assert facts_in(found) is found
    assert facts_in(Absent("x")) == Absent("x")
    assert facts_in(Missing("not found", "gone", "2026-11-24")) == Absent("gone")
    assert facts_in(Missing("moved", "it is now o/n", "2026-11-24", found)) is found
