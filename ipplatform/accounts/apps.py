from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "ipplatform.accounts"
    verbose_name = "账户"

    def ready(self) -> None:
        from ipplatform.accounts.seed import roles_seed  # models are loaded only now

        post_migrate.connect(roles_seed, sender=self)
