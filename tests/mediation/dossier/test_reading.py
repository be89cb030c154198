"""Who reads what is written in a case: notes, messages, facts, documents and their files (separations 1-4, 9)."""

import logging
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from ipplatform import clock
from ipplatform.moves import Refused
from mediation.dossier.document_types import TYPES
from mediation.dossier.models import CaseDocument, CaseMessage, NegotiationNote, UndisputedFacts
from mediation.dossier.permissions import (
    case_file_can_read,
    documents_readable_by,
    facts_readable_by,
    messages_readable_by,
    notes_readable_by,
)
from mediation.dossier.selectors import documents_needed, facts_items, messages_read, notes_read
from mediation.dossier.services import (
    document_generate,
    document_upload,
    documents_generate_due,
    facts_confirm,
    facts_write,
    message_send,
    note_write,
)
from mediation.proceedings import services as s
from tests.factories import mediation as m
from tests.factories import people

DAY = m.DAY
SECRET = "示例底线：最多再让五万元"
PRIVATE = "示例私下告知：愿意提前付款"


def with_notes() -> m.Cast:
    """In mediation, one session, a mediator's note and one shared with the claimant."""
    made = m.in_mediation()
    with clock.set_to(DAY):
        session = s.session_schedule(
            case=made.case, starts_at=datetime(2026, 4, 2, 9, tzinfo=clock.OFFICE_ZONE), mode="onsite",
            place="示例调解室", by=made.mediator_user, on=DAY,
        )  # fmt: skip
        m.press(made, s.session_hold, made.mediator_user, session=session, record="示例笔录", attendees=["示例甲"])
        note_write(session=session, text=SECRET, by=made.mediator_user, on=DAY)
        note_write(session=session, text=PRIVATE, by=made.mediator_user, on=DAY, shared_with=made.party("claimant"))
    return made


@pytest.mark.django_db
def test_notes_are_the_mediators_and_a_private_one_its_partys():
    made = with_notes()
    with clock.set_to(DAY):
        assert [note.text for note in notes_read(made.mediator_user, made.case)] == [SECRET, PRIVATE]
        assert [note.text for note in notes_read(made.claimant_user, made.case)] == [PRIVATE]
        others = [made.respondent_user, made.coordinator, m.mediator().user]
        others += [people.user(role) for role in ("operator", "general_section", "editor", "administrator")]
        for person in others:
            assert notes_read(person, made.case) == []
            assert not notes_readable_by(person).exists()
        with pytest.raises(Refused) as refused:
            note_write(session=made.case.sessions.get(), text="x", by=made.coordinator, on=DAY)
    assert refused.value.refusal.code == "not_allowed"


@pytest.mark.django_db
def test_a_mediator_who_left_reads_no_note_any_more():
    made = with_notes()
    m.press(made, s.case_object, made.claimant_user, party=made.party("claimant"))
    with clock.set_to(DAY):
        assert notes_read(made.mediator_user, made.case) == []


@pytest.mark.django_db
def test_what_is_written_lies_sealed_in_the_database_and_in_no_log(caplog):
    with caplog.at_level(logging.DEBUG):
        made = with_notes()
        with clock.set_to(DAY):
            message_send(case=made.case, text=SECRET, by=made.claimant_user, on=DAY, link="/desk/cases/x/")
            facts_write(case=made.case, items=[SECRET], by=made.mediator_user, on=DAY)
    assert SECRET not in caplog.text
    stored = [bytes(row.text_sealed) for row in (*NegotiationNote.objects.all(), *CaseMessage.objects.all())]
    stored += [bytes(row.items_sealed) for row in UndisputedFacts.objects.all()]
    assert len(stored) == 4
    assert all(SECRET.encode() not in sealed for sealed in stored)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # every table: the text is nowhere in clear
            for row in cursor.fetchall():
                assert not any(isinstance(value, str) and SECRET in value for value in row), table


