"""120 sample consultations in every state, spread over the plan year."""

from datetime import timedelta

from ipplatform.enterprises.models import Enterprise
from ipplatform.site.demo.frame import Frame, on
from mediation.consultations.models import Consultation
from mediation.consultations.services import (
    consultation_acknowledge,
    consultation_answer,
    consultation_assign,
    consultation_decline,
    consultation_request,
    consultation_withdraw,
    consultations_lapse,
)
from mediation.people.selectors import topic_by_code

COUNT = 120
OPEN_AT_THE_END = 12  # the newest ones are still on their way, one or more in each state
QUESTIONS = (
    ("trademark", "示例：准备使用的商标被别人先申请了，还能怎么办？", "示例答复：先查对方商标的状态和类别，再决定提异议、无效宣告或改用其他标识。"),
    ("contract", "示例：许可合同快到期，续签时许可费怎么谈？", "示例答复：对照同类许可的费用和自己的销售额，分入门费与提成两部分谈。"),
    ("infringement", "示例：收到对方的侵权警告函，应该怎样回应？", "示例答复：先比对权利要求，保存生产和销售证据，在期限内书面答复。"),
    ("filing", "示例：样机参加展会以后还能申请专利吗？", "示例答复：属于不丧失新颖性的例外才可以，期限六个月，要保存证明。"),
    ("ownership", "示例：合作开发没有写清归属，专利归谁？", "示例答复：没有约定的，归完成研发的一方或共同所有；建议补签协议。"),
    ("reward", "示例：职务发明的奖励和报酬怎样计算？", "示例答复：有约定从约定；没有约定的按法定最低标准，并留存发放凭证。"),
    ("financing", "示例：专利质押融资要准备什么材料？", "示例答复：专利证书、评估材料和缴费凭证，质押登记后质权才设立。"),
    ("overseas", "示例：产品出口前要不要做海外专利检索？", "示例答复：至少查目标国有效专利和主要竞争者，列出风险清单。"),
    ("trade_secret", "示例：员工离职带走图纸，怎样保护？", "示例答复：先固定证据，核对保密协议，再考虑投诉、调解或起诉。"),
)  # fmt: skip


def load(frame: Frame) -> dict[str, int]:
    """Make what is missing; each step under a clock set to its day."""
    for number in range(Consultation.objects.count(), COUNT):
        _one(frame, number)
    with on(frame.last_day) as day:
        consultations_lapse(on=day)
    return {"consultations": Consultation.objects.count()}


def _one(frame: Frame, number: int) -> None:
    enterprise = _enterprise(frame, number)
    topic, question, answer = QUESTIONS[number % len(QUESTIONS)]
    start = frame.day(0.02 + 0.96 * number / COUNT)
    member, adviser = frame.member(enterprise), frame.persons[("mediator", "mediator2", "operator2")[number % 3]]
    with on(start) as day:
        made = consultation_request(
            enterprise=enterprise, topic=topic_by_code(topic), question=question, mode=("online", "phone", "visit")[number % 3],
            by=member, on=day,
        )  # fmt: skip
    fate = _fate(number)
    later = [min(start + timedelta(days=days), frame.last_day) for days in (1, 3, 5)]
    with on(later[0]) as day:
        if fate == "declined":
            consultation_decline(
                consultation=made, note="示例：不属于知识产权事项", by=frame.persons["coordinator"], on=day,
                revision=made.revision,
            )  # fmt: skip
        elif fate == "withdrawn":
            consultation_withdraw(consultation=made, by=member, on=day, revision=made.revision)
        elif fate != "requested":
            consultation_assign(
                consultation=made, adviser=adviser, by=frame.persons["coordinator"], on=day, revision=made.revision
            )
    if fate in ("answered", "closed"):
        with on(later[1]) as day:
            consultation_answer(
                consultation=made, answer=answer, outcome=("advised", "referred", "mediation_proposed")[number % 3],
                by=adviser, on=day, revision=made.revision,
            )  # fmt: skip
    if fate == "closed":
        with on(later[2]) as day:
            consultation_acknowledge(
                consultation=made, satisfaction=5 - number % 2, by=member, on=day, revision=made.revision
            )


def _enterprise(frame: Frame, number: int) -> Enterprise:
    """Mostly inside; every fifteenth outside."""
    if number % 15 == 14:
        return frame.outside[number % len(frame.outside)]
    return frame.inside[(number * 7) % len(frame.inside)]


def _fate(number: int) -> str:
    if number >= COUNT - OPEN_AT_THE_END:
        return ("requested", "assigned", "answered", "assigned")[number % 4]
    return {9: "declined", 19: "withdrawn", 29: "answered"}.get(number % 40, "closed")
