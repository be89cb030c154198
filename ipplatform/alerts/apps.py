from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlertsConfig(AppConfig):
    name = "ipplatform.alerts"
    verbose_name = "检索提醒"

    def ready(self) -> None:
        """The fixed sentences of its notices; the mail about findings says more, for it is about public records."""
        from ipplatform.alerts.letters import finding_letter
        from ipplatform.notices.kinds import kind_register

        kind_register("alert_found", _("保存的检索有新的或有变化的记录"), letter=finding_letter)
        kind_register("alert_broken", _("保存的一条检索现在读不懂了，它的提醒停着"))
