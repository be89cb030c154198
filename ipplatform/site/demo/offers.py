"""40 sample offers in every state; the deals and cases that follow move some of them on (reserved, closed, locked)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from ipplatform.site.demo.frame import Frame, on, system
from ipplatform.site.demo.papers import AUTHORITY, CONSENT, EXTRACT, pdf
from patents.imports.models import Source
from patents.imports.services import statement_record
from patents.offers.models import FilePurpose, Offer, OfferPatent
from patents.offers.services import (
    offer_create,
    offer_edit,
    offer_expire,
    offer_file_add,
    offer_lock,
    offer_patent_add,
    offer_publish,
    offer_reject,
    offer_return,
    offer_submit,
    offer_verify,
    offer_withdraw,
)
from patents.records.models import LegalStatus, Patent, PatentParty
from patents.rights.services import open_licence_announce, open_licence_record

SELLER, UNIVERSITY, INSTITUTE = "示例外埠材料有限公司", "示例大学", "示例材料研究院"
ENTERPRISE, RESPONDENT = "示例湘江储能有限公司", "示例岳麓装备有限公司"
# Holders of many sample patents without an account: theirs pass to an owner by a clerk's statement of its assignment.
_FORMER_HOLDERS = ("示例固态电池乙有限公司", "示例工程机械乙有限公司", "示例固态电池丙有限公司")
_USES = ("储能电池", "动力电池", "矿山设备", "市政工程", "港口机械", "电池回收")


@dataclass(frozen=True)
class Row:
    """One offer: `owner` a name, `outside:n` or `inside:n`; prices in 万元; `share` places its first day in the year.

    `kind` picks the patents: valid (one holder), pending, shared (with a co-owner whose consent is filed).
    """

    number: int
    owner: str
    mode: str
    patents: int
    price_type: str
    low: str
    high: str
    royalty: str
    fate: str
    share: float
    kind: str = "valid"

    @property
    def mark(self) -> str:
        """How a second load knows the offer again."""
        return f"（示例供给 {self.number:02d}）"


_T = (
    (SELLER, "transfer", 3, "fixed", "285", "", "", "published", -0.10),
    (UNIVERSITY, "exclusive", 2, "range", "90", "150", "", "published", -0.12),
    (SELLER, "ordinary", 2, "entry_plus_running", "30", "", "2.5", "published", -0.08),
    (INSTITUTE, "equity", 2, "negotiable", "", "", "", "published", -0.15),
    ("outside:3", "sole", 2, "range", "120", "180", "", "published", -0.05),
    (SELLER, "transfer", 1, "fixed", "40", "", "", "published", -0.06, "pending"),
    (UNIVERSITY, "open", 1, "fixed", "2", "", "", "published", -0.04),
    ("outside:4", "transfer", 2, "range", "200", "240", "", "published", -0.03),
    (SELLER, "ordinary", 2, "fixed", "35", "", "", "published", 0.00),
    (RESPONDENT, "transfer", 1, "fixed", "100", "", "", "published", -0.02),
    (SELLER, "ordinary", 1, "fixed", "80", "", "", "published", 0.02),
    (UNIVERSITY, "ordinary", 1, "fixed", "38", "", "", "published", 0.01),
    ("outside:3", "exclusive", 1, "range", "50", "70", "", "published", 0.15),
    (SELLER, "ordinary", 1, "royalty", "", "", "4", "published", 0.12),
    ("outside:4", "ordinary", 1, "fixed", "50", "", "", "published", 0.05),
    (INSTITUTE, "transfer", 1, "range", "60", "90", "", "published", 0.08),
    (UNIVERSITY, "sole", 1, "fixed", "75", "", "", "published", 0.06, "shared"),
    (SELLER, "exclusive", 1, "entry_plus_running", "60", "", "3", "published", 0.30),
    (SELLER, "transfer", 2, "range", "150", "220", "", "published", 0.50),
    (UNIVERSITY, "transfer", 1, "fixed", "66", "", "", "published", 0.20),
    (SELLER, "ordinary", 1, "fixed", "20", "", "", "published", -0.55),
    (SELLER, "joint_development", 1, "negotiable", "", "", "", "published", 0.60),
    (ENTERPRISE, "ordinary", 1, "entry_plus_running", "25", "", "2", "published", 0.65),
    (ENTERPRISE, "exclusive", 1, "fixed", "88", "", "", "returned", 0.85),
    (RESPONDENT, "ordinary", 1, "fixed", "45", "", "", "published", 0.30),
    ("inside:4", "sole", 1, "range", "55", "75", "", "published", 0.35),
    ("inside:5", "transfer", 1, "range", "70", "95", "", "published", 0.58),
    (UNIVERSITY, "equity", 1, "negotiable", "", "", "", "published", 0.62),
    (INSTITUTE, "joint_development", 1, "negotiable", "", "", "", "published", 0.70),
    (SELLER, "sole", 1, "fixed", "48", "", "", "draft", 0.95),
    (UNIVERSITY, "transfer", 1, "", "", "", "", "draft", 0.96),
    (SELLER, "equity", 1, "negotiable", "", "", "", "submitted", 0.97),
    ("inside:6", "ordinary", 1, "fixed", "18", "", "", "submitted", 0.98),
    ("outside:3", "transfer", 1, "fixed", "900", "", "", "rejected", 0.42),
    (INSTITUTE, "ordinary", 1, "royalty", "", "", "5", "verified", 0.97),
    (SELLER, "transfer", 1, "fixed", "58", "", "", "verified", 0.98),
    (UNIVERSITY, "exclusive", 1, "fixed", "120", "", "", "expired", 0.10),
    ("inside:7", "ordinary", 1, "fixed", "22", "", "", "expired", 0.14),
    (SELLER, "ordinary", 1, "fixed", "33", "", "", "withdrawn", 0.25),
    ("inside:8", "ordinary", 1, "range", "20", "30", "", "locked", 0.48),
)  # fmt: skip
ROWS: tuple[Row, ...] = tuple(Row(number, *values) for number, values in enumerate(_T, start=1))  # type: ignore[arg-type]


def load(frame: Frame) -> dict[str, int]:
    """Make the offers that are missing, each whole or not at all."""
    for row in ROWS:
        if not Offer.objects.filter(problem_solved__endswith=row.mark).exists():
            with transaction.atomic():
                _one(frame, row)
    return {"offers": Offer.objects.count()}


def offer_of(number: int) -> Offer:
    """The sample offer of a row of the table."""
    return Offer.objects.select_related("enterprise").get(problem_solved__endswith=f"（示例供给 {number:02d}）")


def enterprise_named(frame: Frame, name: str) -> Enterprise:
    """`inside:n`, `outside:n`, `unknown:n` of the frame's lists, or by name."""
    where, _colon, place = name.partition(":")
    if not place:
        return frame.enterprises[name]
    known = {enterprise.pk for enterprise in (*frame.inside, *frame.outside)}
    lists = {
        "inside": frame.inside, "outside": frame.outside,
        "unknown": [enterprise for enterprise in frame.enterprises.values() if enterprise.pk not in known],
    }  # fmt: skip
    return lists[where][int(place)]


