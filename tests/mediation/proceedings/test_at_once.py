"""Many people at once on one case, and any order of presses: the table holds."""

from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from ipplatform import clock
from ipplatform.audit.selectors import audit_verify
from ipplatform.moves import CHANGED_MEANWHILE, Refused
from mediation.cases.models import CaseEvent, MediationCase
from mediation.dossier.selectors import agreement_current
from mediation.proceedings import services as s
from mediation.proceedings.workflow import CASE
from tests.at_once import PEOPLE, WON, at_once
from tests.factories import mediation as m

DAY = m.DAY


@pytest.mark.django_db(transaction=True)
def test_of_fifty_coordinators_one_accepts_and_forty_nine_are_told():
    made = m.applied()
    revision = made.case.revision

    def accept() -> None:
        s.case_accept(
            case=MediationCase.objects.get(pk=made.case.pk), competence_checked=True, venue_checked=True,
            by=made.coordinator, on=DAY, revision=revision,
        )  # fmt: skip

    outcomes = at_once([accept] * PEOPLE, DAY)
    assert (outcomes.count(WON), outcomes.count(CHANGED_MEANWHILE.code)) == (1, PEOPLE - 1)
    assert CaseEvent.objects.filter(subject=made.case, action="accept").count() == 1
    assert made.fresh().deadlines.filter(main=True).count() == 1
    assert audit_verify().broken_at == ""


@pytest.mark.django_db(transaction=True)
def test_parties_and_mediator_sign_at_once_and_the_agreement_takes_effect_once():
    made = m.agreement_drafted()
    agreement = m.present_agreement(made)
    signers = [
        (None, made.mediator_user),
        (made.party("claimant"), made.claimant_user),
        (made.party("respondent"), made.respondent_user),
    ]

    def sign(party, user) -> None:
        case = MediationCase.objects.get(pk=made.case.pk)
        s.agreement_sign(case=case, agreement=agreement, party=party, by=user, on=DAY)

    outcomes = at_once([partial(sign, *signers[number % 3]) for number in range(12)], DAY)
    assert outcomes.count(WON) == 3
    assert set(outcomes) <= {WON, "already_signed", "not_in_table"}
    assert made.fresh().state == "agreed"
    assert CaseEvent.objects.filter(subject=made.case, action="sign_complete").count() == 1


