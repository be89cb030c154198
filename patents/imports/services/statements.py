"""What a clerk or an enterprise states of one patent: a source record without run, folded at once."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.permissions import is_member
from ipplatform.moves import NOT_ALLOWED, Refused
from ipplatform.search.services import touch
from patents.imports.fold import Keys, PatentsInUse, fold
from patents.imports.models import Outcome, Source, SourceRecord
from patents.imports.permissions import can_import
from patents.imports.services.refusals import (
    APPLICATION_NUMBER_TAKEN,
    NOT_OWN_PATENT,
    PATENTS_IN_USE,
    STATEMENT_FIELD,
    STATEMENT_VALUE,
)
from patents.records.models import Patent, PatentType
from patents.records.numbers import NumberInvalid, application_number
from patents.records.permissions import enterprise_can_state

# An owner states what the office gave him; the rest is the clerk's (domain.md 5.1, capability row Patent record).
ENTERPRISE_FIELDS = frozenset({"application_number", "filing_date", "grant_date", "applicants"})
UNPUBLISHED_FIELDS = frozenset({"office", "title", "patent_type"})
CLERK_FIELDS = ENTERPRISE_FIELDS | UNPUBLISHED_FIELDS | {
    "assignees", "inventors", "legal_status_raw", "legal_events", "status_date", "fee_paid_to", "state_funded",
    "invalidation_pending", "publication_date", "priority_date", "claims_count",
}  # fmt: skip
LABELS = {
    "application_number": _("申请号"),
    "filing_date": _("申请日"),
    "grant_date": _("授权公告日"),
    "office": _("受理局"),
    "patent_type": _("专利类型"),
}


def statement_record(
    *,
    patent: Patent | None,
    values: Mapping[str, Any],
    stated_by: Enterprise | None,
    source: str,
    by: User,
    on: date,
) -> SourceRecord:
    """Record what a clerk (`source="clerk"`) or an enterprise (`"enterprise"`, then `stated_by`) states; fold; touch.

    `values`: our field names; days as dates, names as lists. `patent` None states an unpublished application: then
    `office` and `application_number` are required. The same statement twice is recorded once. An owner's word fills
    gaps only (fold). Raises Refused: not_allowed, not_own_patent, statement_field, statement_value,
    application_number_taken.
    """
    _permitted(patent, stated_by, source, by)
    allowed = CLERK_FIELDS if source == Source.CLERK else ENTERPRISE_FIELDS
    if patent is None:
        allowed |= UNPUBLISHED_FIELDS
    foreign = sorted(set(values) - allowed)
    if foreign:
        raise Refused(STATEMENT_FIELD.with_missing(LABELS.get(name, name) for name in foreign))
    number, office, application, said = _checked(patent, dict(values))
    with transaction.atomic():
        _number_free(patent, office, application, source)
        content = json.dumps([number, office, application, said], ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(content.encode()).hexdigest()
        same = SourceRecord.objects.filter(run=None, source=source, stated_by=stated_by, hash=digest, as_of=on).first()
        if same is not None:
            return same
        record = SourceRecord(
            source=source, publication_number=number, office=office, application_number=application,
            stated_by=stated_by, recorded_by=by, as_of=on, values=said, hash=digest,
            outcome=Outcome.CREATED if patent is None else Outcome.UPDATED,
        )  # fmt: skip
        record.full_clean()
        record.save()
        _fold(record)
    if patent is not None:
        patent.refresh_from_db()
    return record


def statement_take_back(*, record: SourceRecord, by: User, on: date) -> None:
    """Withdraw a statement; the patent is folded again. By a clerk, or a member of the enterprise that made it."""
    own = record.stated_by_id is not None and is_member(by, record.stated_by_id)
    if record.run_id is not None or not (can_import(by) or own):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        SourceRecord.objects.filter(pk=record.pk).delete()
        try:
            _fold(record)
        except PatentsInUse as error:
            raise Refused(PATENTS_IN_USE.with_missing(sorted(error.reasons))) from None


def _permitted(patent: Patent | None, stated_by: Enterprise | None, source: str, by: User) -> None:
    if source == Source.CLERK:
        if not can_import(by):
            raise Refused(NOT_ALLOWED)
        return
    acts_for = stated_by is not None and (is_member(by, stated_by.pk) or by.is_system)
    foreign = patent is not None and stated_by is not None and not enterprise_can_state(stated_by, patent)
    if source != Source.ENTERPRISE or not acts_for or foreign:
        raise Refused(NOT_OWN_PATENT)


def _checked(patent: Patent | None, values: dict[str, Any]) -> tuple[str, str, str, dict[str, Any]]:
    """Key (publication number, office, application number) and values as stored; or Refused statement_value."""
    wrong: list[Any] = []
    office = str(values.pop("office", "") or (patent.office if patent else ""))
    raw = str(values.pop("application_number", "") or "")
    publication = patent.publications.order_by("publication_number").first() if patent else None
    number = publication.publication_number if publication else ""
    application = ""
    if raw:
        try:
            application = application_number(office, raw).value
        except NumberInvalid:
            wrong.append(LABELS["application_number"])
    elif patent is not None and not number:
        application = patent.application_number or ""
    if not number and not (office and application):
        wrong.append(LABELS["application_number"])
    if patent is not None and not number and application != patent.application_number:
        wrong.append(LABELS["application_number"])
    if values.get("patent_type", "") not in ("", *PatentType.values):
        wrong.append(LABELS["patent_type"])
    filing, grant = values.get("filing_date"), values.get("grant_date")
    if filing and grant and filing > grant:
        wrong.append(LABELS["grant_date"])
    if wrong:
        raise Refused(STATEMENT_VALUE.with_missing(dict.fromkeys(wrong)))
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    if filing:
        said["filing_year"] = filing.year
    return number, office, application, {name: value for name, value in said.items() if value not in (None, "", [])}


def _number_free(patent: Patent | None, office: str, application: str, source: str) -> None:
    """An owner may not join his patent to another one by a number; a clerk may (the fold then merges them)."""
    taken = Patent.objects.filter(office=office, application_number=application).exclude(pk=patent.pk if patent else 0)
    if application and source == Source.ENTERPRISE and taken.exists():
        raise Refused(APPLICATION_NUMBER_TAKEN)


def _fold(record: SourceRecord) -> None:
    keys = Keys()
    keys.add(record.publication_number, record.office, record.application_number)
    touch("patents", sorted(fold(keys).touched))
