"""Mediation cases in every state, made through the services; sample persons are plainly samples."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from mediation.cases.models import MediationCase, Party
from mediation.dossier.models import SettlementAgreement
from mediation.dossier.selectors import agreement_current, confirmation_of
from mediation.dossier.services import confirmation_answer, document_upload
from mediation.people.models import MediationOrganisation, Mediator
from mediation.people.selectors import topic_by_code
from mediation.people.services import mediator_register, organisation_create
from mediation.proceedings import services as s
from patents.records.models import Patent
from tests.factories import people

DAY = date(2026, 4, 1)  # a Wednesday and a working day
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TERMS = {
    "facts": "示例事实：双方对供货合同的履行有争议。",
    "issues": "示例焦点：质量标准如何理解；各承担一半责任。",
    "content": "示例内容：被申请人支付申请人示例金额。",
    "manner": "示例方式：银行转账。",
}


def press(made: "Cast", service: Callable[..., Any], by: User, on: date = DAY, **given: Any) -> Any:
    """One button on the case at hand: a service that takes case, by, on and revision."""
    with clock.set_to(on):
        return service(case=made.case, by=by, on=on, revision=made.case.revision, **given)


def mediator(name: str = "", *, specialities: tuple[str, ...] = ("contract",), listed: bool = True) -> Mediator:
    """A mediator with an account that holds the role."""
    by = people.user("case_coordinator")
    organisation = MediationOrganisation.objects.first() or organisation_create(
        name="示例知识产权纠纷调解委员会", kind="peoples", by=by
    )
    person = people.user("mediator", name=name)
    return mediator_register(
        user=person, organisation=organisation, display_name=name or f"示例调解员{person.pk}",
        specialities=[topic_by_code(code) for code in specialities], by=by, profession="示例律师", listed=listed,
    )  # fmt: skip


@dataclass
class Cast:
    """Everybody in one case."""

    coordinator: User
    claimant: Enterprise
    respondent: Enterprise
    claimant_user: User
    respondent_user: User
    mediator: Mediator
    case: MediationCase = field(default=None)  # type: ignore[assignment]  # set by the makers below

    def party(self, role: str) -> Party:
        """The claimant's or the respondent's party row."""
        return self.case.parties.get(role=role)

    @property
    def mediator_user(self) -> User:
        return self.mediator.user

    def fresh(self) -> MediationCase:
        """The case as the database has it."""
        self.case = MediationCase.objects.get(pk=self.case.pk)
        return self.case


def cast() -> Cast:
    """A coordinator, two enterprises with an owner each, a mediator; no case yet."""
    claimant, respondent = people.enterprise(), people.enterprise()
    return Cast(
        people.user("case_coordinator"), claimant, respondent, people.member(claimant), people.member(respondent),
        mediator(),
    )  # fmt: skip


def draft(
    *, procedure: str = "industry", dispute_type: str = "contract", patents: tuple[Patent, ...] = (),
    on: date = DAY, people_of: Cast | None = None,
) -> Cast:  # fmt: skip
    """A complete draft of the claimant, identity papers filed."""
    made = people_of or cast()
    with clock.set_to(on):
        case = s.case_file(by=made.claimant_user, on=on, claimant=made.claimant, procedure=procedure)
        made.case = s.case_draft_update(
            case=case, by=made.claimant_user, on=on, revision=1, ip_type="invention", dispute_type=dispute_type,
            topic=topic_by_code("contract"), summary="示例纠纷简述", requests=["示例请求：支付货款"], patents=patents,
        )  # fmt: skip
        s.party_add(case=case, role="respondent", enterprise=made.respondent, by=made.claimant_user, on=on, revision=1)
        document_upload(
            case=case, type_code=3, content=PDF, name="licence.pdf", by=made.claimant_user, on=on,
            party=made.party("claimant"),
        )  # fmt: skip
    return made


def applied(**options: object) -> Cast:
    """Submitted."""
    made = draft(**options)
    on = options.get("on", DAY)
    assert isinstance(on, date)
    with clock.set_to(on):
        s.case_submit(case=made.case, by=made.claimant_user, on=on, revision=made.case.revision)
    return made


def accepted(**options: object) -> Cast:
    """Accepted the same day."""
    made = applied(**options)
    on = options.get("on", DAY)
    assert isinstance(on, date)
    with clock.set_to(on):
        s.case_accept(
            case=made.case, competence_checked=True, venue_checked=True, by=made.coordinator, on=on,
            revision=made.case.revision, venue_note="被申请人住所地",
        )  # fmt: skip
    return made


def consented(**options: object) -> Cast:
    """The respondent agreed."""
    made = accepted(**options)
    on = options.get("on", DAY)
    assert isinstance(on, date)
    with clock.set_to(on):
        s.case_consent(case=made.case, party=made.party("respondent"), by=made.respondent_user, on=on)
    return made


def appointed(*, accepted_by_mediator: bool = True, **options: object) -> Cast:
    """A mediator designated, and accepting unless told otherwise."""
    made = consented(**options)
    on = options.get("on", DAY)
    assert isinstance(on, date)
    with clock.set_to(on):
        s.case_appoint(case=made.case, mediator=made.mediator, by=made.coordinator, on=on, revision=made.case.revision)
        if accepted_by_mediator:
            s.case_accept_appointment(case=made.case, by=made.mediator_user, on=on, revision=made.case.revision)
    return made


def settle_start_conditions(made: Cast, on: date = DAY) -> None:
    """Disclosure and answers, identity, both notices: all that `start` asks for."""
    with clock.set_to(on):
        disclosure = s.disclosure_file(case=made.case, has_relation=False, relation="", by=made.mediator_user, on=on)
        for role, user in (("claimant", made.claimant_user), ("respondent", made.respondent_user)):
            party = made.party(role)
            s.disclosure_answer(disclosure=disclosure, party=party, answer="no_objection", by=user, on=on)
            s.identity_verify(party=party, by=made.coordinator, on=on)
            for what in s.ACKNOWLEDGEMENTS:
                s.acknowledge(party=party, what=what, by=user, on=on)
            s.address_confirm(party=party, address="示例路 1 号", by=user, on=on)
        made.fresh()


def in_mediation(**options: object) -> Cast:
    """Started."""
    made = appointed(**options)
    on = options.get("on", DAY)
    assert isinstance(on, date)
    settle_start_conditions(made, on)
    with clock.set_to(on):
        s.case_start(case=made.case, by=made.mediator_user, on=on, revision=made.case.revision)
    return made


def agreement_drafted(*, form: str = "written", ownership_term: bool | None = None, **options: object) -> Cast:
    """A draft agreement to sign."""
    made = in_mediation(**options)
    on = options.get("on", DAY)
    assert isinstance(on, date)
    with clock.set_to(on):
        s.agreement_draft(
            case=made.case, by=made.mediator_user, on=on, revision=made.case.revision, form=form,
            ownership_term=ownership_term, performance_due_on=on + timedelta(days=60), **TERMS,
        )  # fmt: skip
    return made


def present_agreement(made: Cast) -> SettlementAgreement:
    """The agreement to sign or in effect."""
    agreement = agreement_current(made.case)
    assert agreement is not None
    return agreement


def agreed(**options: object) -> Cast:
    """Signed by both and the mediator."""
    made = agreement_drafted(**options)
    on = options.get("on", DAY)
    assert isinstance(on, date)
    with clock.set_to(on):
        agreement = present_agreement(made)
        s.agreement_sign(case=made.case, agreement=agreement, by=made.mediator_user, on=on)
        for role, user in (("claimant", made.claimant_user), ("respondent", made.respondent_user)):
            s.agreement_sign(case=made.case, agreement=agreement, party=made.party(role), by=user, on=on)
    return made


def closed(**options: object) -> Cast:
    """Closed with reason 1, confirmation not wanted."""
    made = agreed(**options)
    on = options.get("on", DAY)
    assert isinstance(on, date)
    with clock.set_to(on):
        confirmation = confirmation_of(made.case)
        assert confirmation is not None
        if confirmation.state == "offered":
            confirmation_answer(
                confirmation=confirmation, party=made.party("claimant"), wants=False, by=made.claimant_user, on=on
            )
        s.case_close(case=made.case, by=made.coordinator, on=on, revision=made.case.revision)
    return made
