"""/admin/imports/."""

from django.urls import URLPattern, URLResolver, path

from patents.imports import staff

app_name = "imports_staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", staff.runs, name="list"),
    path("upload/", staff.upload, name="upload"),
    path("<uuid:public_id>/", staff.run, name="run"),
    path("<uuid:public_id>/start/", staff.start, name="start"),
    path("<uuid:public_id>/refusals.csv", staff.refusals, name="refusals"),
    path("<uuid:public_id>/take-back/", staff.take_back, name="take_back"),
]
