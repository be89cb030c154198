from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "mediation.dossier"
    verbose_name = "卷宗"
