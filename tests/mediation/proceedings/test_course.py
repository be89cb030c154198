"""The courses a case can take: mediators who come and go, agreements, closings, holds on patents, notices."""

from datetime import date, timedelta

import pytest

from ipplatform import clock
from ipplatform.moves import Refused
from ipplatform.notices.models import Notice
from mediation.cases.models import CaseAccess
from mediation.cases.permissions import case_can_read
from mediation.dossier.selectors import confirmation_of
from mediation.people.models import Engagement
from mediation.people.selectors import conflicts_of
from mediation.proceedings import services as s
from patents.rights.models import PatentHold
from tests.factories import consultations, market, people
from tests.factories import mediation as m

DAY = m.DAY


@pytest.mark.django_db
def test_the_number_is_given_at_submission_and_kept_when_returned():
    made = m.draft()
    assert made.case.number is None
    with clock.set_to(DAY):
        s.case_submit(case=made.case, by=made.claimant_user, on=DAY, revision=1)
        number = made.case.number
        assert number is not None and number.startswith("TJ-2026-")
        s.case_return(case=made.case, gaps="请补证据", by=made.coordinator, on=DAY, revision=made.case.revision)
        assert (made.case.state, made.case.return_note) == ("draft", "请补证据")
        s.case_submit(case=made.case, by=made.claimant_user, on=DAY, revision=made.case.revision)
    assert (made.fresh().number, made.case.return_note) == (number, "")


@pytest.mark.django_db
def test_parties_who_name_the_same_mediator_appoint_jointly():
    made = m.consented()
    other = m.mediator()
    choose = lambda role, user, who: s.mediator_choose(  # noqa: E731  one expression
        case=made.case, party=made.party(role), mediator=who, by=user, on=DAY
    )
    with clock.set_to(DAY):
        choose("claimant", made.claimant_user, other)
        choose("respondent", made.respondent_user, made.mediator)
        assert made.fresh().state == "consented"
        choose("claimant", made.claimant_user, made.mediator)
    assert made.fresh().state == "appointed"
    assert made.case.appointments.get().basis == "agreed"
    event = made.case.events.get(action="appoint")
    assert event.on_behalf_of == made.claimant_user.public_id


@pytest.mark.django_db
def test_access_and_engagement_end_with_the_appointment():
    made = m.appointed(accepted_by_mediator=False)
    with clock.set_to(DAY):
        assert case_can_read(made.mediator_user, made.case)
        s.case_decline(case=made.case, reason="时间冲突", by=made.mediator_user, on=DAY, revision=made.case.revision)
        assert not case_can_read(made.mediator_user, made.case)
    assert not Engagement.objects.filter(matter=made.case.matter, to_on__isnull=True).exists()
    shown = conflicts_of(made.mediator_user, [made.respondent.pk], on=DAY)
    assert (shown.recorded, [row.role for row in shown.to_disclose]) == ((), ["mediator"])
    with clock.set_to(DAY):  # the same person may come back: a former mediation must be disclosed, it does not bar
        s.case_appoint(case=made.case, mediator=made.mediator, by=made.coordinator, on=DAY, revision=made.case.revision)
        assert case_can_read(made.mediator_user, made.case)


@pytest.mark.django_db
def test_a_second_objection_of_one_party_refuses_mediation():
    made = m.appointed()
    object_to = lambda role, user: s.case_object(  # noqa: E731  one expression
        case=made.case, party=made.party(role), by=user, on=DAY, revision=made.case.revision
    )
    appoint = lambda: s.case_appoint(  # noqa: E731  one expression
        case=made.case, mediator=m.mediator(), by=made.coordinator, on=DAY, revision=made.case.revision
    )
    with clock.set_to(DAY):
        object_to("claimant", made.claimant_user)
        assert made.case.state == "consented"
        appoint()
        object_to("respondent", made.respondent_user)
        assert made.case.state == "consented"
        appoint()
        object_to("claimant", made.claimant_user)
    made.fresh()
    assert (made.case.state, made.case.closing_reason) == ("closed", 4)


@pytest.mark.django_db
def test_a_new_conflict_leaves_unless_everybody_waives_it():
    made = m.in_mediation()
    common = {"case": made.case, "by": made.mediator_user, "on": DAY}
    with clock.set_to(DAY):
        with pytest.raises(Refused) as bare:
            s.case_new_conflict(disclosure=None, revision=made.case.revision, **common)
        assert bare.value.refusal.code == "conflict_disclosure_missing"
        disclosure = s.disclosure_file(has_relation=True, relation="示例新关系", **common)
        for role, user in (("claimant", made.claimant_user), ("respondent", made.respondent_user)):
            s.disclosure_answer(
                disclosure=disclosure, party=made.party(role), answer="informed_waiver", by=user, on=DAY
            )
        with pytest.raises(Refused) as waived:
            s.case_new_conflict(disclosure=disclosure, revision=made.case.revision, **common)
        assert waived.value.refusal.code == "conflict_waived"
        stated = s.disclosure_file(
            case=made.case, has_relation=True, relation="当事人所知", by=made.claimant_user, on=DAY
        )
        s.case_new_conflict(
            case=made.case, disclosure=stated, by=made.claimant_user, on=DAY, revision=made.case.revision
        )
    assert made.fresh().state == "consented"


