"""A stand-in Hub that says of models what their facts say, for estimators that read the Hub."""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from decision_lint.model import ModelFacts

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

from standin import Hub, Trouble, serve

__all__ = ["make_hub", "serve"]

_BYTES = {"F64": 8, "I64": 8, "F32": 4, "I32": 4, "BF16": 2, "F16": 2, "I16": 2}


def make_hub(models: Sequence[ModelFacts]) -> Hub:
    """Make a stand-in Hub that says of each model what the facts say, and no more."""
    hub = Hub()
    for facts in models:
        dtypes = _dtypes(facts)
        hub.add(
            facts.repo_id,
            config=dict(facts.config),
            pipeline_tag=facts.pipeline_tag or "text-generation",
            safetensors={"parameters": dtypes, "total": facts.total_parameters},
        )
        hub.models[facts.repo_id]["config"] = dict(facts.config)
        header = _header(dtypes)
        files = [
            {"type": "file", "path": name, "size": 0, "oid": "0" * 40}
            for name in ("config.json", "model.safetensors")
        ]
        hub.go_wrong(f"/api/models/{facts.repo_id}/tree/", _sends(files))
        hub.go_wrong(f"/{facts.repo_id}/resolve/main/model.safetensors", _sends(header))
    return hub


def _sends(body: object) -> Trouble:
    return lambda conversation: conversation.send(200, body)


def _dtypes(facts: ModelFacts) -> dict[str, int]:
    """Give parameters by dtype; all of them as bfloat16 where the model is not quantized."""
    if facts.parameters:
        return dict(facts.parameters)
    return {"BF16": facts.total_parameters} if facts.total_parameters else {}


def _header(dtypes: Mapping[str, int]) -> bytes:
    """Write the header of a safetensors file that holds so many parameters."""
    tensors, at = {}, 0
    for dtype, number in dtypes.items():
        size = number * _BYTES.get(dtype, 1)
        tensors[f"model.{dtype}.weight"] = {
            "dtype": dtype,
            "shape": [number],
            "data_offsets": [at, at + size],
        }
        at += size
    text = json.dumps(tensors).encode()
    return struct.pack("<Q", len(text)) + text
