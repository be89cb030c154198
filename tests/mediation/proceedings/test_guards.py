"""Each guard of domain.md 6.4 refuses by its name and leaves the case as it was."""

from datetime import date, timedelta

import pytest

from ipplatform import clock
from ipplatform.moves import Refused
from mediation.cases.models import MediationCase, Party
from mediation.people.models import Engagement
from mediation.people.services import engagement_open
from mediation.proceedings import services as s
from tests.factories import mediation as m
from tests.factories import people

DAY = m.DAY


def refused(case: MediationCase, call) -> str:
    """The refusal's code; the case must be untouched, in memory and in the database."""
    before = MediationCase.objects.values("state", "revision", "closed_on", "due_on").get(pk=case.pk)
    events = case.events.count()
    with clock.set_to(DAY), pytest.raises(Refused) as found:
        call()
    assert MediationCase.objects.values("state", "revision", "closed_on", "due_on").get(pk=case.pk) == before
    assert (case.state, case.revision, case.events.count()) == (before["state"], before["revision"], events)
    return found.value.refusal.code


@pytest.mark.django_db
def test_submit_names_what_is_missing():
    made = m.cast()
    with clock.set_to(DAY):
        case = s.case_file(by=made.claimant_user, on=DAY, claimant=made.claimant)
    press = lambda: s.case_submit(case=case, by=made.claimant_user, on=DAY, revision=1)  # noqa: E731  one expression, used twice
    assert refused(case, press) == "application_incomplete"
    with clock.set_to(DAY), pytest.raises(Refused) as found:
        press()
    assert {"纠纷简述", "调解请求", "被申请人"} <= {str(item) for item in found.value.refusal.missing}
    bare = m.cast()
    with clock.set_to(DAY):
        case = s.case_file(by=bare.claimant_user, on=DAY, claimant=bare.claimant)
        s.case_draft_update(
            case=case, by=bare.claimant_user, on=DAY, revision=1, ip_type="design", dispute_type="other",
            topic=m.topic_by_code("other"), summary="示例", requests=["示例"],
        )  # fmt: skip
        s.party_add(case=case, role="respondent", enterprise=bare.respondent, by=bare.claimant_user, on=DAY, revision=1)
    assert (
        refused(case, lambda: s.case_submit(case=case, by=bare.claimant_user, on=DAY, revision=1))
        == "identity_document_missing"
    )


@pytest.mark.django_db
def test_paper_needs_its_application_on_file():
    made = m.cast()
    with clock.set_to(DAY):
        case = s.case_file(by=made.coordinator, on=DAY, claimant=made.claimant, on_paper=True)
        s.case_draft_update(
            case=case, by=made.coordinator, on=DAY, revision=1, ip_type="design", dispute_type="other",
            topic=m.topic_by_code("other"), summary="示例", requests=["示例"],
        )  # fmt: skip
        s.party_add(case=case, role="respondent", enterprise=made.respondent, by=made.coordinator, on=DAY, revision=1)
    press = lambda: s.case_submit(case=case, by=made.coordinator, on=DAY, revision=1)  # noqa: E731  one expression
    assert refused(case, press) == "application_document_missing"


@pytest.mark.django_db
def test_nobody_stands_twice_in_a_case():
    made = m.draft()
    for role in ("claimant", "respondent"):
        code = refused(
            made.case,
            lambda role=role: s.party_add(
                case=made.case, role=role, enterprise=made.claimant, by=made.claimant_user, on=DAY, revision=1
            ),
        )
        assert code == "party_on_both_sides"


@pytest.mark.django_db
def test_intake_guards():
    made = m.applied()
    case, by = made.case, made.coordinator
    common = {"case": case, "by": by, "on": DAY, "revision": case.revision}
    assert refused(case, lambda: s.case_return(gaps=" ", **common)) == "gaps_required"
    assert refused(case, lambda: s.case_refuse(ground="", note="x", **common)) == "reason_required"
    assert refused(case, lambda: s.case_refuse(ground="not_competent", note="", **common)) == "refusal_note_required"
    accept = lambda **given: s.case_accept(**common, **given)  # noqa: E731  one expression
    assert refused(case, lambda: accept(competence_checked=False, venue_checked=True)) == "competence_not_checked"
    assert refused(case, lambda: accept(competence_checked=True, venue_checked=False)) == "venue_not_checked"
    MediationCase.objects.filter(pk=case.pk).update(procedure="administrative")
    case = made.fresh()
    assert (
        refused(
            case,
            lambda: s.case_accept(
                case=case, competence_checked=True, venue_checked=True, by=by, on=DAY, revision=case.revision
            ),
        )
        == "outside_administrative_scope"
    )


@pytest.mark.django_db
def test_open_licence_disputes_are_refused_on_listed_grounds_only():
    made = m.applied(procedure="open_licence")
    common = {"case": made.case, "by": made.coordinator, "on": DAY, "note": "示例理由"}
    press = lambda: s.case_refuse(ground="too_busy", revision=made.case.revision, **common)  # noqa: E731  one expression
    assert refused(made.case, press) == "open_licence_ground_required"
    s.case_refuse(ground="suit_filed", revision=made.case.revision, **common)
    assert made.fresh().state == "not_accepted"


