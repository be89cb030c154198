"""The judicial confirmation's own table (CPL 205; PML 33), the documents that need a PDF, the return visit."""

from datetime import date, timedelta

import pytest

from ipplatform import clock
from ipplatform.moves import Refused, move_allowed
from mediation.dossier.models import CaseDocument, ConfirmationEvent
from mediation.dossier.ownership import ownership_words_in
from mediation.dossier.selectors import confirmation_of
from mediation.dossier.services import (
    confirmation_accept,
    confirmation_answer,
    confirmation_confirm,
    confirmation_prepare,
    confirmation_refuse,
    confirmation_reject,
    confirmation_submit,
    confirmation_withdraw,
    document_generate,
    documents_generate_due,
    return_visit_record,
)
from mediation.dossier.workflow import CONFIRMATION
from mediation.proceedings import services as s
from tests.factories import mediation as m
from tests.factories import people

DAY = m.DAY


def wanted() -> m.Cast:
    """Agreed, both parties want the confirmation."""
    made = m.agreed()
    with clock.set_to(DAY):
        for role, user in (("claimant", made.claimant_user), ("respondent", made.respondent_user)):
            confirmation_answer(
                confirmation=confirmation_of(made.case), party=made.party(role), wants=True, by=user, on=DAY
            )
    return made


def step(made: m.Cast, service, on: date = DAY, **given):
    """One press of the coordinator on the confirmation."""
    confirmation = confirmation_of(made.case)
    with clock.set_to(on):
        return service(confirmation=confirmation, by=made.coordinator, on=on, revision=confirmation.revision, **given)


@pytest.mark.django_db
def test_both_must_want_it_and_one_no_is_enough():
    made = m.agreed()
    confirmation = confirmation_of(made.case)
    with clock.set_to(DAY):
        confirmation_answer(
            confirmation=confirmation, party=made.party("claimant"), wants=True, by=made.claimant_user, on=DAY
        )
        assert confirmation_of(made.case).state == "offered"
        for party, code in ((made.party("claimant"), "already_confirmed"), (made.party("respondent"), "not_allowed")):
            with pytest.raises(Refused) as refused:
                confirmation_answer(confirmation=confirmation, party=party, wants=True, by=made.claimant_user, on=DAY)
            assert refused.value.refusal.code == code
        confirmation_answer(
            confirmation=confirmation, party=made.party("respondent"), wants=False, by=made.respondent_user, on=DAY
        )
    assert confirmation_of(made.case).state == "not_wanted"


@pytest.mark.django_db
def test_the_joint_application_runs_on_after_the_case_is_closed():
    made = wanted()
    assert confirmation_of(made.case).state == "wanted"
    m.press(made, s.case_close, made.coordinator)
    step(made, confirmation_prepare)
    with pytest.raises(Refused) as nameless:
        step(made, confirmation_submit, court=" ")
    assert nameless.value.refusal.code == "confirmation_court_missing"
    last = confirmation_of(made.case).window_ends_on
    with pytest.raises(Refused) as late:
        step(made, confirmation_submit, last + timedelta(days=1), court="示例法院")
    assert late.value.refusal.code == "confirmation_window_over"
    step(made, confirmation_submit, last, court="示例法院")
    with pytest.raises(Refused) as numberless:
        step(made, confirmation_accept, last, case_no="")
    assert numberless.value.refusal.code == "confirmation_case_no_missing"
    step(made, confirmation_accept, last, case_no="（2026）示例调确1号")
    step(made, confirmation_confirm, last)
    confirmation = confirmation_of(made.case)
    assert (confirmation.state, confirmation.applied_on, confirmation.ruled_on) == ("confirmed", last, last)
    assert ConfirmationEvent.objects.filter(subject=confirmation).count() == confirmation.revision
    assert not made.case.deadlines.filter(rule_code__in=("D10", "D11", "D12"), done_on__isnull=True).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("service", "given", "state"),
    [
        (confirmation_reject, {"reason_code": "against_law"}, "rejected"),
        (confirmation_withdraw, {}, "withdrawn"),
    ],
)
def test_a_court_may_reject_or_the_parties_withdraw(service, given, state):
    made = wanted()
    step(made, confirmation_prepare)
    step(made, confirmation_submit, court="示例法院")
    step(made, confirmation_accept, case_no="示例号")
    step(made, service, **given)
    assert confirmation_of(made.case).state == state


