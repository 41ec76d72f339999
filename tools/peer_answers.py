"""Asks another estimator about models; runs in the environment that it is installed in.

`peer_answers.py NAME ENDPOINT` reads questions as JSON from standard input, sends what the peer
asks of the Hub to ENDPOINT, and prints one answer for each question: bytes, or why there is none.
"""

from __future__ import annotations

import asyncio
import json
import sys
import warnings
from collections.abc import Callable, Mapping
from typing import Any
from unittest.mock import patch

Question = Mapping[str, Any]
Answer = dict[str, Any]


def hf_mem(endpoint: str) -> Callable[[Question], Answer]:
    """Ask hf-mem, whose addresses are fixed: what it sends to huggingface.co goes elsewhere."""
    import httpx2
    from hf_mem.run import run

    real = httpx2.AsyncClient
    elsewhere = httpx2.URL(endpoint)

    class Transport(httpx2.AsyncHTTPTransport):
        async def handle_async_request(self, request: Any) -> Any:
            request.url = request.url.copy_with(
                scheme=elsewhere.scheme, host=elsewhere.host, port=elsewhere.port
            )
            return await super().handle_async_request(request)

    def client(**options: Any) -> Any:
        return real(**{**options, "http2": False, "transport": Transport()})

    patch.object(httpx2, "AsyncClient", client).start()

    def ask(question: Question) -> Answer:
        found = run(
            model_id=question["repo_id"],
            experimental=question["kind"] != "weights_gib",
            max_model_len=question["context"],
            batch_size=question["sequences"],
            kv_cache_dtype=question["kv_dtype"],
        )
        return {"weights": found.memory, "kv": found.kv_cache, "total": found.total_memory}

    return ask


def whichllm(_: str) -> Callable[[Question], Answer]:
    """Ask whichllm: its own reading of the Hub's answer, its own sums."""
    from whichllm.engine.quantization import estimate_weight_bytes
    from whichllm.engine.vram import estimate_kv_cache, estimate_vram
    from whichllm.models.hf import fetch_model_by_id

    def ask(question: Question) -> Answer:
        model = asyncio.run(fetch_model_by_id(question["repo_id"]))
        if model is None:
            return {"why": "it finds no number of parameters"}
        context = question["context"]
        return {
            "weights": estimate_weight_bytes(model, None),
            "kv": estimate_kv_cache(model, context),
            "total": estimate_vram(model, None, context),
        }

    return ask


PEERS = {"hf-mem": hf_mem, "whichllm": whichllm}


def main() -> None:
    """Answer every question; what a peer raises is its answer."""
    warnings.simplefilter("ignore")
    ask = PEERS[sys.argv[1]](sys.argv[2])
    answers = []
    for question in json.load(sys.stdin):
        try:
            answers.append(ask(question))
        except Exception as error:  # noqa: BLE001 - whatever it raises is what it says
            said = " ".join(str(error).split())[:120]
            answers.append({"why": f"it raises {type(error).__name__}: {said}"})
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
