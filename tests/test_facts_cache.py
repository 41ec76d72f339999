"""A model in the local cache, and the headers of its files, sound and broken."""

from __future__ import annotations

import json
import os
import struct
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision_lint.facts.local import gguf as gguf_module
from decision_lint.facts.local.cache import cache_folder, read_cached, read_card
from decision_lint.facts.local.gguf import GgufHeader, read_gguf
from decision_lint.facts.local.safetensors import read_dtypes
from decision_lint.model import GgufFacts, ModelFacts, ModelFile
from decision_lint.rule import Absent
from standin import CONFIG

COMMIT = "0123456789abcdef0123456789abcdef01234567"
NAME = "Qwen/Qwen2.5-0.5B-Instruct"


def safetensors(tensors: Mapping[str, tuple[str, list[int]]]) -> bytes:
    """Write a safetensors file without its tensors."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    for name, (dtype, shape) in tensors.items():
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [0, 0]}
    data = json.dumps(header).encode()
    return len(data).to_bytes(8, "little") + data


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def entry(key: str, kind: int, value: bytes) -> bytes:
    return text(key) + struct.pack("<I", kind) + value


def array(kind: int, *values: bytes) -> bytes:
    return struct.pack("<IQ", kind, len(values)) + b"".join(values)


def tensor(name: str, *shape: int) -> bytes:
    sizes = b"".join(struct.pack("<Q", size) for size in shape)
    return text(name) + struct.pack("<I", len(shape)) + sizes + struct.pack("<IQ", 12, 0)


def gguf(*entries: bytes, tensors: tuple[bytes, ...] = (), version: int = 3) -> bytes:
    head = b"GGUF" + struct.pack("<IQQ", version, len(tensors), len(entries))
    return head + b"".join(entries) + b"".join(tensors)


U32, F32, BOOL, STRING, ARRAY = 4, 6, 7, 8, 9
LLAMA = gguf(
    entry("general.architecture", STRING, text("llama")),
    entry("llama.context_length", U32, struct.pack("<I", 131072)),
    entry("llama.block_count", U32, struct.pack("<I", 16)),
    entry("llama.attention.head_count", U32, struct.pack("<I", 32)),
    entry("llama.attention.head_count_kv", ARRAY, array(U32, *[struct.pack("<I", 8)] * 2)),
    entry("llama.rope.dimension_count", U32, struct.pack("<I", 64)),
    entry("llama.rope.freq_base", F32, struct.pack("<f", 5e5)),
    entry("tokenizer.ggml.tokens", ARRAY, array(STRING, text("a"), text("bc"))),
    entry("tokenizer.ggml.scores", ARRAY, array(F32, *[struct.pack("<f", 0.0)] * 2000)),
    entry("tokenizer.ggml.add_bos_token", BOOL, b"\x01"),
    entry("tokenizer.chat_template", STRING, text("{{ messages }}")),
    tensors=(tensor("token_embd.weight", 2048, 128), tensor("norm.weight", 2048)),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "hub"


def keep(folder: Path, files: Mapping[str, bytes], name: str = NAME, ref: str = "main") -> Path:
    """Put a model into a cache as the Hub's client does: blobs, and links to them."""
    home = folder / f"models--{name.replace('/', '--')}"
    for path in ("blobs", "refs", f"snapshots/{COMMIT}"):
        (home / path).mkdir(parents=True, exist_ok=True)
    (home / "refs" / ref).parent.mkdir(parents=True, exist_ok=True)
    (home / "refs" / ref).write_text(COMMIT)
    for number, (path, data) in enumerate(files.items()):
        blob = home / "blobs" / str(number)
        blob.write_bytes(data)
        link = home / "snapshots" / COMMIT / path
        link.parent.mkdir(parents=True, exist_ok=True)
        try:
            link.symlink_to(blob)
        except OSError:
            link.write_bytes(data)
    return home


def test_a_downloaded_model_gives_facts(folder: Path) -> None:
    template = json.dumps({"chat_template": "{% if tools %}{% endif %}"}).encode()
    weights = safetensors({"a": ("BF16", [4, 8]), "b": ("F32", [2]), "c": ("BF16", [])})
    files = {
        "config.json": json.dumps({**CONFIG, "auto_map": {"AutoModel": "m.M"}}).encode(),
        "model.safetensors": weights,
        "tokenizer_config.json": template,
    }
    keep(folder, files)
    found = read_cached((NAME, None), folder)
    assert isinstance(found, ModelFacts)
    assert (found.repo_id, found.revision, found.source) == (NAME, COMMIT, "cache")
    assert found.files == tuple(
        ModelFile(path=path, size=len(data)) for path, data in sorted(files.items())
    )
    assert found.parameters == {"BF16": 33, "F32": 2}
    assert found.total_parameters == 35
    assert found.config["num_key_value_heads"] == 2
    assert (found.has_chat_template, found.tool_template, found.has_custom_code) == (
        True,
        True,
        True,
    )
    assert (found.license, found.gate) == (None, None)
    assert len(found.as_of) == 10


