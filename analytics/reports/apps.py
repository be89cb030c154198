from django.apps import AppConfig

from ipplatform.files.owners import owner_register


class ReportsConfig(AppConfig):
    name = "analytics.reports"
    verbose_name = "产业报告"

    def ready(self) -> None:
        from analytics.reports.permissions import (  # models are loaded only now
            dataset_file_can_read,
            report_file_can_read,
            sheet_file_can_read,
        )

        owner_register("report", report_file_can_read)
        owner_register("report_sheet", sheet_file_can_read)
        owner_register("dataset", dataset_file_can_read)
