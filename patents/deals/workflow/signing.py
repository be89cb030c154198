"""The checks before a signature, one a row: the guard takes the first refusal, the operator's page shows them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from ipplatform.enterprises.models import Enterprise
from ipplatform.moves import Context, Refusal, Text
from patents.deals.models import EXCLUSIVE_EFFECT, Deal, DealDocument, DealParty, DealPatent
from patents.deals.selectors import (
    SignFacts,
    cc845_missing,
    is_granted,
    owners_without_seat,
    sign_facts,
)
from patents.deals.workflow import refusals as no
from patents.offers.models import OfferState
from patents.records.models import PatentType
from patents.rights.models import EXCLUDING_MODES, HoldReason, Mode

_PUBLIC_KINDS = (Enterprise.Kind.UNIVERSITY, Enterprise.Kind.INSTITUTE)
_Kind = DealDocument.Kind


@dataclass(frozen=True)
class Check:
    """One condition: `applies` tells whether it concerns this deal, `refusal` what is missing."""

    label: Text
    applies: Callable[[SignFacts], bool]
    refusal: Callable[[SignFacts], Refusal | None]


@dataclass(frozen=True)
class Checked:
    """A condition as it stands; `applies` False = does not concern this deal."""

    label: Text
    applies: bool
    refusal: Refusal | None


def _always(facts: SignFacts) -> bool:
    return True


def _first_items(refusal: Refusal, items: list[Text]) -> Refusal | None:
    return refusal.with_missing(items) if items else None


def _locks(facts: SignFacts) -> Refusal | None:
    """Separation: the reason and the day, never what stands behind a hold."""
    if facts.deal.offer is not None and facts.deal.offer.locked_on is not None:
        return no.OFFER_LOCKED
    found: list[Text] = [
        f"{item.patent.number}：{hold.get_reason_display()}（{hold.held_from:%Y-%m-%d}）"
        for item in facts.items
        for hold in facts.encumbrances[item.patent_id].locks_on(facts.on, facts.deal.kind)
    ]
    return _first_items(no.PATENT_LOCKED, found)


def _reserves(facts: SignFacts) -> bool:
    return facts.deal.kind in EXCLUSIVE_EFFECT and facts.deal.offer is not None


def _on_sale(facts: SignFacts) -> Refusal | None:
    """Signing reserves the offer, and only a published one can be reserved (domain.md 6.1)."""
    offer = facts.deal.offer
    return None if offer is None or offer.state == OfferState.PUBLISHED else no.OFFER_NOT_ON_SALE


def _pledged(facts: SignFacts) -> list[DealPatent]:
    return [item for item in facts.items if facts.encumbrances[item.patent_id].live_pledges]


def _pledge_consent(facts: SignFacts) -> Refusal | None:
    return _first_items(
        no.PLEDGEE_CONSENT_MISSING,
        [item.patent.number for item in _pledged(facts) if not facts.has_document(_Kind.PLEDGEE_CONSENT, item)],
    )


def _proceeds(facts: SignFacts) -> Refusal | None:
    secured = facts.deal.proceeds and facts.has_document(_Kind.PROCEEDS)
    return None if secured else no.PROCEEDS_NOT_SECURED


def _owners(facts: SignFacts) -> Refusal | None:
    """Names of co-owners without consent, by patent; also asked again when a transfer is recorded."""
    return _first_items(
        no.OWNER_CONSENT_MISSING,
        [
            f"{item.patent.number}：{'、'.join(owners)}"
            for item in facts.items
            if (owners := owners_without_seat(facts, item)) and not facts.has_document(_Kind.OWNER_CONSENT, item)
        ],
    )


def _has_co_owners(facts: SignFacts) -> bool:
    return any(owners_without_seat(facts, item) for item in facts.items)


def _cc845(facts: SignFacts) -> Refusal | None:
    missing: list[Text] = []
    for item in facts.items:
        labels = [str(DealPatent._meta.get_field(name).verbose_name) for name in cc845_missing(item)]  # type: ignore[union-attr]  # plain fields
        if labels:
            missing.append(f"{item.patent.number}：{'、'.join(labels)}")
    return _first_items(no.CC845_INCOMPLETE, missing)


def _foreign(facts: SignFacts) -> bool:
    return any(party.is_foreign for party in facts.parties)


def _document(kind: str, refusal: Refusal) -> Callable[[SignFacts], Refusal | None]:
    return lambda facts: None if facts.has_document(kind) else refusal


def _is_open(facts: SignFacts) -> bool:
    return facts.deal.kind == Mode.OPEN


def _statement(facts: SignFacts) -> Refusal | None:
    """O1: granted, statement announced with all mandatory items (PL 50, PL-R 85)."""
    if any(not is_granted(item.patent) for item in facts.items):
        return no.NOT_GRANTED
    missing: list[Text] = []
    for item in facts.items:
        own = facts.encumbrances[item.patent_id]
        if not own.open_licence_in_force or own.statement is None:
            missing.append(_("%(patent)s：声明未公告") % {"patent": item.patent.number})
        elif own.statement.missing_items:
            missing.append(f"{item.patent.number}：{'、'.join(own.statement.missing_items)}")
    return _first_items(no.OPEN_STATEMENT_INCOMPLETE, missing)


def _no_excluding(facts: SignFacts) -> Refusal | None:
    """O2, and for every licence: an exclusive or sole one in force in the same territory excludes another."""
    found: list[Text] = []
    for item in facts.items:
        for licence in facts.encumbrances[item.patent_id].excluding_licences_on(facts.on):
            apart = licence.territory and facts.territory and licence.territory != facts.territory
            if not apart:
                found.append(f"{item.patent.number}：{licence.get_kind_display()}")
    return _first_items(no.EXCLUSIVE_LICENCE_IN_FORCE, found)


def _fees(facts: SignFacts) -> Refusal | None:
    """O3: paid up to today by the record; no entry is not paid."""
    unpaid: list[Text] = [
        item.patent.number for item in facts.items if (item.patent.fee_paid_to or date.min) < facts.on
    ]
    return _first_items(no.FEE_UNPAID, unpaid)


def _suspension(facts: SignFacts) -> Refusal | None:
    """O4, by the hold of that name in any mode."""
    held: list[Text] = [
        item.patent.number
        for item in facts.items
        if any(
            hold.reason == HoldReason.CNIPA_SUSPENSION for hold in facts.encumbrances[item.patent_id].locks_on(facts.on)
        )
    ]
    return _first_items(no.CNIPA_SUSPENDED, held)


def _evaluation(facts: SignFacts) -> Refusal | None:
    """O6: utility models and designs (PL 50)."""
    return _first_items(
        no.EVALUATION_REPORT_MISSING,
        [item.patent.number for item in _unexamined(facts) if not facts.has_document(_Kind.EVALUATION_REPORT, item)],
    )


def _unexamined(facts: SignFacts) -> list[DealPatent]:
    kinds = (PatentType.UTILITY_MODEL, PatentType.DESIGN)
    return [item for item in facts.items if item.patent.patent_type in kinds]


def _no_open_licence(facts: SignFacts) -> Refusal | None:
    """O9: during an open licence no exclusive or sole one (PL 51)."""
    return _first_items(
        no.OPEN_LICENCE_IN_FORCE,
        [item.patent.number for item in facts.items if facts.encumbrances[item.patent_id].open_licence_in_force],
    )


def _rival(facts: SignFacts) -> Refusal | None:
    return _first_items(no.RIGHT_TAKEN, [rival.number for rival in facts.rivals])


def publicity_needed(deal: Deal) -> bool:
    """STA 18: a public university or institute sells at an agreed price."""
    if deal.price_method != Deal.PriceMethod.AGREEMENT:
        return False
    return any(
        party.enterprise.kind in _PUBLIC_KINDS
        for party in deal.parties.select_related("enterprise")
        if party.side == DealParty.Side.SELLER and party.enterprise is not None
    )


CHECKS: tuple[Check, ...] = (
    Check(_("供给和专利没有未解除的锁定"), _always, _locks),
    Check(_("没有冲突的独占性合同"), _always, _rival),
    Check(_("供给在售，签约后转为已预订"), _reserves, _on_sale),
    Check(_("质权人同意本次交易（民法典第 444 条）"), lambda facts: bool(_pledged(facts)), _pledge_consent),
    Check(_("质押价款提前清偿或提存（民法典第 444 条）"), lambda facts: bool(_pledged(facts)), _proceeds),
    Check(_("全体共有人同意"), _has_co_owners, _owners),
    Check(_("合同载明的专利信息齐全（民法典第 845 条）"), _always, _cc845),
    Check(_("向境外转让的手续（专利法第 10 条）"), _foreign, _document(_Kind.PL10, no.PL10_MISSING)),
    Check(_("没有生效的独占或排他许可"), lambda facts: facts.deal.is_licence, _no_excluding),
    Check(
        _("不在开放许可期间（专利法第 51 条）"), lambda facts: facts.deal.kind in EXCLUDING_MODES, _no_open_licence
    ),
    Check(_("开放许可声明已公告且事项齐全"), _is_open, _statement),
    Check(_("年费已缴"), _is_open, _fees),
    Check(_("没有中止程序"), _is_open, _suspension),
    Check(
        _("专利权评价报告"), lambda facts: _is_open(facts) and bool(_unexamined(facts)), _evaluation
    ),
    Check(_("被许可人书面通知（专利法第 51 条）"), _is_open, _document(_Kind.OPEN_NOTICE, no.OPEN_NOTICE_MISSING)),
    Check(_("被许可人已付费（专利法第 51 条）"), _is_open, _document(_Kind.OPEN_PAYMENT, no.OPEN_PAYMENT_MISSING)),
)  # fmt: skip


def sign_checklist(deal: Deal, on: date) -> list[Checked]:
    """Every check as it stands today, publicity first."""
    facts = sign_facts(deal, on)
    needed = publicity_needed(deal)
    publicity = None if not needed or deal.state == Deal.State.CLEARED else no.PUBLICITY_REQUIRED
    rows = [Checked(_("成果名称和拟交易价格已公示（促进科技成果转化法第 18 条）"), needed, publicity)]
    for check in CHECKS:
        applies = check.applies(facts)
        rows.append(Checked(check.label, applies, check.refusal(facts) if applies else None))
    return rows


def sign_ready(deal: Deal, context: Context) -> Refusal | None:
    """The guard of `sign`: the first check that does not hold."""
    facts = sign_facts(deal, context.on, territory=context.data["terms"].territory)
    for check in CHECKS:
        if check.applies(facts) and (refusal := check.refusal(facts)) is not None:
            return refusal
    return None


def publicity_not_required(deal: Deal, context: Context) -> Refusal | None:
    """From `agreed` straight to the signature only where STA 18 does not apply."""
    return no.PUBLICITY_REQUIRED if publicity_needed(deal) else None


def terms_complete(deal: Deal, context: Context) -> Refusal | None:
    """Contract number and day; amount or royalty; for licences and joint development the day of effect and the term."""
    terms = context.data["terms"]
    missing: list[Text] = []
    if not terms.contract_number:
        missing.append(_("合同编号"))
    if terms.contract_amount is None and not terms.royalty_terms:
        missing.append(_("合同金额或提成约定"))
    if not deal.is_registered_kind and terms.effective_on is None:
        missing.append(_("生效日期"))
    if missing:
        return no.SIGN_TERMS_INCOMPLETE.with_missing(missing)
    if terms.signed_on > context.on:
        return no.DATE_IN_FUTURE
    if not deal.is_registered_kind and terms.effective_on < terms.signed_on:
        return no.EFFECT_BEFORE_SIGNING
    return None


def owners_consented(deal: Deal, context: Context) -> Refusal | None:
    """A transfer is recorded only with the consent of all owners (domain.md 6.2)."""
    return _owners(sign_facts(deal, context.on)) if deal.kind == Mode.TRANSFER else None
