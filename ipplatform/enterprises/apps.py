from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "ipplatform.enterprises"
    verbose_name = "企业"
