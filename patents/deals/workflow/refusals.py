"""Named refusals of the room; tests and pages use the names, the words tell the person what to do next."""

from django.utils.translation import gettext_lazy as _

from ipplatform.moves import Refusal

# inquiries
OWN_OFFER = Refusal("own_offer", _("这是本企业的供给或需求，不能向自己洽询。"))
OFFER_NOT_OPEN = Refusal("offer_not_open", _("该供给或需求目前不接受洽询。请关注其状态，或浏览其他项目。"))
ALREADY_ASKED = Refusal("already_asked", _("本企业对这一项目的洽询还在进行，请在“洽询”中继续。"))
NOT_A_MEMBER = Refusal("not_a_member", _("请以洽询企业成员的身份操作。"))
NDA_MISSING = Refusal("nda_missing", _("洽询方尚未作出保密承诺。请先请其在洽询页面确认。"))
NDA_ALREADY = Refusal("nda_already", _("保密承诺已经作出，无须重复。"))
INQUIRY_OVER = Refusal("inquiry_over", _("洽询已结束，不能再补充。"))
PATENTS_MISSING = Refusal("patents_missing", _("请至少写明一件平台上有记录的专利。"))

# the person
OWN_ENTERPRISE = Refusal("own_enterprise", _("您是当事企业的成员，不能办理本企业的洽询或交易，请交由其他专员办理。"))
CLAIMER_MAY_NOT_VERIFY = Refusal("claimer_may_not_verify", _("提出落地的人不能自己核实，请由综合科其他人员办理。"))
PROPOSER_MAY_NOT_APPROVE = Refusal(
    "proposer_may_not_approve", _("提出所在地的人不能自己核准，请由综合科其他人员办理。")
)

# quotes
QUOTE_OPEN_ALREADY = Refusal("quote_open_already", _("已有一份待回应的报价。请对方接受或还价，或先撤回原报价。"))
NO_OPEN_QUOTE = Refusal("no_open_quote", _("没有待回应的报价，请先报价。"))
QUOTE_IS_OWN = Refusal("quote_is_own", _("这是本方的报价，只能由对方接受或还价。"))
QUOTE_EXPIRED = Refusal("quote_expired", _("报价已过有效期，请重新报价。"))
QUOTE_EMPTY = Refusal("quote_empty", _("请填写金额，或写明提成等条件。"))
QUOTE_DATE_PAST = Refusal("quote_date_past", _("报价的有效期不能早于今天。"))

# publicity (STA 18)
PUBLICITY_REQUIRED = Refusal(
    "publicity_required", _("让与方是高校或科研院所且协议定价，须先公示成果名称和拟交易价格。")
)
PUBLICITY_NOT_APPLICABLE = Refusal("publicity_not_applicable", _("本交易不需要公示，可以直接签约。"))
PUBLICITY_INCOMPLETE = Refusal("publicity_incomplete", _("请写明公示起始日和公示的拟交易价格，并附公示文件。"))
PUBLICITY_RUNNING = Refusal("publicity_running", _("公示期尚未届满，请等期满后再办。"))
OBJECTION_OPEN = Refusal("objection_open", _("有异议尚未处理，请先作出处理意见。"))
OBJECTION_DECIDED = Refusal("objection_decided", _("该异议已处理。"))

