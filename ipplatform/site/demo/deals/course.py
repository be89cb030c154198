"""One sample course: from the question over quote, publicity, contract and registration to payment."""

from datetime import date, timedelta
from decimal import Decimal

from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from ipplatform.site.demo.deals.landing import land
from ipplatform.site.demo.deals.rows import LADDER, Row
from ipplatform.site.demo.demands import demand_titled
from ipplatform.site.demo.frame import Frame, on, system
from ipplatform.site.demo.offers import enterprise_named, held_by, offer_of
from ipplatform.site.demo.papers import upload
from patents.deals.models import Deal, Inquiry, Payment
from patents.deals.services import (
    ContractTerms,
    data_room_file_add,
    deal_cancel,
    deal_complete,
    deal_document_add,
    deal_open,
    deal_patent_record,
    deal_pricing_set,
    deal_record,
    deal_sign,
    deals_end_terms,
    inquiry_answer,
    inquiry_close,
    inquiry_meet,
    inquiry_send,
    payment_confirm,
    payment_note,
    payment_schedule,
    publicity_end,
    publicity_start,
    quote_accept,
    quote_counter,
    quote_make,
    tech_registration_record,
)
from patents.offers.models import Demand, Offer
from patents.offers.services import demand_match
from patents.rights.models import Mode

_PUBLIC = (Enterprise.Kind.UNIVERSITY, Enterprise.Kind.INSTITUTE)
# Days after the first: publicity takes its time where it is due (D21 and the holidays it may fall on).
SIGN, SIGN_AFTER_PUBLICITY, RECORD = 13, 40, 12


