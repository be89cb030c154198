"""Every row of domain.md 6.3: who may, who may not, which guard says what."""

from datetime import date, timedelta

import pytest

from ipplatform.files.services import file_store
from ipplatform.moves import NOT_ALLOWED, NOT_IN_TABLE, REASON_REQUIRED, Refused
from mediation.consultations import services, workflow
from mediation.people.models import Engagement
from tests.factories import consultations as made
from tests.factories import people

pytestmark = pytest.mark.django_db
DAY = made.DAY
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def _refusal(call, **arguments):
    with pytest.raises(Refused) as refused:
        call(**arguments)
    return refused.value.refusal


def _args(consultation, by, on=DAY, **more):
    return {"consultation": consultation, "by": by, "on": on, "revision": consultation.revision, **more}


def test_a_question_gets_a_number_and_tells_coordinators():
    coordinator = people.user("case_coordinator")
    consultation = made.requested()
    assert consultation.number == f"ZX-{DAY.year}-0001"
    assert consultation.state == "requested"
    assert list(coordinator.notices.values_list("kind", "number")) == [("consultation_requested", consultation.number)]


def test_a_stranger_cannot_ask_for_an_enterprise_but_an_operator_can():
    enterprise = people.enterprise()
    arguments = {
        "enterprise": enterprise, "topic": made.topic_by_code("contract"), "question": "问", "mode": "phone", "on": DAY,
    }  # fmt: skip
    assert _refusal(services.consultation_request, by=people.user("mediator"), **arguments) == NOT_ALLOWED
    assert services.consultation_request(by=people.user("operator"), **arguments).state == "requested"


def test_assigning_records_the_advisers_engagement_and_tells_him():
    adviser = people.user("mediator")
    consultation = made.assigned(adviser=adviser)
    engagement = Engagement.objects.get(person=adviser)
    assert (engagement.role, engagement.matter) == ("adviser", services.consultation_matter(consultation))
    assert engagement.enterprise == consultation.enterprise and engagement.to_on is None
    assert adviser.notices.count() == 1


def test_an_adviser_with_a_tie_or_without_the_role_is_refused():
    consultation, coordinator = made.requested(), people.user("case_coordinator")
    tied = people.member(consultation.enterprise)
    people.role_grant(user=tied, role="mediator", by=people.User.objects.system())
    assert (
        _refusal(services.consultation_assign, adviser=tied, **_args(consultation, coordinator))
        == workflow.ADVISER_HAS_CONFLICT
    )
    editor = people.user("editor")
    assert (
        _refusal(services.consultation_assign, adviser=editor, **_args(consultation, coordinator))
        == workflow.ADVISER_NOT_OFFERED
    )
    consultation.refresh_from_db()
    assert (consultation.state, consultation.revision, consultation.adviser) == ("requested", 1, None)


@pytest.mark.parametrize("role", ["mediator", "general_section", "editor", "administrator"])
def test_other_roles_assign_nothing(role):
    consultation = made.requested()
    arguments = _args(consultation, people.user(role), adviser=people.user("mediator"))
    assert _refusal(services.consultation_assign, **arguments) == NOT_ALLOWED


def test_declining_needs_a_reason_that_the_enterprise_reads():
    consultation, operator = made.requested(), people.user("operator")
    assert _refusal(services.consultation_decline, note=" ", **_args(consultation, operator)) == REASON_REQUIRED
    services.consultation_decline(note="不属于知识产权事项", **_args(consultation, operator))
    consultation.refresh_from_db()
    assert (consultation.state, consultation.decline_note) == ("declined", "不属于知识产权事项")


def test_only_the_adviser_answers_and_only_completely():
    consultation = made.assigned()
    other = people.user("mediator")
    assert (
        _refusal(services.consultation_answer, answer="答", outcome="advised", **_args(consultation, other))
        == NOT_ALLOWED
    )
    incomplete = _args(consultation, consultation.adviser, answer="  ", outcome="advised")
    assert _refusal(services.consultation_answer, **incomplete) == workflow.ANSWER_INCOMPLETE
    services.consultation_answer(answer="答", outcome="advised", **_args(consultation, consultation.adviser))
    assert consultation.answered_on == DAY


def test_the_enterprise_asks_on_then_acknowledges_and_it_closes():
    consultation = made.answered()
    member = people.member(consultation.enterprise)
    services.consultation_reopen(**_args(consultation, member))
    assert (consultation.state, consultation.answered_on) == ("assigned", None)
    services.consultation_answer(answer="再答", outcome="advised", **_args(consultation, consultation.adviser))
    assert (
        _refusal(services.consultation_acknowledge, satisfaction=6, **_args(consultation, member))
        == workflow.SATISFACTION_MISSING
    )
    services.consultation_acknowledge(satisfaction=4, **_args(consultation, member))
    consultation.refresh_from_db()
    assert (consultation.state, consultation.closed_on, consultation.satisfaction) == ("closed", DAY, 4)
    assert consultation.acknowledged_by == member
    assert not Engagement.objects.filter(matter=services.consultation_matter(consultation), to_on__isnull=True).exists()
    assert _refusal(services.consultation_withdraw, **_args(consultation, member)) == NOT_IN_TABLE


def test_another_enterprise_acknowledges_nothing():
    consultation, stranger = made.answered(), people.member(people.enterprise())
    assert _refusal(services.consultation_acknowledge, satisfaction=5, **_args(consultation, stranger)) == NOT_ALLOWED


def test_the_adviser_closes_with_the_signed_sheet_of_this_consultation_only(settings, tmp_path):
    settings.PRIVATE_FILES_DIR = tmp_path
    consultation, other = made.answered(), made.answered()

    def sheet(of):
        return file_store(
            content=PDF, name="签字单.pdf", owner_kind="consultation", owner_id=str(of.public_id), by=of.adviser
        )

    wrong = _args(consultation, consultation.adviser, sheet=sheet(other))
    assert _refusal(services.consultation_close, **wrong) == services.SHEET_NOT_FOUND
    services.consultation_close(**_args(consultation, consultation.adviser, sheet=sheet(consultation)))
    assert consultation.state == "closed" and consultation.events.get(action="close").evidence_ids


def test_an_answer_lapses_after_ten_days_once():
    consultation = made.answered()
    assert services.consultations_lapse(on=DAY + timedelta(days=10)) == 0
    assert services.consultations_lapse(on=DAY + timedelta(days=11)) == 1
    assert services.consultations_lapse(on=DAY + timedelta(days=11)) == 0
    consultation.refresh_from_db()
    assert consultation.state == "lapsed"


def test_a_withdrawn_question_is_final():
    consultation = made.assigned()
    member = people.member(consultation.enterprise)
    services.consultation_withdraw(**_args(consultation, member))
    late = _args(consultation, consultation.adviser, answer="答", outcome="advised", on=date(2026, 4, 2))
    assert _refusal(services.consultation_answer, **late) == NOT_IN_TABLE
