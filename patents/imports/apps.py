"""Wiring of imports: who may read an uploaded export."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "patents.imports"
    verbose_name = "专利导入"

    def ready(self) -> None:
        from ipplatform.files.owners import owner_register  # models are loaded only now
        from patents.imports.permissions import import_file_can_read

        owner_register("import_run", import_file_can_read)
