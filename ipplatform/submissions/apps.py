from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "ipplatform.submissions"
    verbose_name = "表单提交"
