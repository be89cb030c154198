from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OffersConfig(AppConfig):
    name = "patents.offers"
    verbose_name = "供给与需求"

    def ready(self) -> None:
        """Who reads the papers, the fixed sentences of notices, guards on a patent's disappearance."""
        from ipplatform.files.owners import owner_register
        from ipplatform.notices.kinds import kind_register
        from patents.offers.permissions import offer_file_can_read
        from patents.offers.selectors import patents_with_live_offers, patents_with_offers
        from patents.records.guards import disappearance_guard_register, merge_guard_register

        owner_register("offer", offer_file_can_read)
        disappearance_guard_register("offers", patents_with_offers)
        merge_guard_register("offers", patents_with_live_offers)
        kind_register("offer_published", _("供给已发布"))
        kind_register("offer_returned", _("供给被退回，请补充后重新提交"))
        kind_register("offer_rejected", _("供给不予发布"))
        kind_register("offer_locked", _("供给已锁定，暂不对外展示"))
        kind_register("offer_unlocked", _("供给已解除锁定"))
        kind_register("offer_expired", _("供给已过期，可以续期"))
        kind_register("offer_closed", _("供给已成交"))
        kind_register("demand_published", _("需求已发布"))
        kind_register("demand_returned", _("需求被退回，请补充后重新提交"))
        kind_register("demand_expired", _("需求已过期"))
