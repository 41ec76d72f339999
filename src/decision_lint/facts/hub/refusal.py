"""What a refusal of the Hub means: a fact about the repository, or no answer at all."""

from __future__ import annotations

import json
from http import HTTPStatus

from decision_lint.facts.answer import Missing, MissingKind
from decision_lint.facts.hub.request import Reply
from decision_lint.facts.loose import mapping, text
from decision_lint.rule import Absent

_DISABLED = "access to this resource is disabled"
_BAD_TOKEN = "invalid credentials"  # noqa: S105  (what the Hub says of a token, not one)
_CODES: dict[str, tuple[MissingKind, str]] = {
    "RevisionNotFound": ("bad revision", "the repository has no such revision"),
    "GatedRepo": ("gated", "its files are for those only whom its owner lets in"),
    "RepoNotFound": ("not found", ""),
}


def refusal(reply: Reply, host: str, as_of: str, *, is_anonymous: bool) -> Missing | Absent:
    """Read what an answer other than 200 says of a repository.

    A missing repository is a 401 to the anonymous and a 404 with `X-Error-Code` to others; both
    may as well be private. huggingface_hub tells them apart by the address, and over plain http
    not at all. What bears no mark of the Hub (a proxy's 401, a web server's 404) says nothing.
    """
    code = reply.headers.get("x-error-code", "")
    said = (reply.headers.get("x-error-message") or _error(reply.body)).casefold()
    if code in _CODES:
        kind, why = _CODES[code]
        return Missing(kind, why or _unseen(is_anonymous=is_anonymous), as_of)
    if _DISABLED in said:
        return Missing("disabled", "the Hub has taken it down", as_of)
    if _BAD_TOKEN in said:
        return Absent(f"{host} does not know the token (HF_TOKEN)")
    is_missing = (reply.status == HTTPStatus.UNAUTHORIZED and is_anonymous) or (
        reply.status == HTTPStatus.NOT_FOUND and "not found" in said
    )
    if is_missing and said:
        return Missing("not found", _unseen(is_anonymous=is_anonymous), as_of)
    return Absent(f"{host} answers {_status(reply.status)}")


def _unseen(*, is_anonymous: bool) -> str:
    if is_anonymous:
        return "it may be private or gated: the caller is anonymous"
    return "it may be private: the token does not see it"


def _error(body: bytes) -> str:
    """Give the word of the Hub in an answer's body: `{"error": "Repository not found"}`."""
    try:
        return text(mapping(json.loads(body)).get("error")) or ""
    except (ValueError, RecursionError):
        return ""


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
