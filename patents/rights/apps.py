from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "patents.rights"
    verbose_name = "权利负担"
