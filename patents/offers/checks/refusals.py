"""Named refusals of offers and demands. The code is the check's code; the message says what to do next."""

from django.utils.translation import gettext_lazy as _

from ipplatform.moves import Refusal

FIELDS_MISSING = Refusal("fields_missing", _("还有必填内容没有填写。请补全后再提交。"))
APPLICATION_NUMBER_MISSING = Refusal(
    "application_number_missing", _("有专利缺少有效的申请号。请在“补充著录项目”中如实填写（中国申请号含校验位）。")
)
FILING_DATE_MISSING = Refusal("filing_date_missing", _("有专利缺少完整的申请日。请在“补充著录项目”中如实填写。"))
AUTHORITY_MISSING = Refusal("authority_missing", _("请上传权属与授权证明（专利证书、登记簿副本或授权书）。"))
TRUTH_NOT_DECLARED = Refusal("truth_not_declared", _("请阅读并勾选真实性声明后再提交。"))
LIVE_OFFER_EXISTS = Refusal(
    "live_offer_exists", _("同一专利、同一合作方式已有一条有效供给。请先撤回原供给，或改选合作方式。")
)
OPEN_EXCLUDES_EXCLUSIVE = Refusal(
    "open_excludes_exclusive", _("同一专利的独占、排他许可与开放许可不能同时在售。请先撤回另一条供给。")
)
OPEN_LICENCE_RUNS = Refusal(
    "open_licence_runs", _("该专利正在实行开放许可，期间不得给予独占或排他许可。请先公告撤回开放许可声明。")
)
NO_LIVE_STATUS = Refusal("no_live_status", _("法律状态不是“有效”（转让申请权的，可为“审中”）。请核对登记簿副本。"))
FEE_NOT_PAID = Refusal(
    "fee_not_paid", _("没有年费缴清的记录。请核对登记簿副本并补录“年费缴至”，或请供给方先缴纳年费。")
)
PLEDGE_WITHOUT_CONSENT = Refusal(
    "pledge_without_consent", _("专利已质押，且没有质权人对此合作方式的同意书。请先取得同意或注销质押。")
)
CO_OWNER_CONSENT_MISSING = Refusal(
    "co_owner_consent_missing", _("缺少共有权利人的同意书。请上传每一位共有权利人的同意书。")
)
LOCKED = Refusal("locked", _("供给已锁定。锁定期间只能撤回、解锁、过期处理、释放或成交。"))
EXTRACT_MISSING = Refusal("extract_missing", _("缺少法律状态证明。请上传专利登记簿副本并填写出具日期。"))
EXTRACT_OLD = Refusal("extract_old", _("法律状态证明已超过有效天数。请上传新的专利登记簿副本。"))
VALID_UNTIL_PAST = Refusal("valid_until_past", _("供给有效期已到。请供给方延长有效期后再发布。"))
VERIFICATION_OLD = Refusal("verification_old", _("核验已超过有效天数。请重新核验法律状态后再发布。"))
PATENT_UNPUBLISHED = Refusal("patent_unpublished", _("有专利申请尚未公开。公开以前不能在平台上发布。"))
OPEN_STATEMENT_INCOMPLETE = Refusal(
    "open_statement_incomplete", _("开放许可须为已授权专利，且声明写明全部必备事项。请补全开放许可声明。")
)
EXCLUSIVE_LICENCE_IN_FORCE = Refusal("exclusive_licence_in_force", _("专利上有独占或排他许可，不能实行开放许可。"))
CNIPA_SUSPENDED = Refusal("cnipa_suspended", _("国家知识产权局已中止该专利的有关程序，不能实行开放许可。"))
EVALUATION_REPORT_MISSING = Refusal(
    "evaluation_report_missing", _("实用新型、外观设计开放许可须提供专利权评价报告。请上传后再发布。")
)
PROMOTIONAL_WORDING = Refusal(
    "promotional_wording", _("文字中有推广性用语，或尚未人工核对。请删改并勾选“已核对无推广用语”。")
)
EXCLUSIVE_OFFER_LIVE = Refusal("exclusive_offer_live", _("同一专利正有独占或排他许可供给，不能实行开放许可。"))
OPEN_WITHDRAWAL_NOT_ANNOUNCED = Refusal(
    "open_withdrawal_not_announced",
    _("开放许可声明尚未公告撤回，供给不能撤回。请先向国家知识产权局撤回声明并登记公告日。"),
)

