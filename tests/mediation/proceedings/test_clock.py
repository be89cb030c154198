"""The clock of a case: vectors of domain.md section 7, suspensions, extensions, and what the days bring."""

from datetime import date, timedelta

import pytest

from ipplatform import clock
from ipplatform.moves import Refused
from ipplatform.notices.models import Notice
from mediation.cases.models import CaseDeadline
from mediation.dossier.selectors import confirmation_of
from mediation.proceedings import services as s
from tests.factories import mediation as m

DAY = m.DAY


def main_deadline(made: m.Cast) -> CaseDeadline:
    return made.case.deadlines.get(main=True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("procedure", "accepted_on", "rule", "due_on"),
    [
        ("court_online", date(2025, 9, 5), "D06", date(2025, 10, 9)),  # 2025-10-05 lies in the holiday
        ("invited", date(2025, 9, 5), "D06", date(2025, 10, 9)),
        ("industry", date(2026, 3, 2), "D06", date(2026, 4, 1)),
        ("open_licence", date(2025, 9, 5), "D19", date(2025, 10, 9)),
        ("peoples", date(2025, 1, 31), "D08", date(2025, 2, 28)),  # no 31 February: the month's last day
        ("administrative", date(2025, 7, 15), "D14", date(2025, 9, 15)),
    ],
)
def test_the_period_starts_at_acceptance_and_rolls_to_a_working_day(procedure, accepted_on, rule, due_on):
    made = m.accepted(procedure=procedure, dispute_type="ownership", on=accepted_on)
    deadline = main_deadline(made)
    assert (deadline.rule_code, deadline.due_on, made.fresh().due_on) == (rule, due_on, due_on)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "due_on"), [(date(2025, 9, 26), date(2025, 9, 30)), (date(2025, 9, 30), date(2025, 10, 11))]
)
def test_three_working_days_to_accept(start, due_on):
    made = m.applied(on=start)
    assert made.case.deadlines.get(rule_code="D01").due_on == due_on


@pytest.mark.django_db
def test_a_late_acceptance_is_recorded_not_refused():
    made = m.applied()
    late = DAY + timedelta(days=30)
    with clock.set_to(late):
        assert s.cases_daily(on=late)["deadlines_missed"] == 1
        s.case_accept(
            case=made.case, competence_checked=True, venue_checked=True, by=made.coordinator, on=late,
            revision=made.case.revision,
        )  # fmt: skip
    row = made.case.deadlines.get(rule_code="D01")
    assert (row.done_on, row.alarmed_on) == (late, late)


@pytest.mark.django_db
def test_suspended_days_are_not_counted():
    made = m.in_mediation(on=date(2025, 9, 5))
    common = {"case": made.case, "by": made.coordinator}
    with clock.set_to(date(2025, 9, 10)):
        with pytest.raises(Refused) as bare:
            s.case_suspend(**common, evidence=[], on=date(2025, 9, 10), revision=made.case.revision)
        assert bare.value.refusal.code == "evidence_required"
        s.case_suspend(**common, evidence=["mandate"], on=date(2025, 9, 10), revision=made.case.revision)
    assert made.fresh().due_on == date(2025, 10, 9)
    late = date(2025, 10, 20)
    with clock.set_to(late):
        assert s.cases_daily(on=late)["closings_proposed"] == 0  # the clock of a suspended case stands
        with pytest.raises(Refused) as suspended:
            s.case_expire(case=made.case, by=made.coordinator, on=late, revision=made.case.revision)
        assert suspended.value.refusal.code == "not_in_table"
        s.case_resume(
            case=made.case, by=made.coordinator, evidence=["report"], on=late, revision=made.case.revision,
            to_on=date(2025, 9, 24),
        )  # fmt: skip
    # 5 September + 30 + 14 suspended days (10th inclusive to 24th exclusive) = 19 October, a Sunday: the 20th.
    assert (made.fresh().due_on, main_deadline(made).suspended_days) == (date(2025, 10, 20), 14)
    with clock.set_to(late), pytest.raises(Refused) as overlap:
        s.case_suspend(
            case=made.case, by=made.coordinator, evidence=["x"], on=late, from_on=date(2025, 9, 20),
            revision=made.case.revision,
        )  # fmt: skip
    assert overlap.value.refusal.code == "suspension_dates_wrong"


