"""The header of a GGUF file, read within bounds and without its tensors.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from decision_lint.model import GgufFacts
from decision_lint.rule import Absent

LIMIT_BYTES = 256 * 2**20
"""A longer header is none: the largest vocabularies take some 20 MB."""

_MAGIC = b"GGUF"
_VERSIONS = frozenset((2, 3))
_MOST_KEYS = 10_000
_MOST_TENSORS = 200_000
_MOST_DIMENSIONS = 8
_LONGEST_KEY = 65_535
_KEPT_ARRAY = 1024
"""Longest array that is kept; longer ones are vocabularies."""
_STRING, _ARRAY = 8, 9
_SCALARS: Mapping[int, str] = {
    0: "<B",
    1: "<b",
    2: "<H",
    3: "<h",
    4: "<I",
    5: "<i",
    6: "<f",
    7: "<?",
    10: "<Q",
    11: "<q",
    12: "<d",
}


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What the header of a GGUF file says."""

    metadata: Mapping[str, Any]
    """Its keys with their values; vocabularies and merges are left out."""
    parameters: int
    """The number of parameters, as the shapes of the tensors say."""

    @property
    def architecture(self) -> str | None:
        """The name that llama.cpp gives the architecture."""
        name = self.metadata.get("general.architecture")
        return name if isinstance(name, str) else None

    def own(self, key: str) -> Any:
        """Give the value of a key that bears the architecture's name."""
        return self.metadata.get(f"{self.architecture}.{key}")

    @property
    def facts(self) -> GgufFacts:
        """The header as facts."""
        context = self.own("context_length")
        return GgufFacts(
            architecture=self.architecture,
            context_length=context if isinstance(context, int) else None,
            parameters=self.parameters or None,
            has_chat_template=bool(self.metadata.get("tokenizer.chat_template")),
        )


class _OddError(Exception):
    """A header that is none."""


def read_gguf(path: Path) -> GgufHeader | Absent:
    """Read the header of a GGUF file; a file that is none, or is cut off, does not raise."""
    try:
        with path.open("rb") as file:
            return _Reader(file).header()
    except OSError as error:
        return Absent(f"{path.name} cannot be read: {(error.strerror or str(error)).lower()}")
    except (_OddError, UnicodeDecodeError, struct.error) as error:
        odd = str(error) if isinstance(error, _OddError) else "its header is broken"
        return Absent(f"{path.name} is no GGUF file: {odd}")


class _Reader:
    """Goes through a header once; everything that it believes is bounded first."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.left = LIMIT_BYTES

    def header(self) -> GgufHeader:
        if self._bytes(4) != _MAGIC:
            raise _OddError("it does not begin with GGUF")
        if (version := self._number("<I")) not in _VERSIONS:
            raise _OddError(f"version {version}")
        tensors, keys = self._up_to(_MOST_TENSORS), self._up_to(_MOST_KEYS)
        metadata = {}
        for _ in range(keys):
            key = self._string(_LONGEST_KEY)
            value = self._value(self._number("<I"))
            if value is not None:
                metadata[key] = value
        return GgufHeader(metadata, sum(self._elements() for _ in range(tensors)))

    def _elements(self) -> int:
        """Give the number of elements of the next tensor."""
        self._string(_LONGEST_KEY)
        dimensions = self._number("<I")
        if dimensions > _MOST_DIMENSIONS:
            raise _OddError(f"a tensor of {dimensions} dimensions")
        sizes = [self._number("<Q") for _ in range(dimensions)]
        self._number("<I")
        self._number("<Q")
        return math.prod(sizes)

    def _value(self, kind: int) -> Any:
        if kind == _STRING:
            return self._string(self.left)
        if kind != _ARRAY:
            return self._number(self._format(kind))
        inner = self._number("<I")
        length = self._up_to(self.left)
        if inner == _STRING:
            for _ in range(length):
                self._skip(self._up_to(self.left))
            return None
        size = struct.calcsize(self._format(inner))  # an array of arrays has no format
        if length > _KEPT_ARRAY:
            self._skip(length * size)
            return None
        return [self._number(self._format(inner)) for _ in range(length)]

    def _format(self, kind: int) -> str:
        if kind not in _SCALARS:
            raise _OddError(f"a value of the unknown kind {kind}")
        return _SCALARS[kind]

    def _string(self, limit: int) -> str:
        length = self._number("<Q")
        if length > limit:
            raise _OddError(f"a text of {length} bytes")
        return self._bytes(length).decode("utf-8")

    def _up_to(self, limit: int) -> int:
        number: int = self._number("<Q")
        if number > limit:
            raise _OddError(f"it counts {number} of what are {limit} at most")
        return number

    def _number(self, spelt: str) -> Any:
        return struct.unpack(spelt, self._bytes(struct.calcsize(spelt)))[0]

    def _bytes(self, length: int) -> bytes:
        self._take(length)
        data = self.file.read(length)
        if len(data) < length:
            raise _OddError("it is cut off")
        return data

    def _skip(self, length: int) -> None:
        self._take(length)
        self.file.seek(length, 1)

    def _take(self, length: int) -> None:
        self.left -= length
        if self.left < 0:
            raise _OddError(f"its header has more than {LIMIT_BYTES} bytes")
