"""The 26 documents of a case (domain.md section 8): must, condition, origin, who writes. Knows no model and no case."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ALWAYS, CONDITION, OPTIONAL = "M", "C", "O"


@dataclass(frozen=True)
class DocumentType:
    """`condition` names the fact that makes it due (selectors.documents answers it); `template` makes it generated.

    `each`: one a `party` or a `session`, else one a case. `private`: read by its own party, mediator and coordinator.
    """

    code: int
    label: str | Promise
    must: str
    condition: str
    template: str = ""
    upload: bool = False
    by_coordinator: bool = False
    by_party: bool = False
    each: str = ""
    private: bool = False
    signed: bool = False


TYPES: tuple[DocumentType, ...] = (
    DocumentType(1, _("调解申请书"), ALWAYS, "submitted", "application", True, True, True),
    DocumentType(2, _("权利义务告知书"), ALWAYS, "rights_notice", "rights_notice", True, True),
    DocumentType(3, _("身份证明"), ALWAYS, "claimant", "", True, True, True, each="party", private=True),
    DocumentType(4, _("授权委托书"), CONDITION, "agent", "", True, True, True),
    DocumentType(5, _("受理通知书"), ALWAYS, "decided", "decision", False, True),
    DocumentType(6, _("对方当事人同意书"), CONDITION, "consented", "consent", True, True, True, signed=True),
    DocumentType(7, _("送达地址确认书"), ALWAYS, "address", "address", True, True, True),
    DocumentType(8, _("调解员选定（指定）书"), ALWAYS, "appointed", "appointment", True, True),
    DocumentType(9, _("披露声明及当事人意见"), ALWAYS, "disclosed", "disclosure", True),
    DocumentType(10, _("保密承诺书"), ALWAYS, "confidentiality", "confidentiality", True, False, True),
    DocumentType(11, _("虚假调解告知书"), ALWAYS, "false_warning", "false_warning", True),
    DocumentType(12, _("调解通知"), CONDITION, "session", "session_notice", False, True, each="session"),
    DocumentType(13, _("调查记录"), OPTIONAL, "", "", True),
    DocumentType(14, _("证据材料"), OPTIONAL, "", "", True, False, True),
    DocumentType(15, _("鉴定委托及报告"), CONDITION, "suspended", "", True, True),
    DocumentType(16, _("延期同意书"), CONDITION, "extended", "extension", True, True, True, signed=True),
    DocumentType(17, _("调解笔录"), ALWAYS, "held", "session_record", True, each="session"),
    DocumentType(18, _("无争议事实确认书"), OPTIONAL, "facts", "undisputed_facts", True),
    DocumentType(19, _("调解协议书"), CONDITION, "agreement", "settlement_agreement", True, signed=True),
    DocumentType(20, _("履行凭证"), OPTIONAL, "", "", True, False, True),
    DocumentType(21, _("司法确认申请书及调解证明"), CONDITION, "confirmation", "confirmation", True, True),
    DocumentType(22, _("确认裁定书"), CONDITION, "ruled", "", True, True, True),
    DocumentType(23, _("终止调解通知书"), CONDITION, "terminated", "termination", False, True),
    DocumentType(24, _("结案报告"), ALWAYS, "closed", "closing_report", False, True),
    DocumentType(25, _("回访记录"), CONDITION, "visited", "return_visit", True, True),
    DocumentType(26, _("卷宗目录"), ALWAYS, "closed_or_refused", "file_index", False, True),
)
BY_CODE: dict[int, DocumentType] = {row.code: row for row in TYPES}
