"""Offers and demands in the words and shapes that the page components take. Reads what it is given; decides nothing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.addresses import address
from ipplatform.money import money_text
from patents.offers.checks import BLOCKED, MISSING, OK, Check
from patents.offers.models import Demand, DemandState, Offer, OfferFile, OfferState, PriceType
from patents.offers.selectors import OfferCard, OfferFacts, Tag, offer_mode_note, price_text, statable_fields
from patents.records.selectors import owner_names
from patents.rights.models import HoldReason, Mode

_TONES: dict[str, str] = {
    OfferState.DRAFT: "", OfferState.SUBMITTED: "river", OfferState.VERIFIED: "river", OfferState.PUBLISHED: "good",
    OfferState.RESERVED: "lock", OfferState.CLOSED: "good", OfferState.REJECTED: "bad", OfferState.EXPIRED: "warn",
    OfferState.WITHDRAWN: "", DemandState.RETURNED: "warn", DemandState.MATCHED: "good",
}  # fmt: skip
_SIGNS: dict[str, tuple[str, Promise]] = {
    OK: ("good", _("符合")),
    MISSING: ("warn", _("缺少")),
    BLOCKED: ("bad", _("不符合")),
}


def state_tags(offer: Offer, locked: Iterable[str] = ()) -> list[Tag]:
    """State, and the lock with its first reason."""
    tags = [Tag(offer.state_label, _TONES.get(offer.state, ""), "" if _TONES.get(offer.state) else "info")]
    reasons = list(locked)
    return [*tags, Tag(_g("已锁定"), "lock")] if reasons else tags


def demand_tags(demand: Demand) -> list[Tag]:
    """State of a demand."""
    tone = _TONES.get(demand.state, "")
    return [Tag(demand.state_label, tone, "" if tone else "info")]


def desk_rows(cards: Iterable[OfferCard], route: str) -> list[dict[str, Any]]:
    """Rows of the desk and staff lists."""
    return [
        {
            "card": card, "url": reverse(route, args=[card.number]), "offer": card.offer,
            "tags": state_tags(card.offer, ["locked"] if card.locked else []),
        }
        for card in cards
    ]  # fmt: skip


def check_rows(checks: Iterable[Check]) -> list[dict[str, Any]]:
    """Checks with their sign: tone and word."""
    return [
        {"label": check.label, "detail": check.detail, "names": check.names, "tone": _SIGNS[check.state][0],
         "word": _SIGNS[check.state][1], "code": check.code}
        for check in checks
    ]  # fmt: skip


def check_groups(groups: Iterable[tuple[str, list[Check]]]) -> list[dict[str, Any]]:
    """Checks by the move that asks them; a check stands in the first group that has it."""
    titles = {"submit": _g("提交"), "verify": _g("核验"), "publish": _g("发布")}
    return [{"title": titles[move], "checks": check_rows(checks)} for move, checks in groups if checks]


def terms_facts(offer: Offer, *, floor: bool) -> list[dict[str, Any]]:
    """Price and terms; the floor price only where the caller may show it."""
    facts: list[dict[str, Any]] = [
        {"term": _g("合作方式"), "value": offer.get_mode_display(), "note": offer_mode_note(offer)},
        {"term": _g("价格"), "value": price_text(offer), "note": price_note(offer)},
        {"term": _g("付款方式"), "value": offer.get_payment_method_display()},
        {"term": _g("有效期至"), "value": _day(offer.valid_until)},
        {"term": _g("应用产业"), "value": offer.get_application_industry_display()},
        {"term": _g("技术成熟度"), "value": _g("%(level)s 级（共 9 级）") % {"level": offer.trl} if offer.trl else ""},
        {"term": _g("技术支持"), "value": _g("%(n)s 天") % {"n": offer.support_days} if offer.support_days else ""},
        {"term": _g("同族专利"), "value": offer.family_members},
        {"term": _g("保密范围"), "value": offer.get_confidentiality_display()},
    ]
    if floor:
        note = _g("只有本企业看得到")
        amount = "" if offer.floor_price is None else _g("%(amount)s 元") % {"amount": money_text(offer.floor_price)}
        facts.insert(2, {"term": _g("底价"), "value": amount, "note": note})
    return facts


def price_note(offer: Offer) -> str:
    """How the price counts, for those where the figure alone does not say it."""
    if offer.price_type in (PriceType.ROYALTY, PriceType.ENTRY_PLUS_RUNNING):
        return _g("提成按销售额计算")
    return str(offer.get_price_type_display())


def patent_table(facts: OfferFacts) -> dict[str, Any]:
    """Columns and rows of the patents, as the table component takes them."""
    rows = [
        [
            {"text": patent.number, "url": address("patent", patent.number), "note": patent.title},
            patent.get_patent_type_display() or patent.type_raw,
            {"text": patent.application_number or "—", "note": _day(patent.filing_date, table=True)},
            {"text": patent.get_legal_status_display(), "note": _until(patent.expiry_date)},
            _g("、").join(owner_names(patent)),
        ]
        for patent in facts.patents
    ]
    columns = [_g("专利"), _g("类型"), _g("申请号与申请日"), _g("法律状态"), _g("申请人")]
    return {"columns": columns, "rows": rows}


def patent_rows(facts: OfferFacts) -> list[dict[str, Any]]:
    """Patents of a draft: what stands in the record and whether something may be stated."""
    return [
        {
            "patent": patent, "title": patent.title or patent.number, "holders": _g("、").join(owner_names(patent)),
            "statable": bool(statable_fields(patent)), "pk": patent.pk,
        }
        for patent in facts.patents
    ]  # fmt: skip


def file_rows(files: Iterable[OfferFile], *, removable: bool) -> list[dict[str, Any]]:
    """Papers with their purpose, day and co-owner."""
    rows = []
    for row in files:
        parts = [row.about, _g("%(day)s 出具") % {"day": _day(row.dated_on, table=True)} if row.dated_on else ""]
        parts.append(_g("%(day)s 上传") % {"day": date_format(row.added_at.astimezone(clock.OFFICE_ZONE), "Y-m-d")})
        rows.append(
            {
                "name": row.file.name, "url": address("file", row.file.public_id), "purpose": row.get_purpose_display(),
                "meta": " · ".join(part for part in parts if part), "pk": row.pk, "removable": removable,
            }
        )  # fmt: skip
    return rows


def demand_facts(demand: Demand, *, contact: bool) -> list[dict[str, Any]]:
    """Facts of a demand; contact only where the caller may show it."""
    budget = _g("面议") if demand.budget is None else _g("%(amount)s 元") % {"amount": money_text(demand.budget)}
    facts: list[dict[str, Any]] = [
        {"term": _g("技术领域"), "value": demand.get_field_display()},
        {"term": _g("预算"), "value": budget},
        {"term": _g("合作方式"), "value": demand.get_cooperation_mode_display()},
        {"term": _g("征集截止日"), "value": _day(demand.deadline)},
        {"term": _g("需求方"), "value": demand.enterprise.name},
    ]
    if contact:
        facts.append({"term": _g("联系方式"), "value": demand.contact, "note": _g("不公开")})
    return facts


def _until(value: date | None) -> str:
    return _g("期限至 %(day)s") % {"day": _day(value, table=True)} if value else ""


def _day(value: date | None, *, table: bool = False) -> str:
    if value is None:
        return ""
    return date_format(value, "Y-m-d" if table else "DATE_FORMAT")


def hold_rows(facts: OfferFacts, on: date) -> list[dict[str, Any]]:
    """Open holds on the patents: reason and dates only; a dispute is lifted by the coordinator."""
    return [
        {
            "patent": patent.number, "reason": hold.get_reason_display(), "public_id": hold.public_id,
            "since": hold.held_from, "due_to": hold.due_to, "modes": modes_text(hold.modes),
            "liftable": hold.reason != HoldReason.DISPUTE,
        }
        for patent in facts.patents
        for hold in facts.on_patent(patent).locks_on(on)
    ]  # fmt: skip


def modes_text(modes: Iterable[str]) -> str:
    """Modes in words; all of them where none is named."""
    return _g("、").join(str(Mode(mode).label) for mode in modes) or _g("全部方式")
