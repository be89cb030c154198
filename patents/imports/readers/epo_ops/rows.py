"""An EPO OPS answer as a table: the header, then one row a document. Streamed; no DTD, no entities, no network.

A file with any DTD is refused, so that no entity can grow or fetch anything. An element is dropped as soon as its
document is read: the memory does not grow with the file. Families are read twice, first for their numbers alone.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from ipplatform.spreadsheets import Beat, SpreadsheetRefused, silent
from patents.imports.readers.epo_ops.elements import HEADER, first, flattened, local, plain

_ROOT = "world-patent-data"
_RECORDS = ("exchange-document", "family-member", "fulltext-document")
_FAMILY = "patent-family"
_MAX_DEPTH = 60
_MAX_RECORD_ELEMENTS = 500_000
_MAX_MEMBERS = 20_000
_EVENTS_A_BEAT = 200_000


def rows_of(path: Path, beat: Beat = silent) -> Iterator[list[str]]:
    """The table of a file. Raises SpreadsheetRefused, also half-way: xml_unreadable, xml_unknown, xml_numbers_only

    (hits of a search), xml_description_only, xml_document_too_large (beyond any real size). `beat` as of `sheet_open`.
    """
    families = _families(path, beat)
    yield list(HEADER)
    counted, member_of = 0, -1
    kinds: set[str] = set()
    for element, opened in _events(path, beat):
        name = local(element)
        kinds.add(name)
        if opened:
            member_of += name == _FAMILY
            continue
        cells = flattened(element)
        if name == "family-member" and families[member_of]:
            cells["ops:family-member"] = "\n".join(families[member_of])
        if name == "fulltext-document" and "claims" not in cells:
            kinds.add("description")
            continue
        counted += 1
        yield [cells.get(title, "") for title in HEADER]
    if not counted:
        raise SpreadsheetRefused("xml_description_only" if "description" in kinds else "xml_numbers_only")


def _families(path: Path, beat: Beat) -> list[list[str]]:
    """The publication numbers of each family; none where the file holds only some of the members it counts."""
    found: list[list[str]] = []
    totals: list[str] = []
    for element, opened in _events(path, beat):
        if opened and local(element) == _FAMILY:
            found.append([])
            totals.append(element.get("total-result-count", ""))
        elif local(element) == "family-member" and found:
            reference = first(element, "publication-reference")
            document = first(reference, "document-id") if reference is not None else None
            if document is not None and len(found[-1]) <= _MAX_MEMBERS:
                found[-1].append("".join(plain(first(document, part)) for part in ("country", "doc-number", "kind")))
    return [members if total in ("", str(len(members))) else [] for members, total in zip(found, totals, strict=True)]


def _events(path: Path, beat: Beat) -> Iterator[tuple[Element, bool]]:
    """(element, True) where a family opens, (element, False) where a record is complete."""
    stack: list[Element] = []
    inside, size = 0, 0
    try:
        for event, element in _parse(path, beat):
            name = local(element)
            if event == "start":
                if not stack and name != _ROOT:
                    raise SpreadsheetRefused("xml_unknown")
                stack.append(element)
                inside += name in _RECORDS
                size = size + 1 if inside else 0
                if len(stack) > _MAX_DEPTH or size > _MAX_RECORD_ELEMENTS:
                    raise SpreadsheetRefused("xml_document_too_large")
                if name == _FAMILY:
                    yield element, True
                continue
            stack.pop()
            inside -= name in _RECORDS
            if name in _RECORDS and not inside:
                yield element, False
                size = 0  # the next document may follow at once, without an element between them
            if not inside:
                element.clear()
                if stack:
                    stack[-1].remove(element)
    except (ParseError, DefusedXmlException, UnicodeError, ValueError):
        raise SpreadsheetRefused("xml_unreadable") from None


def _parse(path: Path, beat: Beat) -> Any:
    with path.open("rb") as file:
        events = iterparse(file, events=("start", "end"), forbid_dtd=True)
        try:
            for count, event in enumerate(events, start=1):
                if count % _EVENTS_A_BEAT == 0:
                    beat()
                yield event
        except LookupError as error:  # an encoding that is none: encoding="WTF-8"
            raise UnicodeError(str(error)) from None
