"""/admin/imports/."""

from django.urls import URLPattern, URLResolver, path, re_path

from patents.imports import staff

app_name = "imports_staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", staff.runs, name="list"),
    path("upload/", staff.upload, name="upload"),
    path("batches/<uuid:public_id>/", staff.batch, name="batch"),
    path("batches/<uuid:public_id>/start/", staff.batch_start, name="batch_start"),
    path("template/", staff.template, name="template"),
    re_path(r"^template\.(?P<kind>[a-z]{3,4})$", staff.template_file, name="template_file"),
    path("mappings/", staff.mappings, name="mappings"),
    path("mappings/<uuid:public_id>/", staff.mapping_one, name="mapping_one"),
    path("mappings/<uuid:public_id>/delete/", staff.mapping_delete, name="mapping_delete"),
    path("records/<int:pk>/", staff.record, name="record"),
    path("<uuid:public_id>/", staff.run, name="run"),
    path("<uuid:public_id>/mapping/", staff.mapping, name="mapping"),
    path("<uuid:public_id>/discard/", staff.discard, name="discard"),
    path("<uuid:public_id>/progress/", staff.progress, name="progress"),
    path("<uuid:public_id>/dry-run/", staff.dry_run, name="dry_run"),
    path("<uuid:public_id>/rows/", staff.notes, name="notes"),
    path("<uuid:public_id>/rows.csv", staff.notes_csv, name="notes_csv"),
    path("<uuid:public_id>/stop/", staff.stop, name="stop"),
    path("<uuid:public_id>/start/", staff.start, name="start"),
    path("<uuid:public_id>/refusals.csv", staff.refusals, name="refusals"),
    path("<uuid:public_id>/take-back/", staff.take_back, name="take_back"),
]
