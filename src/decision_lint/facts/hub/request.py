"""One bounded request: in time, in bytes and in how often it is tried again."""

from __future__ import annotations

import ssl
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from decision_lint import __version__
from decision_lint.facts.hub.failure import may_pass, why
from decision_lint.facts.hub.settings import Settings
from decision_lint.facts.hub.waiting import PASSING, TOO_MANY, pause_asked, pause_before
from decision_lint.rule import Absent

TRIES = 4
STEP_SECONDS = 10.0
"""Longest that one step of a try may take: to connect, or to wait for more."""

_OK = 200


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: its status, its headers by names in lower case, and its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_ok(self) -> bool:
        """Whether it holds what was asked for."""
        return self.status == _OK


@dataclass(frozen=True, slots=True)
class _Try:
    outcome: Reply | Absent
    pause: float | None = None
    """Seconds to wait before another try; None where another would be in vain."""


def _open(client: Any) -> Any:
    try:
        return client.get_session()
    except ssl.SSLError:
        # A connection that is thrown away may leave its error in OpenSSL's queue, where it is
        # taken for the next call's; one of the certificates comes again.
        return client.get_session()


class Line:
    """A line to the Hub over its client's own session: proxies, certificates and all.

    `HfApi.model_info` makes the same request, but limits neither the whole time nor the body, and
    loses every field of an answer for one that is broken.
    """

    def __init__(self, settings: Settings, deadline: float) -> None:
        # The client costs a fifth of a second, so that only who asks the Hub meets it.
        import huggingface_hub.utils

        client: Any = huggingface_hub.utils
        self.settings = settings
        self._deadline = deadline  # of time.monotonic
        self._session: Any = _open(client)
        library: Any = sys.modules[type(self._session).__module__.partition(".")[0]]
        # What the client raises on the way, and what Python does: names, proxies, offline.
        self._failures = (library.HTTPError, library.InvalidURL, OSError, ValueError)
        # Not the client's own headers: to compose them it asks the Hub for a list of agents, once a
        # day and beyond any deadline.
        self._headers = {
            "user-agent": f"decision-lint/{__version__}",
            "accept-encoding": "identity",  # a small body can hold a large one
        }
        if settings.token is not None:
            self._headers["authorization"] = f"Bearer {settings.token}"
        self._closed = threading.Event()
        self._not_before = 0.0  # a Hub that sees too many requests lets everybody wait

    def close(self) -> None:
        """Let every request that is still under way end at its next step."""
        self._closed.set()

    @property
    def left(self) -> float:
        """Seconds until the deadline."""
        return 0.0 if self._closed.is_set() else self._deadline - time.monotonic()

    def get(self, path: str, limit: int) -> Reply | Absent:
        """Ask for a path, again where that may help; the body has `limit` bytes at most."""
        outcome: Reply | Absent = self._late()
        for tried in range(TRIES):
            turn = max(self._not_before - time.monotonic(), 0.0)
            if turn >= self.left:
                return self._told_to_wait(turn) if turn else outcome
            self._closed.wait(turn)
            one = self._try(path, limit, tried)
            outcome = one.outcome
            if one.pause is None:
                break
            if one.pause >= self.left:
                return outcome if isinstance(outcome, Absent) else self._told_to_wait(one.pause)
            if isinstance(outcome, Reply) and outcome.status == TOO_MANY:
                self._not_before = max(self._not_before, time.monotonic() + one.pause)
            elif tried + 1 < TRIES:
                self._closed.wait(one.pause)
        return outcome

    def _try(self, path: str, limit: int, tried: int) -> _Try:
        try:
            reply = self._once(path, limit)
        except self._failures as error:
            failure = Absent(why(error, self.settings.host))
            return _Try(failure, pause_before(tried) if may_pass(error) else None)
        if isinstance(reply, Absent) or reply.status not in PASSING:
            return _Try(reply)
        asked = pause_asked(reply.headers)
        return _Try(reply, pause_before(tried) if asked is None else asked)

    def _once(self, path: str, limit: int) -> Reply | Absent:
        with self._session.stream(
            "GET",
            self.settings.endpoint + path,
            headers=self._headers,
            timeout=max(min(STEP_SECONDS, self.left), 0.001),
            follow_redirects=True,
        ) as response:
            headers = {name.lower(): value for name, value in response.headers.items()}
            if headers.get("content-encoding", "identity") != "identity":
                return Absent(f"{self.settings.host} packs what it should send as it is")
            body = bytearray()
            for part in response.iter_raw():
                body += part
                if len(body) > limit:
                    return Absent(f"{self.settings.host} sends more than {limit} bytes")
                if self.left <= 0:
                    return self._late()
            return Reply(response.status_code, headers, bytes(body))

    def _late(self) -> Absent:
        return Absent(f"{self.settings.host} did not answer in time")

    def _told_to_wait(self, seconds: float) -> Absent:
        return Absent(f"{self.settings.host} asks to wait {seconds:.0f} s")
