from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DealsConfig(AppConfig):
    name = "patents.deals"
    verbose_name = "交易"

    def ready(self) -> None:
        from ipplatform.files.owners import owner_register
        from ipplatform.notices.kinds import kind_register
        from patents.deals.permissions import data_room_file_can_read, deal_file_can_read, landing_file_can_read
        from patents.deals.selectors import patents_in_deals, patents_in_live_deals
        from patents.records.guards import disappearance_guard_register, merge_guard_register

        owner_register("deal", deal_file_can_read, stream_of=lambda file: ("deal", file.owner_id))
        owner_register("landing", landing_file_can_read)
        owner_register("data_room", data_room_file_can_read, stream_of=lambda file: ("deal", file.owner_id))
        disappearance_guard_register("deals", patents_in_deals)
        merge_guard_register("deals", patents_in_live_deals)
        for kind, sentence in (
            ("inquiry_received", _("收到新的洽询")),
            ("inquiry_answered", _("洽询已有答复")),
            ("inquiry_closed", _("洽询已结束")),
            ("deal_opened", _("交易已开启")),
            ("quote_received", _("收到新的报价")),
            ("quote_accepted", _("报价已被接受")),
            ("deal_signed", _("交易已签约")),
            ("deal_recorded", _("交易已登记备案")),
            ("deal_completed", _("交易已完成")),
            ("deal_cancelled", _("交易已取消")),
            ("payment_noted", _("有付款待确认")),
            ("payment_confirmed", _("付款已确认")),
            ("landing_to_confirm", _("有落地记录待企业确认")),
            ("landing_to_verify", _("有落地记录待核实")),
            ("landing_decided", _("落地记录已有处理结果")),
            ("landing_to_revoke", _("已落地的交易被取消，请处理落地记录")),
        ):
            kind_register(kind, sentence)
