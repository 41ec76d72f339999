"""The fingerprint of a line, computed as GitHub's upload of SARIF does when a file has none."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from sys import byteorder

_BLOCK = 100
"""The characters that a fingerprint covers from the start of its line on; blanks do not count."""
_FACTOR = 37
_MASK = 2**64 - 1
_FIRST = pow(_FACTOR, _BLOCK, 2**64)
_END = 0xFFFF
_LINE_END = ord("\n")


def line_hashes(text: str) -> Mapping[int, str]:
    """Give the fingerprint of every line: the hash, and which of the equal ones it is."""
    units = _units(text)
    padded = units + array("H", bytes(2 * _BLOCK))
    starts = [0, *(at + 1 for at, unit in enumerate(units) if unit == _LINE_END)]
    hashes, counts = {}, Counter[int]()
    value = _hash(padded[:_BLOCK])
    at = 0
    for line, start in enumerate(starts, 1):
        while at < start:
            value = (value * _FACTOR + padded[at + _BLOCK] - _FIRST * padded[at]) & _MASK
            at += 1
        counts[value] += 1
        hashes[line] = f"{value:x}:{counts[value]}"
    return hashes


def _units(text: str) -> array[int]:
    """Give the UTF-16 units that count, with the mark that ends a file."""
    dense = text.replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
    units = array("H", dense.encode(f"utf-16-{byteorder[0]}e", "surrogatepass"))
    units.append(_END)
    return units


def _hash(block: array[int]) -> int:
    value = 0
    for unit in block:
        value = (value * _FACTOR + unit) & _MASK
    return value
