"""Checks of `submit`: what an offer must hold by law and house before an operator reads it (domain.md 6.1)."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from patents.offers.checks.check import BLOCKED, MISSING, OK, Check, outcome
from patents.offers.models import FilePurpose, Offer, PriceType
from patents.offers.selectors import OfferFacts, is_holder, right_holders
from patents.records.models import Patent
from patents.records.numbers import NumberInvalid, cn_application_number
from patents.rights.models import EXCLUDING_MODES, Mode

MANDATORY = (
    "mode", "price_type", "payment_method", "valid_until", "problem_solved", "trl", "application_industry",
    "confidentiality",
)  # fmt: skip
# Which amounts a price type needs.
AMOUNTS: dict[str, tuple[str, ...]] = {
    PriceType.FIXED: ("price_min",),
    PriceType.RANGE: ("price_min", "price_max"),
    PriceType.NEGOTIABLE: (),
    PriceType.ROYALTY: ("royalty_rate",),
    PriceType.ENTRY_PLUS_RUNNING: ("price_min", "royalty_rate"),
}


def fields_complete(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """Mandatory fields of an offer, each missing one by name."""
    return outcome(
        "fields_missing", _("必填内容"), _missing_fields(offer, facts), bad=MISSING, good=_("齐全"),
        why=_("没有填写："),
    )  # fmt: skip


def application_numbers(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """Every patent has an application number; a Chinese one is valid by domain.md 4.2."""
    wrong = [patent_name(patent) for patent in facts.patents if not _numbered(patent)]
    return outcome(
        "application_number_missing", _("申请号"), wrong, bad=MISSING, good=_("每件专利都有有效的申请号"),
        why=_("缺少或不合规则："),
    )  # fmt: skip


def filing_dates(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """Every patent has a full filing date; a bare year is none."""
    wrong = [patent_name(patent) for patent in facts.patents if patent.filing_date is None]
    return outcome(
        "filing_date_missing", _("申请日"), wrong, bad=MISSING, good=_("每件专利都有完整的申请日"),
        why=_("缺少完整申请日："),
    )  # fmt: skip


def authority(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """The seller's authority is on file; the detail says where record and seller differ."""
    files = facts.files_for(FilePurpose.AUTHORITY)
    if not files:
        return Check("authority_missing", _("权属与授权证明"), MISSING, _("没有上传"))
    strangers = [
        patent_name(patent) for patent in facts.patents
        if not any(is_holder(party, offer) for party in right_holders(patent))
    ]  # fmt: skip
    if strangers:
        detail = _("已上传。登记的权利人与供给方名称不一致，请核对授权：%(names)s") % {"names": "、".join(strangers)}
        return Check("authority_missing", _("权属与授权证明"), OK, detail)
    return Check("authority_missing", _("权属与授权证明"), OK, _("已上传，登记的权利人与供给方一致"))


def truth_declared(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """The seller declared that what it says is true."""
    if offer.truth_declared_at is None:
        return Check("truth_not_declared", _("真实性声明"), MISSING, _("提交时勾选"))
    return Check("truth_not_declared", _("真实性声明"), OK, _("已声明"))


def slot_free(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """One live offer per (patent, mode)."""
    rivals = [rival.number for rival in facts.rivals if rival.mode == offer.mode]
    return outcome(
        "live_offer_exists", _("无重复供给"), rivals, bad=BLOCKED, good=_("同一合作方式没有其他有效供给"),
        why=_("已有供给："),
    )  # fmt: skip


def open_or_exclusive(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """A live exclusive or sole offer of a patent excludes a live open offer, both ways."""
    against: tuple[str, ...] = ()
    if offer.mode == Mode.OPEN:
        against = EXCLUDING_MODES
    elif offer.mode in EXCLUDING_MODES:
        against = (Mode.OPEN,)
    rivals = [rival.number for rival in facts.rivals if rival.mode in against]
    return outcome(
        "open_excludes_exclusive", _("开放许可与独占、排他许可不并存"), rivals, bad=BLOCKED, good=_("无冲突"),
        why=_("冲突的供给："),
    )  # fmt: skip


def no_open_licence_runs(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """During an open licence no exclusive or sole licence is offered (PL 51, O9)."""
    running = [
        patent_name(patent) for patent in facts.patents
        if offer.mode in EXCLUDING_MODES and facts.on_patent(patent).open_licence_in_force
    ]  # fmt: skip
    return outcome(
        "open_licence_runs", _("不在开放许可期间"), running, bad=BLOCKED, good=_("无冲突"), why=_("正在开放许可：")
    )


def patent_name(patent: Patent) -> str:
    """How a check names a patent: its number, with the title where there is one."""
    return f"{patent.number} {patent.title}".strip()


def _numbered(patent: Patent) -> bool:
    if not patent.application_number:
        return False
    if patent.office != "CN":
        return True
    try:
        return cn_application_number(patent.application_number).value == patent.application_number
    except NumberInvalid:
        return False


def _missing_fields(offer: Offer, facts: OfferFacts) -> Iterator[str]:
    if not facts.patents:
        yield str(_("专利"))
    names = [*MANDATORY, *AMOUNTS.get(offer.price_type, ())]
    for name in names:
        if getattr(offer, name) in (None, ""):
            yield str(offer._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # plain fields
