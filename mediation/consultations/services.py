"""Every write of a consultation; one function a row of domain.md 6.3."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.roles import CASE_COORDINATOR
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.permissions import is_member
from ipplatform.enterprises.selectors import members_of
from ipplatform.files.models import PrivateFile
from ipplatform.moves import NOT_ALLOWED, Refusal, Refused, event_append, move
from ipplatform.notices.services import notices_send
from ipplatform.numbers.services import CONSULTATION as NUMBER_PREFIX
from ipplatform.numbers.services import number_next
from mediation.consultations.models import Consultation
from mediation.consultations.permissions import advisers_offered, can_record_on_behalf
from mediation.consultations.workflow import CONSULTATION
from mediation.people.models import Engagement, TopicCode
from mediation.people.services import engagement_open, engagements_close, matter_of

SHEET_NOT_FOUND = Refusal("sheet_not_found", _("请上传企业签字的咨询单。"))


def consultation_request(
    *, enterprise: Enterprise, topic: TopicCode, question: str, mode: str, by: User, on: date
) -> Consultation:
    """- -> requested, by a member or by an operator on the enterprise's behalf; gives the receipt number ZX-…"""
    if not (is_member(by, enterprise.pk) or can_record_on_behalf(by)):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        consultation = Consultation(
            number=number_next(prefix=NUMBER_PREFIX, on=on), enterprise=enterprise, topic=topic,
            question=question.strip(), mode=mode, opened_on=on, state="requested", created_by=by,
        )  # fmt: skip
        consultation.full_clean()
        consultation.save()
        event_append(CONSULTATION, consultation, action="request", by=by, on=on, on_behalf_of=enterprise.public_id)
        _tell_staff(consultation)
    return consultation


def consultation_assign(
    *, consultation: Consultation, adviser: User, by: User, on: date, revision: int
) -> Consultation:
    """requested -> assigned; the adviser's engagement is recorded, so that he cannot mediate the same dispute."""
    offered = advisers_offered().filter(pk=adviser.pk).exists()
    with transaction.atomic():
        move(
            CONSULTATION, consultation, "assign", by=by, on=on, revision=revision, changes={"adviser": adviser},
            data={"adviser": adviser, "offered": offered},
        )  # fmt: skip
        engagement_open(
            person=adviser, role=Engagement.Role.ADVISER, matter=consultation_matter(consultation), on=on, by=by,
            enterprise=consultation.enterprise,
        )  # fmt: skip
        notices_send(
            to=[adviser], kind="consultation_assigned", number=consultation.number,
            link=reverse("consultations_staff:detail", args=[consultation.number]),
        )  # fmt: skip
    return consultation


def consultation_decline(*, consultation: Consultation, note: str, by: User, on: date, revision: int) -> Consultation:
    """requested -> declined (final), with the reason that the enterprise reads."""
    with transaction.atomic():
        move(
            CONSULTATION, consultation, "decline", by=by, on=on, revision=revision,
            changes={"decline_note": note.strip()}, reason_code="declined" if note.strip() else "",
        )  # fmt: skip
        _tell_enterprise(consultation, "consultation_declined")
    return consultation


def consultation_withdraw(*, consultation: Consultation, by: User, on: date, revision: int) -> Consultation:
    """requested or assigned -> withdrawn (final)."""
    with transaction.atomic():
        move(CONSULTATION, consultation, "withdraw", by=by, on=on, revision=revision)
        _end_engagement(consultation, by, on)
    return consultation


def consultation_answer(
    *, consultation: Consultation, answer: str, outcome: str, by: User, on: date, revision: int
) -> Consultation:
    """assigned -> answered, with outcome code and summary."""
    with transaction.atomic():
        move(
            CONSULTATION, consultation, "answer", by=by, on=on, revision=revision,
            changes={"answer": answer.strip(), "outcome": outcome, "answered_on": on},
            data={"answer": answer, "outcome": outcome},
        )  # fmt: skip
        _tell_enterprise(consultation, "consultation_answered")
    return consultation


def consultation_reopen(*, consultation: Consultation, by: User, on: date, revision: int) -> Consultation:
    """answered -> assigned: the enterprise asks on before closing."""
    with transaction.atomic():
        move(CONSULTATION, consultation, "reopen", by=by, on=on, revision=revision, changes={"answered_on": None})
        if consultation.adviser is not None:
            notices_send(
                to=[consultation.adviser], kind="consultation_reopened", number=consultation.number,
                link=reverse("consultations_staff:detail", args=[consultation.number]),
            )  # fmt: skip
    return consultation


def consultation_acknowledge(
    *, consultation: Consultation, satisfaction: int | None, by: User, on: date, revision: int
) -> Consultation:
    """answered -> closed (final, counts one 家/次), by a member with a rating of 1-5."""
    with transaction.atomic():
        move(
            CONSULTATION, consultation, "acknowledge", by=by, on=on, revision=revision,
            changes={
                "closed_on": on, "acknowledged_by": by, "acknowledged_at": clock.now(), "satisfaction": satisfaction,
            },
            data={"satisfaction": satisfaction},
        )  # fmt: skip
        _end_engagement(consultation, by, on)
    return consultation


def consultation_close(
    *, consultation: Consultation, sheet: PrivateFile, by: User, on: date, revision: int
) -> Consultation:
    """answered -> closed (final, counts), by the adviser with the sheet that the enterprise signed."""
    if sheet.owner_kind != "consultation" or sheet.owner_id != str(consultation.public_id):
        raise Refused(SHEET_NOT_FOUND)
    with transaction.atomic():
        move(
            CONSULTATION, consultation, "close", by=by, on=on, revision=revision, evidence=[str(sheet.public_id)],
            changes={"closed_on": on, "sheet": sheet.public_id},
        )  # fmt: skip
        _end_engagement(consultation, by, on)
    return consultation


def consultations_lapse(*, on: date) -> int:
    """Lapse every answer that nobody acknowledged in time; repeated on the same day it changes nothing."""
    system, lapsed = User.objects.system(), 0
    for consultation in Consultation.objects.filter(state="answered", answered_on__lt=on).order_by("pk"):
        try:
            with transaction.atomic():
                move(CONSULTATION, consultation, "lapse", by=system, on=on, revision=consultation.revision)
                _end_engagement(consultation, system, on)
        except Refused:
            continue  # not yet over, or acknowledged meanwhile
        lapsed += 1
    return lapsed


def consultation_matter(consultation: Consultation) -> str:
    """The opaque name under which engagements know this consultation."""
    return matter_of(kind="consultation", public_id=consultation.public_id)


def _end_engagement(consultation: Consultation, by: User, on: date) -> None:
    engagements_close(matter=consultation_matter(consultation), on=on, by=by)


def _tell_enterprise(consultation: Consultation, kind: str) -> None:
    notices_send(
        to=members_of([consultation.enterprise_id]), kind=kind, number=consultation.number,
        link=consultation.get_absolute_url(),
    )  # fmt: skip


def _tell_staff(consultation: Consultation) -> None:
    coordinators = User.objects.filter(is_active=True, groups__name=CASE_COORDINATOR)
    notices_send(
        to=coordinators, kind="consultation_requested", number=consultation.number,
        link=reverse("consultations_staff:detail", args=[consultation.number]),
    )  # fmt: skip
