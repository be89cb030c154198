from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "mediation.consultations"
    verbose_name = "咨询"
