from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "mediation.consultations"
    verbose_name = "咨询"

    def ready(self) -> None:
        from ipplatform.files.owners import owner_register
        from ipplatform.notices.kinds import kind_register
        from mediation.consultations.permissions import file_can_read

        owner_register("consultation", file_can_read, stream_of=lambda file: ("consultation", file.owner_id))
        kind_register("consultation_requested", _("有新的咨询待分派"))
        kind_register("consultation_assigned", _("有咨询分派给您"))
        kind_register("consultation_reopened", _("企业请您继续答复咨询"))
        kind_register("consultation_answered", _("咨询已答复，请确认"))
        kind_register("consultation_declined", _("咨询未受理"))
