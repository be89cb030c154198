"""A case from its draft to the archive, as walked by the people of the table."""

from datetime import datetime

import pytest

from ipplatform import clock
from ipplatform.moves import Refused
from mediation.cases.models import CaseEvent
from mediation.dossier.models import CaseDocument
from mediation.dossier.selectors import documents_missing
from mediation.dossier.services import document_upload, documents_generate_due, return_visit_record, session_confirm
from mediation.proceedings import services as s
from tests.factories import mediation as m


@pytest.mark.django_db
def test_a_case_walks_from_draft_to_archive_with_its_whole_file():
    made = m.in_mediation()
    with clock.set_to(m.DAY):
        session = s.session_schedule(
            case=made.case, starts_at=datetime(2026, 4, 3, 9, tzinfo=clock.OFFICE_ZONE), mode="online",
            place="示例会议号", by=made.mediator_user, on=m.DAY,
        )  # fmt: skip
        s.session_hold(
            case=made.case, session=session, record="示例笔录\n第二行", attendees=["示例甲", "示例乙"],
            by=made.mediator_user, on=m.DAY, revision=made.case.revision,
        )  # fmt: skip
        session_confirm(session=session, party=made.party("claimant"), by=made.claimant_user, on=m.DAY)
        s.agreement_draft(case=made.case, by=made.mediator_user, on=m.DAY, revision=made.case.revision, **m.TERMS)
        agreement = m.present_agreement(made)
        s.agreement_sign(case=made.case, agreement=agreement, by=made.mediator_user, on=m.DAY)
        for role, user in (("claimant", made.claimant_user), ("respondent", made.respondent_user)):
            s.agreement_sign(case=made.case, agreement=agreement, party=made.party(role), by=user, on=m.DAY)
        assert made.case.state == "agreed"
        confirmation = m.confirmation_of(made.case)
        m.confirmation_answer(
            confirmation=confirmation, party=made.party("respondent"), wants=False, by=made.respondent_user, on=m.DAY
        )
        s.case_close(case=made.case, by=made.coordinator, on=m.DAY, revision=made.case.revision)
        with pytest.raises(Refused) as early:
            s.case_archive(case=made.case, by=made.coordinator, on=m.DAY, revision=made.case.revision)
        assert early.value.refusal.code == "return_visit_missing"
        return_visit_record(
            case=made.case, visited_on=m.DAY, performed="performed", satisfaction=5, note="", escalate=False,
            by=made.coordinator, on=m.DAY,
        )  # fmt: skip
        document_upload(
            case=made.case, type_code=3, content=m.PDF, name="id.pdf", by=made.coordinator, on=m.DAY,
            party=made.party("respondent"),
        )  # fmt: skip
        made_documents = documents_generate_due(case=made.case, by=made.coordinator, on=m.DAY)
        assert [item.label for item in documents_missing(made.case)] == []
        assert documents_generate_due(case=made.case, by=made.coordinator, on=m.DAY) == []
        s.case_archive(case=made.case, by=made.coordinator, on=m.DAY, revision=made.case.revision)
    assert made.fresh().state == "archived"
    codes = sorted(document.type_code for document in made_documents)
    assert codes == [1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 17, 19, 24, 25, 26]
    assert all(document.content_hash and document.pages for document in made_documents)
    assert CaseEvent.objects.filter(subject=made.case).count() == made.case.revision
    assert CaseDocument.objects.filter(case=made.case, origin="generated").count() == 15