def test_a_model_in_gguf_has_the_dimensions_of_its_header(folder: Path) -> None:
    keep(folder, {"mmproj-x.gguf": b"", "x-Q4_K_M.gguf": LLAMA})
    found = read_cached((NAME, COMMIT), folder)
    assert isinstance(found, ModelFacts)
    assert found.config == {
        "max_position_embeddings": 131072,
        "num_attention_heads": 32,
        "num_hidden_layers": 16,
        "num_key_value_heads": [8, 8],
    }
    assert found.gguf == GgufFacts(
        architecture="llama",
        context_length=131072,
        parameters=2048 * 129,
        has_chat_template=True,
    )
    assert (found.has_chat_template, found.tool_template) == (True, False)


def test_of_a_split_gguf_the_first_part_does_not_count_the_parameters(folder: Path) -> None:
    keep(folder, {"x-00001-of-00002.gguf": LLAMA, "x-00002-of-00002.gguf": gguf()})
    found = read_cached((NAME, None), folder)
    assert isinstance(found, ModelFacts)
    assert found.gguf
    assert found.gguf.parameters is None


@pytest.mark.parametrize(
    "lacking",
    [
        {"model-00001-of-00002.safetensors": safetensors({"a": ("BF16", [1])})},
        {"model.safetensors": b"\x00"},
        {"original/model.safetensors": safetensors({"a": ("BF16", [1])})},
        {"config.json": b"{"},
        {"config.json": b"[" * 200_000},
        {"config.json": b" " * (5 * 2**20)},
        {"x.gguf": b"no"},
    ],
)
def test_what_is_half_there_counts_nothing(folder: Path, lacking: dict[str, bytes]) -> None:
    keep(folder, lacking)
    found = read_cached((NAME, None), folder)
    assert isinstance(found, ModelFacts)
    assert (found.parameters, found.config, found.gguf) == ({}, {}, None)


def test_shards_are_counted_together(folder: Path) -> None:
    one = safetensors({"a": ("BF16", [3])})
    keep(
        folder,
        {f"model-0000{n}-of-00002.safetensors": one for n in (1, 2)} | {"x.safetensors": one},
    )
    found = read_cached((NAME, None), folder)
    assert isinstance(found, ModelFacts)
    assert found.parameters == {"BF16": 6}


def test_a_branch_may_have_a_name_with_parts(folder: Path) -> None:
    keep(folder, {"config.json": b"{}"}, ref="refs/pr/3")
    assert isinstance(read_cached((NAME, "refs/pr/3"), folder), ModelFacts)


@pytest.mark.parametrize(
    "key",
    [
        ("no/such", None),
        (NAME, "v2"),
        (NAME, "f" * 40),
        (NAME, "../../../../etc/passwd"),
        (NAME, "/etc/passwd"),
        (NAME, "a\x00b"),
        ("../..", None),
    ],
)
def test_what_the_cache_does_not_hold_is_absent(folder: Path, key: tuple[str, str | None]) -> None:
    keep(folder, {"config.json": b"{}"})
    assert isinstance(read_cached(key, folder), Absent)


def test_a_broken_cache_is_absent(folder: Path) -> None:
    home = keep(folder, {})
    (home / "refs" / "main").write_text("nonsense")
    assert isinstance(read_cached((NAME, None), folder), Absent)
    assert isinstance(read_cached((NAME, None), folder / "nowhere"), Absent)


def test_a_link_to_nothing_is_no_file(folder: Path) -> None:
    home = keep(folder, {"config.json": b"{}", "model.safetensors": b""})
    (home / "blobs" / "1").unlink()
    found = read_cached((NAME, None), folder)
    assert isinstance(found, ModelFacts)
    assert "model.safetensors" not in {one.path for one in found.files} or os.name == "nt"


