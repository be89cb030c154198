from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "patents.offers"
    verbose_name = "供给与需求"
