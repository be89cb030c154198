"""Offers, inquiries and deals in any state, made through the room's services."""

import itertools
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from patents.deals import services
from patents.deals.models import Deal, DealParty, DealPatent, Inquiry, Landing, LandingEvidence, Payment
from patents.offers.models import Offer, OfferPatent
from patents.records.models import Name, Patent, PatentParty, Publication
from tests.factories import people

_serial = itertools.count(1)
DAY = date(2026, 3, 2)  # a Monday and a working day


def upload(name: str = "示例.pdf", content: bytes = b"%PDF-1.4 sample") -> SimpleUploadedFile:
    """A small PDF as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def patent(*, owners: tuple[str, ...] = (), **fields: Any) -> Patent:
    """A granted, published Chinese invention with all that CC 845 asks; `owners` are its applicants."""
    n = next(_serial)
    values: dict[str, Any] = {
        "number": f"CN{150000000 + n}B", "title": f"示例电解质{n}", "office": "CN",
        "application_number": f"2018{10000000 + n}.X", "patent_type": "invention", "filing_date": date(2018, 5, 8),
        "filing_year": 2018, "grant_date": date(2021, 6, 1), "legal_status": "valid",
        "fee_paid_to": date(2030, 5, 8), "anchor": f"sample-{n}",
    }  # fmt: skip
    values.update(fields)
    made = Patent.objects.create(**values)
    Publication.objects.create(
        patent=made, publication_number=made.number, office="CN", kind="B", stage="grant",
        publication_date=date(2021, 6, 1), title=made.title,
    )  # fmt: skip
    for position, owner in enumerate(owners or (f"示例权利人{n}",)):
        name, _made = Name.objects.get_or_create(normalised=owner, normaliser_version=1)
        PatentParty.objects.create(patent=made, role="applicant", position=position, as_written=owner, name=name)
    return made


def offer(
    owner: Enterprise,
    *,
    mode: str = "transfer",
    patents: tuple[Patent, ...] = (),
    on: date = DAY,
    live: bool = True,
) -> Offer:
    """A published offer; with `live` False it takes no (patent, mode) slot."""
    n = next(_serial)
    made = Offer.objects.create(
        number=f"GJ-{on.year}-{6000 + n}", enterprise=owner, mode=mode, state="published", price_type="negotiable",
        payment_method="lump_sum", valid_until=on + timedelta(days=700), problem_solved="示例", trl=6,
        application_industry="materials", confidentiality="public", published_on=on, verified_on=on,
        status_checked_on=on, created_by=people.user(), floor_price=Decimal("90000.00"),
    )  # fmt: skip
    for position, one in enumerate(patents or (patent(),)):
        OfferPatent.objects.create(offer=made, patent=one, position=position, live_mode=mode if live else None)
    return made


@dataclass
class Cast:
    """The people and things of one deal."""

    seller: Enterprise
    buyer: Enterprise
    seller_member: User
    buyer_member: User
    operator: User
    offer: Offer
    inquiry: Inquiry
    deal: Deal = field(init=False)


def inquiry_sent(
    *, mode: str = "transfer", nda: bool = True, on: date = DAY, seller_kind: str = "enterprise",
    patents: tuple[Patent, ...] = (), seller: Enterprise | None = None, buyer: Enterprise | None = None,
) -> Cast:  # fmt: skip
    """A buyer inside the New Area asks a seller outside it."""
    seller = seller or people.enterprise(kind=seller_kind, area="outside")
    buyer = buyer or people.enterprise(area="inside")
    seller_member, buyer_member = people.member(seller), people.member(buyer)
    made = offer(seller, mode=mode, patents=patents, on=on)
    with clock.set_to(on):
        inquiry = services.inquiry_send(
            about=made, from_enterprise=buyer, purpose="示例目的", nda=nda, by=buyer_member, on=on
        )  # fmt: skip
    return Cast(seller, buyer, seller_member, buyer_member, people.user("operator"), made, inquiry)


def opened(**given: Any) -> Cast:
    """A deal in `negotiating`."""
    on = given.get("on", DAY)
    cast = inquiry_sent(**given)
    with clock.set_to(on):
        cast.deal = services.deal_open(
            inquiry=cast.inquiry, kind="", by=cast.operator, on=on, revision=cast.inquiry.revision
        )  # fmt: skip
    return cast


def quoted(*, amount: Decimal | None = Decimal("120000.00"), terms: str = "一次付清", **given: Any) -> Cast:
    """The seller's quote stands open."""
    on = given.get("on", DAY)
    cast = opened(**given)
    with clock.set_to(on):
        services.quote_make(
            deal=cast.deal, amount=amount, terms=terms, valid_until=on + timedelta(days=10), by=cast.seller_member,
            on=on, revision=cast.deal.revision,
        )  # fmt: skip
    return cast


def agreed(**given: Any) -> Cast:
    """The buyer accepted."""
    on = given.get("on", DAY)
    cast = quoted(**given)
    with clock.set_to(on):
        services.quote_accept(
            deal=cast.deal, quote=cast.deal.quotes.get(), by=cast.buyer_member, on=on, revision=cast.deal.revision
        )  # fmt: skip
    return cast


