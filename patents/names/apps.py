from django.apps import AppConfig


class NamesConfig(AppConfig):
    name = "patents.names"
    label = "patent_names"
    verbose_name = "名称归并"
