"""Patents, offers in every state and demands, made through the rooms' own services."""

import itertools
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from patents.offers.models import Demand, FilePurpose, Offer
from patents.offers.services import (
    demand_create,
    demand_publish,
    demand_submit,
    offer_create,
    offer_edit,
    offer_file_add,
    offer_patent_add,
    offer_publish,
    offer_reserve,
    offer_submit,
    offer_verify,
)
from patents.records.models import LegalStatus, Name, Patent, PatentParty, PatentType, Publication, Stage
from patents.records.names import NORMALISER_VERSION, name_normalised
from patents.records.numbers import cn_check_character
from patents.rights.models import OpenLicenceStatement, PatentHold
from patents.rights.services import hold_set, open_licence_announce, open_licence_record
from tests.factories.people import enterprise as enterprise_make
from tests.factories.people import member, user

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
_serial = itertools.count(1)
_TYPE_DIGITS = {PatentType.INVENTION: "1", PatentType.UTILITY_MODEL: "2", PatentType.DESIGN: "3"}


def application_number(patent_type: str = PatentType.INVENTION, year: int = 2020) -> str:
    """A fresh valid Chinese application number (domain.md 4.2)."""
    digits = f"{year}{_TYPE_DIGITS[PatentType(patent_type)]}{next(_serial):07d}"
    return f"{digits}.{cn_check_character(digits)}"


def patent(
    *holders: str,
    title: str = "固态电解质复合隔膜的制备方法",
    patent_type: str = PatentType.INVENTION,
    published: bool = True,
    **fields: Any,
) -> Patent:
    """A granted Chinese patent, valid, fees paid for a year from the clock's day; `holders` are its applicants."""
    today = clock.today()
    n = next(_serial)
    number = f"CN{110000000 + n}B"
    values: dict[str, Any] = {
        "number": number, "anchor": f"p:{number}", "title": title, "office": "CN", "patent_type": patent_type,
        "application_number": application_number(patent_type), "filing_date": date(2020, 3, 5), "filing_year": 2020,
        "grant_date": date(2022, 6, 7), "expiry_date": today + timedelta(days=3000), "ipc_main": "H01M 10/0562",
        "ipc_all": ["H01M 10/0562"], "legal_status": LegalStatus.VALID, "legal_status_raw": "有效",
        "fee_paid_to": today + timedelta(days=365), "sources": ["demo"],
    }  # fmt: skip
    values.update(fields)
    made = Patent.objects.create(**values)
    if published:
        Publication.objects.create(
            patent=made, publication_number=number, office="CN", kind="B", stage=Stage.GRANT, title=title,
            publication_date=values["grant_date"] or date(2021, 9, 1), abstract="示例摘要：一种制备方法。",
        )  # fmt: skip
    for position, holder in enumerate(holders):
        name, _made = Name.objects.get_or_create(
            normalised=name_normalised(holder), normaliser_version=NORMALISER_VERSION
        )
        PatentParty.objects.create(patent=made, role="applicant", position=position, as_written=holder, name=name)
    return made


def operator() -> User:
    """An operator."""
    return user("operator")


def seller() -> tuple[Enterprise, User]:
    """An enterprise and one of its members."""
    made = enterprise_make()
    return made, member(made)


FIELDS: dict[str, Any] = {
    "mode": "transfer", "price_type": "range", "price_min": Decimal("1200000"), "price_max": Decimal("1800000"),
    "payment_method": "instalments", "problem_solved": "隔膜在高温下收缩，导致内短路。",
    "indicators": "180℃下收缩率不高于 2%。",
    "trl": 7, "application_industry": "new_energy", "confidentiality": "public", "floor_price": Decimal("1000000"),
}  # fmt: skip


def offer_draft(*patents: Patent, of: tuple[Enterprise, User] | None = None, **fields: Any) -> Offer:
    """A complete draft with authority and a fresh extract; the holder of its patent is its enterprise."""
    on = clock.today()
    owner, person = of or seller()
    made = offer_create(enterprise=owner, by=person, on=on)
    for one in patents or (patent(owner.name),):
        offer_patent_add(offer=made, patent=one, by=person, on=on)
    values = {**FIELDS, "valid_until": on + timedelta(days=180), **fields}
    offer_edit(offer=made, values=values, by=person, on=on, revision=made.revision)
    paper(made, FilePurpose.AUTHORITY, by=person)
    paper(made, FilePurpose.EXTRACT, by=person, dated_on=on)
    return made


