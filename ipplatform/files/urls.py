from django.urls import path

from ipplatform.files import views

app_name = "files"
urlpatterns = [path("<uuid:public_id>/", views.file_download, name="download")]
