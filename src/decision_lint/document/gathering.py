"""Gathers fields by route: which candidate a field belongs to, and what belongs to none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from decision_lint.document.blocks import Part
from decision_lint.document.inline import plain
from decision_lint.document.keys import Meaning, Opening
from decision_lint.document.page import Duplicate, Unknown
from decision_lint.document.values import Values, Written
from decision_lint.quantities.tokens import read_tokens
from decision_lint.rule import Where
from decision_lint.source import Source
from decision_lint.vocabulary import CANDIDATE_KEYS, Field, Kind, normalise
from decision_lint.vocabulary.fields import BACKGROUND


class Gathering(Values):
    """What has been read so far, and the candidate whose fields are being read."""

    def __init__(self, source: Source, text: str) -> None:
        super().__init__(source, text)
        self.unknown: list[Unknown] = []
        self._wondered: set[Part] = set()
        self.scope: int | None = None
        self.sticky = False
        self._labels: dict[str, int] = {}
        self._named: set[int] = set()
        self._count = 0
        self._decisions: dict[str, tuple[Part, Written]] = {}
        self._page = self._candidates_above = 0
        self._strays: list[tuple[Field, Part, Written]] = []

    def put(self, key: Part, means: Meaning, written: Written) -> None:
        """Take a field with its value, or open a candidate."""
        if isinstance(means, Opening):
            self.open(means, key, written)
        elif self._is_device(key, means):
            self._put_candidate_field(key, CANDIDATE_KEYS["hardware_note"], written)
        elif means.kind is Kind.TOKENS and self._is_background(key, written):
            return
        elif means.of_candidate:
            self._put_candidate_field(key, means, written)
        else:
            if not self.sticky:
                self.scope = None
            self._keep_decision(means, key, written)
            self.store(means.where, means.kind, key, written)

    def _is_device(self, key: Part, means: Field) -> bool:
        """Tell whether `GPU` or `VRAM` below a candidate's heading is what that one runs on."""
        if not self.sticky or self.scope is None or means.name not in {"gpu", "available_vram_gb"}:
            return False
        where = ("candidates", self.scope, "hardware_note")
        return "vram_gb" not in normalise(self.text[slice(*key)]) and where not in self.keys

    def _is_background(self, key: Part, written: Written) -> bool:
        """Tell whether `Context` is what decision records call their background."""
        if normalise(self.text[slice(*key)]) not in BACKGROUND:
            return False
        text = " ".join(self.text[slice(*part)] for item in written.items for part in item)
        return bool(text.strip()) and read_tokens(plain(text)) is None

    def open(self, means: Opening, key: Part, written: Written) -> None:
        """Open a candidate by its label; its value is its model until a model is given."""
        if means.field:
            self.scope = self._index(means.label, key)
            return self._put_candidate_field(key, means.field, written)
        if not means.label:
            self.open_unlabelled(key, written)
            return self.rename()
        if means.label in self._labels:
            where: Where = ("candidates", self._labels[means.label])
            first = self.keys[where].span
            self.duplicates.append(Duplicate(where, self.key(key), first))
            self.scope, self.sticky = -1, True  # what follows belongs to a candidate given twice
            return None
        self.scope, self.sticky = self._index(means.label, key), False
        where = ("candidates", self.scope, "model")
        self.store(where, Kind.MODEL, key, written)
        return None

    def open_unlabelled(self, key: Part, written: Written) -> None:
        """Open a candidate that has no number, by its model."""
        label = f"#{self._count}"
        self.scope, self.sticky = self._index(label, key), False
        self._named.add(self.scope)
        self.store(("candidates", self.scope, "model"), Kind.MODEL, key, written)

    def leave(self) -> None:
        """End the candidate."""
        self.scope, self.sticky = None, False

    @property
    def has_candidates(self) -> bool:
        """Tell whether any candidate was opened."""
        return self._count > 0

    def _index(self, label: str, key: Part) -> int:
        if label not in self._labels:
            self._labels[label] = self._count
            self.keys["candidates", self._count] = self.key(key)
            self._count += 1
        return self._labels[label]

    def _put_candidate_field(self, key: Part, field: Field, written: Written) -> None:
        if self.scope == -1:
            return
        if field.name == "model" and (self.scope is None or self._is_another(self.scope)):
            if self.scope is None and self.has_candidates and not self._has_unlabelled():
                self._strays.append((field, key, written))
                return
            self.open_unlabelled(key, written)
        elif self.scope is None:
            self._strays.append((field, key, written))
        else:
            where = ("candidates", self.scope, *field.where)
            says = any(self.text[slice(*part)].strip() for item in written.items for part in item)
            if field.name == "model" and self.scope not in self._named:
                if not says and where in self.values:
                    return  # an empty cell does not take away the name in the header
                self._named.add(self.scope)
                self.forget(where)
            self.store(where, field.kind, key, written)

    def wonder(self, key: Part, near: Field | None) -> None:
        """Keep a key that is no field, with the one that was probably meant; once."""
        if key in self._wondered:
            return
        self._wondered.add(key)
        scope: Where = () if self.scope is None else ("candidates", max(self.scope, 0))
        self.unknown.append(Unknown(self.key(key), scope, near.name if near else None))

    def rename(self) -> None:
        """Let a `model` key replace the name under which the present candidate was opened."""
        if self.scope is not None:
            self._named.discard(self.scope)

    def _has_unlabelled(self) -> bool:
        return any(label.startswith("#") for label in self._labels)

    def _is_another(self, scope: int) -> bool:
        """Tell whether a further `model` key starts a further candidate."""
        return not self.sticky and f"#{scope}" in self._labels and scope in self._named

    def settle(self, decided: Sequence[tuple[Field, tuple[Part, ...]]]) -> None:
        """Give fields that stand outside any candidate to the one they can only belong to."""
        self.leave()
        for field, parts in decided:
            if field.where not in self.keys:
                self._keep_decision(field, parts[0], Written((parts,)))
                self.store(field.where, field.kind, None, Written((parts,)))
        if not self.has_candidates and "model_decision" in self._decisions:
            self.open_unlabelled(*self._decisions["model_decision"])
            if runtime := self._decisions.get("runtime_decision"):
                self._fill(CANDIDATE_KEYS["runtime"], *runtime, 0)
        for field, key, written in self._strays:
            if field.name == "license_note" and (self._count > 1 or self._is_the_page_s(key)):
                continue  # whose license it is nobody can tell
            owner = next(filter(self._lacks(field), self._owners()), None)
            if owner is not None:
                self._fill(field, key, written, owner)

    def end_front_matter(self, end: int) -> None:
        """Mark where the page begins, below its front matter."""
        self.leave()
        self._page, self._candidates_above = end, self._count

    def _is_the_page_s(self, key: Part) -> bool:
        """Tell whether a license stands in front matter, and every candidate below it."""
        return key[0] < self._page and not self._candidates_above

    def _owners(self) -> Iterator[int]:
        chosen = self.values.get(("selected",))
        names = {
            index: self.values.get(("candidates", index, "model")) for index in range(self._count)
        }
        yield from (index for index, name in names.items() if name and name == chosen)
        yield from names

    def _keep_decision(self, field: Field, key: Part, written: Written) -> None:
        if field.name in {"model_decision", "runtime_decision"}:
            self._decisions.setdefault(field.name, (key, written))

    def _lacks(self, field: Field) -> Callable[[int], bool]:
        return lambda index: ("candidates", index, *field.where) not in self.keys

    def _fill(self, field: Field, key: Part, written: Written, index: int) -> None:
        where = ("candidates", index, *field.where)
        if where not in self.keys:
            self.store(where, field.kind, key, written)
