from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "ipplatform.files"
    verbose_name = "文件"