class Course:
    """Makes one row of the table through the services, each step on its day."""

    deal: Deal
    inquiry: Inquiry

    def __init__(self, frame: Frame, row: Row) -> None:
        self.frame, self.row = frame, row
        self.operator = frame.persons["operator"]
        self.about: Offer | Demand = self._about()
        self.other = enterprise_named(frame, row.other)
        self.asker, self.asked = frame.member(self.other), frame.member(self.about.enterprise)
        from_offer = isinstance(self.about, Offer)
        self.seller: User = self.asked if from_offer else self.asker
        self.buyer: User = self.asker if from_offer else self.asked
        self.seller_enterprise = self.about.enterprise if from_offer else self.other
        self.buyer_enterprise = self.other if from_offer else self.about.enterprise

    def run(self) -> None:
        """Climb the ladder as far as the row says."""
        steps = (
            self.send, self.answer, self.meet, self.negotiate, self.agree, self.publicity, self.clear, self.sign,
            self.record, self.complete,
        )  # fmt: skip
        for name, step in list(zip(LADDER, steps, strict=True))[: self.row.top + 1]:
            if name in ("publicity", "cleared") and not self._publicity_due():
                continue
            step()
        self._end()
        if self.row.landing:
            land(self.frame, self.deal, self.buyer_enterprise, self.row.landing, self.day(self.sign_day + 20))

    def day(self, days: int) -> date:
        """A day after the first; what has finished ends within the plan year, what runs ends yesterday."""
        if isinstance(self.row.start, int):
            first, last = self.frame.today - timedelta(days=self.row.start), self.frame.today - timedelta(days=1)
        else:
            first, last = self.frame.day(self.row.start), self.frame.last_day
        return min(first + timedelta(days=days), last)

    @property
    def sign_day(self) -> int:
        return SIGN_AFTER_PUBLICITY if self._publicity_due() else SIGN

    @property
    def amount(self) -> Decimal | None:
        return Decimal(self.row.amount) * 10000 if self.row.amount else None

    def send(self) -> None:
        with on(self.day(0)) as day:
            self.inquiry = inquiry_send(
                about=self.about, from_enterprise=self.other, purpose=f"示例：希望了解技术指标与合作条件。{self.row.mark}",
                nda=True, by=self.asker, on=day,
            )  # fmt: skip

    def answer(self) -> None:
        with on(self.day(2)) as day:
            inquiry_answer(
                inquiry=self.inquiry, answer="示例：可以安排技术人员交流，资料见洽谈资料室。", by=self.asked, on=day,
                revision=self.inquiry.revision,
            )  # fmt: skip

    def meet(self) -> None:
        with on(self.day(4)) as day:
            inquiry_meet(
                inquiry=self.inquiry, people="示例：双方技术与商务人员", result="示例：核对指标，约定下一步报价。", held_on=day,
                by=self.operator, on=day, revision=self.inquiry.revision,
            )  # fmt: skip
            if self.row.fate == "meeting":
                data_room_file_add(inquiry=self.inquiry, upload=upload("示例技术资料"), by=self.asked)

    def negotiate(self) -> None:
        with on(self.day(6)) as day:
            patents = [] if isinstance(self.about, Offer) else held_by(self.other.name, "valid", day)[:1]
            self.deal = deal_open(
                inquiry=self.inquiry, kind=Mode.JOINT_DEVELOPMENT, patents=patents, by=self.operator, on=day,
                revision=self.inquiry.revision,
            )  # fmt: skip
            if self.row.listed:
                deal_pricing_set(
                    deal=self.deal, price_method=Deal.PriceMethod.LISTING, proceeds="", by=self.operator, on=day,
                    revision=self.deal.revision,
                )  # fmt: skip
        with on(self.day(7)) as day:
            asking = self.amount * Decimal("1.1") if self.amount else None
            self.quote = quote_make(
                deal=self.deal, amount=asking, terms=self._terms(), valid_until=day + timedelta(days=30),
                by=self.seller, on=day, revision=self.deal.revision,
            )  # fmt: skip

    def agree(self) -> None:
        with on(self.day(9)) as day:
            quote = quote_counter(
                deal=self.deal, quote=self.quote, amount=self.amount, terms=self._terms(),
                valid_until=day + timedelta(days=30), by=self.buyer, on=day, revision=self.deal.revision,
            )  # fmt: skip
        with on(self.day(11)) as day:
            quote_accept(deal=self.deal, quote=quote, by=self.seller, on=day, revision=self.deal.revision)
            if isinstance(self.about, Demand):
                demand_match(demand=self.about, ref=self.deal.number, by=self.operator, on=day)

    def publicity(self) -> None:
        with on(self.day(12)) as day:
            publicity_start(
                deal=self.deal, publicity_on=day, publicity_price=f"示例：{self.row.amount} 万元", notice=upload("示例公示文件"),
                by=self.operator, on=day, revision=self.deal.revision,
            )  # fmt: skip

    def clear(self) -> None:
        with on(self.day(38)) as day:
            publicity_end(
                deal=self.deal, screenshot=upload("示例公示截图"), by=self.operator, on=day, revision=self.deal.revision
            )

    def sign(self) -> None:
        deal = self.deal
        with on(self.day(self.sign_day)) as day:
            if deal.kind == Mode.OPEN:
                for kind, title in (("open_notice", "示例被许可人书面通知"), ("open_payment", "示例付费凭证")):
                    deal_document_add(
                        deal=deal, kind=kind, upload=upload(title), deal_patent=None, by=self.operator, on=day,
                        revision=deal.revision,
                    )  # fmt: skip
            first = None if deal.is_registered_kind else day
            length = 40 if self.row.fate == "ended" else 3 * 365
            terms = ContractTerms(
                contract_number=f"示例合同-{self.row.number:02d}", signed_on=day, effective_on=first,
                contract_amount=self.amount, royalty_terms="" if self.amount else "示例：按净销售额的 4% 提成，按季结算",
                territory="", term_from=first, term_to=day + timedelta(days=length) if first else None,
            )  # fmt: skip
            deal_sign(
                deal=deal, terms=terms, contract=upload("示例合同"), by=self.operator, on=day, revision=deal.revision
            )
            payments = [self._payment(day, part) for part in (30, 60)] if self.amount else []
        self._pay(payments, settled=self.row.fate == "completed")
        if self.row.number == 1 and self.amount is not None:
            with on(self.day(self.sign_day + 8)) as day:
                tech_registration_record(
                    deal=deal, registry="示例技术合同登记站", number=f"示例-{day.year}-001", registered_on=day,
                    verified_amount=self.amount, proof=upload("示例技术合同登记证明"), by=self.operator, on=day,
                    revision=deal.revision,
                )  # fmt: skip

    def record(self) -> None:
        deal = self.deal
        if not deal.changes_patents:
            return
        with on(self.day(self.sign_day + RECORD)) as day:
            for place, item in enumerate(deal.deal_patents.all(), start=1):
                deal_patent_record(
                    item=item, day=day, number=f"示例备案-{self.row.number:02d}-{place}" if deal.is_licence else "",
                    proof=upload("示例手续合格通知书"), by=self.operator, on=day, revision=deal.revision,
                )  # fmt: skip
            deal_record(deal=deal, by=self.operator, on=day, revision=deal.revision)

    def complete(self) -> None:
        delivery = None if self.deal.changes_patents else upload("示例交付证明")
        with on(self.day(self.sign_day + 18)) as day:
            deal_complete(deal=self.deal, delivery=delivery, by=self.operator, on=day, revision=self.deal.revision)

    def _end(self) -> None:
        fate = self.row.fate
        if fate == "closed":
            with on(self.day(5)) as day:
                inquiry_close(
                    inquiry=self.inquiry, reason_code="no_fit", reason="示例：指标与产线不匹配。", by=self.asker, on=day,
                    revision=self.inquiry.revision,
                )  # fmt: skip
        elif fate.startswith("cancelled"):
            late = fate == "cancelled_late"
            with on(self.day(self.sign_day + 22 if late else 15)) as day:
                deal_cancel(
                    deal=self.deal, reason_code="rescinded" if late else "no_agreement",
                    reason="示例：双方协议解除合同。" if late else "示例：价格未谈拢。",
                    paper=upload("示例解除协议") if late else None, by=self.operator, on=day, revision=self.deal.revision,
                )  # fmt: skip
        elif fate == "ended" and self.deal.term_to is not None:
            with on(self.deal.term_to + timedelta(days=1)) as day:
                deals_end_terms(by=system(), on=day)

    def _payment(self, day: date, days: int) -> Payment:
        assert self.amount is not None, "only a determined amount is paid by instalments"
        return payment_schedule(
            deal=self.deal, due_on=day + timedelta(days=days), due_amount=self.amount / 2, by=self.operator, on=day
        )

    def _pay(self, payments: list[Payment], *, settled: bool) -> None:
        """The first instalment of every contract, the second where the deal is completed."""
        for payment, days in zip(payments if settled else payments[:1], (6, 10), strict=False):
            with on(self.day(self.sign_day + days)) as day:
                payment_note(
                    payment=payment, paid_on=day, paid_amount=payment.due_amount, by=self.buyer, on=day,
                    revision=payment.revision,
                )  # fmt: skip
                payment_confirm(
                    payment=payment, paid_on=day, paid_amount=payment.due_amount, voucher=upload("示例付款凭证"), reason="",
                    by=self.operator, on=day, revision=payment.revision,
                )  # fmt: skip

    def _publicity_due(self) -> bool:
        return self.seller_enterprise.kind in _PUBLIC and not self.row.listed

    def _terms(self) -> str:
        return "示例：签约后付一半，登记或备案后付清。" if self.amount else "示例：按净销售额提成，按季结算。"

    def _about(self) -> Offer | Demand:
        kind, _colon, which = self.row.about.partition(":")
        return offer_of(int(which)) if kind == "offer" else demand_titled(which)