class CaseMachine(RuleBasedStateMachine):
    """Anybody presses anything, in any order, at the present or a stale revision."""

    def __init__(self) -> None:
        super().__init__()
        self.made = m.draft()
        self.on = DAY

    def press(self, action: str, who: str, deed, stale: bool = False) -> None:
        """Pressed by somebody in some state: it happens exactly when the table says so, or is refused by name."""
        case = self.made.fresh()
        row = CASE.find(action, case.state)
        before = (case.state, case.revision, CaseEvent.objects.filter(subject=case).count())
        try:
            with clock.set_to(self.on):
                deed(case, case.revision - 1 if stale else case.revision)
        except Refused as refused:
            assert refused.refusal.code
            fresh = self.made.fresh()
            assert (fresh.state, fresh.revision, CaseEvent.objects.filter(subject=fresh).count()) == before
            assert (case.state, case.revision) == before[:2], "the object in memory was left changed"
            return
        assert row is not None, f"{action} happened in {before[0]}"
        assert not stale, f"{action} happened at a stale revision"
        fresh = self.made.fresh()
        assert fresh.state == (before[0] if row.to is None else row.to) or action in ("agreement_sign",)
        assert fresh.revision == before[1] + 1

    def user(self, who: str):
        made = self.made
        return {
            "claimant": made.claimant_user, "respondent": made.respondent_user, "mediator": made.mediator_user,
            "coordinator": made.coordinator,
        }[who]  # fmt: skip

    people = st.sampled_from(["claimant", "respondent", "mediator", "coordinator"])
    simple = st.sampled_from(
        [
            ("submit", s.case_submit, {}),
            ("withdraw", s.case_withdraw, {}),
            ("return", s.case_return, {"gaps": "示例"}),
            ("refuse", s.case_refuse, {"ground": "not_competent", "note": "示例"}),
            ("accept", s.case_accept, {"competence_checked": True, "venue_checked": True}),
            ("accept_appointment", s.case_accept_appointment, {}),
            ("decline", s.case_decline, {"reason": "示例"}),
            ("start", s.case_start, {}),
            ("suspend", s.case_suspend, {"evidence": ["mandate"]}),
            ("resume", s.case_resume, {"evidence": ["report"]}),
            ("draft_agreement", s.agreement_draft, m.TERMS),
            ("back", s.agreement_back, {}),
            ("refuse_sign", s.case_refuse_sign, {"note": "示例"}),
            ("settle_withdraw", s.case_settle_withdraw, {}),
            ("too_far", s.case_too_far, {"one_more_try": True}),
            ("expire", s.case_expire, {}),
            ("close", s.case_close, {}),
            ("archive", s.case_archive, {}),
        ]
    )

    @rule(what=simple, who=people, stale=st.booleans())
    def any_button(self, what, who, stale):
        action, service, given = what
        by = self.user(who)
        self.press(
            action, who, lambda case, revision: service(case=case, by=by, on=self.on, revision=revision, **given), stale
        )

    @rule(who=people)
    def right_button(self, who):
        """Drive on: the next step of a good course, so that late states are reached."""
        case, by = self.made.fresh(), self.made
        party = by.party("respondent")
        if case.state == "accepted" and party.consent != "yes":
            self.press(
                "consent",
                who,
                lambda case, _r: s.case_consent(case=case, party=party, by=by.respondent_user, on=self.on),
            )
        elif case.state == "consented":
            self.press(
                "appoint",
                who,
                lambda case, revision: s.case_appoint(
                    case=case, mediator=by.mediator, by=by.coordinator, on=self.on, revision=revision
                ),
            )
        elif case.state == "appointed" and case.appointments.filter(ended_on=None, accepted_on=None).exists():
            self.press(
                "accept_appointment",
                who,
                lambda case, revision: s.case_accept_appointment(
                    case=case, by=by.mediator_user, on=self.on, revision=revision
                ),
            )
        elif case.state == "appointed":
            appointment = case.appointments.get(ended_on=None)
            if not appointment.disclosures.exists():
                m.settle_start_conditions(by, self.on)
        elif case.state == "agreement_drafted":
            agreement = agreement_current(case)
            signed = set(agreement.signatures.values_list("party_id", flat=True))
            for role, user in (("claimant", by.claimant_user), ("respondent", by.respondent_user)):
                if by.party(role).pk not in signed:
                    with clock.set_to(self.on):
                        s.agreement_sign(
                            case=by.fresh(), agreement=agreement, party=by.party(role), by=user, on=self.on
                        )
            with clock.set_to(self.on):
                s.agreement_sign(case=by.fresh(), agreement=agreement, by=by.mediator_user, on=self.on)

    @rule(days=st.integers(1, 12))
    def time_passes(self, days):
        self.on += timedelta(days=days)
        with clock.set_to(self.on):
            s.cases_daily(on=self.on)

    @invariant()
    def one_event_a_revision(self):
        case = self.made.fresh()
        events = list(CaseEvent.objects.filter(subject=case).order_by("pk"))
        assert [event.revision for event in events] == list(range(1, case.revision + 1))
        assert events[-1].to_state == case.state
        for earlier, later in zip(events, events[1:], strict=False):
            assert later.from_state == earlier.to_state

    @invariant()
    def closed_means_ended(self):
        case = self.made.fresh()
        assert (case.closed_on is not None) == (
            case.state in ("closed", "archived") and case.closing_reason is not None
        )
        if case.state in ("closed", "archived"):
            assert not case.appointments.filter(ended_on=None).exists()
            assert not case.accesses.filter(capacity="mediator", until_on=None).exists()

    @invariant()
    def one_mediator_at_a_time(self):
        case = self.made.fresh()
        present = case.appointments.filter(ended_on=None).count()
        working = case.state in ("appointed", "in_mediation", "suspended", "agreement_drafted", "agreed")
        assert present == (1 if working else 0), case.state


class CaseMachineTest(TestCase):
    """Each example in its own transaction."""

    def test_any_order_of_presses_keeps_the_table(self):
        run_state_machine_as_test(
            CaseMachine,
            settings=settings(
                max_examples=12, stateful_step_count=25, deadline=None, derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )  # fmt: skip
