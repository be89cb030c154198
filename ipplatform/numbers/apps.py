from django.apps import AppConfig


class NumbersConfig(AppConfig):
    name = "ipplatform.numbers"
    verbose_name = "编号"