# signing
PATENT_LOCKED = Refusal("patent_locked", _("专利有未解除的锁定，解除前不能签约。"))
OFFER_LOCKED = Refusal("offer_locked", _("供给被锁定，解除前不能签约。"))
OFFER_NOT_ON_SALE = Refusal("offer_not_on_sale", _("供给已不在售。请让与方续期并重新发布后再签约。"))
PLEDGEE_CONSENT_MISSING = Refusal("pledgee_consent_missing", _("专利在质押中，请上传质权人对本次交易的同意书。"))
PROCEEDS_NOT_SECURED = Refusal("proceeds_not_secured", _("质押专利的价款须提前清偿或提存，请登记处理方式并附证明。"))
OWNER_CONSENT_MISSING = Refusal("owner_consent_missing", _("专利有共有人，请上传全体共有人的同意书。"))
CC845_INCOMPLETE = Refusal("cc845_incomplete", _("合同应载明的专利信息不全（民法典第 845 条第 3 款），请补全。"))
PL10_MISSING = Refusal("pl10_missing", _("有境外当事人，请上传向境外转让的手续文件（专利法第 10 条）。"))
NOT_GRANTED = Refusal("not_granted", _("开放许可只适用于已授权的专利。"))
OPEN_STATEMENT_INCOMPLETE = Refusal("open_statement_incomplete", _("开放许可声明未公告或必载事项不全。"))
EXCLUSIVE_LICENCE_IN_FORCE = Refusal("exclusive_licence_in_force", _("专利上有生效的独占或排他许可。"))
FEE_UNPAID = Refusal("fee_unpaid", _("专利年费未缴清或无缴费记录，请先核实缴费情况。"))
CNIPA_SUSPENDED = Refusal("cnipa_suspended", _("国家知识产权局已中止有关程序，中止结束前不能签约。"))
EVALUATION_REPORT_MISSING = Refusal("evaluation_report_missing", _("实用新型、外观设计的开放许可须有专利权评价报告。"))
OPEN_NOTICE_MISSING = Refusal("open_notice_missing", _("请上传被许可人的书面通知（专利法第 51 条）。"))
OPEN_PAYMENT_MISSING = Refusal("open_payment_missing", _("请上传被许可人支付许可使用费的凭证（专利法第 51 条）。"))
OPEN_LICENCE_IN_FORCE = Refusal("open_licence_in_force", _("开放许可期间不得给予独占或排他许可（专利法第 51 条）。"))
RIGHT_TAKEN = Refusal("right_taken", _("同一专利已有另一份转让、独占、排他或作价投资的合同。"))
SIGN_TERMS_INCOMPLETE = Refusal("sign_terms_incomplete", _("合同要素不全，请补全。"))
EFFECT_BEFORE_SIGNING = Refusal("effect_before_signing", _("生效日期不能早于签订日期。"))
DATE_IN_FUTURE = Refusal("date_in_future", _("日期不能晚于今天。"))

# registration, completion, cancellation
NOT_SIGNED = Refusal("not_signed", _("交易尚未签约，签约后再办。"))
DEAL_CANCELLED = Refusal("deal_cancelled", _("交易已取消。"))
BEFORE_SIGNING = Refusal("before_signing", _("登记或备案日期不能早于合同签订日期。"))
NOTHING_TO_RECORD = Refusal("nothing_to_record", _("本交易不涉及专利权变更，没有需要登记备案的事项。"))
NOT_ALL_RECORDED = Refusal("not_all_recorded", _("还有专利未完成登记或备案。"))
RECORDAL_NUMBER_MISSING = Refusal("recordal_number_missing", _("请填写许可合同备案号。"))
NOT_JOINT_WITHOUT_CHANGE = Refusal("not_joint_without_change", _("涉及专利权变更的交易须先完成登记备案，再办完成。"))
PAYMENTS_UNSETTLED = Refusal("payments_unsettled", _("还有款项未确认或核销。"))
TERM_RUNNING = Refusal("term_running", _("许可期限未满。"))

# payments
PAID_OVER_CONTRACT = Refusal("paid_over_contract", _("实付合计超过合同金额，请写明理由（如提成）。"))
PAYMENT_DATE_MISSING = Refusal("payment_date_missing", _("请填写实付日期和实付金额。"))
TECH_ALREADY = Refusal("tech_already", _("技术合同已登记，每份合同只登记一次。"))

# landing
NOT_IN_EFFECT = Refusal("not_in_effect", _("交易尚未生效：转让和作价投资自登记时生效，许可自合同约定之日起生效。"))
LANDED_BEFORE_EFFECT = Refusal("landed_before_effect", _("落地日期不能早于交易生效日期。"))
NOT_A_BUYER = Refusal("not_a_buyer", _("落地企业必须是本交易的受让方或被许可方。"))
BUYER_NOT_IN_AREA = Refusal("buyer_not_in_area", _("该企业在落地当日不在新区。"))
BUYER_AREA_UNKNOWN = Refusal("buyer_area_unknown", _("该企业在落地当日是否在新区尚无核定，请先办理新区资格核定。"))
LANDING_EXISTS = Refusal("landing_exists", _("该企业已有待核实或已核实的落地记录。"))
LANDING_EVIDENCE_MISSING = Refusal("landing_evidence_missing", _("请至少上传一份落地证据。"))
ALREADY_CONFIRMED = Refusal("already_confirmed", _("企业已确认，无须重复。"))
ENTERPRISE_NOT_CONFIRMED = Refusal("enterprise_not_confirmed", _("企业尚未确认落地，请先请企业在交易页面确认。"))
ADDRESS_NOT_CHECKED = Refusal("address_not_checked", _("请核对落地地址后勾选。"))
EVIDENCE_NOT_READ = Refusal("evidence_not_read", _("请查阅全部证据后勾选。"))
