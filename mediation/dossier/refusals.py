"""Named refusals of the dossier; tests assert their codes."""

from django.utils.translation import gettext_lazy as _

from ipplatform.moves import Refusal

CASE_NOT_RUNNING = Refusal("case_not_running", _("案件不在进行中，不能再写入。"))
TEXT_EMPTY = Refusal("text_empty", _("请填写内容。"))
NOT_OF_THIS_CASE = Refusal("not_of_this_case", _("所选对象不属于本案。"))
ALREADY_CONFIRMED = Refusal("already_confirmed", _("您已确认过，无需重复。"))
SESSION_NOT_HELD = Refusal("session_not_held", _("期日尚未召开，没有可确认的笔录。"))
SESSION_IN_PAST = Refusal("session_times_wrong", _("结束时间须晚于开始时间。"))
PLACE_MISSING = Refusal("session_place_missing", _("请填写地点或会议链接。"))
DOCUMENT_TYPE_REFUSED = Refusal("document_type_refused", _("您不能提交这一类文书。"))
DOCUMENT_NOT_DUE = Refusal("document_not_due", _("记录还不足以生成这份文书，请先完成相应步骤。"))
FILE_CLOSED = Refusal("file_closed", _("案件已归档，卷宗不能再改动。"))
ALREADY_SIGNED = Refusal("already_signed", _("已经签署，无需重复。"))
SIGNATURE_EVIDENCE_MISSING = Refusal("signature_evidence_missing", _("代为登记签字时，请先上传签字扫描件。"))
OWNERSHIP_TERM_UNANSWERED = Refusal(
    "ownership_term_unanswered",
    _("协议中出现可能确定权属或效力的词语。请确认是否含确权条款：含有的，法院不予司法确认。"),
)
AGREEMENT_INCOMPLETE = Refusal("agreement_incomplete", _("请填写争议事实、争议焦点与责任、协议内容和履行方式。"))
RETURN_VISIT_EARLY = Refusal("return_visit_early", _("协议生效后才能登记回访。"))
