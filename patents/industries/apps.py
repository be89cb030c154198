from django.apps import AppConfig


class IndustriesConfig(AppConfig):
    name = "patents.industries"
    verbose_name = "产业"
