from django.apps import AppConfig


class SeminarsConfig(AppConfig):
    name = "analytics.seminars"
    verbose_name = "研讨会"
