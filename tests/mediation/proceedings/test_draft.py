"""Writing a draft: by its own side, while it is one; nothing written late undoes a move."""

import pytest

from ipplatform import clock
from ipplatform.moves import Refused
from mediation.cases.models import CaseAccess, MediationCase
from mediation.dossier.services import document_upload
from mediation.proceedings import services as s
from tests.factories import mediation as m
from tests.factories import people

DAY = m.DAY


@pytest.mark.django_db
def test_a_draft_is_written_by_its_own_side_only():
    made = m.draft()
    for by in (made.respondent_user, made.coordinator, people.user("operator"), people.user()):
        with clock.set_to(DAY), pytest.raises(Refused) as refused:
            s.case_draft_update(case=made.case, by=by, on=DAY, revision=1, summary="x")
        assert refused.value.refusal.code == "not_allowed"


@pytest.mark.django_db
def test_a_late_page_does_not_undo_the_submission():
    made = m.draft()
    stale = MediationCase.objects.get(pk=made.case.pk)
    m.press(made, s.case_submit, made.claimant_user)
    with clock.set_to(DAY), pytest.raises(Refused) as late:
        s.case_draft_update(case=stale, by=made.claimant_user, on=DAY, revision=1, summary="晚了")
    assert late.value.refusal.code == "not_a_draft"
    fresh = made.fresh()
    assert (fresh.state, fresh.summary) == ("applied", "示例纠纷简述")
    m.press(made, s.case_return, made.coordinator, gaps="示例")
    with clock.set_to(DAY), pytest.raises(Refused) as old:
        s.case_draft_update(case=made.case, by=made.claimant_user, on=DAY, revision=1, summary="旧页")
    assert old.value.refusal.code == "changed_meanwhile"


@pytest.mark.django_db
def test_paper_opens_the_case_to_nobody_before_acceptance():
    made = m.cast()
    with clock.set_to(DAY):
        case = made.case = s.case_file(by=made.coordinator, on=DAY, claimant=made.claimant, on_paper=True)
        s.case_draft_update(
            case=case, by=made.coordinator, on=DAY, revision=1, ip_type="design", dispute_type="other",
            topic=m.topic_by_code("other"), summary="示例", requests=["示例"],
        )  # fmt: skip
        s.party_add(case=case, role="respondent", enterprise=made.respondent, by=made.coordinator, on=DAY, revision=1)
        for code, party in ((1, None), (3, made.party("claimant"))):
            document_upload(
                case=case, type_code=code, content=m.PDF, name="p.pdf", by=made.coordinator, on=DAY, party=party
            )
        m.press(made, s.case_submit, made.coordinator)
        assert not CaseAccess.objects.filter(case=case).exists()
        m.press(made, s.case_accept, made.coordinator, competence_checked=True, venue_checked=True)
    assert set(CaseAccess.objects.filter(case=case).values_list("user", flat=True)) == {
        made.claimant_user.pk, made.respondent_user.pk,
    }  # fmt: skip


@pytest.mark.django_db
def test_a_party_can_be_taken_out_again_but_not_the_one_that_files():
    made = m.draft()
    with clock.set_to(DAY):
        s.party_remove(party=made.party("respondent"), by=made.claimant_user, on=DAY, revision=1)
        with pytest.raises(Refused) as own:
            s.party_remove(party=made.party("claimant"), by=made.claimant_user, on=DAY, revision=1)
    assert own.value.refusal.code == "party_stays"
    assert made.case.parties.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["operator", "general_section", "mediator", "administrator", "editor"])
def test_nobody_files_for_a_stranger(role):
    made = m.cast()
    for given in ({}, {"on_paper": True}):
        with pytest.raises(Refused) as refused:
            s.case_file(by=people.user(role), on=DAY, claimant=made.claimant, **given)
        assert refused.value.refusal.code == "not_allowed"