def terms(deal: Deal, on: date = DAY, **changes: Any) -> services.ContractTerms:
    """Complete terms for a deal."""
    values: dict[str, Any] = {
        "contract_number": f"HT-{deal.pk}", "signed_on": on, "contract_amount": deal.contract_amount,
        "royalty_terms": "" if deal.contract_amount is not None else "按销售额 3%",
        "effective_on": None if deal.is_registered_kind else on,
    }  # fmt: skip
    return services.ContractTerms(**{**values, **changes})


def sign(cast: Cast, on: date = DAY, **changes: Any) -> Deal:
    """Sign with complete terms and a contract file."""
    with clock.set_to(on):
        return services.deal_sign(
            deal=cast.deal, terms=terms(cast.deal, on, **changes), contract=upload(), by=cast.operator, on=on,
            revision=cast.deal.revision,
        )  # fmt: skip


def signed(**given: Any) -> Cast:
    """The contract is signed."""
    changes = given.pop("changes", {})
    cast = agreed(**given)
    sign(cast, given.get("on", DAY), **changes)
    return cast


def record_patents(cast: Cast, day: date, *, on: date | None = None) -> None:
    """Note registration or recordal of every patent of the deal on a day."""
    on = on or day
    with clock.set_to(on):
        for item in DealPatent.objects.filter(deal=cast.deal).order_by("pk"):
            item.deal = cast.deal
            services.deal_patent_record(
                item=item, day=day, number="BA-1", proof=upload(), by=cast.operator, on=on, revision=cast.deal.revision
            )  # fmt: skip


def recorded(*, day: date = DAY + timedelta(days=20), **given: Any) -> Cast:
    """Registered or recorded at CNIPA on `day`."""
    cast = signed(**given)
    record_patents(cast, day)
    with clock.set_to(day):
        services.deal_record(deal=cast.deal, by=cast.operator, on=day, revision=cast.deal.revision)
    return cast


def claim(cast: Cast, *, day: date, on: date | None = None, by: User | None = None, **changes: Any) -> Landing:
    """Claim a landing of the buyer."""
    on = on or day
    values: dict[str, Any] = {
        "enterprise": cast.buyer, "address": "岳麓区示例路 1 号", "region_code": "430104", "landed_on": day,
        "use": Landing.Use.PRODUCTION, "evidence": [(LandingEvidence.Kind.PRODUCTION_CONTRACT, upload())],
    }  # fmt: skip
    with clock.set_to(on):
        return services.landing_claim(deal=cast.deal, by=by or cast.operator, on=on, **{**values, **changes})


def verified(cast: Cast, *, day: date, on: date | None = None) -> Landing:
    """A landing claimed, confirmed by the buyer and verified by the general section."""
    on = on or day
    landing = claim(cast, day=day, on=on)
    with clock.set_to(on):
        services.landing_confirm(landing=landing, by=cast.buyer_member, on=on, revision=landing.revision)
        return services.landing_verify(
            landing=landing, address_checked=True, evidence_read=True, by=people.user("general_section"), on=on,
            revision=landing.revision,
        )  # fmt: skip


def payment_confirmed(cast: Cast, amount: Decimal, *, on: date) -> Payment:
    """A payment scheduled, noted and confirmed."""
    with clock.set_to(on):
        payment = services.payment_schedule(deal=cast.deal, due_on=on, due_amount=amount, by=cast.operator, on=on)
        services.payment_note(
            payment=payment, paid_on=on, paid_amount=amount, by=cast.buyer_member, on=on, revision=payment.revision
        )  # fmt: skip
        return services.payment_confirm(
            payment=payment, paid_on=on, paid_amount=amount, voucher=upload(), reason="", by=cast.operator, on=on,
            revision=payment.revision,
        )  # fmt: skip


def bare_deal(
    *, seller: Enterprise | None = None, buyer: Enterprise | None = None, kind: str = "transfer",
    patents: tuple[Patent, ...] = (), **fields: Any,
) -> Deal:  # fmt: skip
    """A deal's rows alone, for measures and lists: no moves, any state."""
    n = next(_serial)
    by = people.user()
    seller = seller or people.enterprise(area="outside")
    buyer = buyer or people.enterprise(area="inside")
    made = offer(seller, mode=kind, patents=patents or (patent(),), live=False)
    inquiry = Inquiry.objects.create(
        offer=made, from_enterprise=buyer, purpose="示例", sent_on=DAY, state="became_deal", created_by=by
    )  # fmt: skip
    values: dict[str, Any] = {"state": "signed", "signed_on": DAY, "opened_on": DAY}
    deal = Deal.objects.create(
        number=f"JY-2026-{9000 + n}", kind=kind, inquiry=inquiry, offer=made, operator=by, created_by=by,
        **{**values, **fields},
    )  # fmt: skip
    DealParty.objects.create(deal=deal, side="seller", enterprise=seller)
    DealParty.objects.create(deal=deal, side="buyer", enterprise=buyer)
    for item in OfferPatent.objects.filter(offer=made).order_by("position"):
        DealPatent.objects.create(deal=deal, patent=item.patent)
    return deal
