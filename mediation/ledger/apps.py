from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "mediation.ledger"
    verbose_name = "服务台账"
