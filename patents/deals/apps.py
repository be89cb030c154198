from django.apps import AppConfig


class DealsConfig(AppConfig):
    name = "patents.deals"
    verbose_name = "交易"