def _one(frame: Frame, row: Row) -> None:
    enterprise = enterprise_named(frame, row.owner)
    member, operator = frame.member(enterprise), frame.persons["operator"]
    start = frame.day(row.share)
    with on(_step(frame, start, 0)) as day:
        patents = _patents(frame, row, enterprise, day)
        offer = offer_create(enterprise=enterprise, by=member, on=day)
        for patent in patents:
            offer_patent_add(offer=offer, patent=patent, by=member, on=day)
        values = _values(frame, row, patents, start)
        offer_edit(offer=offer, values=values, by=member, on=day, revision=offer.revision)
        if row.fate == "draft":
            return
        paper = pdf(AUTHORITY)
        offer_file_add(
            offer=offer, purpose=FilePurpose.AUTHORITY, content=paper, name=f"{AUTHORITY}.pdf", by=member, on=day
        )
        if row.kind == "shared":
            _consent(offer, patents, enterprise, member, day)
    with on(_step(frame, start, 1)) as day:
        offer_submit(offer=offer, truth_declared=True, by=member, on=day, revision=offer.revision)
    if row.fate != "submitted":
        _review(frame, row, offer, patents, start, operator)
    if row.fate in ("expired", "withdrawn", "locked"):
        _afterwards(frame, row, offer, start, member)


def _review(frame: Frame, row: Row, offer: Offer, patents: list[Patent], start: date, operator: User) -> None:
    with on(_step(frame, start, 3)) as day:
        if row.fate == "returned":
            offer_return(
                offer=offer, reason_code="incomplete", note="示例：请补充技术指标的测试条件。", by=operator, on=day,
                revision=offer.revision,
            )  # fmt: skip
            return
        if row.fate == "rejected":
            offer_reject(
                offer=offer, reason_code="not_suitable", note="示例：报价依据不足，且与权属证明不一致。", by=operator, on=day,
                revision=offer.revision,
            )  # fmt: skip
            return
        offer_file_add(
            offer=offer, purpose=FilePurpose.EXTRACT, content=pdf(EXTRACT), name=f"{EXTRACT}.pdf", by=operator, on=day,
            dated_on=day - timedelta(days=2),
        )  # fmt: skip
        offer_verify(offer=offer, by=operator, on=day, revision=offer.revision)
    if row.fate == "verified":
        return
    with on(_step(frame, start, 4)) as day:
        if row.mode == "open":
            _open_statements(offer, patents, operator, day)
        offer_publish(offer=offer, by=operator, on=day, revision=offer.revision, wording_checked=True)


