"""What a license allows and asks: the Hub's tags, and the names that stand for `other`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from decision_lint.knowledge.tables import table
from decision_lint.model import ModelFacts

Allowed = Literal["yes", "conditional", "unknown", "no"]
"""What a license says to a use; the later the stricter."""

_ALLOWED: tuple[Allowed, ...] = ("yes", "conditional", "unknown", "no")
_OTHER = frozenset(("other", "unknown"))
_MULTIMODAL = frozenset(
    """any-to-any audio-text-to-text image-text-to-text image-to-text video-text-to-text
    visual-question-answering""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class License:
    """A license, as the dated table knows it; what nobody has read is `unknown`."""

    key: str
    """The Hub's tag, or what the table calls an `other`: `modified-mit@moonshotai`."""
    named: str
    """How the card names it: the tag, or the license_name where that is `other`."""
    name: str
    """What people call it."""
    family: str = "unknown"
    """permissive, weak-copyleft, strong-copyleft, use-restricted, community, non-commercial,
    research-only or unknown."""
    commercial: Allowed = "unknown"
    """Whether it lets one use the model commercially."""
    redistribution: Allowed = "unknown"
    """Whether it lets one pass the model on."""
    conditions: Mapping[str, str]
    """What it asks, by kind (`attribution`, `users`, `use-policy`), in own words."""
    regions_excluded: tuple[str, ...] = ()
    """Where it does not hold: EU, UK, KR."""
    confidence: str = "low"
    """high where the text was read, medium where it was quoted, low where its name is known."""
    source: str = ""
    """Where the table has it from."""
    as_of: str = ""
    """The day of the table: YYYY-MM-DD."""

    @property
    def is_known(self) -> bool:
        """Whether the table knows its terms."""
        return self.family != "unknown"

    @property
    def asks_something(self) -> bool:
        """Whether it has terms beyond what permissive licenses ask: notices and changes."""
        return bool(self.conditions.keys() - {"notice", "changes", "variant"}) and (
            self.family != "permissive"
        )


def license_of(facts: ModelFacts) -> License | None:
    """Give the license that the facts state; None where there is no tag.

    Of several tags the strictest counts. A use that only multimodal models are kept from (Llama
    3.2 in the EU) counts where the pipeline tag says that the model is one.
    """
    tagged = licenses_of(facts)
    return strictest(tagged) if tagged else None


def licenses_of(facts: ModelFacts) -> tuple[License, ...]:
    """Give the license of each tag that the facts state."""
    tags = [tag.strip() for tag in (facts.license or "").split(",") if tag.strip()]
    owner = facts.repo_id.partition("/")[0]
    is_multimodal = facts.pipeline_tag in _MULTIMODAL
    return tuple(
        _named(tag, facts.license_name, owner, is_multimodal=is_multimodal) for tag in tags
    )


def license_named(named: str, repo_id: str = "") -> License:
    """Give the license of a tag or a license_name, which may mean another by its owner."""
    return _named(named, named, repo_id.partition("/")[0], is_multimodal=False)


def effective(facts: ModelFacts) -> tuple[License, str] | None:
    """Give the strictest of a model's license and its bases', and the repository that bears it."""
    return max(borne(facts), key=lambda pair: strictness(pair[0]), default=None)


def borne(facts: ModelFacts) -> tuple[tuple[License, str], ...]:
    """Give a model's license and those of its bases, each with the repository that bears it.

    Where the model has no tag there are none: what holds for it is not known.
    """
    own = license_of(facts)
    if own is None:
        return ()
    bases = ((license_named(named, base), base) for base, named in facts.base_licenses.items())
    return (own, facts.repo_id), *bases


def strictness(license: License) -> tuple[int, int]:  # noqa: A002  (the word of this room)
    """Order licenses: by what they say to commercial use, then to passing the model on."""
    return _ALLOWED.index(license.commercial), _ALLOWED.index(license.redistribution)


def strictest(licenses: Iterable[License]) -> License:
    """Give the strictest of some licenses, the first of equals."""
    return max(licenses, key=strictness)


def is_more_permissive(one: License, other: License) -> bool:
    """Tell whether one license allows a use that another does not; unknown ones tell nothing."""
    if not (one.is_known and other.is_known):
        return False
    return any(
        mine != "unknown" != theirs and _ALLOWED.index(mine) < _ALLOWED.index(theirs)
        for mine, theirs in (
            (one.commercial, other.commercial),
            (one.redistribution, other.redistribution),
        )
    )


def forbids_passing_on(
    license: License,  # noqa: A002
    *,
    commercially: bool,
    unchanged: bool,
) -> bool:
    """Tell whether a license forbids to pass the model on: to customers, or in another form."""
    if license.redistribution == "no" or license.family == "research-only":
        return True
    if "no-derivatives" in license.conditions and not unchanged:
        return True
    return license.family == "non-commercial" and commercially


def base_may_matter(facts: ModelFacts, base: str) -> bool:
    """Tell whether the license of a base may be stricter than the model's own.

    What an owner derives from his own model he licenses as he likes; and a license that forbids
    commercial use has no stricter one.
    """
    own = license_of(facts)
    same_owner = base.partition("/")[0].casefold() == facts.repo_id.partition("/")[0].casefold()
    return not same_owner and (own is None or own.commercial != "no")


def _named(tag: str, name: str | None, owner: str, *, is_multimodal: bool) -> License:
    known = table("licenses")["licenses"]
    folded = tag.casefold()
    key = folded if folded in known and folded not in _OTHER else _key(name or tag, owner)
    entry: Mapping[str, Any] = known.get(key, {})
    said = tag if folded not in _OTHER or not name else name
    terms = table("licenses")["terms"]
    regions = entry.get("regions", ())
    keeps_out = is_multimodal or entry.get("regions_of") != "multimodal"
    return License(
        key=key,
        named=said,
        name=entry.get("name", said) if key not in _OTHER else said,
        family=entry.get("family", "unknown"),
        commercial=entry.get("commercial", "unknown"),
        redistribution=entry.get("redistribution", "unknown"),
        conditions={kind: own or terms[kind] for kind, own in entry.get("conditions", {}).items()},
        regions_excluded=tuple(regions) if keeps_out else (),
        confidence=entry.get("confidence", "low"),
        source="; ".join(entry.get("sources", ())),
        as_of=table("licenses")["_meta"]["as_of"],
    )


def _key(name: str, owner: str) -> str:
    """Find what the table calls a license_name, which may mean another text by its owner."""
    spelt = spell(name)
    candidates = _by_name().get(spelt, ())
    known = table("licenses")["licenses"]
    for key in candidates:
        if owner.casefold() in {one.casefold() for one in known[key].get("orgs") or ()}:
            return key
    open_to_all = [key for key in candidates if "@" not in key]
    if open_to_all:
        return open_to_all[0]
    folded = name.strip().casefold()
    return folded if folded in known else "other"


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, entry in table("licenses")["licenses"].items():
        for name in (key, *entry.get("names", ())):
            found[spell(name)] = (*found.get(spell(name), ()), key)
    return found


def spell(name: str) -> str:
    """Give a license_name in one spelling: `Qwen Research License Agreement` is `qwen-research`."""
    words = name.casefold().replace("_", " ").replace("-", " ").split()
    endings = {"license", "licence", "agreement", "terms"}
    while len(words) > 1 and words[-1] in endings:
        words.pop()
    return "-".join(words)
