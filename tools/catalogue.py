"""The bundled catalogue: a line a model, made from the source table that lies beside this file.

`python tools/catalogue.py` writes it; `--check` says whether it is fresh.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "tools" / "catalogue.jsonl"
CATALOGUE = ROOT / "src" / "decision_lint" / "knowledge" / "catalogue.json"


def derive() -> Iterator[tuple[Path, str]]:
    """Yield the catalogue."""
    head, *rows = map(json.loads, TABLE.read_text(encoding="utf-8").splitlines())
    licenses = {
        row["id"].casefold(): row.get("license_name") or row["license"]
        for row in rows
        if "license" in row
    }
    models = {row["id"].casefold(): _entry(row, head["sources"], licenses) for row in rows}
    meta = {
        "what": "Facts of popular models of the Hub, so that a machine without it knows some.",
        "as_of": head["as_of"],
        "sources": {key: f"{one['what']} ({one['date']})" for key, one in head["sources"].items()},
    }
    renames = {old.casefold(): new for old, new in head["renames"].items()}
    lines = ",\n".join(f"{_json(key)}:{_json(entry)}" for key, entry in sorted(models.items()))
    # A line a model: one is found and read without reading the others.
    text = (
        f'{{\n"_meta":{_json(meta)},\n"renames":{_json(renames)},\n"models": {{\n{lines}\n}}\n}}\n'
    )
    yield CATALOGUE, text


def _entry(row: Row, sources: Mapping[str, Row], licenses: Mapping[str, str]) -> dict[str, Any]:
    """Give a model's facts, dated by the source of its license, which is what findings rest on."""
    given = dict(row)
    keys = given.pop("sources")
    bases = {
        base: licenses[base.casefold()]
        for base in row.get("base_models", ())
        if base.casefold() in licenses
    }
    facts = given | ({"base_licenses": bases} if bases else {})
    others = sorted(set(keys.values()) - {keys["license"]})
    return {
        "id": facts.pop("id"),
        **facts,
        "source": ",".join([keys["license"], *others]),
        "as_of": sources[keys["license"]]["date"],
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> int:
    """Write the catalogue, or say whether it is fresh."""
    stale = [
        (path, text)
        for path, text in derive()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in stale:
        print(path.relative_to(ROOT).as_posix())
        if "--check" not in sys.argv[1:]:
            path.write_text(text, encoding="utf-8", newline="\n")
    return int(bool(stale) and "--check" in sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
