"""Wiring of the catalogue: it declares the public index of patents."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "patents.catalogue"
    verbose_name = "专利检索"

    def ready(self) -> None:
        from ipplatform.search import index_register  # models are loaded only now
        from patents.catalogue.search import DECLARATION

        index_register(DECLARATION)
