from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "patents.duplicates"
    verbose_name = "疑似重复专利"
