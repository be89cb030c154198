"""Cases and consultations with a mark in every confidential text, and who may ever be shown which mark."""

from datetime import date
from typing import Any

from ipplatform import clock
from ipplatform.files.models import PrivateFile
from ipplatform.files.services import file_store
from ipplatform.moves import Moved
from mediation.consultations.services import consultation_answer, consultation_assign, consultation_request
from mediation.dossier.services import document_generate, document_upload, facts_write, message_send, note_write
from mediation.people.selectors import topic_by_code
from mediation.proceedings import services as s
from tests.capabilities.actors import Actors
from tests.factories import mediation as m
from tests.factories import people

CASE_ROOM = frozenset({"seller", "buyer", "mediator", "coordinator"})
CLAIMANT_AND_MEDIATOR = frozenset({"seller", "mediator"})
CONSULTATION_TEXT = frozenset({"seller", "mediator", "coordinator"})

# Mark -> actors to whom it may be shown (domain.md section 2; the claimant is `seller`, the respondent `buyer`).
MARKS: dict[str, frozenset[str]] = {
    "纠纷简述暗记甲": CASE_ROOM,
    "调解请求暗记乙": CASE_ROOM,
    "共同留言暗记丙": CASE_ROOM,
    "单方留言暗记丁": CLAIMANT_AND_MEDIATOR,
    "协商记录暗记戊": frozenset({"mediator"}),
    "单方记录暗记己": CLAIMANT_AND_MEDIATOR,
    "调解笔录暗记庚": CASE_ROOM,
    "无争议事实暗记辛": CASE_ROOM,
    "调解协议暗记壬": CASE_ROOM,
    "单方证据暗记癸": frozenset({"seller", "mediator", "coordinator"}),
    "咨询问题暗记子": CONSULTATION_TEXT,
    "咨询答复暗记丑": CONSULTATION_TEXT,
    # The floor price 7 654 321 yuan of the seller's offers in every writing that a page may use.
    "7654321": frozenset({"seller"}),
    "7,654,321": frozenset({"seller"}),
    "765.43": frozenset({"seller"}),
}
CONFIDENTIAL = tuple(MARKS)[:12]
SUMMARY, REQUEST, JOINT, CAUCUS, NOTE, PRIVATE_NOTE, RECORD, FACTS, AGREEMENT, EVIDENCE, QUESTION, ANSWER = CONFIDENTIAL


def consultation_parts(actors: Actors, on: date) -> dict[str, Any]:
    """Requested; assigned to the appointed mediator; answered by him with a signed sheet on file. All the seller's."""
    made: dict[str, Any] = {}
    for name in ("requested", "assigned", "answered"):
        one = consultation_request(
            enterprise=actors.enterprises["seller"], topic=topic_by_code("trademark"), question=QUESTION,
            mode="online", by=actors.seller, on=on,
        )  # fmt: skip
        if name != "requested":
            one = consultation_assign(
                consultation=one, adviser=actors.mediator, by=people.user("case_coordinator"), on=on,
                revision=one.revision,
            )  # fmt: skip
        if name == "answered":
            one = consultation_answer(
                consultation=one, answer=ANSWER, outcome="advised", by=actors.mediator, on=on, revision=one.revision
            )
        made[f"consultation_{name}"] = one
    return made | {"file_consultation": _sheet(made["consultation_answered"], actors)}


def _sheet(consultation: Moved, actors: Actors) -> PrivateFile:
    return file_store(
        content=m.PDF, name="sheet.pdf", owner_kind="consultation", owner_id=str(consultation.public_id),
        by=actors.mediator,
    )  # fmt: skip


def case_parts(actors: Actors, on: date) -> dict[str, Any]:
    """A draft of the claimant; a case in mediation with all that is written in one; one with a draft agreement."""
    draft = m.draft(people_of=_cast(actors), on=on)
    made = m.in_mediation(people_of=_cast(actors), on=on)
    _texts(made)
    files = _written(made, on)
    ending = m.in_mediation(people_of=_cast(actors), on=on)
    _texts(ending)
    s.agreement_draft(
        case=ending.case, by=ending.mediator_user, on=on, revision=ending.case.revision, ownership_term=None,
        performance_due_on=None, **{name: AGREEMENT for name in m.TERMS},
    )  # fmt: skip
    consent = document_generate(case=ending.case, type_code=6, by=ending.coordinator, on=on)
    return {
        "case_draft": draft.case, "case": made.case, "case_agreement": ending.case, "claimant": made.party("claimant"),
        "file_case_consent": consent.file, **files,
    }  # fmt: skip


def _cast(actors: Actors) -> m.Cast:
    return m.Cast(
        coordinator=actors.coordinator, claimant=actors.enterprises["seller"], respondent=actors.enterprises["buyer"],
        claimant_user=actors.seller, respondent_user=actors.buyer, mediator=actors.mediator_row,
    )  # fmt: skip


def _texts(made: m.Cast) -> None:
    """The factory's own words replaced by marks."""
    type(made.case).objects.filter(pk=made.case.pk).update(summary=SUMMARY, requests=[REQUEST])
    made.fresh()


def _written(made: m.Cast, on: date) -> dict[str, Any]:
    case, mediator, claimant = made.case, made.mediator_user, made.party("claimant")
    session = s.session_schedule(
        case=case, starts_at=clock.at_office_time(on, 9), mode="onsite", place="示例会议室", by=mediator, on=on
    )
    s.session_hold(
        case=case, session=session, record=RECORD, attendees=["示例甲"], by=mediator, on=on, revision=case.revision
    )
    note_write(session=session, text=NOTE, by=mediator, on=on)
    note_write(session=session, text=PRIVATE_NOTE, by=mediator, on=on, shared_with=claimant)
    message_send(case=case, text=JOINT, by=made.claimant_user, on=on)
    message_send(case=case, text=CAUCUS, by=made.claimant_user, on=on, with_party=claimant)
    facts_write(case=case, items=[FACTS], by=mediator, on=on)
    evidence = document_upload(
        case=case, type_code=14, content=m.PDF, name="private.pdf", title=EVIDENCE, by=made.claimant_user, on=on
    )
    identity = case.documents.get(type_code=3)
    made.fresh()
    return {"file_case_evidence": evidence.file, "file_case_identity": identity.file}
