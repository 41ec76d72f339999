"""Why a request came to nothing, in words that quote nothing of it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

_WORDS = {
    "TimeoutException": "did not answer in time",
    "TooManyRedirects": "redirects in a circle",
    "UnsupportedProtocol": "redirects to what is no http address",
    "InvalidURL": "redirects to what is no address",
    "ProxyError": "cannot be reached: the proxy refuses",
    "OfflineModeIsEnabled": "cannot be asked: HF_HUB_OFFLINE was set at the start",
    "ConnectError": "cannot be reached",
    "NetworkError": "broke off the connection",
    "ProtocolError": "broke off the connection",
}
"""By the names of the client's exceptions, which are the same in httpx and httpx2."""

_PASSING = frozenset(("TimeoutException", "NetworkError", "ProtocolError"))
_LASTING = frozenset(("ConnectError", "UnsupportedProtocol", "LocalProtocolError"))


def why(error: Exception, host: str) -> str:
    """Say what the matter is; an error's own text may hold an address with a password in it."""
    for one in _chain(error):
        match one:
            case socket.gaierror():
                return f"{host} cannot be reached: its name cannot be resolved"
            case ssl.SSLError():
                return f"{host} cannot be reached: its certificate is not trusted"
            case ConnectionRefusedError():
                return f"{host} cannot be reached: the connection is refused"
    names = _names(error)
    word = next((word for name, word in _WORDS.items() if name in names), "cannot be asked")
    return f"{host} {word}"


def may_pass(error: Exception) -> bool:
    """Tell whether the next try may fare better; a refused connection stays refused."""
    names = _names(error)
    return bool(names & _PASSING) and not names & _LASTING


def _names(error: Exception) -> frozenset[str]:
    return frozenset(kind.__name__ for kind in type(error).__mro__)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Give an error and what it came from; a chain may be a ring."""
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or at.__context__
