"""From agreement to contract: publicity of public units (STA 18) and the signature with its consequences."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.deadlines.calendar import due_date
from ipplatform.deadlines.selectors import rule_parameter
from ipplatform.moves import Refused
from patents.deals.models import EXCLUSIVE_EFFECT, Deal, DealDeadline, DealDocument, Objection
from patents.deals.selectors import CC845_FIELDS, cc845_values, publicity_deadline, sign_facts
from patents.deals.services.notify import tell_parties
from patents.deals.services.papers import deal_move, document_store
from patents.deals.workflow.refusals import PUBLICITY_INCOMPLETE
from patents.offers.services import offer_reserve
from patents.rights.selectors import patents_lock


@dataclass(frozen=True)
class ContractTerms:
    """What the signed contract says. `contract_amount` None = not determinable; then `royalty_terms` say how.

    `effective_on` is read for licences and joint development only: a transfer takes effect on registration.
    """

    contract_number: str
    signed_on: date
    effective_on: date | None = None
    contract_amount: Decimal | None = None
    royalty_terms: str = ""
    territory: str = ""
    term_from: date | None = None
    term_to: date | None = None
    patent_change: bool = False


def publicity_start(
    *,
    deal: Deal,
    publicity_on: date | None,
    publicity_price: str,
    notice: UploadedFile | None,
    by: User,
    on: date,
    revision: int,
) -> Deal:
    """agreed -> publicity: name and intended price are published; D21 starts on the day of the notice."""
    if notice is None:
        raise Refused(PUBLICITY_INCOMPLETE)
    changes = {"publicity_on": publicity_on, "publicity_price": publicity_price.strip()}
    with transaction.atomic():
        paper = document_store(deal=deal, kind=DealDocument.Kind.PUBLICITY_NOTICE, upload=notice, by=by)
        deal_move(
            deal=deal, action="start_publicity", by=by, on=on, revision=revision, changes=changes, data=changes,
            evidence=[paper],
        )  # fmt: skip
        assert publicity_on is not None, "the guard asked for it"
        deadline_of(deal=deal, rule_code="D21", start=publicity_on, part=f"{deal.revision}").save()
    return deal


def objection_receive(*, deal: Deal, received_on: date, text: str, by: User, on: date, revision: int) -> Objection:
    """An objection during publicity; it stands open until it is decided."""
    with transaction.atomic():
        deal_move(deal=deal, action="receive_objection", by=by, on=on, revision=revision)
        objection = Objection(deal=deal, received_on=received_on, text=text.strip())
        objection.full_clean()
        objection.save()
    return objection


def objection_dismiss(*, objection: Objection, decision: str, by: User, on: date, revision: int) -> Objection:
    """The objection does not hold: publicity goes on."""
    with transaction.atomic():
        deal_move(
            deal=objection.deal, action="dismiss_objection", by=by, on=on, revision=revision,
            data={"objection": objection},
        )  # fmt: skip
        return _decided(objection, Objection.State.DISMISSED, decision, by, on)


def objection_uphold(
    *, objection: Objection, decision: str, paper: UploadedFile | None, by: User, on: date, revision: int
) -> Objection:  # fmt: skip
    """publicity -> negotiating: the objection holds; the accepted price no longer stands."""
    deal = objection.deal
    with transaction.atomic():
        stored = _stored(deal, DealDocument.Kind.OBJECTION_DECISION, paper, by)
        deal_move(
            deal=deal, action="object", by=by, on=on, revision=revision, data={"objection": objection},
            evidence=[stored], changes={"contract_amount": None, "agreed_terms": ""},
        )  # fmt: skip
        _publicity_done(deal, on, state=DealDeadline.VOID)
        return _decided(objection, Objection.State.UPHELD, decision, by, on)


def publicity_end(*, deal: Deal, screenshot: UploadedFile | None, by: User, on: date, revision: int) -> Deal:
    """publicity -> cleared: D21 has run and no objection is open."""
    with transaction.atomic():
        stored = _stored(deal, DealDocument.Kind.PUBLICITY_SCREENSHOT, screenshot, by)
        deal_move(deal=deal, action="end_publicity", by=by, on=on, revision=revision, evidence=[stored])
        _publicity_done(deal, on, state=DealDeadline.DONE)
    return deal


def deal_sign(
    *, deal: Deal, terms: ContractTerms, contract: UploadedFile | None, by: User, on: date, revision: int
) -> Deal:  # fmt: skip
    """agreed or cleared -> signed. The six items of CC 845 are copied; an exclusive deal reserves its offer.

    `effective_on`: from the contract for licences and joint development; a transfer or contribution has none before
    its registration (PL 10 para 3). A licence starts D20.
    """
    with transaction.atomic():
        patents_lock(deal.deal_patents.values_list("patent_id", flat=True))
        if deal.offer is not None:
            deal.offer.refresh_from_db()  # as it stands now that its patents are ours
        stored = _stored(deal, DealDocument.Kind.CONTRACT, contract, by)
        changes = {
            "contract_number": terms.contract_number.strip(), "signed_on": terms.signed_on,
            "effective_on": None if deal.is_registered_kind else terms.effective_on,
            "contract_amount": terms.contract_amount, "royalty_terms": terms.royalty_terms.strip(),
            "territory": terms.territory.strip(), "term_from": terms.term_from, "term_to": terms.term_to,
            "patent_change": terms.patent_change, "contract_file": stored.file if stored else None,
        }  # fmt: skip
        deal_move(
            deal=deal, action="sign", by=by, on=on, revision=revision, changes=changes, data={"terms": terms},
            evidence=[stored],
        )  # fmt: skip
        for item in sign_facts(deal, on).items:
            for name, value in cc845_values(item).items():
                setattr(item, name, value)
            item.full_clean()
            item.save(update_fields=list(CC845_FIELDS))
        if deal.is_licence and deal.effective_on is not None:
            deadline_of(deal=deal, rule_code="D20", start=deal.effective_on).save()
        if deal.kind in EXCLUSIVE_EFFECT and deal.offer is not None:
            offer_reserve(offer=deal.offer, ref=deal.number, by=User.objects.system(), on=on)
        tell_parties(deal=deal, kind="deal_signed")
    return deal


def deadline_of(*, deal: Deal, rule_code: str, start: date, part: str = "", times: int = 1) -> DealDeadline:
    """The due date, unsaved, of a rule that starts on a day; `times` repeats its length (D26: 6 and 12 months)."""
    rule = rule_parameter(rule_code, start)
    length = int(rule.value) * times
    due = due_date(start, length, rule.unit)
    return DealDeadline(
        deal=deal, rule_code=rule_code, part=part, start_on=start, length=length, unit=rule.unit,
        due_on=due.due_on, remind_on=due.unmoved, provisional=due.provisional,
    )  # fmt: skip


def _stored(deal: Deal, kind: str, upload: UploadedFile | None, by: User) -> DealDocument | None:
    return document_store(deal=deal, kind=kind, upload=upload, by=by) if upload is not None else None


def _publicity_done(deal: Deal, on: date, *, state: str) -> None:
    if publicity_deadline(deal) is not None:
        DealDeadline.objects.filter(deal=deal, rule_code="D21", state=DealDeadline.OPEN).update(state=state, done_on=on)


def _decided(objection: Objection, state: str, decision: str, by: User, on: date) -> Objection:
    objection.state, objection.decision, objection.decided_on, objection.decided_by = state, decision.strip(), on, by
    objection.full_clean()
    objection.save()
    return objection
