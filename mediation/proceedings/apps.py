from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    name = "mediation.proceedings"
    verbose_name = "调解程序"
