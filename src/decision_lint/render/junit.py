"""A report as test results: a suite for each file, a case for each finding and each lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from decision_lint.quoting import visible
from decision_lint.render.look import Look
from decision_lint.render.mend import mend
from decision_lint.render.places import fails, least_of, route
from decision_lint.report import Finding, Report, Unchecked

_NO_XML = {code: f"\\u{code:04x}" for code in (0xFFFE, 0xFFFF)}
"""Characters that no XML may hold, beside those that `visible` escapes."""


def render(report: Report, look: Look) -> str:
    """Write the suites; what makes the exit code 1 is a failure, what is lighter is output."""
    whole = Element("testsuites", name="decision-lint")
    for path, cases in _files(report).items():
        suite = SubElement(whole, "testsuite", name=_text(path))
        suite.extend(cases)
        _name_once(suite, _text(path))
        _count(suite, "failure", "skipped")
    _count(whole, "failure")
    indent(whole)
    text = tostring(whole, "us-ascii" if look.ascii_only else "utf-8").decode()
    _, _, body = text.partition("?>\n") if text.startswith("<?xml") else ("", "", text)
    body = body.replace("##[", "#&#35;[")  # no command to a runner that logs it, the same as XML
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _files(report: Report) -> Mapping[str, list[Element]]:
    """Gather the cases of each file, records first; a record always has one."""
    files: dict[str, list[Element]] = {record.source.path: [] for record in report.records}
    least = least_of(report)
    for finding in report.findings:
        case = _finding(finding, report, is_failure=fails(finding, least))
        files.setdefault(finding.path, []).append(case)
    for cases in files.values():
        if not cases:
            cases.append(Element("testcase", name="nothing found"))
    for finding in report.suppressed:
        files.setdefault(finding.path, []).append(_suppressed(finding))
    for lack in report.not_checked:
        files.setdefault(lack.path, []).append(_not_checked(lack))
    return files


def _finding(finding: Finding, report: Report, *, is_failure: bool) -> Element:
    case = Element("testcase", name=_name(finding))
    text = "\n".join(_lines(finding, report))
    if is_failure:
        message = _text(finding.message)
        SubElement(case, "failure", type=finding.level.value, message=message).text = text
    else:
        SubElement(case, "system-out").text = text
    return case


def _lines(finding: Finding, report: Report) -> Iterator[str]:
    place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    yield _text(f"{place}: {finding.level} {finding.code} {finding.name}: {finding.message}")
    page = report.pages.get(finding.code)
    if page and (advice := mend(page.text)):
        yield _text(advice)
    yield finding.url


def _suppressed(finding: Finding) -> Element:
    case = Element("testcase", name=_name(finding))
    why = finding.excuse.reason if finding.excuse else ""
    SubElement(case, "skipped", type="suppressed", message=_text(f"suppressed: {why}"))
    return case


def _not_checked(lack: Unchecked) -> Element:
    of = f" {lack.candidate}" if lack.candidate else ""
    case = Element("testcase", name=_text(f"{lack.code} {lack.name}{of}"))
    how = f"; run `{lack.mend}`" if lack.mend else ""
    SubElement(case, "skipped", type="not checked", message=_text(f"not checked: {lack.why}{how}"))
    return case


def _name(finding: Finding) -> str:
    return _text(f"{finding.code} {finding.name} {route(finding.where)}".rstrip())


def _name_once(suite: Element, path: str) -> None:
    """Tell equal cases apart by a number: readers keep one case of a name."""
    seen: dict[str, int] = {}
    for case in suite:
        name = case.attrib["name"]
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            case.set("name", f"{name} ({seen[name]})")
        case.set("classname", path)


def _count(element: Element, *kinds: str) -> None:
    """Count the cases below an element, as readers expect to find them counted."""
    element.set("tests", str(sum(1 for _ in element.iter("testcase"))))
    element.set("errors", "0")
    for kind in kinds:
        word = "failures" if kind == "failure" else kind
        element.set(word, str(sum(1 for _ in element.iter(kind))))


def _text(text: str) -> str:
    return visible(text).translate(_NO_XML)
