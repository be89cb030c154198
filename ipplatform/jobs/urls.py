from django.urls import path

from ipplatform.jobs import views

app_name = "jobs"
urlpatterns = [
    path("<uuid:public_id>/", views.job_progress, name="progress"),
    path("<uuid:public_id>/stop/", views.job_stop_view, name="stop"),
]