def test_a_cache_with_too_many_files_is_read_in_part(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("decision_lint.facts.local.cache._MOST_FILES", 1)
    keep(folder, {"a": b"", "b": b""})
    found = read_cached((NAME, None), folder)
    assert isinstance(found, ModelFacts)
    assert len(found.files) == 1


def test_the_cache_lies_where_the_clients_of_the_hub_put_it(tmp_path: Path) -> None:
    home = str(tmp_path)
    assert cache_folder({"HF_HUB_CACHE": home}) == tmp_path
    assert cache_folder({"HUGGINGFACE_HUB_CACHE": home}) == tmp_path
    assert cache_folder({"HF_HOME": home}) == tmp_path / "hub"
    assert cache_folder({"XDG_CACHE_HOME": home}) == tmp_path / "huggingface" / "hub"
    assert cache_folder({}).is_absolute()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 8,
        b"\xff" * 8,
        (100).to_bytes(8, "little") + b"{}",
        (2).to_bytes(8, "little") + b"[]",
        (2).to_bytes(8, "little") + b"{x",
        (200_000).to_bytes(8, "little") + b"[" * 200_000,
    ],
)
def test_what_is_no_safetensors_file_is_absent(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(data)
    found = read_dtypes(path)
    assert isinstance(found, Absent)
    assert "model.safetensors" in found.why


def test_a_tensor_of_the_wrong_shape_counts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    odd: dict[str, Any] = {"a": 5, "b": {"dtype": "BF16", "shape": [-1]}, "c": {"dtype": 5}}
    data = json.dumps({**odd, "d": {"dtype": "BF16", "shape": [2, 3]}}).encode()
    path.write_bytes(len(data).to_bytes(8, "little") + data)
    assert read_dtypes(path) == Counter(BF16=6)


def test_files_that_are_not_there_are_absent(tmp_path: Path) -> None:
    for read in (read_dtypes, read_gguf):
        found = read(tmp_path / "no.such")
        assert isinstance(found, Absent)
        assert "no such file" in found.why


def test_a_gguf_header_is_read_without_its_vocabulary(tmp_path: Path) -> None:
    path = tmp_path / "x.gguf"
    path.write_bytes(LLAMA + b"\x00" * 100)
    found = read_gguf(path)
    assert isinstance(found, GgufHeader)
    assert found.metadata["llama.rope.freq_base"] == 5e5
    assert found.metadata["tokenizer.ggml.add_bos_token"] is True
    assert "tokenizer.ggml.tokens" not in found.metadata
    assert "tokenizer.ggml.scores" not in found.metadata
    assert GgufHeader({"general.architecture": 5}, 0).facts == GgufFacts(has_chat_template=False)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "cut off"),
        (b"GGML" + LLAMA[4:], "does not begin with GGUF"),
        (gguf(version=1), "version 1"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 2**60), "it counts"),
        (b"GGUF" + struct.pack("<IQQ", 3, 2**60, 0), "it counts"),
        (gguf(text("k" * 70_000)), "a text of 70000 bytes"),
        (gguf(entry("k", 99, b"")), "unknown kind 99"),
        (gguf(entry("k", STRING, struct.pack("<Q", 2**62))), "a text of"),
        (gguf(entry("k", STRING, struct.pack("<Q", 2) + b"\xff\xff")), "its header is broken"),
        (gguf(entry("k", ARRAY, array(ARRAY))), "unknown kind 9"),
        (gguf(entry("k", ARRAY, struct.pack("<IQ", U32, 2**27))), "more than"),
        (gguf(entry("k", ARRAY, struct.pack("<IQ", STRING, 2**62))), "it counts"),
        (gguf(tensors=(text("t") + struct.pack("<I", 99),)), "99 dimensions"),
        (LLAMA[:-4], "cut off"),
    ],
)
def test_what_is_no_gguf_file_is_absent(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "x.gguf"
    path.write_bytes(data)
    found = read_gguf(path)
    assert isinstance(found, Absent)
    assert says in found.why


def test_a_header_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gguf_module, "LIMIT_BYTES", 64)
    path = tmp_path / "x.gguf"
    path.write_bytes(LLAMA)
    found = read_gguf(path)
    assert isinstance(found, Absent)
    assert "more than" in found.why or "a text of" in found.why


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_broken_header_does_not_raise(tmp_path: Path, data: st.DataObject) -> None:
    sound = data.draw(st.sampled_from([LLAMA, safetensors({"a": ("BF16", [2])})]))
    broken = bytearray(sound[: data.draw(st.integers(0, len(sound)))])
    for _ in range(data.draw(st.integers(0, 4))):
        if broken:
            at = data.draw(st.integers(0, len(broken) - 1))
            broken[at] = data.draw(st.integers(0, 255))
    path = tmp_path / "broken"
    path.write_bytes(broken)
    assert isinstance(read_gguf(path), GgufHeader | Absent)
    assert isinstance(read_dtypes(path), Counter | Absent)


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("---\nlicense: mit\n---\n# A model\n", {"license": "mit"}),
        ("\ufeff---\r\nlicense: mit\r\n---\r\n", {"license": "mit"}),
        ("---\nlicense: mit\n---", {"license": "mit"}),
        ("# A model\n", {}),
        ("---\n- a list\n---\n", {}),
        ("---\nlicense: [mit\n---\n", {}),
        ("---\n? {a: b}\n: c\n---\n", {}),
        ("---\n!!python/object:os.system {}\n---\n", {}),
        ("---\na: " + "[" * 5000 + "\n---\n", {}),
        ("---\n" + "# more\n" * 20_000 + "license: mit\n---\n", {}),
    ],
    ids=range(10),
)
def test_a_card_is_read_for_what_stands_at_its_top(tmp_path: Path, text: str, card: object) -> None:
    home = tmp_path / "models--o--n"
    (home / "snapshots" / COMMIT).mkdir(parents=True)
    (home / "snapshots" / COMMIT / "README.md").write_bytes(text.encode())
    assert read_card(("o/n", COMMIT), tmp_path) == card
    assert read_card(("o/n", "v1"), tmp_path) is None
    assert read_card(("o/other", COMMIT), tmp_path) is None
