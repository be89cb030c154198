from django.urls import path, re_path

from patents.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("patents/", views.search, name="search"),
    path("patents/export.csv", views.export, name="export"),
    re_path(r"^patents/(?P<number>[^/]{2,80})/$", views.patent, name="patent"),
]
