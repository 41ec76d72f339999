"""A report as test results."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

from decision_lint.render import RENDERERS
from decision_lint.render.look import Look
from decision_lint.report import Excuse, Finding, Report
from decision_lint.rule import Level
from decision_lint.source import Span
from reports import PLAIN, found, report

AT = Span(3, 16, 3, 21)


def junit(whole: Report, look: Look = PLAIN) -> Element:
    return fromstring(RENDERERS["junit"](whole, look))  # noqa: S314  (our own text)


def cases(*findings: Finding, least: Level = Level.ERROR) -> list[Element]:
    whole = replace(report(*findings), not_checked=())
    (record,) = whole.records
    whole = replace(whole, records=(record._replace(fail_on=least),))
    return list(junit(whole).iter("testcase"))


def test_a_finding_is_a_failed_case() -> None:
    (case,) = cases(found(AT))
    assert case.attrib == {
        "name": "LIC002 license-note-is-a-todo candidates[0].license_note",
        "classname": "a.md",
    }
    (failure,) = case
    assert failure.attrib == {"type": "error", "message": "'check' is a to-do"}
    assert failure.text == (
        "a.md:3:16: error LIC002 license-note-is-a-todo: 'check' is a to-do\n"
        "Read the model card, e.g. on the Hub, and write the license down.\n"
        f"{found(AT).url}"
    )


def test_what_does_not_fail_the_run_does_not_fail_a_case() -> None:
    kinds = [[child.tag for child in case] for case in cases(*map(_level, Level))]
    assert kinds == [["failure"], ["system-out"], ["system-out"]]
    kinds = [[child.tag for child in case] for case in cases(*map(_level, Level), least=Level.NOTE)]
    assert kinds == [["failure"]] * 3


def _level(level: Level) -> Finding:
    return found(AT, level=level)


def test_a_clean_record_has_a_case_that_passes() -> None:
    (case,) = cases()
    assert case.attrib["name"] == "nothing found"
    assert list(case) == []


def test_what_was_not_checked_or_is_suppressed_is_skipped() -> None:
    hidden = found(AT)._replace(excuse=Excuse("it is agreed", "2027-01-31"))
    whole = junit(replace(report(), suppressed=(hidden,)))
    skipped = [case.find("skipped") for case in whole.iter("testcase")]
    told = [each.attrib["message"] for each in skipped if each is not None]
    assert told == [
        "suppressed: it is agreed",
        "not checked: the record states no route",
        "not checked: the record states no route",
        "not checked: nobody asked",
    ]
    (suite,) = whole
    assert suite.attrib == {
        "name": "a.md",
        "tests": "5",
        "failures": "0",
        "errors": "0",
        "skipped": "4",
    }


def test_a_name_is_used_once() -> None:
    names = [case.attrib["name"] for case in cases(found(AT), found(AT))]
    assert names[1] == f"{names[0]} (2)"


def test_what_xml_cannot_hold_is_escaped() -> None:
    hostile = '<a b="c">&]]>\x00\ufffe\uffff\ud800\x1b[31m 许 😀'
    (case,) = cases(found(AT, message=hostile))
    assert case[0].attrib["message"] == (
        '<a b="c">&]]>\\u0000\\ufffe\\uffff\\ud800\\u001b[31m 许 😀'
    )


def test_an_output_that_is_ascii_gets_ascii() -> None:
    text = RENDERERS["junit"](report(found(AT, message="许 😀")), Look(ascii_only=True))
    assert text.isascii()
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites')
    assert fromstring(text)[0][0][0].attrib["message"] == "许 😀"  # noqa: S314
