"""Wiring of the catalogue: it declares the public index of patents."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "patents.catalogue"
    verbose_name = "专利检索"

    def ready(self) -> None:
        from ipplatform.files.owners import owner_register
        from ipplatform.search import index_register  # models are loaded only now
        from patents.catalogue.search import DECLARATION
        from patents.catalogue.selectors import export_can_read

        index_register(DECLARATION)
        owner_register("patent_export", export_can_read)