@pytest.mark.django_db
def test_signing_people_mediation_waits_for_the_seal_and_oral_for_the_mediator_alone():
    made = m.agreed(procedure="peoples")
    assert made.fresh().state == "agreement_drafted"
    with clock.set_to(DAY):
        s.agreement_seal(
            case=made.case, agreement=m.present_agreement(made), evidence=["scan"], by=made.mediator_user, on=DAY
        )
    assert made.fresh().state == "agreed"
    oral = m.agreement_drafted(form="oral")
    with clock.set_to(DAY):
        s.agreement_sign(case=oral.case, agreement=m.present_agreement(oral), by=oral.mediator_user, on=DAY)
    assert oral.fresh().state == "agreed"
    assert oral.case.events.get(action="sign_complete").actor != oral.mediator_user.public_id


@pytest.mark.django_db
def test_a_draft_taken_back_is_not_signed_any_more():
    made = m.agreement_drafted()
    old = m.present_agreement(made)
    with clock.set_to(DAY):
        s.agreement_sign(case=made.case, agreement=old, party=made.party("claimant"), by=made.claimant_user, on=DAY)
        with pytest.raises(Refused) as twice:
            s.agreement_sign(case=made.case, agreement=old, party=made.party("claimant"), by=made.claimant_user, on=DAY)
        assert twice.value.refusal.code == "already_signed"
        s.agreement_back(case=made.case, by=made.mediator_user, on=DAY, revision=made.case.revision)
        s.agreement_draft(case=made.case, by=made.mediator_user, on=DAY, revision=made.case.revision, **m.TERMS)
        with pytest.raises(Refused) as stale:
            s.agreement_sign(case=made.case, agreement=old, by=made.mediator_user, on=DAY)
    assert stale.value.refusal.code == "agreement_changed"
    assert m.present_agreement(made).version == 2


@pytest.mark.django_db
def test_words_of_ownership_must_be_answered_and_exclude_confirmation():
    made = m.in_mediation()
    terms = {**m.TERMS, "content": "双方确认示例专利权归申请人所有。"}
    draft = lambda **given: s.agreement_draft(  # noqa: E731  one expression
        case=made.case, by=made.mediator_user, on=DAY, revision=made.case.revision, **terms, **given
    )
    with clock.set_to(DAY):
        with pytest.raises(Refused) as asked:
            draft()
        assert (asked.value.refusal.code, asked.value.refusal.missing) == ("ownership_term_unanswered", ("专利权归",))
        agreement = draft(ownership_term=True)
        for party, user in (
            (None, made.mediator_user),
            ("claimant", made.claimant_user),
            ("respondent", made.respondent_user),
        ):
            s.agreement_sign(
                case=made.case, agreement=agreement, party=made.party(party) if party else None, by=user, on=DAY
            )
        assert confirmation_of(made.case).state == "excluded"
        assert not made.case.deadlines.filter(rule_code="D10", state="open").exists()
        s.case_close(case=made.case, by=made.coordinator, on=DAY, revision=made.case.revision)
    assert made.fresh().closing_reason == 1


@pytest.mark.django_db
def test_closing_waits_for_the_answer_about_confirmation():
    made = m.agreed()
    with clock.set_to(DAY), pytest.raises(Refused) as asked:
        s.case_close(case=made.case, by=made.coordinator, on=DAY, revision=made.case.revision)
    assert asked.value.refusal.code == "confirmation_unanswered"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "service", "who", "given", "reason"),
    [
        (m.accepted, s.case_settle_withdraw, "claimant", {}, 2),
        (m.in_mediation, s.case_too_far, "mediator", {"one_more_try": True}, 5),
        (m.agreement_drafted, s.case_refuse_sign, "mediator", {"note": "不签"}, 7),
        (m.applied, s.case_other_end, "coordinator", {"note": "法院受理"}, 8),
        (m.agreed, s.case_stop_false, "coordinator", {"reason_code": "suspected_false", "note": "报告"}, 8),
    ],
)
def test_each_closing_has_its_reason_and_ends_everything(make, service, who, given, reason):
    made = make()
    by = {"claimant": made.claimant_user, "mediator": made.mediator_user, "coordinator": made.coordinator}[who]
    m.press(made, service, by, **given)
    made.fresh()
    assert (made.case.state, made.case.closing_reason, made.case.closed_on) == ("closed", reason, DAY)
    assert made.case.events.count() == made.case.revision
    assert not made.case.deadlines.filter(done_on__isnull=True).exclude(rule_code__in=("D10", "D27")).exists()
    assert not made.case.appointments.filter(ended_on__isnull=True).exists()
    assert set(made.case.accesses.filter(capacity="mediator").values_list("until_on", flat=True)) <= {date(2026, 5, 2)}
    assert made.case.false_mediation_flag == (made.case.events.filter(action="stop_false").exists())