@pytest.mark.django_db
def test_messages_are_joint_or_a_caucus():
    made = with_notes()
    with clock.set_to(DAY):
        message_send(case=made.case, text="给大家", by=made.claimant_user, on=DAY)
        message_send(
            case=made.case, text="只给调解员", by=made.respondent_user, on=DAY, with_party=made.party("respondent")
        )
        texts = {
            name: [message.text for message in messages_read(person, made.case)]
            for name, person in {
                "mediator": made.mediator_user, "claimant": made.claimant_user, "respondent": made.respondent_user,
                "coordinator": made.coordinator, "operator": people.user("operator"),
            }.items()
        }  # fmt: skip
        assert texts == {
            "mediator": ["给大家", "只给调解员"], "respondent": ["给大家", "只给调解员"], "claimant": ["给大家"],
            "coordinator": ["给大家"], "operator": [],
        }  # fmt: skip
        for by, party in ((made.coordinator, None), (made.claimant_user, "respondent")):
            with pytest.raises(Refused) as refused:
                message_send(case=made.case, text="x", by=by, on=DAY, with_party=made.party(party) if party else None)
            assert refused.value.refusal.code == "not_allowed"
    assert not messages_readable_by(people.user("general_section")).exists()


@pytest.mark.django_db
def test_facts_have_their_own_permission_and_confirmations():
    made = with_notes()
    with clock.set_to(DAY):
        facts = facts_write(case=made.case, items=["示例事实一", " ", "示例事实二"], by=made.mediator_user, on=DAY)
        assert facts_items(facts) == ["示例事实一", "示例事实二"]
        assert facts_readable_by(made.coordinator).exists() and facts_readable_by(made.respondent_user).exists()
        assert not facts_readable_by(people.user("operator")).exists()
        facts_confirm(facts=facts, party=made.party("claimant"), by=made.claimant_user, on=DAY)
        with pytest.raises(Refused) as twice:
            facts_confirm(facts=facts, party=made.party("claimant"), by=made.claimant_user, on=DAY)
        assert twice.value.refusal.code == "already_confirmed"
        newer = facts_write(case=made.case, items=["示例事实三"], by=made.mediator_user, on=DAY)
        facts.refresh_from_db()
        assert not facts.current and newer.confirmations.count() == 0


@pytest.mark.django_db
def test_no_generated_document_holds_a_note(monkeypatch):
    """Every template that the case can fill, as HTML, holds neither the mediator's nor the private note."""
    made = with_notes()
    pages: list[str] = []
    monkeypatch.setattr(
        "mediation.dossier.services.documents.pdf_from_html",
        lambda html: pages.append(html) or type("Pdf", (), {"content": m.PDF, "pages": 1})(),
    )  # the text that goes into the PDF is what is asked; the PDFs themselves are made in test_documents
    with clock.set_to(DAY):
        facts = facts_write(case=made.case, items=["示例事实"], by=made.mediator_user, on=DAY)
        for role, user in (("claimant", made.claimant_user), ("respondent", made.respondent_user)):
            facts_confirm(facts=facts, party=made.party(role), by=user, on=DAY)
        m.press(made, s.agreement_draft, made.mediator_user, **m.TERMS)
        agreement = m.present_agreement(made)
        s.agreement_sign(case=made.case, agreement=agreement, by=made.mediator_user, on=DAY)
        for role, user in (("claimant", made.claimant_user), ("respondent", made.respondent_user)):
            s.agreement_sign(case=made.case, agreement=agreement, party=made.party(role), by=user, on=DAY)
        for role, user in (("claimant", made.claimant_user), ("respondent", made.respondent_user)):
            m.confirmation_answer(
                confirmation=m.confirmation_of(made.case), party=made.party(role), wants=True, by=user, on=DAY
            )
        m.press(made, s.case_close, made.coordinator)
        documents_generate_due(case=made.case, by=made.coordinator, on=DAY)
    assert len(pages) >= 15
    text = "\n".join(pages)
    assert "示例笔录" in text and "示例内容" in text and "示例事实" in text
    assert SECRET not in text and PRIVATE not in text


