from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "ipplatform.site"
    verbose_name = "站点"
