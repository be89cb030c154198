"""Sample landings: claimed by an operator, confirmed by the buyer, decided by the general section."""

from datetime import date, timedelta

from ipplatform.enterprises.models import Enterprise
from ipplatform.site.demo.frame import Frame, on
from ipplatform.site.demo.papers import upload
from patents.deals.models import Deal
from patents.deals.services import landing_claim, landing_confirm, landing_reject, landing_verify


def land(frame: Frame, deal: Deal, enterprise: Enterprise, fate: str, first: date) -> None:
    """One landing as far as `fate` (claimed, confirmed, verified, rejected) says."""
    general, buyer = frame.persons["general"], frame.member(enterprise)
    with on(first) as day:
        landing = landing_claim(
            deal=deal, enterprise=enterprise, address="示例路 18 号示例产业园 3 栋", region_code="430104", landed_on=day,
            use="production", evidence=[("production_contract", upload("示例生产合同")), ("dated_product_photo", upload("示例产品照片"))],
            by=frame.persons["operator"], on=day,
        )  # fmt: skip
    if fate == "claimed":
        return
    with on(_later(frame, first, 2)) as day:
        landing_confirm(landing=landing, by=buyer, on=day, revision=landing.revision)
    with on(_later(frame, first, 4)) as day:
        if fate == "verified":
            landing_verify(
                landing=landing, address_checked=True, evidence_read=True, by=general, on=day, revision=landing.revision
            )
        elif fate == "rejected":
            landing_reject(
                landing=landing, reason_code="evidence", reason="示例：照片没有日期，请补充后重新申报。", by=general, on=day,
                revision=landing.revision,
            )  # fmt: skip


def _later(frame: Frame, first: date, days: int) -> date:
    return min(first + timedelta(days=days), frame.last_day)
