from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "mediation.people"
    verbose_name = "调解人员"
