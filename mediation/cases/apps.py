from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "mediation.cases"
    verbose_name = "调解案件"
