from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "analytics.plan"
    verbose_name = "实施方案"
