"""Named refusals of the moves of a case; each says what to do next, tests assert the code."""

from django.utils.translation import gettext_lazy as _

from ipplatform.moves import Refusal

# intake
APPLICATION_INCOMPLETE = Refusal("application_incomplete", _("申请还不完整，请补齐所列内容。"))
PARTY_ON_BOTH_SIDES = Refusal("party_on_both_sides", _("同一主体不能重复列为当事人或同时列在两方。"))
PARTY_IDENTITY_MISSING = Refusal("party_identity_missing", _("请选择企业，或填写自然人的姓名和身份证明号码。"))
IDENTITY_DOCUMENT_MISSING = Refusal("identity_document_missing", _("请上传申请人的身份证明或营业执照。"))
APPLICATION_DOCUMENT_MISSING = Refusal("application_document_missing", _("窗口收件须上传调解申请书或受理登记表。"))
NOT_A_DRAFT = Refusal("not_a_draft", _("申请已提交，不能再修改；需要修改的请联系案件协调员退回。"))
STALE_DRAFT = Refusal("changed_meanwhile", _("内容已被更新，请刷新后再试。"))
PARTY_STAYS = Refusal("party_stays", _("该当事人已有账户或材料，不能移除。"))
GAPS_REQUIRED = Refusal("gaps_required", _("请列出需要补正的内容。"))
REFUSAL_NOTE_REQUIRED = Refusal("refusal_note_required", _("请写明不予受理的理由。"))
OPEN_LICENCE_GROUND = Refusal("open_licence_ground_required", _("开放许可纠纷只能以规定的理由不予受理，请重新选择。"))
COMPETENCE_NOT_CHECKED = Refusal("competence_not_checked", _("请先核对受理范围。"))
VENUE_NOT_CHECKED = Refusal("venue_not_checked", _("请先核对管辖。"))
OUTSIDE_ADMINISTRATIVE_SCOPE = Refusal(
    "outside_administrative_scope", _("这类纠纷不属于行政调解范围，请改用其他程序。")
)
CONSULTATION_NOT_OPEN = Refusal("consultation_not_open", _("只有已分派或已答复的咨询可以转为调解。"))
CONSULTATION_CONVERTED = Refusal("consultation_converted", _("该咨询已转为调解申请。"))
ENTERPRISE_DISAGREES = Refusal("enterprise_must_agree", _("须先征得企业同意，再转为调解申请。"))

# consent and contact
CONSENTS_MISSING = Refusal("consents_missing", _("须全部被申请人同意调解。"))
PAPER_EVIDENCE_MISSING = Refusal("paper_evidence_missing", _("代为登记时，请先上传当事人签字的材料。"))
NOT_OF_THIS_CASE = Refusal("not_of_this_case", _("所选对象不属于本案。"))
ALREADY_ANSWERED = Refusal("already_answered", _("已经答复过，无需重复。"))
ATTEMPTS_TOO_FEW = Refusal("attempts_too_few", _("至少联系三次仍无法联系的，才能以此结案。"))
CHANNELS_TOO_FEW = Refusal("channels_too_few", _("至少用两种方式联系过，才能以此结案。"))

# appointing and disclosing
CONFLICT_RECORDED = Refusal("conflict_recorded", _("该调解员与本案当事人有利害关系记录，不能担任。请另选。"))
MEDIATOR_UNAVAILABLE = Refusal("mediator_unavailable", _("该调解员目前不能受理案件，请另选。"))
ALREADY_ACCEPTED = Refusal("appointment_already_accepted", _("您已接受该案，无需重复。"))
ANSWER_PERIOD_RUNS = Refusal("answer_period_runs", _("调解员的答复期限尚未届满。"))
DISCLOSURE_NOT_ALLOWED = Refusal("disclosure_text_missing", _("请写明需要披露的关系；没有的，请选择“无”。"))
NO_APPOINTMENT = Refusal("no_appointment", _("本案目前没有调解员。"))
MEDIATOR_NOT_ACCEPTED = Refusal("mediator_not_accepted", _("调解员尚未接受任命。"))
DISCLOSURE_MISSING = Refusal("disclosure_missing", _("调解员尚未作披露声明。"))
DISCLOSURE_UNANSWERED = Refusal("disclosure_unanswered", _("有当事人尚未对披露答复。"))
DISCLOSURE_OBJECTED = Refusal("disclosure_objected", _("有当事人对调解员有异议，须另定调解员。"))
IDENTITY_UNVERIFIED = Refusal("identity_unverified", _("有当事人的身份尚未核实。"))
RIGHTS_NOTICE_UNACKNOWLEDGED = Refusal("rights_notice_unacknowledged", _("有当事人尚未确认权利义务告知书。"))
FALSE_WARNING_UNACKNOWLEDGED = Refusal("false_warning_unacknowledged", _("有当事人尚未确认虚假调解告知书。"))
CONFLICT_DISCLOSURE_MISSING = Refusal("conflict_disclosure_missing", _("请先写明新出现的利害关系。"))
CONFLICT_WAIVED = Refusal("conflict_waived", _("各方知情并同意继续，无需更换调解员。"))

# mediation
SESSION_NOTICE_MISSING = Refusal("session_notice_missing", _("请先排期并发出调解通知。"))
NOT_IN_MEDIATION = Refusal("not_in_mediation", _("案件不在调解中，不能排期。"))
SUSPENSION_FROM_WRONG = Refusal("suspension_dates_wrong", _("暂停的起止日期不正确或与已有记录重叠。"))
EXTENSION_MISSING = Refusal("extension_missing", _("请先提出延长期限。"))
EXTENSION_CONSENTS_MISSING = Refusal("extension_consents_missing", _("须全部当事人在期限届满前同意延长。"))
PERIOD_OVER = Refusal("period_over", _("调解期限已届满，不能再延长。"))
EXTENSION_NOT_LATER = Refusal("extension_not_later", _("新的期限须晚于现在的期限。"))
EXTENDED_ONCE = Refusal("extended_once_already", _("行政调解只能延长一次。"))

# agreement
SIGNATURES_MISSING = Refusal("signatures_missing", _("还有人没有签署。"))
SEAL_MISSING = Refusal("seal_missing", _("人民调解协议须加盖调解委员会印章，请上传盖章件。"))
NO_AGREEMENT = Refusal("no_agreement", _("本案目前没有待签的协议。"))
AGREEMENT_CHANGED = Refusal("agreement_changed", _("协议已修改，请刷新后查看新的文本再签署。"))

# closing
NOTE_REQUIRED = Refusal("note_required", _("请写明情况。"))
ONE_MORE_TRY = Refusal("one_more_try", _("请先再作一次调解努力，并确认已提出。"))
PERIOD_RUNS = Refusal("period_runs", _("调解期限尚未届满。"))
AGREEMENT_NOT_EFFECTIVE = Refusal("agreement_not_effective", _("协议尚未生效。"))
CONFIRMATION_UNANSWERED = Refusal("confirmation_unanswered", _("请等各方答复是否申请司法确认。"))
DOCUMENTS_MISSING = Refusal("documents_missing", _("卷宗还缺下列文书，补齐后再归档。"))
RETURN_VISIT_MISSING = Refusal("return_visit_missing", _("达成协议的案件，归档前至少回访一次。"))
