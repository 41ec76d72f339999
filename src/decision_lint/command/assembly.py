"""Puts together what a call states with what its runtime takes for granted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from decision_lint.command.binding import Binding, bind
from decision_lint.command.calls import Call, Snippet
from decision_lint.command.docker import Container, image_row
from decision_lint.command.flags import Arguments, grammar, take_apart
from decision_lint.command.launch import Launch
from decision_lint.command.options import Options, defaults_of
from decision_lint.command.origin import origin_of
from decision_lint.command.programs import Program
from decision_lint.command.versions import find_version
from decision_lint.knowledge.tables import Table, table
from decision_lint.patterns import pattern

_TAG = pattern(
    r"(?:^|[-_.])((?:ud-)?i?q[1-8]\w*|fp16|f16|bf16|fp8|int[48]|mxfp4|nvfp4|f32)$", re.IGNORECASE
)
_ENDPOINT = pattern(r"(?:https?://)?(?:localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?(?:/.*)?$")
_NOT_OFFLOADED = frozenset("0 0.0 false none cuda cuda:0 mps cpu".split())
_TAGGED = frozenset({"ollama", "llama.cpp", "lm-studio"})
"""Runtimes whose models bear their quantization as a tag."""


def assemble_program(call: Call, program: Program, text: str, version: str | None) -> Launch:
    """Make a launch of the call of a program; `version` is what the record names."""
    facts, row = table("runtimes")["runtimes"][program.runtime], program.row
    named = _named_version(program.runtime, facts, call.container, text)
    takes_model = row.get("model") == "first"
    arguments = take_apart(
        program.arguments, row["flags"], named or version, wants_model=takes_model
    )
    if any(flag.name in facts.get("extended_by", ()) for flag in arguments.flags):
        arguments = Arguments(arguments.flags, arguments.positionals)  # a plugin adds flags
    options = Options(
        flags={flag.name: flag.value for flag in arguments.flags},
        names=row.get("options", facts["options"]),
        env=call.env,
        env_names=row.get("environment", facts.get("environment", {})),
        defaults=defaults_of(row if "defaults" in row else facts, named or version),
        sizes="sizes" in grammar(row["flags"]).accepts,
    )
    model = _model(arguments.positionals if takes_model else (), options)
    binding = bind(options, facts, call.container) if program.action == "serve" else Binding()
    return Launch(
        runtime=program.runtime,
        action=program.action,
        host=binding.host,
        host_from=binding.source,
        port=binding.port,
        exposed=binding.exposed,
        image=call.container.image if call.container else None,
        image_tag=call.container.tag if call.container else None,
        runtime_version=named,
        flags=arguments.flags,
        unknown_flags=arguments.unknown,
        removed_flags=arguments.removed,
        env=dict(call.env),
        **_of_model(model, program.runtime, options, is_hub=_is_from_hub(options)),
        **_stated(options),
    )


def assemble_snippet(call: Call, snippet: Snippet, text: str, version: str | None) -> Launch:
    """Make a launch of a Python text that loads a model."""
    facts = table("runtimes")["runtimes"][snippet.runtime]
    in_python = facts["python"]
    named = _named_version(snippet.runtime, facts, call.container, text)
    options = Options(
        flags={flag.name: flag.value for flag in snippet.flags},
        names=in_python.get("options", {}),
        defaults=defaults_of(in_python if "defaults" in in_python else facts, named or version),
    )
    is_hub = snippet.row.get("source") == "hub"
    return Launch(
        runtime=snippet.runtime,
        action=snippet.row.get("action", "run"),
        runtime_version=named,
        python=True,
        flags=snippet.flags,
        env=dict(call.env),
        **_of_model(snippet.model, snippet.runtime, options, is_hub=is_hub),
        **_stated(options),
    )


def _model(positionals: Sequence[str], options: Options) -> str | None:
    """Choose the model: the first word that is one, unless that holds only further arguments."""
    stated = options.text("model")
    first = next((word for word in positionals if not _ENDPOINT.match(word)), None)
    return stated if first is None or (stated and first.startswith("$")) else first


def _is_from_hub(options: Options) -> bool:
    """Tell whether the model is stated by an option that means a repository."""
    by_flag, of_hub = options.flag("model"), options.flag("hub_model")
    if by_flag is not None:
        return by_flag == of_hub
    variable = options.variable("model")
    return variable is not None and variable == options.variable("hub_model")


def _of_model(model: str | None, runtime: str, options: Options, *, is_hub: bool) -> dict[str, Any]:
    """Give what is known of the model by its name and the options that pick its weights."""
    found: dict[str, Any] = {"model": model, "quantization": _quantization(model, runtime, options)}
    found["revision"] = options.text("revision")
    if model is None:
        return found
    if runtime == "transformers" and (at := re.fullmatch(r"([\w.-]+/[\w.-]+)@([\w./-]+)", model)):
        found |= {"model": at[1], "revision": found["revision"] or at[2]}
    return found | {"model_source": origin_of(model, runtime, is_hub=is_hub)}


def _quantization(model: str | None, runtime: str, options: Options) -> str | None:
    """Give how the weights are quantized: by option, else by the tag of the model."""
    if stated := options.word("quantization"):
        return stated
    for bits in ("4", "8"):
        if options.switch(f"bnb_{bits}bit"):
            return f"bnb-{bits}bit"
    if model is None or runtime not in _TAGGED:
        return None
    tag = re.search(r"[:@]([\w.-]+)$", model)
    found = _TAG.search(tag[1]) if tag else None
    return found[1] if found else None


def _stated(options: Options) -> dict[str, Any]:
    """Give what the options amount to, whatever the runtime."""
    key_flag, key_variable = options.flag("api_key"), options.variable("api_key")
    tools = [name for name in ("tools", "tool_parser") if name in options.names]
    return {
        "api_key": bool(key_flag.value) if key_flag else key_variable is not None,
        "publishes_key_env": key_variable,
        "context_length": options.whole("context_length"),
        "tensor_parallel": options.whole("tensor_parallel"),
        "pipeline_parallel": options.whole("pipeline_parallel"),
        "data_parallel": options.whole("data_parallel"),
        "dtype": options.word("dtype"),
        "kv_dtype": options.word("kv_dtype"),
        "memory_fraction": options.fraction("memory_fraction"),
        "gpu_layers": options.text("gpu_layers"),
        "cpu_offload": _is_offloaded(options),
        "max_sequences": options.whole("max_sequences"),
        "remote_code": options.switch("remote_code"),
        "tool_flags": bool(tools) and all(options.flag(name) for name in tools),
        "served_name": options.text("served_name"),
        "chat_template": options.text("chat_template"),
        "load_format": options.word("load_format"),
    }


def _is_offloaded(options: Options) -> bool:
    """Tell whether the command lets a part of the model lie in main memory."""
    flag = options.flag("cpu_offload")
    return flag is not None and (flag.value or "").casefold() not in _NOT_OFFLOADED


def _named_version(
    runtime: str, facts: Table, container: Container | None, text: str
) -> str | None:
    """Find the version of the runtime that the command itself names."""
    if container and (found := image_row(container.image, container.tag)) and found[0] == runtime:
        return find_version(container.tag)
    for package in facts.get("packages", ()):
        pinned = re.search(
            rf"(?<![\w-]){re.escape(package)}(?:\[[\w,-]*\])?(?:==|@|~=)v?(\d[\w.]*)", text
        )
        if pinned:
            return find_version(pinned[1])
    return None