@pytest.mark.django_db
def test_an_extension_needs_every_party_before_expiry_and_later_suspension_moves_it():
    made = m.in_mediation(on=date(2026, 3, 2))
    by, due = made.coordinator, date(2026, 4, 1)
    with clock.set_to(due):
        with pytest.raises(Refused) as short:
            s.extension_propose(case=made.case, new_due=due, by=by, on=due)
        assert short.value.refusal.code == "extension_not_later"
        extension = s.extension_propose(case=made.case, new_due=date(2026, 4, 20), by=by, on=due)
        s.extension_consent(extension=extension, party=made.party("claimant"), by=made.claimant_user, on=due)
        with pytest.raises(Refused) as waiting:
            m.press(made, s.case_extend, by, due, extension=extension)
        assert waiting.value.refusal.code == "extension_consents_missing"
        assert waiting.value.refusal.missing == (made.respondent.name,)
        with pytest.raises(Refused) as paper:
            s.extension_consent(extension=extension, party=made.party("respondent"), by=by, on=due)
        assert paper.value.refusal.code == "paper_evidence_missing"
        s.extension_consent(extension=extension, party=made.party("respondent"), by=by, on=due, evidence=["scan"])
        with pytest.raises(Refused) as over:
            m.press(made, s.case_extend, by, due + timedelta(days=1), extension=extension)
        assert over.value.refusal.code == "period_over"
        m.press(made, s.case_extend, by, due, extension=extension)
    assert (made.fresh().due_on, main_deadline(made).extended_to) == (date(2026, 4, 20), date(2026, 4, 20))
    with clock.set_to(date(2026, 4, 10)):
        s.case_suspend(case=made.case, by=by, evidence=["m"], on=date(2026, 4, 10), revision=made.case.revision)
    with clock.set_to(date(2026, 4, 13)):
        s.case_resume(case=made.case, by=by, evidence=["r"], on=date(2026, 4, 13), revision=made.case.revision)
    assert made.fresh().due_on == date(2026, 4, 23)


@pytest.mark.django_db
def test_administrative_mediation_is_extended_once():
    made = m.in_mediation(procedure="administrative", dispute_type="ownership")
    for new_due, expected in ((date(2026, 6, 20), None), (date(2026, 7, 20), "extended_once_already")):
        with clock.set_to(DAY):
            extension = s.extension_propose(case=made.case, new_due=new_due, by=made.coordinator, on=DAY)
            for role, user in (("claimant", made.claimant_user), ("respondent", made.respondent_user)):
                s.extension_consent(extension=extension, party=made.party(role), by=user, on=DAY)
        if expected is None:
            m.press(made, s.case_extend, made.coordinator, extension=extension)
            continue
        with pytest.raises(Refused) as again:
            m.press(made, s.case_extend, made.coordinator, extension=extension)
        assert again.value.refusal.code == expected


@pytest.mark.django_db
def test_a_mediator_who_is_silent_declines_and_the_second_run_changes_nothing():
    made = m.appointed(accepted_by_mediator=False)
    late = DAY + timedelta(days=20)
    with clock.set_to(late):
        first = s.cases_daily(on=late)
        assert first["declined_by_silence"] == 1
        assert made.fresh().state == "consented"
        assert made.case.deadlines.get(rule_code="D04").state == CaseDeadline.OPEN
        again = s.cases_daily(on=late)
        assert set(again.values()) == {0}


@pytest.mark.django_db
def test_what_is_over_alarms_the_coordinators_once():
    made = m.consented()
    late = DAY + timedelta(days=40)
    with clock.set_to(late):
        counts = s.cases_daily(on=late)
        assert (counts["designations_due"], counts["closings_proposed"]) == (1, 1)
        told = Notice.objects.filter(to=made.coordinator, kind="case_period_over")
        assert [(notice.number, notice.link) for notice in told] == [
            (made.case.number, f"/admin/cases/{made.case.public_id}/")
        ]
        s.cases_daily(on=late)
        assert told.count() == 1


@pytest.mark.django_db
def test_the_window_for_confirmation_closes_after_thirty_days():
    made = m.agreed()
    confirmation = confirmation_of(made.case)
    assert confirmation.window_ends_on == date(2026, 5, 6)
    with clock.set_to(date(2026, 5, 6)):
        assert s.cases_daily(on=date(2026, 5, 6))["confirmation_windows_missed"] == 0
    with clock.set_to(date(2026, 5, 7)):
        assert s.cases_daily(on=date(2026, 5, 7))["confirmation_windows_missed"] == 1
        s.case_close(case=made.fresh(), by=made.coordinator, on=date(2026, 5, 7), revision=made.case.revision)
    assert confirmation_of(made.case).state == "window_missed"
    assert made.fresh().closing_reason == 1
