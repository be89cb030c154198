from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "ipplatform.audit"
    verbose_name = "审计"
