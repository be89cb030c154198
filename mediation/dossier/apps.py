from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossierConfig(AppConfig):
    name = "mediation.dossier"
    verbose_name = "卷宗"

    def ready(self) -> None:
        from ipplatform.files.owners import owner_register  # models are loaded only now
        from ipplatform.notices.kinds import kind_register
        from mediation.dossier.permissions import case_file_can_read
        from mediation.dossier.selectors import case_file_stream

        owner_register("case_document", case_file_can_read, stream_of=case_file_stream)
        kind_register("case_message", _("调解案件有新消息"))
        kind_register("case_confirmation_asked", _("请答复是否申请司法确认"))
        kind_register("case_record_to_confirm", _("有调解笔录或事实待您确认"))
