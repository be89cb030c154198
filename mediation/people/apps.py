from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    name = "mediation.people"
    verbose_name = "调解人员"

    def ready(self) -> None:
        from mediation.people.seed import topics_seed  # models are loaded only now

        post_migrate.connect(topics_seed, sender=self)
