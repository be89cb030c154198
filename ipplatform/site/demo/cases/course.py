"""One sample case up the straight way: filed, accepted, consented, a mediator, sessions, an agreement."""

from datetime import date, timedelta

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.site.demo.cases.rows import LADDER, OFFER_IN_DISPUTE, WITH_PAPERS, Row
from ipplatform.site.demo.frame import Frame, on, system
from ipplatform.site.demo.offers import enterprise_named, offer_of
from ipplatform.site.demo.papers import pdf
from mediation.cases.models import MediationCase, Party
from mediation.dossier.selectors import agreement_current, confirmation_of
from mediation.dossier.services import (
    confirmation_answer,
    document_upload,
    facts_confirm,
    facts_write,
    message_send,
    note_write,
    return_visit_record,
    session_confirm,
)
from mediation.people.selectors import topic_by_code
from mediation.proceedings import services as s

TERMS = {
    "facts": "示例：双方签有合同，对履行方式有争议。",
    "issues": "示例：焦点是结算基数；双方各承担一半责任。",
    "content": "示例：被申请人于三十日内支付申请人人民币伍万元，其余请求申请人放弃。",
    "manner": "示例：银行转账，申请人收款后三日内出具收据。",
}


class Course:
    """Makes one row of the table through the services, each step on its day and by the person whose it is."""

    case: MediationCase

    def __init__(self, frame: Frame, row: Row) -> None:
        self.frame, self.row = frame, row
        self.enterprises = {
            Party.Role.CLAIMANT: enterprise_named(frame, row.claimant),
            Party.Role.RESPONDENT: enterprise_named(frame, row.respondent),
        }
        self.users: dict[str, User] = {role: frame.member(body) for role, body in self.enterprises.items()}
        self.coordinator, self.mediator = frame.persons["coordinator"], frame.persons[row.mediator]

    def run(self) -> None:
        """Climb the ladder as far as the row says."""
        steps = (
            self.file, self.submit, self.accept, self.consent, self.appoint, self.mediate, self.draft, self.sign,
            self.close, self.archive,
        )  # fmt: skip
        for _name, step in list(zip(LADDER, steps, strict=True))[: self.row.top + 1]:
            step()
        if self.row.number in WITH_PAPERS:
            with on(self.day(19)) as day:
                self.papers(day)

    def day(self, days: int) -> date:
        """A day after the first; what has finished ends within the plan year, what runs ends yesterday."""
        if isinstance(self.row.start, int):
            first, last = self.frame.today - timedelta(days=self.row.start), self.frame.today - timedelta(days=1)
        else:
            first, last = self.frame.day(self.row.start), self.frame.last_day
        return min(first + timedelta(days=days), last)

    def party(self, role: str) -> Party:
        """The claimant's or the respondent's party row."""
        return self.case.parties.select_related("enterprise").get(role=role)

    def parties(self) -> list[tuple[Party, User]]:
        """Both parties with who acts for them."""
        return [(self.party(role), user) for role, user in self.users.items()]

    def file(self) -> None:
        claimant, row = self.users[Party.Role.CLAIMANT], self.row
        offered = OFFER_IN_DISPUTE.get(row.number)
        with on(self.day(0)) as day:
            self.case = s.case_file(
                by=claimant, on=day, claimant=self.enterprises[Party.Role.CLAIMANT], procedure=row.procedure
            )
            s.case_draft_update(
                case=self.case, by=claimant, on=day, revision=self.case.revision, ip_type=row.ip_type,
                dispute_type=row.dispute, topic=topic_by_code(row.topic), summary=f"示例：{row.story}。{row.mark}",
                requests=[f"示例：{row.request}"], patents=offer_of(offered).patents.all() if offered else None,
            )  # fmt: skip
            s.party_add(
                case=self.case, role=Party.Role.RESPONDENT, enterprise=self.enterprises[Party.Role.RESPONDENT],
                contact="示例联系人 0731-00000000", by=claimant, on=day, revision=self.case.revision,
            )  # fmt: skip
            self._identity(Party.Role.CLAIMANT, day)

    def submit(self) -> None:
        with on(self.day(1)) as day:
            s.case_submit(
                case=self.case, by=self.users[Party.Role.CLAIMANT], on=day, revision=self.case.revision
            )  # fmt: skip

    def accept(self) -> None:
        with on(self.day(3)) as day:
            s.case_accept(
                case=self.case, competence_checked=True, venue_checked=True, venue_note="示例：被申请人住所地在新区",
                by=self.coordinator, on=day, revision=self.case.revision,
            )  # fmt: skip

    def consent(self) -> None:
        with on(self.day(5)) as day:
            s.case_consent(
                case=self.case, party=self.party(Party.Role.RESPONDENT), by=self.users[Party.Role.RESPONDENT], on=day
            )
            if self.row.fate == "consented":  # the other side has not named a mediator yet
                s.mediator_choose(
                    case=self.case, party=self.party(Party.Role.CLAIMANT), mediator=self.mediator.mediator,
                    by=self.users[Party.Role.CLAIMANT], on=day,
                )  # fmt: skip

    def appoint(self) -> None:
        with on(self.day(8)) as day:
            s.case_appoint(
                case=self.case, mediator=self.mediator.mediator, by=self.coordinator, on=day,
                revision=self.case.revision,
            )  # fmt: skip
            if self.row.fate == "appointed":
                return
            s.case_accept_appointment(case=self.case, by=self.mediator, on=day, revision=self.case.revision)
            knows = self.row.number == 14
            disclosure = s.disclosure_file(
                case=self.case, has_relation=knows, relation="示例：曾为申请人解答过一次咨询。" if knows else "",
                by=self.mediator, on=day,
            )  # fmt: skip
        with on(self.day(9)) as day:
            self._identity(Party.Role.RESPONDENT, day)
            for party, user in self.parties():
                answer = "informed_waiver" if knows else "no_objection"
                s.disclosure_answer(disclosure=disclosure, party=party, answer=answer, by=user, on=day)
                s.address_confirm(party=party, address="示例路 1 号", by=user, on=day)
                for what in s.ACKNOWLEDGEMENTS:
                    s.acknowledge(party=party, what=what, by=user, on=day)
                s.identity_verify(party=party, by=self.coordinator, on=day)

    def mediate(self) -> None:
        with on(self.day(10)) as day:
            s.case_start(case=self.case, by=self.mediator, on=day, revision=self.case.revision)
            session = s.session_schedule(
                case=self.case, starts_at=clock.at_office_time(self.day(13), 9, 30), mode="online",
                place="示例线上调解室", by=self.mediator, on=day,
            )  # fmt: skip
        with on(self.day(13)) as day:
            s.session_hold(
                case=self.case, session=session, record="示例笔录：双方陈述意见，调解员归纳焦点，约定一周内提交方案。",
                attendees=[body.name for body in self.enterprises.values()], by=self.mediator, on=day,
                revision=self.case.revision, ends_at=clock.at_office_time(day, 11, 0),
            )  # fmt: skip
            for party, user in self.parties():
                session_confirm(session=session, party=party, by=user, on=day)
            if self.row.number != 11:
                return
            note_write(session=session, text="示例：申请人可以接受分期。", by=self.mediator, on=day)
            facts = facts_write(
                case=self.case, items=["示例：双方签有许可合同。", "示例：已支付首期许可费。"], by=self.mediator, on=day
            )
            for party, user in self.parties():
                facts_confirm(facts=facts, party=party, by=user, on=day)
        with on(self.day(15)) as day:
            for by, text in (
                (self.users[Party.Role.CLAIMANT], "示例：我方提交了结算明细，请查收。"),
                (self.mediator, "示例：收到。请被申请人三日内提出意见。"),
            ):
                message_send(case=self.case, text=text, by=by, on=day)
            s.session_schedule(
                case=self.case, starts_at=clock.at_office_time(self.frame.today + timedelta(days=6), 14, 30),
                mode="onsite", place="示例调解中心一号调解室", by=self.mediator, on=day,
            )  # fmt: skip

    def draft(self) -> None:
        with on(self.day(16)) as day:
            agreement = s.agreement_draft(
                case=self.case, by=self.mediator, on=day, revision=self.case.revision,
                performance_due_on=day + timedelta(days=30), facts=TERMS["facts"], issues=TERMS["issues"],
                content=TERMS["content"], manner=TERMS["manner"],
            )  # fmt: skip
        if self.row.fate == "agreement_drafted":  # the respondent has not signed yet
            with on(self.day(17)) as day:
                self._sign(agreement_party=Party.Role.CLAIMANT, day=day)
                s.agreement_sign(case=self.case, agreement=agreement, by=self.mediator, on=day)

    def sign(self) -> None:
        with on(self.day(18)) as day:
            for role in self.users:
                self._sign(agreement_party=role, day=day)
            agreement = agreement_current(self.case)
            assert agreement is not None
            if self.row.procedure == "peoples":
                scan = self.upload(19, "示例盖章协议", self.mediator, day)
                s.agreement_seal(
                    case=self.case, agreement=agreement, evidence=[scan], by=self.mediator, on=day
                )  # fmt: skip
            s.agreement_sign(case=self.case, agreement=agreement, by=self.mediator, on=day)

    def close(self) -> None:
        with on(self.day(20)) as day:
            confirmation = confirmation_of(self.case)
            assert confirmation is not None
            wants = self.row.fate == "confirmed"
            for party, user in self.parties() if wants else self.parties()[:1]:
                confirmation_answer(confirmation=confirmation, party=party, wants=wants, by=user, on=day)
        with on(self.day(21)) as day:
            s.case_close(case=self.case, by=self.coordinator, on=day, revision=self.case.revision)

    def archive(self) -> None:
        with on(self.day(52)) as day:
            return_visit_record(
                case=self.case, visited_on=day, performed="performed", satisfaction=5, note="示例：已按约付款。",
                escalate=False, by=self.coordinator, on=day,
            )  # fmt: skip
        self.archived(55)

    def archived(self, days: int) -> None:
        """Papers made and the file closed."""
        with on(self.day(days)) as day:
            self.papers(day)
            s.case_archive(case=self.case, by=self.coordinator, on=day, revision=self.case.revision)

    def papers(self, day: date) -> None:
        """Every document that the record carries, as PDF."""
        s.papers_make(case_id=str(self.case.public_id), by=system(), on=day)

    def _sign(self, *, agreement_party: str, day: date) -> None:
        agreement = agreement_current(self.case)
        assert agreement is not None
        party, user = self.party(agreement_party), self.users[agreement_party]
        s.agreement_sign(case=self.case, agreement=agreement, party=party, by=user, on=day)

    def _identity(self, role: str, day: date) -> None:
        document_upload(
            case=self.case, type_code=3, content=pdf("示例营业执照"), name="示例营业执照.pdf", party=self.party(role),
            by=self.users[role], on=day,
        )  # fmt: skip

    def upload(self, code: int, title: str, by: User, day: date) -> str:
        """File a sample paper that both parties read; its public id."""
        document = document_upload(
            case=self.case, type_code=code, content=pdf(title), name=f"{title}.pdf", by=by, on=day,
            visible_to=[party for party, _user in self.parties()],
        )  # fmt: skip
        return str(document.public_id)
