from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "ipplatform.jobs"
    verbose_name = "后台任务"
