"""Where a server that a command starts can be reached."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from decision_lint.command.docker import Container, image_row
from decision_lint.command.options import Options, is_variable
from decision_lint.patterns import pattern

_LOOPBACK = pattern(r"127(?:\.\d+){1,3}|localhost|\[?::1\]?", re.IGNORECASE)
_WITHOUT_PORT = pattern(
    r"[^:]*|\[[^\]]*\]|[\da-fA-F]*::[\da-fA-F:]*|\$\{[^}]*\}"  # an IPv6 address may be bare
)
_SCHEME_PORTS = {"http": 80, "https": 443}
EVERYWHERE = "0.0.0.0"  # noqa: S104  (the address is what is looked for)


class Binding(NamedTuple):
    """Where a server listens, as far as it is known."""

    host: str | None = None
    source: str | None = None
    port: int | None = None
    exposed: bool | None = None


def bind(options: Options, facts: Mapping[str, Any], container: Container | None) -> Binding:
    """Tell where a server can be reached from outside its container."""
    is_silent = any(flag in options.flags for flag in facts.get("no_listener", ()))
    if is_silent or options.is_stated("socket"):
        return Binding(source="flag", exposed=False)
    host, port, source = _inside(options, _image(container))
    if container is None or not container.is_whole:
        return _reached(host, source, port)
    if container.network == "host":
        return _reached(host, "net_host_default" if source == "default" else source, port)
    if host and _LOOPBACK.fullmatch(host):
        return _reached(host, source, port)  # no published port leads to it
    return _published(container, port)


def _image(container: Container | None) -> Mapping[str, Any]:
    found = image_row(container.image, container.tag) if container else None
    return found[1] if found else {}


def _inside(options: Options, image: Mapping[str, Any]) -> tuple[str | None, int | None, str]:
    """Give the address, the port and where the address is from, as the program itself sees it."""
    default_port = _number(image.get("port") or options.defaults.get("port"))
    port = options.whole("port") if options.is_stated("port") else default_port
    if flag := options.flag("host"):
        return flag.value, port, "flag"
    if variable := options.variable("host"):
        host, own_port = _listening(options.env[variable], port)
        return host, own_port, "env"
    return image.get("host") or options.defaults.get("host"), port, "default"


def _listening(text: str, port: int | None) -> tuple[str, int | None]:
    """Read an address as Ollama does: `0.0.0.0`, `:80`, `http://[::]:80`; a scheme has a port."""
    scheme, _, rest = text.strip().rpartition("://")
    authority = rest.partition("/")[0]
    if _WITHOUT_PORT.fullmatch(authority):
        default = None if is_variable(authority) else _SCHEME_PORTS.get(scheme.casefold(), port)
        return authority or EVERYWHERE, default
    host, _, own_port = authority.rpartition(":")
    return host or EVERYWHERE, _number(own_port)


def _published(container: Container, port: int | None) -> Binding:
    """Tell where the port behind which the server listens is published."""
    ports = container.ports
    first = next((one for one in ports if _number(one.container) == port), next(iter(ports), None))
    if first is not None:
        return _reached(first.address or EVERYWHERE, "publish", _number(first.host))
    if container.all_ports:
        return _reached(EVERYWHERE, "publish", None)
    # Another container, or a variable, may publish what this one does not.
    is_open = re.search(r"[:$]", container.network or "")
    return Binding(source="container_only", port=port, exposed=None if is_open else False)


def _reached(host: str | None, source: str, port: int | None) -> Binding:
    if host is None or is_variable(host):
        return Binding(source=source, port=port)
    bare = host.strip("[]") if host.startswith("[") else host
    is_local = bool(_LOOPBACK.fullmatch(bare))
    shown = "127.0.0.1" if bare.casefold() == "localhost" else bare
    return Binding(shown, source, port, exposed=not is_local)


def _number(text: object) -> int | None:
    found = re.fullmatch(r"\d{1,5}", str(text or ""))
    return int(found[0]) if found else None