@pytest.mark.django_db
def test_identity_papers_are_seen_by_their_party_and_the_office_only(client):
    made = m.accepted()
    document = CaseDocument.objects.get(case=made.case, type_code=3)
    url = reverse("files:download", args=[document.file.public_id])
    expected = {
        made.claimant_user: 200, made.coordinator: 200, made.respondent_user: 404, m.mediator().user: 404,
        people.user("operator"): 404, people.user("general_section"): 404, people.user("editor"): 404,
        people.user("administrator"): 404, people.user(): 404,
    }  # fmt: skip
    with clock.set_to(DAY):
        for person, status in expected.items():
            assert case_file_can_read(person, document.file) == (status == 200)
            client.force_login(person)
            response = client.get(url)
            assert response.status_code == status
            if status == 200:
                assert b"".join(response.streaming_content) == m.PDF
                assert response["Cache-Control"] == "no-store"
        client.logout()
        assert client.get(url).status_code == 302


@pytest.mark.django_db
def test_evidence_is_seen_by_its_list():
    made = m.accepted()
    with clock.set_to(DAY):
        own = document_upload(
            case=made.case, type_code=14, content=m.PDF, name="e.pdf", by=made.claimant_user, on=DAY,
        )  # fmt: skip
        assert not documents_readable_by(made.respondent_user).filter(pk=own.pk).exists()
        second = document_upload(
            case=made.case, type_code=14, content=m.PDF + b" ", name="e2.pdf", by=made.claimant_user, on=DAY,
            replaces=own, visible_to=made.case.parties.all(),
        )  # fmt: skip
        assert (second.version, second.series, second.number) == (2, own.series, own.number)
        assert documents_readable_by(made.respondent_user).filter(pk=second.pk).exists()
        for by, code in ((made.claimant_user, 5), (made.claimant_user, 17), (made.coordinator, 14)):
            with pytest.raises(Refused) as refused:
                document_upload(case=made.case, type_code=code, content=m.PDF, name="x.pdf", by=by, on=DAY)
            assert refused.value.refusal.code == "document_type_refused"


@pytest.mark.django_db
def test_the_mediator_keeps_the_own_closing_report_alone_after_thirty_days():
    made = m.closed()
    with clock.set_to(DAY):
        report = document_generate(case=made.case, type_code=24, by=made.coordinator, on=DAY)
        other = document_generate(case=made.case, type_code=5, by=made.coordinator, on=DAY)
    last_day = DAY + timedelta(days=30)
    for on, expected in ((last_day, {report.pk, other.pk}), (last_day + timedelta(days=1), {report.pk})):
        with clock.set_to(on):
            seen = documents_readable_by(made.mediator_user).filter(pk__in=[report.pk, other.pk])
            assert set(seen.values_list("pk", flat=True)) == expected
    with clock.set_to(date(2026, 8, 1)):
        assert not documents_readable_by(m.mediator().user).filter(pk=report.pk).exists()
        assert not documents_readable_by(made.claimant_user).filter(pk=report.pk).exists()  # a paper of the office


@pytest.mark.django_db
def test_the_table_of_documents_is_that_of_the_domain():
    assert [row.code for row in TYPES] == list(range(1, 27))
    by_coordinator = {row.code for row in TYPES if row.by_coordinator}
    assert by_coordinator == {*range(1, 9), 12, 15, 16, *range(21, 27)}
    assert {row.code for row in TYPES if row.must == "M"} == {1, 2, 3, 5, 7, 8, 9, 10, 11, 17, 24, 26}
    made = m.applied()
    assert [item.kind.code for item in documents_needed(made.case)] == [1, 3]
    m.press(made, s.case_refuse, made.coordinator, ground="not_competent", note="示例")
    assert [item.kind.code for item in documents_needed(made.case)] == [1, 3, 5, 26]
