from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "patents.records"
    verbose_name = "专利"
