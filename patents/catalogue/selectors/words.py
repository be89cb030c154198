"""Words for codes of the index and of records, in the language of the page."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop

from patents.catalogue.search import ON_OFFER
from patents.imports.models import Source
from patents.industries.selectors import industry_names
from patents.records.models import LegalStatus, Patent, PatentType, Publication
from patents.records.numbers import OFFICE_NAMES
from patents.records.reference import ipc_known, ipc_title, office_name

# Words of vendors for status, type and stage; the page shows them in its own language.
RAW_WORDS = (
    _noop("有效"), _noop("失效"), _noop("审中"), _noop("发明申请"), _noop("授权发明"), _noop("实用新型"),
    _noop("外观设计"),
)  # fmt: skip
_STATUS_TONES = {
    LegalStatus.VALID: "good",
    LegalStatus.PENDING: "river",
    LegalStatus.PCT_NATIONAL_PHASE_OPEN: "river",
    LegalStatus.UNKNOWN: "",
}


def status_tag(patent: Patent) -> dict[str, Any]:
    """Word and tone of the legal status; the source's own word where it gives one."""
    label = _(patent.legal_status_raw) if patent.legal_status_raw else patent.get_legal_status_display()
    return {"label": label, "tone": _STATUS_TONES.get(LegalStatus(patent.legal_status), "bad")}


def stage_tag(publication: Publication) -> dict[str, Any]:
    """Which of the application's publications it is; the source's own word where it gives one."""
    label = _(publication.stage_raw) if publication.stage_raw else publication.get_stage_display()
    return {"label": label, "tone": ""}


def value_label(name: str, value: str) -> str:
    """A facet's value in words."""
    if name == "office":
        return office_label(value)
    if name == "source":
        return str(dict(Source.choices).get(value, value))
    if name == "on_offer":
        return _("正在转让或许可") if value == ON_OFFER else _("未在平台供给")
    if name == "status":
        return str(dict(LegalStatus.choices).get(value) or _(value))
    if name == "ipc_tree":
        return f"{value} {ipc_title(value, get_language() or '')}" if ipc_known(value) else value
    if name == "type":
        return str(dict(PatentType.choices).get(value) or _(value))
    return value


def value_labels(name: str, values: Collection[str]) -> dict[str, str]:
    """Words for these values of a facet; one query for industries, whose names may change, none for the others."""
    if name == "sector":
        names = industry_names(values)
        return {value: names.get(value, value) for value in values}
    return {value: value_label(name, value) for value in values}


def office_label(code: str) -> str:
    """The office's name in the language of the page; the code where it is unknown."""
    return _(OFFICE_NAMES[code]) if code in OFFICE_NAMES else office_name(code, language())


def language() -> str:
    """The language of the page as the reference facts take it: `en` or `zh`."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def filing_text(patent: Patent) -> str:
    """The filing day, or only the year where no source knows the day."""
    day: date | None = patent.filing_date
    return day.isoformat() if day else _("%(year)s年") % {"year": patent.filing_year} if patent.filing_year else ""
