from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "patents.imports"
    verbose_name = "专利导入"
