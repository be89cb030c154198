from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndustriesConfig(AppConfig):
    name = "patents.industries"
    verbose_name = "产业"

    def ready(self) -> None:
        """The fixed sentence of its notice."""
        from ipplatform.notices.kinds import kind_register

        kind_register("industry_broken", _("产业的检索式读不懂了：它不再计数，前台的产业筛选里也没有它。请改好检索式"))
