"""Checks of `verify` and `publish`: what an operator confirms from the papers and the record (domain.md 6.1)."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from patents.offers.checks.check import BLOCKED, MISSING, OK, Check, outcome
from patents.offers.checks.submission import patent_name
from patents.offers.models import FilePurpose, Offer, OfferFile
from patents.offers.selectors import OfferFacts, co_owners
from patents.records.models import LegalStatus, Patent
from patents.records.names import name_normalised
from patents.rights.models import Mode


def status_live(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """Status `valid`, or `pending` where the application itself is transferred; the term is not over."""
    wrong = [
        f"{patent_name(patent)}：{patent.get_legal_status_display()}"
        for patent in facts.patents
        if not status_is_live(patent, offer.mode, on)
    ]
    return outcome(
        "no_live_status", _("法律状态"), wrong, bad=BLOCKED, good=_("有效（或审中申请权转让）"), why=_("不符合：")
    )


def fee_paid(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """Annual fees are paid to a day not past (PL 44). An application that is not granted owes none yet."""
    unknown, overdue = [], []
    for patent in facts.patents:
        if patent.legal_status == LegalStatus.PENDING:
            continue
        if patent.fee_paid_to is None:
            unknown.append(_("%(patent)s：未记录") % {"patent": patent_name(patent)})
        elif patent.fee_paid_to < on:
            to = {"patent": patent_name(patent), "day": date_format(patent.fee_paid_to, "Y-m-d")}
            overdue.append(_("%(patent)s：缴至 %(day)s") % to)
    state = BLOCKED if overdue else MISSING
    return outcome("fee_not_paid", _("年费"), [*overdue, *unknown], bad=state, good=_("已缴清"), why=_("待核对："))


def pledges_consented(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """No live pledge without the pledgee's consent to this mode (CC 444)."""
    open_pledges = [
        f"{patent_name(patent)}：{pledge.registration_number}"
        for patent in facts.patents
        for pledge in facts.on_patent(patent).pledges_without_consent(offer.mode)
    ]
    live = any(facts.on_patent(patent).live_pledges for patent in facts.patents)
    good = _("已质押，质权人同意") if live else _("没有质押记录")
    return outcome(
        "pledge_without_consent", _("质押"), open_pledges, bad=BLOCKED, good=good, why=_("缺少质权人同意书：")
    )


def co_owners_consent(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """Every co-owner's consent is on file (PL 14)."""
    names = co_owners(offer, facts)
    given = {name_normalised(file.about) for file in facts.files_for(FilePurpose.CONSENT)}
    lacking = [name for name in names if name_normalised(name) not in given]
    good = _("同意书齐全") if names else _("没有其他共有权利人")
    return outcome("co_owner_consent_missing", _("共有权利人同意"), lacking, bad=MISSING, good=good, why=_("缺少："))


def not_locked(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """No lock of the offer, no open lock on its patents for this mode."""
    reasons = [str(offer.get_lock_reason_display())] if offer.locked_on else []
    reasons += [
        f"{hold.get_reason_display()}（{date_format(hold.held_from, 'Y-m-d')} 起）"
        for hold in facts.holds_on(on, offer.mode)
    ]
    return outcome("locked", _("锁定"), reasons, bad=BLOCKED, good=_("没有锁定"), why=_("锁定原因："))


def extract_fresh(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """A legal-status extract dated within the house's days (`status_extract_days`)."""
    latest = latest_extract(facts)
    label = _("法律状态证明")
    if latest is None or latest.dated_on is None:
        return Check("extract_missing", label, MISSING, _("没有上传"))
    detail = _("%(day)s 出具，%(days)s 天内有效") % {
        "day": date_format(latest.dated_on, "Y-m-d"), "days": facts.extract_days,
    }  # fmt: skip
    fresh = on - timedelta(days=facts.extract_days) <= latest.dated_on <= on
    return Check("extract_old", label, OK if fresh else MISSING, detail)


def valid_until_ahead(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """The offer ends in the future."""
    label = _("供给有效期")
    if offer.valid_until is None:
        return Check("valid_until_past", label, MISSING, _("没有填写"))
    detail = _("至 %(day)s") % {"day": date_format(offer.valid_until, "Y-m-d")}
    return Check("valid_until_past", label, OK if offer.valid_until > on else BLOCKED, detail)


def verification_fresh(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """Verified within the house's days (D28)."""
    label = _("核验时间")
    if offer.verified_on is None:
        return Check("verification_old", label, MISSING, _("尚未核验"))
    detail = _("%(day)s 核验，%(days)s 天内有效") % {
        "day": date_format(offer.verified_on, "Y-m-d"), "days": facts.recheck_days,
    }  # fmt: skip
    fresh = on - timedelta(days=facts.recheck_days) <= offer.verified_on
    return Check("verification_old", label, OK if fresh else MISSING, detail)


def patents_published(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """Nothing of an application still secret is shown (18 months, PL 34)."""
    secret = [patent_name(patent) for patent in facts.patents if not patent.publications.all()]
    return outcome(
        "patent_unpublished", _("已公开"), secret, bad=BLOCKED, good=_("每件专利都已公开"), why=_("尚未公开：")
    )


def status_is_live(patent: Patent, mode: str, on: date) -> bool:
    """`valid` within its term, or `pending` for a transfer of the application."""
    if patent.legal_status == LegalStatus.PENDING:
        return mode == Mode.TRANSFER
    return patent.legal_status == LegalStatus.VALID and (patent.expiry_date is None or patent.expiry_date >= on)


def latest_extract(facts: OfferFacts) -> OfferFile | None:
    """The extract with the latest date."""
    dated = [file for file in facts.files_for(FilePurpose.EXTRACT) if file.dated_on is not None]
    return max(dated, key=lambda file: (file.dated_on, file.pk), default=None)