@pytest.mark.django_db
def test_a_party_that_refuses_is_named_and_of_the_case():
    made, other = m.accepted(), m.accepted()
    given = {"reason_code": "consent_refused", "note": "书面答复"}
    with pytest.raises(Refused) as foreign:
        m.press(made, s.case_party_refuses, made.coordinator, party=other.party("respondent"), **given)
    assert foreign.value.refusal.code == "not_of_this_case"
    m.press(made, s.case_party_refuses, made.coordinator, party=made.party("respondent"), **given)
    assert made.fresh().closing_reason == 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "service", "who", "given", "code"),
    [
        (m.in_mediation, s.case_too_far, "mediator", {"one_more_try": False}, "one_more_try"),
        (m.agreement_drafted, s.case_refuse_sign, "mediator", {"note": " "}, "note_required"),
        (m.accepted, s.case_other_end, "coordinator", {"note": ""}, "note_required"),
        (m.accepted, s.case_stop_false, "coordinator", {"reason_code": "", "note": "x"}, "reason_required"),
    ],
)
def test_closings_that_need_words_or_a_last_try_say_so(make, service, who, given, code):
    made = make()
    by = {"mediator": made.mediator_user, "coordinator": made.coordinator}[who]
    with pytest.raises(Refused) as asked:
        m.press(made, service, by, **given)
    assert asked.value.refusal.code == code


@pytest.mark.django_db
@pytest.mark.parametrize(("dispute_type", "effect"), [("ownership", "lock"), ("infringement", "disclose")])
def test_a_dispute_holds_its_patents_from_acceptance_to_closing(dispute_type, effect):
    patent = market.patent()
    made = m.accepted(dispute_type=dispute_type, patents=(patent,))
    hold = PatentHold.objects.get(patent=patent)
    assert (hold.reason, hold.effect, hold.held_to) == ("dispute", effect, None)
    assert made.case.number not in hold.ref and str(made.case.public_id) != hold.ref
    with clock.set_to(DAY + timedelta(days=3)):
        s.case_settle_withdraw(
            case=made.case, by=made.claimant_user, on=DAY + timedelta(days=3), revision=made.case.revision
        )
    hold.refresh_from_db()
    assert hold.held_to == DAY + timedelta(days=3)


@pytest.mark.django_db
def test_a_consultation_becomes_a_linked_draft_and_bars_its_adviser():
    consultation = consultations.assigned(adviser=(adviser := m.mediator()).user)
    coordinator = people.user("case_coordinator")
    with pytest.raises(Refused) as asked:
        s.case_from_consultation(consultation=consultation, enterprise_agrees=False, by=coordinator, on=DAY)
    assert asked.value.refusal.code == "enterprise_must_agree"
    case = s.case_from_consultation(consultation=consultation, enterprise_agrees=True, by=coordinator, on=DAY)
    assert (case.state, case.from_consultation, case.topic) == ("draft", consultation, consultation.topic)
    assert CaseAccess.objects.filter(case=case, party__enterprise=consultation.enterprise).exists()
    found = conflicts_of(
        adviser.user, [], consultation=f"consultation:{consultation.public_id}", on=consultation.opened_on
    )
    assert [row.role for row in found.recorded] == ["adviser"]
    with pytest.raises(Refused) as twice:
        s.case_from_consultation(consultation=consultation, enterprise_agrees=True, by=coordinator, on=DAY)
    assert twice.value.refusal.code == "consultation_converted"


@pytest.mark.django_db
def test_notices_hold_kind_number_and_link_only():
    made = m.closed()
    for notice in Notice.objects.all():
        assert notice.number in ("", made.case.number)
        assert notice.link in (f"/desk/cases/{made.case.public_id}/", f"/admin/cases/{made.case.public_id}/")
    kinds = set(Notice.objects.filter(to=made.respondent_user).values_list("kind", flat=True))
    assert {"case_accepted", "case_disclosed", "case_agreement_to_sign", "case_agreed", "case_closed"} <= kinds