@pytest.mark.django_db
def test_a_court_may_refuse_acceptance_with_a_reason():
    made = wanted()
    step(made, confirmation_prepare)
    step(made, confirmation_submit, court="示例法院")
    with pytest.raises(Refused) as bare:
        step(made, confirmation_refuse, reason_code="")
    assert bare.value.refusal.code == "reason_required"
    step(made, confirmation_refuse, reason_code="not_competent")
    assert confirmation_of(made.case).state == "refused_acceptance"


@pytest.mark.django_db
def test_only_coordinators_prepare_and_only_parties_decline(sample_day):
    made = m.agreed(on=sample_day)
    confirmation = confirmation_of(made.case)
    for role in ("operator", "general_section", "editor", "administrator", "mediator"):
        person = people.user(role)
        assert not any(move_allowed(CONFIRMATION, confirmation, row.action, person) for row in CONFIRMATION.moves)
    assert move_allowed(CONFIRMATION, confirmation, "decline", made.claimant_user)
    assert not move_allowed(CONFIRMATION, confirmation, "decline", made.coordinator)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("双方确认专利权归申请人。", ["专利权归"]),
        ("请求确认专利无效", ["专利无效"]),
        ("被申请人支付许可费", []),
        ("继续共有，权属不变", ["权属", "共有"]),
    ],
)
def test_the_word_check_finds_clauses_that_decide_ownership_or_validity(text, found):
    assert ownership_words_in(text) == found


@pytest.mark.django_db
def test_documents_are_pdfs_of_the_record_and_change_with_it_only():
    made = m.appointed(accepted_by_mediator=False)
    with clock.set_to(DAY):
        first = document_generate(case=made.case, type_code=8, by=made.coordinator, on=DAY)
        assert document_generate(case=made.case, type_code=8, by=made.coordinator, on=DAY).pk == first.pk
        s.case_accept_appointment(case=made.case, by=made.mediator_user, on=DAY, revision=made.case.revision)
        second = document_generate(case=made.case, type_code=8, by=made.mediator_user, on=DAY)
        assert (second.version, second.series, second.number) == (2, first.series, f"{made.case.number}-08-1")
        assert second.content_hash != first.content_hash
        for by, code, refusal in (
            (made.claimant_user, 8, "not_allowed"),
            (people.user("operator"), 8, "not_allowed"),
            (made.coordinator, 24, "document_not_due"),
            (made.coordinator, 14, "document_not_due"),
        ):
            with pytest.raises(Refused) as refused:
                document_generate(case=made.case, type_code=code, by=by, on=DAY)
            assert refused.value.refusal.code == refusal
        readers = set(second.visible_to.values_list("role", flat=True))
    assert readers == {"claimant", "respondent"}
    assert CaseDocument.objects.get(pk=first.pk).version == 1


@pytest.mark.django_db
def test_the_claimant_alone_reads_a_refusal():
    made = m.applied()
    m.press(made, s.case_refuse, made.coordinator, ground="not_competent", note="示例理由")
    with clock.set_to(DAY):
        made_now = documents_generate_due(case=made.case, by=made.coordinator, on=DAY)
        notice = next(row for row in made_now if row.type_code == 5)
    assert notice.title == "不予受理通知书"
    assert list(notice.visible_to.values_list("role", flat=True)) == ["claimant"]


@pytest.mark.django_db
def test_a_return_visit_needs_an_agreement_in_effect_and_ends_its_deadline():
    made = m.in_mediation()
    visit = {
        "visited_on": DAY, "performed": "performed", "satisfaction": 4, "note": "", "escalate": False, "on": DAY,
    }  # fmt: skip
    with clock.set_to(DAY):
        with pytest.raises(Refused) as early:
            return_visit_record(case=made.case, by=made.coordinator, **visit)
        assert early.value.refusal.code == "return_visit_early"
    made = m.closed()
    due = made.case.deadlines.get(rule_code="D27")
    assert due.start_on == DAY + timedelta(days=60)  # from the performance deadline
    with clock.set_to(DAY):
        with pytest.raises(Refused) as foreign:
            return_visit_record(case=made.case, by=made.mediator_user, **visit)
        assert foreign.value.refusal.code == "not_allowed"
        return_visit_record(case=made.case, by=made.coordinator, **visit)
    due.refresh_from_db()
    assert (due.done_on, m.present_agreement(made).performance_status) == (DAY, "performed")
