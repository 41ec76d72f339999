"""The arguments of `fit`."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter

from decision_lint.cli.values import file_name

_DESCRIPTION = """\
Estimate the memory that a model needs, and say whether a device gives it. Without a device the
common cards are tried. MODEL is written as in a record: Qwen/Qwen2.5-7B-Instruct, with @COMMIT,
hf.co/OWNER/NAME:Q4_K_M, qwen2.5:7b, Qwen2.5-7B-Instruct."""

_EPILOG = """\
exit codes: 0 fits, also where that is tight, or no device is named; 1 does not fit; 2 usage,
a model or device that nobody knows, or too little is known to tell; 3 the run itself failed,
or --online and the Hub does not answer for a model that is known nowhere else"""

_OPTIONS = {
    "device": (
        ("--gpu", "NAME", "the device: L4, 'A100 40GB', 2xL4; repeat it for several"),
        ("--vram", "SIZE", "the memory of one device: 24GB is a nameplate, 22.5GiB is exact"),
    ),
    "runtime": (
        ("--runtime", "NAME", "vllm, sglang, transformers, llama.cpp, ollama, lm-studio, tgi, mlx"),
        ("--runtime-version", "VERSION", "its version (default: the newest that is known)"),
        ("--context", "TOKENS", "tokens of one sequence: 8192, 32k (default: the runtime's own)"),
        ("--concurrency", "NUMBER", "sequences at the same time (default: 1)"),
        ("--dtype", "TYPE", "what weights are loaded as: auto, bfloat16, float32"),
        ("--quantization", "NAME", "fp8, awq, gptq, bnb-4bit, Q4_K_M and the like"),
        ("--kv-dtype", "TYPE", "what the cache is kept as: auto, fp8, q8_0, q8_0/f16"),
        ("--tensor-parallel", "NUMBER", "devices that share each layer"),
    ),
}


def fit_parser() -> ArgumentParser:
    """Make the parser of `fit`."""
    parser = ArgumentParser(
        "decision-lint fit",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("model", metavar="MODEL", help="a Hub id, URL, Ollama tag or bare name")
    for title, options in _OPTIONS.items():
        group = parser.add_argument_group(title)
        for name, metavar, meaning in options:
            action = "append" if name == "--gpu" else "store"
            group.add_argument(name, metavar=metavar, help=meaning, action=action)
    run = parser.add_argument_group("run")
    network = run.add_mutually_exclusive_group()
    network.add_argument("--online", action="store_true", help="ask the Hub about the model")
    network.add_argument(
        "--offline", action="store_true", help="ask nobody over the network; it is so by default"
    )
    run.add_argument(
        "--output-format", choices=("full", "json"), default="full", help="default: full"
    )
    run.add_argument(
        "-o", "--output-file", metavar="FILE", type=file_name, help="write the answer to a file"
    )
    run.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    return parser