@pytest.mark.django_db
def test_a_written_consent_needs_its_scan_and_all_respondents_are_asked():
    made = m.applied()
    second = people.enterprise()
    Party.objects.create(case=made.case, role="respondent", enterprise=second)
    with clock.set_to(DAY):
        s.case_accept(
            case=made.case, competence_checked=True, venue_checked=True, by=made.coordinator, on=DAY,
            revision=made.case.revision,
        )  # fmt: skip
    one, two = made.case.parties.filter(role="respondent").order_by("pk")
    consent = lambda party, by, **given: s.case_consent(case=made.case, party=party, by=by, on=DAY, **given)  # noqa: E731  one expression
    assert refused(made.case, lambda: consent(two, made.coordinator)) == "paper_evidence_missing"
    assert refused(made.case, lambda: consent(two, made.respondent_user)) == "not_allowed"
    with clock.set_to(DAY):
        consent(one, made.respondent_user)
        assert made.fresh().state == "accepted"
        consent(two, made.coordinator, evidence=["scan"])
    assert made.fresh().state == "consented"


@pytest.mark.django_db
def test_unreachable_needs_three_tries_over_two_channels():
    made = m.accepted()
    party = made.party("respondent")
    press = lambda: s.case_unreachable(  # noqa: E731  one expression
        case=made.case, party=party, by=made.coordinator, on=DAY, revision=made.case.revision
    )
    log = lambda channel: s.contact_log(  # noqa: E731  one expression
        case=made.case, party=party, channel=channel, tried_on=DAY, reached=False, by=made.coordinator, on=DAY
    )
    log("phone")
    log("phone")
    assert refused(made.case, press) == "attempts_too_few"
    log("phone")
    assert refused(made.case, press) == "channels_too_few"
    log("post")
    with clock.set_to(DAY):
        press()
    made.fresh()
    assert (made.case.state, made.case.closing_reason) == ("closed", 3)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["agent", "employee", "member"])
def test_a_recorded_conflict_bars_a_mediator(role):
    made = m.consented()
    engagement_open(
        person=made.mediator_user, role=role, matter="x", on=DAY - timedelta(days=9), by=made.coordinator,
        enterprise=made.respondent,
    )  # fmt: skip
    press = lambda: s.case_appoint(  # noqa: E731  one expression
        case=made.case, mediator=made.mediator, by=made.coordinator, on=DAY, revision=made.case.revision
    )
    assert refused(made.case, press) == "conflict_recorded"
    Engagement.objects.update(to_on=DAY - timedelta(days=1))
    with clock.set_to(DAY):
        press()
    assert made.fresh().state == "appointed"


@pytest.mark.django_db
def test_start_asks_for_each_record_in_turn():
    made = m.appointed(accepted_by_mediator=False)
    start = lambda: s.case_start(case=made.case, by=made.mediator_user, on=DAY, revision=made.case.revision)  # noqa: E731  one expression
    assert refused(made.case, start) == "mediator_not_accepted"
    with clock.set_to(DAY):
        s.case_accept_appointment(case=made.case, by=made.mediator_user, on=DAY, revision=made.case.revision)
    assert refused(made.case, start) == "disclosure_missing"
    with clock.set_to(DAY):
        disclosure = s.disclosure_file(
            case=made.case, has_relation=True, relation="示例关系", by=made.mediator_user, on=DAY
        )
    assert refused(made.case, start) == "disclosure_unanswered"
    sides = (("claimant", made.claimant_user), ("respondent", made.respondent_user))
    with clock.set_to(DAY):
        for (role, user), answer in zip(sides, ("informed_waiver", "objection"), strict=True):
            s.disclosure_answer(disclosure=disclosure, party=made.party(role), answer=answer, by=user, on=DAY)
    assert refused(made.case, start) == "disclosure_objected"
    with clock.set_to(DAY):
        disclosure = s.disclosure_file(
            case=made.case, has_relation=True, relation="示例关系，已澄清", by=made.mediator_user, on=DAY
        )
        for role, user in sides:
            s.disclosure_answer(
                disclosure=disclosure, party=made.party(role), answer="informed_waiver", by=user, on=DAY
            )
    assert refused(made.case, start) == "identity_unverified"
    for role, _user in sides:
        with clock.set_to(DAY):
            s.identity_verify(party=made.party(role), by=made.coordinator, on=DAY)
    for what, code in (
        ("rights_notice", "rights_notice_unacknowledged"),
        ("false_mediation_warning", "false_warning_unacknowledged"),
    ):
        assert refused(made.case, start) == code
        with clock.set_to(DAY):
            for role, user in sides:
                s.acknowledge(party=made.party(role), what=what, by=user, on=DAY)
    with clock.set_to(DAY):
        start()
    assert made.fresh().state == "in_mediation"


@pytest.mark.django_db
def test_an_expired_period_is_proposed_not_assumed():
    made = m.in_mediation()
    press = lambda on: s.case_expire(case=made.case, by=made.coordinator, on=on, revision=made.case.revision)  # noqa: E731  one expression
    assert refused(made.case, lambda: press(made.case.due_on)) == "period_runs"
    assert made.case.due_on == date(2026, 5, 6)  # 30 natural days end on 1 May, a holiday until 5 May
    with clock.set_to(date(2026, 5, 7)):
        press(date(2026, 5, 7))
    made.fresh()
    assert (made.case.state, made.case.closing_reason) == ("closed", 6)
