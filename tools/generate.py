"""Write everything that is derived from the source, or compare it: `--check` shows the diff."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

import catalogue  # noqa: E402  (the path comes first)
from derived import Derived, compiled, index, schemas  # noqa: E402

FOLDERS = ("docs/rules/*.md", "schemas/*.json", "src/decision_lint/schema/compiled/[!_]*.py")
"""Where every file is derived, so that one that nothing yields is left over."""


def derive() -> Derived:
    """Yield every derived file; what a later one is made from comes first."""
    yield from catalogue.derive()
    yield from schemas.derive()
    yield from compiled.derive()
    yield from index.derive()
    # These import the package with the index and the checks that were just written.
    from derived import command_page, expected, fit_page, format_page, formats, pages, readme

    yield from expected.derive()
    yield from formats.derive()
    yield from pages.derive()
    yield from format_page.derive()
    yield from fit_page.derive()
    yield from command_page.derive()
    yield from readme.derive()


def main(argv: Sequence[str] | None = None) -> int:
    """Write what differs, or only say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 on a difference"
    )
    check: bool = parser.parse_args(argv).check
    seen, changed = set(), False
    for path, text in derive():
        seen.add(path)
        changed |= _settle(path, text, check=check)
    for path in sorted(path for pattern in FOLDERS for path in ROOT.glob(pattern)):
        if path not in seen:
            changed |= _settle(path, None, check=check)
    return int(check and changed)


def _settle(path: Path, text: str | None, *, check: bool) -> bool:
    """Make a file hold its text, or vanish; say whether it had to change."""
    old = path.read_bytes().decode() if path.exists() else None
    if old == text:
        return False
    name = path.relative_to(ROOT).as_posix()
    if check:
        before, after = ((one or "").splitlines(keepends=True) for one in (old, text))
        sys.stdout.writelines(unified_diff(before, after, name, f"{name} (derived)"))
    elif text is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    if not check:
        sys.stdout.write(f"{name}\n")
    return True


if __name__ == "__main__":
    raise SystemExit(main())