def paper(offer: Offer, purpose: str, *, by: User, **fields: Any) -> None:
    """A small PDF for a purpose."""
    offer_file_add(offer=offer, purpose=purpose, content=PDF, name=f"{purpose}.pdf", by=by, on=clock.today(), **fields)


def offer_submitted(*patents: Patent, of: tuple[Enterprise, User] | None = None, **fields: Any) -> Offer:
    """The same, submitted by its owner."""
    made = offer_draft(*patents, of=of, **fields)
    return offer_submit(offer=made, truth_declared=True, by=made.created_by, on=clock.today(), revision=made.revision)


def offer_verified(
    *patents: Patent, by: User | None = None, of: tuple[Enterprise, User] | None = None, **fields: Any
) -> Offer:
    """The same, verified by an operator."""
    made = offer_submitted(*patents, of=of, **fields)
    return offer_verify(offer=made, by=by or operator(), on=clock.today(), revision=made.revision)


def offer_published(
    *patents: Patent, by: User | None = None, of: tuple[Enterprise, User] | None = None, **fields: Any
) -> Offer:
    """The same, published by an operator."""
    reviewer = by or operator()
    made = offer_verified(*patents, by=reviewer, of=of, **fields)
    return offer_publish(offer=made, by=reviewer, on=clock.today(), revision=made.revision, wording_checked=True)


def offer_reserved(*patents: Patent, of: tuple[Enterprise, User] | None = None, **fields: Any) -> Offer:
    """The same, reserved for a deal."""
    made = offer_published(*patents, of=of, **fields)
    return offer_reserve(offer=made, ref="JY-2026-0001", by=User.objects.system(), on=clock.today())


def reviewed(offer: Offer, *, by: User) -> Offer:
    """A draft taken through submit, verify and publish by one operator."""
    on = clock.today()
    offer_submit(offer=offer, truth_declared=True, by=offer.created_by, on=on, revision=offer.revision)
    offer_verify(offer=offer, by=by, on=on, revision=offer.revision)
    return offer_publish(offer=offer, by=by, on=on, revision=offer.revision, wording_checked=True)


def dispute(of: Patent) -> list[PatentHold]:
    """A lock as an ownership case sets it."""
    return hold_set(
        patents=[of], reason="dispute", modes=[], effect="lock", ref=f"opaque-{next(_serial)}",
        by=User.objects.system(), on=clock.today(),
    )  # fmt: skip


def open_statement(of: Patent, *, announced: bool = True) -> OpenLicenceStatement:
    """A complete open-licence statement of a patent."""
    reviewer = operator()
    made = open_licence_record(
        patent=of, by=reviewer, patent_number=of.patent_number, patentee="示例权利人", payment_method="按年支付",
        payment_standard="每年 8 万元", term="三年",
    )  # fmt: skip
    return open_licence_announce(statement=made, announced_on=clock.today(), by=reviewer) if announced else made


DEMAND_FIELDS: dict[str, Any] = {
    "title": "寻求耐高温隔膜涂层", "field": "new_energy", "problem": "现有隔膜在 150℃ 时收缩过大。",
    "indicators": "180℃ 1 小时收缩率不高于 2%", "budget": Decimal("500000"), "contact": "示例联系人 0731-0000000",
}  # fmt: skip


def demand_draft(*, of: tuple[Enterprise, User] | None = None, **fields: Any) -> Demand:
    """A complete draft."""
    on = clock.today()
    owner, person = of or seller()
    values = {**DEMAND_FIELDS, "deadline": on + timedelta(days=60), **fields}
    return demand_create(enterprise=owner, values=values, by=person, on=on)


def demand_published_made(*, of: tuple[Enterprise, User] | None = None, **fields: Any) -> Demand:
    """The same, submitted and published."""
    on = clock.today()
    made = demand_draft(of=of, **fields)
    demand_submit(demand=made, by=made.created_by, on=on, revision=made.revision)
    return demand_publish(demand=made, by=operator(), on=on, revision=made.revision)
