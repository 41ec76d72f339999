"""Containers that a file describes: a Dockerfile, a service of a compose file, a pod's container.

Only fragments are met, seldom whole files, so lines are read for the few keys that matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from decision_lint.command.docker import Container, part_image, read_port
from decision_lint.command.shell import words_of
from decision_lint.command.wrappers import peel
from decision_lint.patterns import pattern

_KEY = pattern(
    r"(?P<indent>[ \t]*(?:-[ \t]+)?)[\"']?"
    r"(?P<key>image|command|args|entrypoint|ports|environment|env|network_mode|hostNetwork)"
    r"[\"']?[ \t]*:(?:[ \t]+(?P<value>.*)|[ \t]*)"
)
_ITEM = pattern(r"[ \t]*-[ \t]+(?P<item>.*)")
_PAIR = pattern(r"[ \t]*(?:-[ \t]+)?[\"']?(?P<name>\w+)[\"']?[ \t]*[:=][ \t]*(?P<value>.*)")
_BLOCK = pattern(r"[|>][+-]?\d?[ \t]*(?:#.*)?")
_COMMENT = pattern(r"(?:^|\s)#\s.*$")
_INSTRUCTION = pattern(
    r"^[ \t]*(?P<name>FROM|CMD|ENTRYPOINT|ENV)[ \t]+(?P<rest>\S(?:.*\\\n)*.*)$", re.MULTILINE
)
_STRING = r"\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*'"
_ELEMENT = rf"(?:[fr]?(?:{_STRING})|[\w.$(){{}}]+)"
_LIST = pattern(rf"\[\s*{_ELEMENT}(?:\s*,\s*{_ELEMENT}){{0,400}}+\s*,?\s*\]")
_ELEMENTS = pattern(_ELEMENT)
_FLOW = pattern(rf"{_STRING}|[^\s,\"'][^,]*")


def read_manifest(text: str) -> Iterator[Container]:
    """Read the containers that a text describes."""
    yield from _of_dockerfile(text)
    yield from _of_yaml(text.splitlines())


def lists_of_words(text: str) -> Iterator[tuple[str, ...]]:
    """Find commands that are written as lists: `["vllm", "serve", "…"]`."""
    for found in _LIST.finditer(text):
        yield _words_of_list(found[0])


def _words_of_list(text: str) -> tuple[str, ...]:
    return tuple(_unquoted(element) for element in _ELEMENTS.findall(text))


def _unquoted(element: str) -> str:
    """Give the text of a string of a list; a bare name stands for a value that is not known."""
    bare = element.lstrip("fr") if element[-1:] in {'"', "'"} else element
    if bare[:1] in {'"', "'"}:
        return re.sub(r"\\(.)", r"\1", bare[1:-1])
    return bare if re.fullmatch(r"\$.*|[\d.]+", bare) else f"${bare}"


def _of_dockerfile(text: str) -> Iterator[Container]:
    """Read a Dockerfile: what it starts from, and what it runs."""
    env: dict[str, str] = {}
    container = Container(is_whole=False, env=env)
    for found in _INSTRUCTION.finditer(text):
        name, rest = found["name"], found["rest"].strip()
        match name:
            case "FROM":
                image, tag = part_image(rest.split()[0])
                container = Container(image=image, tag=tag, is_whole=False, env=env)
            case "CMD":
                container = container._replace(arguments=_exec_or_shell(rest))
            case "ENTRYPOINT":
                container = container._replace(entrypoint=_exec_or_shell(rest))
            case _:
                env |= peel(("ENV", *words_of(rest))).env
    if container.arguments or container.entrypoint:
        yield container


def _exec_or_shell(rest: str) -> tuple[str, ...]:
    return _words_of_list(rest) if rest.startswith("[") else words_of(rest)


def _of_yaml(lines: Sequence[str]) -> Iterator[Container]:
    """Read services: a key that comes again begins the next one."""
    seen: dict[str, tuple[str, ...]] = {}
    position = 0
    while position < len(lines):
        found = _KEY.fullmatch(lines[position])
        position += 1
        if found is None:
            continue
        if found["key"] in seen:
            yield from _service(seen)
            seen = {}
        end = _end_of_value(lines, position, found["indent"])
        is_pairs = found["key"] in {"environment", "env"}
        value = _value(found["value"] or "", lines[position:end], is_pairs=is_pairs)
        seen[found["key"]] = value
        position = end
    yield from _service(seen)


def _end_of_value(lines: Sequence[str], start: int, indent: str) -> int:
    """Find where the lines below a key that belong to its value end."""
    own = len(indent.expandtabs().rstrip("- ")) if indent.strip() else len(indent.expandtabs())
    end = start
    while end < len(lines):
        line = lines[end].expandtabs()
        depth = len(line) - len(line.lstrip())
        is_item = line.lstrip().startswith("- ") and depth >= own and not indent.strip()
        is_key = _KEY.match(lines[end])
        if line.strip() and ((depth <= own and not is_item) or (is_key and depth <= len(indent))):
            break
        end += 1
    return end


def _value(inline: str, below: Sequence[str], *, is_pairs: bool) -> tuple[str, ...]:
    """Read a value as words: a list in either notation, a text, or a mapping as `name=value`."""
    inline = _COMMENT.sub("", inline).strip()
    if is_pairs:
        return _pairs(below)
    if inline.startswith("["):
        inside = " ".join((inline, *below))[1:].partition("]")[0]
        return tuple(_scalar(element.strip()) for element in _FLOW.findall(inside))
    if not inline and (items := tuple(_items(below))):
        return items
    if inline and not _BLOCK.fullmatch(inline):
        below = (inline, *below)
    joiner = "\n" if inline.startswith("|") else " \\\n"
    return _text(joiner.join(line.strip() for line in below if line.strip()))


def _items(lines: Sequence[str]) -> Iterator[str]:
    """Read the items of a list; one may be a block of the lines below it."""
    block: list[str] | None = None
    for line in lines:
        found = _ITEM.fullmatch(line)
        if found is None:
            if block is not None:
                block.append(line.strip())
            continue
        if block is not None:
            yield "\n".join(block)
        item = found["item"]
        block = [] if _BLOCK.fullmatch(item) else None
        if block is None:
            yield _scalar(_COMMENT.sub("", item))
    if block is not None:
        yield "\n".join(block)


def _scalar(text: str) -> str:
    text = text.strip()
    return text[1:-1] if text[:1] in {'"', "'"} and text[-1:] == text[:1] else text


def _text(text: str) -> tuple[str, ...]:
    """Give the words of a command, or the shell that runs what is more than one."""
    text = _scalar(text)
    return (
        ("sh", "-c", text)
        if re.search(r"&&|;|\n(?!\s*-)", text.replace("\\\n", " "))
        else words_of(text)
    )


def _pairs(lines: Sequence[str]) -> tuple[str, ...]:
    """Read a mapping or a list of variables; of a pod, the name and the value are two keys."""
    found: list[str] = []
    for line in lines:
        if pair := _PAIR.fullmatch(line):
            name, value = pair["name"], _scalar(_COMMENT.sub("", pair["value"]))
            match name:
                case "name":
                    found.append(f"{value}=")
                case "value" if found:
                    found[-1] += value
                case _:
                    found.append(f"{name}={value}")
    return tuple(found)


def _service(seen: dict[str, tuple[str, ...]]) -> Iterator[Container]:
    """Make a container of the keys of a service; a pod's `command` is an entry point."""
    image = " ".join(seen.get("image", ()))
    name, tag = part_image(image) if image else (None, None)
    command, arguments = seen.get("command", ()), seen.get("args", ())
    entrypoint = seen.get("entrypoint", ())
    if arguments:
        entrypoint, command = command, arguments
    if not (image or command or entrypoint):
        return
    ports = (read_port(port) for port in seen.get("ports", ()))
    env = seen.get("environment", ()) or seen.get("env", ())
    network = " ".join(seen.get("network_mode", ()))
    if seen.get("hostNetwork") == ("true",):
        network = "host"
    yield Container(
        image=name,
        tag=tag,
        entrypoint=entrypoint,
        arguments=command,
        ports=tuple(port for port in ports if port),
        network=network or None,
        is_whole=bool(image),
        env=dict(pair.partition("=")[::2] for pair in env),
    )
