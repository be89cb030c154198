from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceedingsConfig(AppConfig):
    name = "mediation.proceedings"
    verbose_name = "调解程序"

    def ready(self) -> None:
        from ipplatform.notices.kinds import kind_register  # models are loaded only now

        kind_register("case_submitted", _("有新的调解申请待受理"))
        kind_register("case_returned", _("调解申请需要补正"))
        kind_register("case_not_accepted", _("调解申请不予受理"))
        kind_register("case_accepted", _("调解案件已受理，请查看并答复"))
        kind_register("case_consented", _("各方已同意调解，请选定调解员"))
        kind_register("case_consent_refused", _("有当事人不同意调解"))
        kind_register("case_appointed", _("您被确定为案件调解员，请答复"))
        kind_register("case_mediator_named", _("案件已确定调解员"))
        kind_register("case_mediator_left", _("案件需要另定调解员"))
        kind_register("case_disclosed", _("调解员已披露，请答复意见"))
        kind_register("case_started", _("调解已开始"))
        kind_register("case_session_scheduled", _("调解会议已排期"))
        kind_register("case_session_held", _("有调解笔录待确认"))
        kind_register("case_suspended", _("案件期限暂停计算"))
        kind_register("case_resumed", _("案件期限恢复计算"))
        kind_register("case_extension_proposed", _("请答复是否同意延长调解期限"))
        kind_register("case_extended", _("调解期限已延长"))
        kind_register("case_agreement_to_sign", _("有调解协议待签署"))
        kind_register("case_agreement_withdrawn", _("调解协议草案已收回修改"))
        kind_register("case_agreed", _("调解协议已生效，请答复是否申请司法确认"))
        kind_register("case_closed", _("调解案件已结案"))
        kind_register("case_deadline_passed", _("案件有期限已过，请处理"))
        kind_register("case_period_over", _("调解期限已届满，请决定是否结案"))
