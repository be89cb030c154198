from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "ipplatform.notices"
    verbose_name = "通知"
