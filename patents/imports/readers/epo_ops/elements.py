"""Elements of EPO OPS answers into cells of text: one line an entry, parts parted by tabs. Knows no patents."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

# The header that a flattened file has: what a document can say, by the names that the XML itself uses.
HEADER = (
    "publication-reference", "application-reference", "family-id", "invention-title", "abstract", "applicants",
    "inventors", "classification-ipcr", "patent-classification CPC", "patent-classification UC", "priority-claim",
    "references-cited", "ops:legal", "claims", "ops:family-member",
)  # fmt: skip
_IPC = re.compile(r"^([A-H]\d{2}[A-Z])\s*(\d{1,4})\s*/\s*(\d+)")
_DETAIL = re.compile(r"^L5\d{2}EP$")
_NO_DAY = "000"  # the filler 00010101
_GAZETTE_DATE, _COUNTRY = "L007EP", "L001EP"


def local(element: Element) -> str:
    """The name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def under(element: Element, *names: str) -> Iterator[Element]:
    """All descendants with one of these names, in order."""
    return (child for child in element.iter() if local(child) in names)


def first(element: Element, name: str) -> Element | None:
    """The first descendant of a name."""
    return next(under(element, name), None)


def plain(element: Element | None) -> str:
    """All text of an element on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def flattened(record: Element) -> dict[str, str]:
    """Cells of one exchange-document, family member or full-text document, by HEADER; absent where it says nothing."""
    cells = {
        "publication-reference": _document(first(record, "publication-reference")) or _attributes(record),
        "application-reference": _document(first(record, "application-reference")),
        "family-id": record.get("family-id", ""),
        "invention-title": _lines(_with_language(title, plain(title)) for title in under(record, "invention-title")),
        "abstract": _lines(_with_language(text, _paragraphs(text)) for text in under(record, "abstract")),
        "applicants": _lines(_names(record, "applicant")),
        "inventors": _lines(_names(record, "inventor")),
        "classification-ipcr": _lines(_ipc(record)),
        "patent-classification CPC": _lines(_classes(record, "CPC")),
        "patent-classification UC": _lines(_classes(record, "UC")),
        "priority-claim": _lines(_document(claim) for claim in under(record, "priority-claim")),
        "references-cited": _lines(_citation(cited) for cited in under(record, "citation")),
        "ops:legal": _lines(_event(event) for event in under(record, "legal")),
        "claims": _claims(record),
    }
    return {name: value for name, value in cells.items() if value}


def _document(reference: Element | None) -> str:
    """`EP 1000000 A1 20000517`: docdb form, else epodoc (`EP1000000 20000517`); the day from whichever form has one."""
    if reference is None:
        return ""
    forms = {form.get("document-id-type", "docdb"): form for form in under(reference, "document-id")}
    best = next((forms[name] for name in ("docdb", "epodoc") if name in forms), None)
    if best is None:
        return ""
    number = " ".join(plain(first(best, name)) for name in ("country", "doc-number", "kind")).split()
    days = (plain(first(form, "date")) for form in (best, *forms.values()))
    return " ".join([*number, next((day for day in days if day and not day.startswith(_NO_DAY)), "")]).strip()


def _attributes(record: Element) -> str:
    return " ".join(record.get(name, "") for name in ("country", "doc-number", "kind")).strip()


def _names(record: Element, what: str) -> list[str]:
    """Names as the applicant wrote them where all are given so and once, else the EPO's spelling."""
    by_format: dict[str, list[str]] = {}
    for party in under(record, what):
        name = plain(first(party, "name")).strip(" ,")
        by_format.setdefault(party.get("data-format", ""), []).append(name)
    original, others = by_format.pop("original", []), max(by_format.values(), key=len, default=[])
    return original if len(original) == len(others) or not others else others


def _ipc(record: Element) -> list[str]:
    """`B28B   1/    29            A I` -> `B28B1/29`; the older classification-ipc where there is no ipcr."""
    texts = [plain(entry) for entry in under(record, "classification-ipcr")]
    if not texts:
        texts = [plain(text) for entry in under(record, "classification-ipc") for text in under(entry, "text")]
    return [f"{match[1]}{match[2]}/{match[3]}" if (match := _IPC.match(text)) else text for text in texts]


def _classes(record: Element, scheme: str) -> Iterator[str]:
    for entry in under(record, "patent-classification"):
        named = first(entry, "classification-scheme")
        if named is None or not named.get("scheme", "").startswith(scheme):
            continue
        symbol = plain(first(entry, "classification-symbol"))
        parts = [plain(first(entry, name)) for name in ("section", "class", "subclass", "main-group", "subgroup")]
        yield symbol or f"{''.join(parts[:4])}/{parts[4]}"


def _citation(cited: Element) -> str:
    """number or text, phase, who cited, category."""
    patent = first(cited, "patcit")
    if patent is not None:
        what = _document(patent).rpartition(" ")[0] if first(patent, "date") is not None else _document(patent)
    else:
        what = plain(first(cited, "nplcit"))
    categories = " ".join(plain(entry) for entry in under(cited, "category"))
    kind = "patent" if patent is not None else "text"
    return "\t".join((what, kind, cited.get("cited-phase", ""), cited.get("cited-by", ""), categories)) if what else ""


def _event(event: Element) -> str:
    """code, day, country, text, detail of a legal event."""
    fields = {local(child): child for child in event}
    details = [
        f"{child.get('desc', '')}: {plain(child)}" + (f" ({child.get('descData')})" if child.get("descData") else "")
        for child in event.iter()
        if _DETAIL.match(local(child)) and plain(child)
    ]
    parts = (
        event.get("code", "").strip() or "-", plain(fields.get(_GAZETTE_DATE)), plain(fields.get(_COUNTRY)),
        " ".join(event.get("desc", "").split()), "; ".join(details),
    )  # fmt: skip
    return "\t".join(part.replace("\t", " ") for part in parts)


def _claims(record: Element) -> str:
    """The claims of the best language, one paragraph a line: Chinese, English, else the first."""
    sets = {entry.get("lang", "").lower(): entry for entry in reversed(list(under(record, "claims")))}
    best = next((sets[language] for language in ("zh", "en", *reversed(sets)) if language in sets), None)
    return _lines(line for text in under(best, "claim-text") for line in _text_lines(text)) if best is not None else ""


def _paragraphs(element: Element) -> str:
    return " ".join(plain(paragraph) for paragraph in under(element, "p")) or plain(element)


def _text_lines(element: Element) -> list[str]:
    return [" ".join(line.split()) for line in "".join(element.itertext()).splitlines()]


def _with_language(element: Element, text: str) -> str:
    return f"{element.get('lang', '') or '-'}\t{text}" if text else ""


def _lines(entries: "Iterator[str] | list[str]") -> str:
    return "\n".join(entry for entry in entries if entry)