def _afterwards(frame: Frame, row: Row, offer: Offer, start: date, member: User) -> None:
    if row.fate == "expired" and offer.valid_until is not None:
        with on(offer.valid_until + timedelta(days=1)) as day:
            offer_expire(offer=offer, by=system(), on=day)
        return
    with on(_step(frame, start, 12)) as day:
        if row.fate == "withdrawn":
            offer_withdraw(
                offer=offer, reason_code="own_use", note="示例：改由本企业自行实施。", by=member, on=day,
                revision=offer.revision,
            )  # fmt: skip
        else:
            offer_lock(
                offer=offer, reason_code="other", note="示例：供给方更名，等待变更登记。", by=frame.persons["operator2"],
                on=day, revision=offer.revision,
            )  # fmt: skip


def _values(frame: Frame, row: Row, patents: list[Patent], start: date) -> dict[str, Any]:
    expired = row.fate == "expired"
    first, use = patents[0], _USES[row.number % len(_USES)]
    payment = {"royalty": "by_sales", "entry_plus_running": "entry_and_sales"}.get(row.price_type, "instalments")
    return {
        "mode": row.mode, "price_type": row.price_type, "price_min": _yuan(row.low), "price_max": _yuan(row.high),
        "royalty_rate": Decimal(row.royalty) if row.royalty else None,
        "floor_price": (_yuan(row.low) or Decimal(0)) * Decimal("0.85") or None,
        "payment_method": "shares" if row.mode == "equity" else payment,
        "valid_until": _step(frame, start, 25) if expired else frame.today + timedelta(days=150 + 11 * row.number),
        "problem_solved": f"示例：{first.title}，已在{use}场景完成验证，适合批量生产。{row.mark}",
        "indicators": f"示例：循环 {800 + 40 * row.number} 次后容量保持率不低于 {80 + row.number % 15}%。"
        if first.ipc_main.startswith(("H01M", "C0")) else f"示例：单位作业能耗降低 {6 + row.number % 12}%，平均无故障 {900 + 20 * row.number} 小时。",
        "trl": 4 + row.number % 6, "know_how": "示例：附工艺参数表与操作规程。" if row.number % 3 == 0 else "",
        "application_industry": "new_energy" if first.ipc_main.startswith(("H01M", "C0")) else "equipment",
        "support_days": 30 * (1 + row.number % 4), "confidentiality": "nda" if row.number % 4 == 0 else "public",
    }  # fmt: skip


def _patents(frame: Frame, row: Row, enterprise: Enterprise, day: date) -> list[Patent]:
    """Sample patents that the owner holds and no sample offer has; where it holds too few, an assignment is stated."""
    found = held_by(enterprise.name, row.kind, day)[: row.patents]
    operator = frame.persons["operator"]
    for patent in [] if len(found) == row.patents else held_by(_FORMER_HOLDERS[row.number % 3], row.kind, day):
        if len(found) == row.patents:
            break
        said = {"assignees": [enterprise.name]}
        statement_record(patent=patent, values=said, stated_by=None, source=Source.CLERK, by=operator, on=day)
        found.append(patent)
    return found


def held_by(name: str, kind: str, day: date) -> list[Patent]:
    """Newest first, granted by the day (an application that is still pending has no such day)."""
    status = LegalStatus.PENDING if kind == "pending" else LegalStatus.VALID
    rows = (
        Patent.objects.filter(
            parties__in=PatentParty.objects.filter(as_written=name), legal_status=status, patent_type="invention",
            merged_into=None,
        )
        .filter(Q(grant_date=None) | Q(grant_date__lt=day))
        .exclude(pk__in=OfferPatent.objects.values("patent"))
        .distinct().prefetch_related("parties").order_by("-filing_date", "pk")
    )  # fmt: skip
    wanted = 2 if kind == "shared" else 1
    return [
        patent for patent in rows
        if Source.DEMO in patent.sources and len({party.as_written for party in patent.parties.all()}) == wanted
    ]  # fmt: skip


def _consent(offer: Offer, patents: list[Patent], enterprise: Enterprise, member: User, day: date) -> None:
    names = {party.as_written for patent in patents for party in patent.parties.all()}
    for name in sorted(names - {enterprise.name}):
        offer_file_add(
            offer=offer, purpose=FilePurpose.CONSENT, content=pdf(CONSENT), name=f"{CONSENT}.pdf", by=member, on=day,
            about=name,
        )  # fmt: skip


def _open_statements(offer: Offer, patents: list[Patent], operator: User, day: date) -> None:
    for patent in patents:
        statement = open_licence_record(
            patent=patent, by=operator, patent_number=patent.patent_number or patent.number,
            patentee=offer.enterprise.name, payment_method="示例：签约后三十日内一次付清", payment_standard="示例：每件每年两万元",
            term="示例：三年",
        )  # fmt: skip
        open_licence_announce(statement=statement, announced_on=day, by=operator)


def _yuan(wan: str) -> Decimal | None:
    return Decimal(wan) * 10000 if wan else None


def _step(frame: Frame, start: date, days: int) -> date:
    return min(start + timedelta(days=days), frame.last_day)
