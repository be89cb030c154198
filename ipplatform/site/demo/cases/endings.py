"""How sample cases end off the straight way, one function an ending (OMR 25; domain.md 6.4)."""

from collections.abc import Callable
from datetime import timedelta

from ipplatform.site.demo.cases.course import Course
from ipplatform.site.demo.frame import on
from mediation.cases.models import Party
from mediation.dossier.selectors import confirmation_of
from mediation.dossier.services import (
    confirmation_accept,
    confirmation_confirm,
    confirmation_prepare,
    confirmation_submit,
)
from mediation.proceedings import services as s


def _returned(course: Course) -> None:
    with on(course.day(3)) as day:
        s.case_return(
            case=course.case, gaps="示例：请补充对方的联系方式和合同文本。", by=course.coordinator, on=day,
            revision=course.case.revision,
        )  # fmt: skip


def _withdrawn(course: Course) -> None:
    with on(course.day(2)) as day:
        s.case_withdraw(
            case=course.case, by=course.users[Party.Role.CLAIMANT], on=day, revision=course.case.revision
        )  # fmt: skip


def _not_accepted(course: Course) -> None:
    with on(course.day(3)) as day:
        s.case_refuse(
            case=course.case, ground="suit_filed", note="示例：已向法院起诉，不再受理。", by=course.coordinator, on=day,
            revision=course.case.revision,
        )  # fmt: skip
    if course.row.fate == "not_accepted_archived":
        course.archived(10)


def _unreachable(course: Course) -> None:
    party = course.party(Party.Role.RESPONDENT)
    for days, channel in ((4, "phone"), (6, "post"), (9, "visit")):
        with on(course.day(days)) as day:
            s.contact_log(
                case=course.case, party=party, channel=channel, tried_on=day, reached=False, note="示例：无人应答",
                by=course.coordinator, on=day,
            )  # fmt: skip
    with on(course.day(12)) as day:
        s.case_unreachable(
            case=course.case, party=party, by=course.coordinator, on=day, revision=course.case.revision
        )  # fmt: skip


def _refused(course: Course) -> None:
    party = course.party(Party.Role.RESPONDENT)
    with on(course.day(5)) as day:
        s.case_consent_refuse(case=course.case, party=party, by=course.users[Party.Role.RESPONDENT], on=day)
    with on(course.day(6)) as day:
        s.case_party_refuses(
            case=course.case, party=party, reason_code="consent_refused", note="示例：被申请人不同意调解。",
            by=course.coordinator, on=day, revision=course.case.revision,
        )  # fmt: skip


def _suspended(course: Course) -> None:
    with on(course.day(16)) as day:
        mandate = course.upload(15, "示例鉴定委托书", course.coordinator, day)
        s.case_suspend(
            case=course.case, evidence=[mandate], by=course.coordinator, on=day, revision=course.case.revision
        )  # fmt: skip


def _settled(course: Course) -> None:
    with on(course.day(16)) as day:
        s.case_settle_withdraw(
            case=course.case, by=course.users[Party.Role.CLAIMANT], on=day, revision=course.case.revision,
            note="示例：双方自行和解。",
        )  # fmt: skip


def _too_far(course: Course) -> None:
    with on(course.day(18)) as day:
        s.case_too_far(
            case=course.case, one_more_try=True, by=course.mediator, on=day, revision=course.case.revision,
            note="示例：双方差距过大。",
        )  # fmt: skip


def _expired(course: Course) -> None:
    assert course.case.due_on is not None
    with on(course.case.due_on + timedelta(days=1)) as day:
        s.case_expire(case=course.case, by=course.coordinator, on=day, revision=course.case.revision)


def _refused_signature(course: Course) -> None:
    with on(course.day(18)) as day:
        s.case_refuse_sign(
            case=course.case, note="示例：被申请人拒绝签收。", by=course.mediator, on=day, revision=course.case.revision
        )  # fmt: skip


def _false(course: Course) -> None:
    with on(course.day(7)) as day:
        s.case_stop_false(
            case=course.case, reason_code="false_mediation", note="示例：双方串通，已停止并报告。", by=course.coordinator,
            on=day, revision=course.case.revision,
        )  # fmt: skip


def _confirmed(course: Course) -> None:
    confirmation = confirmation_of(course.case)
    assert confirmation is not None
    by = course.coordinator
    with on(course.day(23)) as day:
        confirmation_prepare(confirmation=confirmation, by=by, on=day, revision=confirmation.revision)
    with on(course.day(25)) as day:
        confirmation_submit(
            confirmation=confirmation, court="示例人民法院", by=by, on=day, revision=confirmation.revision
        )  # fmt: skip
    with on(course.day(28)) as day:
        confirmation_accept(
            confirmation=confirmation, case_no=f"（{day.year}）示例调确 1 号", by=by, on=day,
            revision=confirmation.revision,
        )  # fmt: skip
    with on(course.day(40)) as day:
        confirmation_confirm(confirmation=confirmation, by=by, on=day, revision=confirmation.revision)


ENDING: dict[str, Callable[[Course], None]] = {
    "returned": _returned,
    "withdrawn": _withdrawn,
    "not_accepted": _not_accepted,
    "not_accepted_archived": _not_accepted,
    "unreachable": _unreachable,
    "refused": _refused,
    "suspended": _suspended,
    "settled": _settled,
    "too_far": _too_far,
    "expired": _expired,
    "refused_signature": _refused_signature,
    "false": _false,
    "confirmed": _confirmed,
}
