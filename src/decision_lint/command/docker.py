"""A container that a command starts: its image, what it runs, and which ports it publishes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from decision_lint.command.shell import words_of
from decision_lint.command.wrappers import subcommand
from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern

_ENGINES = frozenset("docker podman nerdctl".split())
_STARTS = frozenset({("run",), ("create",), ("container", "run"), ("container", "create")})
_PORT = pattern(
    r"(?:(?P<address>\[[^\]]*\]|\$\{[^}]*\}|[^:]*):)??"
    r"(?:(?P<host>\$\{[^}]*\}|[^:]*):)?(?P<container>\$\{[^}]*\}|[^:/]+)(?:/\w+)?"
)


class Port(NamedTuple):
    """A port that a container publishes, as written; None where nothing is said."""

    container: str
    host: str | None = None
    address: str | None = None


class Container(NamedTuple):
    """What a command says of a container."""

    image: str | None = None
    tag: str | None = None
    entrypoint: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    ports: tuple[Port, ...] = ()
    all_ports: bool = False
    """Whether every port of the image is published, on ports that the engine picks."""
    network: str | None = None
    """host, another container, a variable or a name; None where nothing is said."""
    is_whole: bool = True
    """Whether the text says how the container is run, and not only what is in its image."""
    env: Mapping[str, str] = MappingProxyType({})


def read_container(words: Sequence[str], env: Mapping[str, str]) -> Container | None:
    """Read `docker run` and its like; `env` is where `-e NAME` takes its value from."""
    parts, _ = subcommand(words)
    if parts[0] == "kubectl" and parts[1:2] == ("run",):
        return _of_kubectl(words)
    if parts[0] not in _ENGINES:
        return None
    for start in _STARTS:
        if parts[1 : 1 + len(start)] == start:
            position = list(words).index(start[-1]) + 1
            return _Reader(tuple(words[position:]), env).read()
    return None


def image_row(image: str | None, tag: str | None) -> tuple[str, Mapping[str, Any]] | None:
    """Find an image in the table, whatever registry stands before it: its runtime and its row."""
    for runtime, facts in table("runtimes")["runtimes"].items():
        for row in facts.get("images", ()):
            is_named = image == row["image"] or (image or "").endswith(f"/{row['image']}")
            if is_named and (tag or "").startswith(row.get("tag", "")):
                return runtime, row
    return None


def part_image(word: str) -> tuple[str, str | None]:
    """Part an image into its name and its tag or digest."""
    name, _, digest = word.partition("@")
    head, colon, tag = name.rpartition(":")
    if colon and "/" not in tag and head:
        return head, tag
    return name, digest or None


def read_port(text: str) -> Port | None:
    """Read what `-p` publishes: `8080:80`, `127.0.0.1:8080:80`, `80`."""
    found = _PORT.fullmatch(text.strip())
    if found is None:
        return None
    return Port(found["container"], found["host"] or None, found["address"] or None)


def _of_kubectl(words: Sequence[str]) -> Container | None:
    images = [word.partition("=")[2] for word in words if word.startswith("--image=")]
    if not images:
        return None
    behind = tuple(words[list(words).index("--") + 1 :]) if "--" in words else ()
    name, tag = part_image(images[0])
    return Container(image=name, tag=tag, arguments=behind)


class _Reader:
    """Reads the options before the image; what they take decides where it stands."""

    def __init__(self, words: tuple[str, ...], outer: Mapping[str, str]) -> None:
        self.words = words
        self.outer = outer
        self.position = 0
        self.ports: list[Port] = []
        self.env: dict[str, str] = {}
        self.entrypoint: tuple[str, ...] = ()
        self.network: str | None = None
        self.all_ports = False

    def read(self) -> Container:
        """Read up to the image; what stands behind it are arguments."""
        while self.position < len(self.words) and self.words[self.position].startswith("-"):
            self.position += 1
            self._option(self.words[self.position - 1])
        at = self._image_from(self.position)
        if at > self.position:  # what those variables hold may publish, or not
            self.network = self.words[self.position]
        name, tag = part_image("".join(self.words[at : at + 1]))
        return Container(
            image=name or None,
            tag=tag,
            entrypoint=self.entrypoint,
            arguments=self.words[at + 1 :],
            ports=tuple(self.ports),
            all_ports=self.all_ports,
            network=self.network,
            env=self.env,
        )

    def _image_from(self, at: int) -> int:
        """Find the image, which stands behind variables that hold options."""
        if not "".join(self.words[at : at + 1]).startswith("$"):
            return at
        for index in range(at, len(self.words)):
            if image_row(*part_image(self.words[index])):
                return index
        while at + 1 < len(self.words) and self.words[at + 1].startswith("$"):
            at += 1
        return at

    def _option(self, word: str) -> None:
        switches = table("flags")["docker run"]["switches"]
        name, equals, value = word.partition("=")
        if word.startswith("--"):
            if name not in switches and not equals:
                value = self._next()
            self._set(name, value)
            return
        for index, letter in enumerate(word[1:], start=2):  # `-itp8000:8000` is three options
            if f"-{letter}" not in switches:
                attached = word[index:].removeprefix("=")
                self._set(f"-{letter}", attached or self._next())
                return
            self._set(f"-{letter}", "")

    def _next(self) -> str:
        self.position += 1
        return "".join(self.words[self.position - 1 : self.position])

    def _set(self, name: str, value: str) -> None:
        match name:
            case "-p" | "--publish":
                if port := read_port(value):
                    self.ports.append(port)
            case "-P" | "--publish-all":
                self.all_ports = True
            case "--network" | "--net":
                self.network = value
            case "--entrypoint":
                self.entrypoint = words_of(value)
            case "-e" | "--env":
                key, equals, given = value.partition("=")
                self.env[key] = given if equals else self.outer.get(key, f"${key}")