# Not the outcome of a check, but of the deed itself.
OWN_ENTERPRISE = Refusal(
    "own_enterprise", _("您是供给方企业的成员，不能审核本企业的供给或需求。请交由其他运营专员办理。")
)
NOT_DRAFT = Refusal("not_draft", _("只有草稿可以修改。已提交的供给请先联系运营专员退回。"))
NOT_EXPIRED_YET = Refusal("not_expired_yet", _("供给还在有效期内。"))
PATENT_LISTED = Refusal("patent_listed", _("这件专利已在供给中。"))
PATENT_NOT_LISTED = Refusal("patent_not_listed", _("这件专利不在供给中。"))
NOT_OWN_PATENT = Refusal("not_own_patent", _("登记的权利人不是贵企业，不能代为陈述著录项目。请联系运营专员核实。"))
ALREADY_KNOWN = Refusal("already_known", _("这些著录项目已有记录。如记录有误，请联系运营专员更正。"))
CAUSE_STANDS = Refusal("cause_stands", _("锁定的原因还没有消除，不能解锁。请先补齐证明。"))
ALREADY_LOCKED = Refusal("already_locked", _("这条供给已经锁定。"))
NOT_LOCKED = Refusal("not_locked", _("这条供给没有单独锁定。专利上的锁定请在“权利限制”中解除。"))
LOCK_REASON_UNKNOWN = Refusal("lock_reason_unknown", _("请选择锁定原因。案件协调员只能以“权属争议”为由锁定。"))
NOTE_REQUIRED = Refusal("note_required", _("请写明理由，方便供给方改正。"))
FILE_NOT_ALLOWED = Refusal("file_not_allowed", _("当前状态下不能增删材料。"))
CONSENT_NAME_REQUIRED = Refusal("consent_name_required", _("请选择出具同意书的共有权利人。"))
EXTRACT_DATE_REQUIRED = Refusal("extract_date_required", _("请填写法律状态证明的出具日期，不得晚于今天。"))
DEMAND_FIELDS_MISSING = Refusal("demand_fields_missing", _("还有必填内容没有填写。请补全后再提交。"))
INDICATORS_NOT_QUANTIFIED = Refusal(
    "indicators_not_quantified", _("技术指标要有数字，例如“能量密度不低于 350 Wh/kg”。")
)
DEADLINE_PAST = Refusal("deadline_past", _("征集截止日须晚于今天。"))

REFUSALS: dict[str, Refusal] = {
    refusal.code: refusal
    for refusal in (
        FIELDS_MISSING, APPLICATION_NUMBER_MISSING, FILING_DATE_MISSING, AUTHORITY_MISSING, TRUTH_NOT_DECLARED,
        LIVE_OFFER_EXISTS, OPEN_EXCLUDES_EXCLUSIVE, OPEN_LICENCE_RUNS, NO_LIVE_STATUS, FEE_NOT_PAID,
        PLEDGE_WITHOUT_CONSENT, CO_OWNER_CONSENT_MISSING, LOCKED, EXTRACT_MISSING, EXTRACT_OLD, VALID_UNTIL_PAST,
        VERIFICATION_OLD, PATENT_UNPUBLISHED, OPEN_STATEMENT_INCOMPLETE, EXCLUSIVE_LICENCE_IN_FORCE, CNIPA_SUSPENDED,
        EVALUATION_REPORT_MISSING, PROMOTIONAL_WORDING, EXCLUSIVE_OFFER_LIVE, OPEN_WITHDRAWAL_NOT_ANNOUNCED,
    )
}  # fmt: skip
