"""The whole way of one record: text, document, record, rules, findings."""

from __future__ import annotations

from datetime import date

from decision_lint import __version__
from decision_lint.config import Config
from decision_lint.document.markdown import parse
from decision_lint.engine.models import Facts
from decision_lint.engine.needs import Beside, Given, gather, gather_candidates
from decision_lint.engine.places import Places
from decision_lint.engine.run import Run
from decision_lint.engine.since import changes_since
from decision_lint.evidence.files import Files
from decision_lint.record.reading import read
from decision_lint.report import Checked, Considered, Finding, Page, Report
from decision_lint.rule import Absent
from decision_lint.rules import RULES
from decision_lint.source import Source, Span

_PAGES = {rule.code: Page(rule.code, rule.name, rule.level, rule.page) for rule in RULES}


def lint(  # noqa: PLR0913  (each is something that a caller may have or not)
    source: Source,
    *,
    twin: Source | Absent,
    files: Files | Absent,
    facts: Facts,
    config: Config,
    today: date,
    base: Source | Absent | None = None,
) -> Report:
    """Check one record.

    `twin` is the JSON beside it, `files` opens what it links, `facts` knows models, `today` is the
    day that dates are judged by, `base` is the record as a revision has it, to compare with.
    """
    document = parse(source)
    if source.unreadable or document.says_nothing:
        given: Given = {"unreadable": source.unreadable or "it has no field that a record has"}
        reading, places = None, Places(document)
        candidates: tuple[Given, ...] = ()
    else:
        reading = read(document)
        given = gather(document, reading, Beside(twin, files, config.policy, today))
        candidates = gather_candidates(reading, facts, given["launch"])
        places = Places.of(document, given)
    run = Run(RULES, places, reading, config)
    run.ask_all(given, candidates, today)
    record = reading.record if reading else None
    checked = Checked(
        source=source,
        title=document.title.text if document.title else "",
        status=(record.status if record else None) or "draft",
        fields=reading.structure if reading else {},
        beside=places.sources,
        fail_on=config.fail_on,
        candidates=tuple(_considered(given, own) for own in candidates),
        changes=changes_since(base, reading, facts),
    )
    return Report(
        version=__version__,
        records=(checked,),
        findings=tuple(sorted(run.findings, key=_order)),
        suppressed=tuple(sorted(run.suppressed, key=_order)),
        not_checked=tuple(run.unchecked.values()),
        pages=_PAGES,
    )


def _considered(given: Given, own: Given) -> Considered:
    model = own["candidate"].model
    is_selected = given["selected"] == own["place"][1]
    return Considered(model.text if model else "", is_selected, own["case"].have())


def _order(finding: Finding) -> tuple[bool, str, Span, str]:
    """Order findings: the record's own first, then those in the files beside it."""
    is_beside = finding.where[:1] in {("twin",), ("files",)}
    return is_beside, finding.path, finding.span, finding.code
