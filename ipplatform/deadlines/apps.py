from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeadlinesConfig(AppConfig):
    name = "ipplatform.deadlines"
    verbose_name = "期限"

    def ready(self) -> None:
        from ipplatform.deadlines.seed import rules_seed  # models are loaded only now

        post_migrate.connect(rules_seed, sender=self)
