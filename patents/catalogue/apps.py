from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "patents.catalogue"
    verbose_name = "专利检索"
