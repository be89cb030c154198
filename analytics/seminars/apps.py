from django.apps import AppConfig

from ipplatform.files.owners import owner_register


class SeminarsConfig(AppConfig):
    name = "analytics.seminars"
    verbose_name = "研讨会"

    def ready(self) -> None:
        from analytics.seminars.permissions import file_can_read  # models are loaded only now

        owner_register("seminar", file_can_read)
