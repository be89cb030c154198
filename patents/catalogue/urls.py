from django.urls import path, re_path

from patents.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("patents/", views.search, name="search"),
    path("patents/export.csv", views.export, name="export"),
    path("patents/export/", views.export_start, name="export_start"),
    path("desk/exports/", views.exports, name="exports"),
    path("desk/searches/new/", views.save, name="save"),
    path("desk/searches/found/<uuid:public_id>/", views.found_by_alert, name="found"),
    path("patents/filters/", views.filters, name="filters"),
    path("patents/form/", views.form, name="form"),
    path("patents/facet/<slug:name>/", views.facet, name="facet"),
    re_path(r"^patents/(?P<number>[^/]{2,80})/$", views.patent, name="patent"),
]
