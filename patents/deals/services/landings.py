"""Landings: claimed by an operator with evidence, confirmed by the buyer, verified by another person (separation 5)."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from ipplatform.files.services import file_store
from ipplatform.moves import event_append, move
from patents.deals.models import Deal, DealDeadline, Landing, LandingEvidence
from patents.deals.services.asking import may_move, refuse
from patents.deals.services.notify import tell_landing
from patents.deals.services.signing import deadline_of
from patents.deals.workflow import LANDING, claim_refusal, operate_refusal
from patents.deals.workflow.refusals import DATE_IN_FUTURE

LANDING_FILES = "landing"  # owner kind of private files
REVISITS = (("6m", 1), ("12m", 2))


def landing_claim(
    *,
    deal: Deal,
    enterprise: Enterprise,
    address: str,
    region_code: str,
    landed_on: date,
    use: str,
    evidence: Sequence[tuple[str, UploadedFile]],
    by: User,
    on: date,
) -> Landing:
    """none -> claimed. `evidence` holds (kind, file) pairs of the four kinds, at least one (domain.md 5.1)."""
    refuse(refusal=operate_refusal(by, deal))
    with transaction.atomic():
        standing = Deal.objects.select_for_update().get(pk=deal.pk)
        refuse(refusal=claim_refusal(standing, enterprise, landed_on, [kind for kind, _file in evidence], on))
        landing = Landing(
            deal=standing, enterprise=enterprise, address=address.strip(), region_code=region_code.strip(),
            landed_on=landed_on, use=use, claimed_by=by, claimed_at=clock.now(), created_by=by,
            state=Landing.State.CLAIMED,
        )  # fmt: skip
        landing.full_clean()
        landing.save()
        ids = [_evidence_add(landing, kind, upload, by) for kind, upload in evidence]
        event_append(
            LANDING, landing, action="claim", by=by, on=on, evidence=ids, stream_subject=str(standing.public_id)
        )  # fmt: skip
        tell_landing(landing=landing, kind="landing_to_confirm", buyer=True)
    return landing


def landing_confirm(*, landing: Landing, by: User, on: date, revision: int) -> Landing:
    """The buyer acknowledges the claim: claimed + confirmed_at."""
    with transaction.atomic():
        _landing_move(
            landing, "confirm", by=by, on=on, revision=revision, changes={"enterprise_confirmed_at": clock.now()}
        )  # fmt: skip
        tell_landing(landing=landing, kind="landing_to_verify", general=True)
    return landing


def landing_verify(
    *, landing: Landing, address_checked: bool, evidence_read: bool, by: User, on: date, revision: int
) -> Landing:  # fmt: skip
    """claimed -> verified by the general section, never by the claimer. Starts the two revisits (D26)."""
    checklist = {"address_checked": address_checked, "evidence_read": evidence_read}
    with transaction.atomic():
        proof = [str(row.file.public_id) for row in landing.evidence.select_related("file")]
        changes = {**checklist, "verified_by": by, "verified_at": clock.now()}
        _landing_move(
            landing, "verify", by=by, on=on, revision=revision, changes=changes, data=checklist, evidence=proof
        )  # fmt: skip
        for part, times in REVISITS:
            deadline_of(
                deal=landing.deal, rule_code="D26", start=landing.landed_on, part=f"{landing.pk}:{part}", times=times
            ).save()  # fmt: skip
        tell_landing(landing=landing, kind="landing_decided")
    return landing


def landing_reject(*, landing: Landing, reason_code: str, reason: str, by: User, on: date, revision: int) -> Landing:
    """claimed -> rejected, with its reason; a new claim is allowed."""
    with transaction.atomic():
        changes = {"rejected_at": clock.now(), "decision_note": reason.strip()}
        _landing_move(
            landing, "reject", by=by, on=on, revision=revision, changes=changes, reason_code=reason_code
        )  # fmt: skip
        tell_landing(landing=landing, kind="landing_decided")
    return landing


def landing_revoke(*, landing: Landing, reason_code: str, reason: str, by: User, on: date, revision: int) -> Landing:
    """verified -> revoked: found untrue, or the deal was cancelled. It leaves the numerator from now on."""
    with transaction.atomic():
        changes = {"revoked_at": clock.now(), "decision_note": reason.strip()}
        _landing_move(
            landing, "revoke", by=by, on=on, revision=revision, changes=changes, reason_code=reason_code
        )  # fmt: skip
        DealDeadline.objects.filter(
            deal=landing.deal, rule_code="D26", state=DealDeadline.OPEN, part__startswith=f"{landing.pk}:"
        ).update(state=DealDeadline.VOID, done_on=on)
        tell_landing(landing=landing, kind="landing_decided")
    return landing


def landing_revisit(*, landing: Landing, part: str, day: date, by: User, on: date, revision: int) -> Landing:
    """Note the 6- or 12-month revisit (D26); `part` is 6m or 12m."""
    refuse(refusal=DATE_IN_FUTURE if day > on else None)
    with transaction.atomic():
        _landing_move(landing, "revisit", by=by, on=on, revision=revision, changes={f"revisit_{part}": day})
        DealDeadline.objects.filter(deal=landing.deal, rule_code="D26", part=f"{landing.pk}:{part}").update(
            state=DealDeadline.DONE, done_on=day
        )
    return landing


def _landing_move(
    landing: Landing, action: str, *, by: User, on: date, revision: int,
    changes: Mapping[str, object], data: Mapping[str, object] | None = None, reason_code: str = "",
    evidence: Sequence[str] = (),
) -> Landing:  # fmt: skip
    landing.deal = Deal.objects.select_for_update().get(pk=landing.deal_id)  # a cancellation waits or is seen
    may_move(workflow=LANDING, obj=landing, action=action, by=by)
    return move(
        LANDING, landing, action, by=by, on=on, revision=revision, changes=changes, data=data,
        reason_code=reason_code, evidence=evidence, stream_subject=str(landing.deal.public_id),
    )  # fmt: skip


def _evidence_add(landing: Landing, kind: str, upload: UploadedFile, by: User) -> str:
    file = file_store(
        content=upload, name=upload.name or "", owner_kind=LANDING_FILES, owner_id=str(landing.public_id), by=by
    )  # fmt: skip
    row = LandingEvidence(landing=landing, kind=kind, file=file)
    row.full_clean()
    row.save()
    return str(file.public_id)
