"""/admin/duplicates/."""

from django.urls import URLPattern, URLResolver, path, re_path

from patents.duplicates import staff

app_name = "duplicates_staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", staff.pairs, name="list"),
    path("find/", staff.find, name="find"),
    path("compare/", staff.choose, name="choose"),
    path("compare/<int:first>/<int:second>/", staff.compare, name="compare"),
    re_path(r"^(?P<kind>merged|dismissed)/$", staff.decisions, name="decisions"),
    re_path(r"^(?P<kind>merged|dismissed)/(?P<public_id>[0-9a-f-]{36})/undo/$", staff.undo, name="undo"),
]
