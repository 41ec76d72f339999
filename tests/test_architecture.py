"""The page on the house draws the floors that the contracts hold."""

from __future__ import annotations

import re
import tomllib

from conftest import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_the_floors_are_drawn_in_the_order_of_the_contract() -> None:
    floors = [re.split(r" [|:] ", layer) for layer in CONTRACTS[0]["layers"]]
    drawing = PAGE.split("```")[3]
    names = re.findall(r"(?:^|  )([a-z_]+)  +(?=\S)", drawing, re.MULTILINE)
    assert sorted(names) == sorted(room for floor in floors for room in floor)
    height = {room: number for number, floor in enumerate(floors) for room in floor}
    assert [height[name] for name in names] == sorted(height[name] for name in names)
