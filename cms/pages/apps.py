"""Wires the seeding of pages; nothing else."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class PagesConfig(AppConfig):
    name = "cms.pages"
    verbose_name = "页面"

    def ready(self) -> None:
        from cms.pages.seed import pages_seed  # models are loaded only now

        # After the last app's signal: rights to images, documents and pages exist by then.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(pages_seed, sender=last)
