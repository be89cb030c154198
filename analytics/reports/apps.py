from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "analytics.reports"
    verbose_name = "产业报告"
